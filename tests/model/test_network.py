"""Addresses and accounts are masked wherever they stand, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.network import Address, mask_account, mask_addresses, mask_ip


@pytest.mark.parametrize(
    ("ip", "shown"),
    [
        ("10.10.1.11", "10.10.***.***"), ("192.0.2.0/24", "192.0.***.***/24"), ("2001:db8:1::5", "2001:db8:***"), ("::1", "0:0:***"),
        ("web1.example.com", "***"), ("", ""), (" 10.10.1.11 ", "10.10.***.***"),
    ],
)
def test_the_last_two_octets_are_hidden(ip: str, shown: str) -> None:
    assert mask_ip(ip) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("203.0.113.7:443 허용", "203.0.***.***:443 허용"), ("관리 대역 10.1.2.0/24", "관리 대역 10.1.***.***/24"),
        ("10.1.2.3 ~ 20 차단", "10.1.***.*** 차단"), ("가10.1.2.3나", "가10.1.***.***나"), ("10.1.2.* 허용", "10.1.***.*** 허용"),
        ("7.0.1 판", "7.0.1 판"), ("1.2.3.4.5 판", "1.2.3.4.5 판"), ("09:30:15 ~ 10:00:00", "09:30:15 ~ 10:00:00"),
        ("2001:db8:1::5 허용", "2001:db8:*** 허용"), ("5. 15. ~ 6. 30.", "5. 15. ~ 6. 30."), ("", ""),
    ],
)
def test_addresses_in_text_are_hidden_and_versions_and_times_are_not(text: str, shown: str) -> None:
    assert mask_addresses(text) == shown


@given(st.ip_addresses(v=4))
def test_no_address_survives(ip: object) -> None:
    assert str(ip) not in mask_addresses(f"방화벽({ip}) 정책") and str(ip) not in mask_ip(str(ip))


def test_accounts_keep_their_first_letter() -> None:
    assert [mask_account(name) for name in ("webadm", "w", "")] == ["w***", "w***", ""]


@pytest.mark.parametrize(("ip", "valid"), [("", True), ("10.10.1.11", True), ("10.10.1.0/24", True), ("::1", True), ("10.10.1.311", False), ("web1", False)])
def test_what_is_an_address(ip: str, valid: bool) -> None:
    assert Address(asset="HW-01", ip=ip).valid is valid
