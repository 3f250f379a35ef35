"""How the maintained systems hang together: addresses, accounts and connections, and how much of them a document may show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from ipaddress import IPv4Address, ip_address, ip_interface

from pipeline.model.asset import AssetClass
from pipeline.model.column import column, place
from pipeline.problems import Location

OUTSIDE = "외부:"  # an end of a connection that is nobody's asset: 외부:인터넷
MASK = "***"
_IN_TEXT = re.compile(r"(?<![\d.])(\d{1,3})\.(\d{1,3})\.(?:\d{1,3}|\*)\.(?:\d{1,3}|\*)(?![\d]|\.\d)(?:\s*[~∼–-]\s*\d{1,3}(?![\d.]))?(/\d{1,2})?")
_IPV6_IN_TEXT = re.compile(r"(?<![\w:])(?=[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:)[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address of an asset. An empty `ip` says that the asset has none (a rack, a battery)."""

    asset: str = column("자산번호", hint="HW-01")
    host: str = column("호스트명", default="", hint="web1")
    zone: str = column("구역", default="", hint="DMZ, 내부, 관리")
    ip: str = column("IP주소", default="", hint="10.10.1.11 — 주소가 없는 장비는 비움")
    service: str = column("포트/서비스", default="", hint="443/HTTPS", aliases=("포트", "서비스"))
    purpose: str = column("용도", default="", hint="홈페이지 웹서비스")
    at: Location = place()

    @property
    def valid(self) -> bool:
        """True for no address, an IPv4 or an IPv6 address, with or without its prefix length."""
        try:
            return not self.ip or bool(ip_interface(self.ip))
        except ValueError:
            return False


class Right(StrEnum):
    """What an account may do."""

    ADMINISTRATOR = "관리자"
    OPERATOR = "운영"
    READER = "조회"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account on an asset, from its issue to its return. Passwords are never kept."""

    asset: str = column("자산번호", hint="HW-01")
    name: str = column("계정", hint="webadm")
    right: Right = column("권한", hint="관리자, 운영, 조회")
    user: str = column("사용자", hint="P02 (인력번호) 또는 소속")
    issued: date | None = column("발급일", default=None, hint="2019-05-15")
    revoked: date | None = column("회수일", default=None, hint="2019-12-31")
    note: str = column("비고", default="")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One line of the system diagram; each end is an asset, or somebody outside: 외부:인터넷."""

    start: str = column("자산번호(부터)", hint="HW-10 또는 외부:인터넷")
    end: str = column("자산번호(까지)", hint="HW-09")
    text: str = column("내용", default="", hint="웹 요청")
    bandwidth: str = column("대역폭", default="", hint="1Gbps")
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetSummary:
    """One line of the summary that the contract prints before its asset lists: 서버 : WEB, WAS … 등 5식."""

    kind: AssetClass = column("구분", hint="H/W, S/W")
    item: str = column("항목", hint="서버")
    parts: tuple[str, ...] = column("내역", default=(), hint="WEB; WAS; DB")
    quantity: int | None = column("수량", default=None, hint="5 — 적지 않았으면 비움")
    source: str = column("출처", default="", hint="L59")
    at: Location = place()

    @property
    def names(self) -> tuple[str, ...]:
        """What the line names: its parts, or itself where it lists none."""
        return self.parts or (self.item,)


def mask_ip(text: str) -> str:
    """10.10.1.11 → 10.10.***.***, 2001:db8:1::5 → 2001:db8:***; what is no address is hidden whole."""
    address, slash, prefix = text.strip().partition("/")
    try:
        parsed = ip_address(address)
    except ValueError:
        return MASK if text else ""
    if isinstance(parsed, IPv4Address):
        return ".".join(address.split(".")[:2] + [MASK, MASK]) + slash + prefix
    shown = (f"{int(group, 16):x}" for group in parsed.exploded.split(":")[:2])
    return ":".join([*shown, MASK]) + slash + prefix


def mask_account(name: str) -> str:
    """webadm → w***."""
    return name[:1] + MASK if name else ""


def mask_addresses(text: str) -> str:
    """Return text a person typed with every address in it masked."""
    hidden = _IN_TEXT.sub(lambda found: f"{found[1]}.{found[2]}.{MASK}.{MASK}{found[3] or ''}", text)
    return _IPV6_IN_TEXT.sub(lambda found: mask_ip(found[0]) if _is_address(found[0]) else found[0], hidden)


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False
