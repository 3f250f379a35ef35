"""Addresses, accounts and connections: masked, counted, and judged on a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.network import Account, Address, Connection, Right
from pipeline.problems import Severity
from pipeline.rules.network import check, network
from tests.rules.sample import day, dossier, person

ASSETS = tuple(Asset(id=f"HW-0{n}", kind=AssetClass.HARDWARE, number=n, name=name) for n, name in enumerate(("WEB서버", "DB서버", "랙"), 1))
ACCOUNT = Account(asset="HW-01", name="webadm", right=Right.ADMINISTRATOR, user="P02", issued=day("2019-05-15"))


def case(*accounts: Account, left: str = "", addresses: tuple[Address, ...] = (), connections: tuple[Connection, ...] = ()):
    people = (person("P02", left=day(left) if left else None),)
    return dossier(assets=ASSETS, people=people, accounts=accounts, addresses=addresses, connections=connections)


@pytest.mark.parametrize(
    ("account", "left", "on", "state"),
    [
        (ACCOUNT, "", "2019-07-31", "사용"),
        (replace(ACCOUNT, revoked=day("2019-07-31")), "", "2019-07-31", "회수"),
        (replace(ACCOUNT, revoked=day("2019-08-01")), "", "2019-07-31", "사용"),
        (ACCOUNT, "2019-07-30", "2019-07-31", "철수 후 미회수"),
        (ACCOUNT, "2019-07-31", "2019-07-31", "사용"),
        (ACCOUNT, "", "2019-12-31", "만료 후 미회수"),
        (replace(ACCOUNT, user="표본재단"), "", "2019-12-31", "사용"),
    ],
)
def test_the_state_of_an_account_on_a_day(account: Account, left: str, on: str, state: str) -> None:
    (line,) = network(case(account, left=left), day(on)).accounts
    assert line.state == state and line.name == "w***"


def test_an_account_issued_later_is_not_shown() -> None:
    assert network(case(ACCOUNT), day("2019-05-14")).accounts == ()


def test_addresses_are_masked_and_counted_by_zone() -> None:
    addresses = (
        Address(asset="HW-01", zone="DMZ", ip="10.1.1.11", purpose="10.1.1.12와 이중화"), Address(asset="HW-01", zone="DMZ", ip="10.1.1.12"),
        Address(asset="HW-03", zone="부대설비"),
    )
    found = network(case(addresses=addresses), day("2019-07-31"))
    assert [line.ip for line in found.addresses] == ["10.1.***.***", "10.1.***.***", ""]
    assert found.addresses[0].purpose == "10.1.***.***와 이중화"
    assert found.addressed == 2 and found.zones == (("DMZ", 2),)
    assert [asset.id for asset in found.without_address] == ["HW-02"]


def test_an_account_of_somebody_who_left_is_an_error_and_a_late_return_a_warning() -> None:
    late = replace(ACCOUNT, name="late", revoked=day("2019-08-12"))
    found = check(case(ACCOUNT, late, left="2019-08-09"))
    assert [problem.severity for problem in found] == [Severity.ERROR, Severity.WARNING]
    assert "3일 늦게" in found[1].message


def test_no_message_shows_an_address_or_a_whole_account() -> None:
    addresses = (Address(asset="HW-01", ip="10.1.1.311"), Address(asset="HW-09", ip="10.1.1.5"), Address(asset="HW-02", ip="10.1.1.7"), Address(asset="HW-03", ip="10.1.1.7"))
    found = check(case(replace(ACCOUNT, asset="HW-09"), left="2019-06-01", addresses=addresses))
    said = " ".join(map(str, found))
    assert len(found) == 5 and "10.1." not in said and "webadm" not in said


def test_two_ends_are_needed() -> None:
    ends = (("외부:인터넷", "HW-01"), ("HW-01", "HW-07"), ("HW-01", "HW-01"), ("외부: ", "HW-02"))
    connections = tuple(Connection(start=start, end=end) for start, end in ends)
    assert len(check(case(connections=connections))) == 3
