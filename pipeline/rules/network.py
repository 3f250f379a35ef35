"""Turns addresses, accounts and connections into masked lines for a document, and into the problems that they have."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.dossier import Dossier
from pipeline.model.network import OUTSIDE, Account, Address, Connection, mask_account, mask_addresses, mask_ip
from pipeline.model.staff import Person
from pipeline.problems import Location, Problem, Severity
from pipeline.rules import words
from pipeline.rules.rule import Rule

CODE = "R-NET-01"
IN_USE, RETURNED, LEFT_OPEN, ENDED_OPEN = "사용", "회수", "철수 후 미회수", "만료 후 미회수"


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One address as a document shows it: the address itself masked; "" where the asset has none."""

    asset: Asset
    host: str
    zone: str
    ip: str
    service: str
    purpose: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account as a document shows it: its name masked, whose it is, and how it stands on the day."""

    asset: Asset
    name: str
    right: str
    person: Person | None  # None: the user is an organisation, named in `user`
    user: str
    issued: date | None
    revoked: date | None
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Network:
    """What is known of addresses and accounts on a day, held against the asset list."""

    day: date
    addresses: tuple[AddressLine, ...]
    accounts: tuple[AccountLine, ...]
    without_address: tuple[Asset, ...]  # hardware of which addresses.csv says nothing
    zones: tuple[tuple[str, int], ...]  # zone, how many addresses
    states: tuple[tuple[str, int], ...]  # state, how many accounts

    @property
    def addressed(self) -> int:
        """How many addresses there are; lines that say an asset has none do not count."""
        return sum(bool(line.ip) for line in self.addresses)

    @property
    def open_accounts(self) -> tuple[AccountLine, ...]:
        """The accounts that ought to have been returned."""
        return tuple(line for line in self.accounts if line.state in (LEFT_OPEN, ENDED_OPEN))


def network(dossier: Dossier, day: date) -> Network:
    """IP·계정 현황: 주소와 계정을 가려서 적고 자산 목록, 인력, 계약기간과 견줍니다.

    조항: 시스템 현황 보고서를 요구하는 조항(PMR-001 1) 등), 누출금지 정보를 정한 계약의 보안 조항, 계정의 발급·회수를 정한 기관의 보안규정.

    산식
      IP주소는 뒤의 두 자리를 ***로, 계정은 첫 글자만 남기고 ***로 적습니다. 변경이력 등의 글에 든 주소도 가립니다.
      계정의 상태 = 회수일이 기준일까지면 회수, 없거나 뒤이면 사용. 철수일이 지난 사람의 계정이면 철수 후 미회수,
      계약상대자의 계정이 만료일 뒤에도 남으면 만료 후 미회수입니다.
      오류: 목록에 없는 자산의 주소·계정·연결, 읽을 수 없는 IP주소, 철수한 사람의 회수하지 않은 계정, 회수일이 발급일보다 빠른 계정.
      경고: 만료일까지 회수하지 않은 계정(마지막 달의 기록이 있을 때), 철수일보다 늦은 회수, 두 장비의 같은 주소.

    예: 10.10.1.11 → 10.10.***.***, webadm → w***. 2019. 8. 9. 철수한 사람의 계정에 회수일이 없으면 오류.
    """
    known = {asset.id: asset for asset in dossier.assets}
    addresses = tuple(_address_line(known[each.asset], each) for each in dossier.addresses if each.asset in known)
    issued = (each for each in dossier.accounts if each.asset in known and (each.issued is None or each.issued <= day))
    accounts = tuple(_account_line(dossier, known[each.asset], each, day) for each in issued)
    zones: dict[str, int] = defaultdict(int)
    for line in addresses:
        zones[line.zone] += bool(line.ip)
    states: dict[str, int] = defaultdict(int)
    for account in accounts:
        states[account.state] += 1
    told = {each.asset for each in dossier.addresses}
    return Network(
        day, addresses, accounts, tuple(asset for asset in dossier.hardware if asset.id not in told),
        tuple((zone, count) for zone, count in zones.items() if count), tuple(states.items()),
    )


def _address_line(asset: Asset, each: Address) -> AddressLine:
    return AddressLine(asset, each.host, each.zone, mask_ip(each.ip), mask_addresses(each.service), mask_addresses(each.purpose))


def _account_line(dossier: Dossier, asset: Asset, each: Account, day: date) -> AccountLine:
    person = dossier.person(each.user)
    return AccountLine(
        asset, mask_account(each.name), each.right.value, person, "" if person else each.user, each.issued, each.revoked,
        _state(dossier, each, person, day), mask_addresses(each.note),
    )


def _state(dossier: Dossier, each: Account, person: Person | None, day: date) -> str:
    if each.revoked and each.revoked <= day:
        return RETURNED
    if person and person.left and person.left < day:
        return LEFT_OPEN
    ended = day >= dossier.contract.end and not each.revoked
    return ENDED_OPEN if ended and _of_contractor(dossier, each) else IN_USE


def _of_contractor(dossier: Dossier, each: Account) -> bool:
    return dossier.person(each.user) is not None or each.user == dossier.contract.contractor.name


def check(dossier: Dossier) -> list[Problem]:
    """Say what names no asset, cannot be read, is used twice, or was not taken back."""
    problems = [*_addresses(dossier), *_connections(dossier)]
    problems += [problem for each in dossier.accounts for problem in _account(dossier, each)]
    if dossier.addresses:
        told = {each.asset for each in dossier.addresses}
        for asset in dossier.hardware:
            if asset.id not in told:
                hint = "addresses.csv에 적습니다. 주소가 없는 장비는 IP주소를 비워 적습니다."
                problems.append(Problem(CODE, f"{asset.id}({asset.name}): IP 현황에 없는 장비입니다.", asset.at, hint, severity=Severity.NOTE))
    return problems


def _addresses(dossier: Dossier) -> list[Problem]:
    """An address is never printed: a message names its place."""
    problems, users = [], defaultdict(list)
    kinds = {asset.id: asset.kind for asset in dossier.assets}
    for each in dossier.addresses:
        problems += _unknown(dossier, each.asset, each.at.at_field("자산번호"), "주소")
        if not each.valid:
            problems.append(Problem(CODE, f"{each.asset}: IP주소를 읽을 수 없습니다.", each.at.at_field("IP주소"), "예: 192.0.2.11 또는 192.0.2.0/24"))
        elif each.ip and kinds.get(each.asset) is AssetClass.HARDWARE:
            users[each.ip.partition("/")[0]].append(each)
    for same in users.values():
        if len({each.asset for each in same}) > 1:
            names = ", ".join(dict.fromkeys(each.asset for each in same))
            related = tuple(each.at for each in same[1:] if each.at)
            problems.append(Problem(CODE, f"두 장비에 같은 IP주소를 적었습니다: {names}", same[0].at.at_field("IP주소"),
                                    "대표 주소면 한 장비에만 적습니다.", related, Severity.WARNING))
    return problems


def _connections(dossier: Dossier) -> list[Problem]:
    problems = []
    for each in dossier.connections:
        for end, label in ((each.start, "자산번호(부터)"), (each.end, "자산번호(까지)")):
            problems += _end(dossier, end, each.at.at_field(label))
        if each.start == each.end:
            problems.append(Problem(CODE, f"{each.start}: 연결의 두 끝이 같습니다.", each.at.at_field("자산번호(까지)"), "다른 쪽 끝을 적습니다."))
    return problems


def _end(dossier: Dossier, end: str, at: Location) -> list[Problem]:
    if not end.startswith(OUTSIDE):
        return _unknown(dossier, end, at, "연결")
    return [] if outside_name(end) else [Problem(CODE, "연결의 바깥쪽 끝에 이름이 없습니다.", at, f"예: {OUTSIDE}인터넷")]


def outside_name(end: str) -> str:
    """외부:인터넷 → 인터넷; "" for an asset's number."""
    return end.removeprefix(OUTSIDE).strip() if end.startswith(OUTSIDE) else ""


def _unknown(dossier: Dossier, id: str, at: Location, what: str) -> list[Problem]:
    known = [asset.id for asset in dossier.assets]
    if id in known:
        return []
    near = get_close_matches(id, known, 1)
    hint = f"혹시 {near[0]}" if near else "assets.csv의 자산번호를 적습니다."
    outside = f" 목록 밖의 것은 {OUTSIDE}이름으로 적습니다." if what == "연결" else ""
    return [Problem(CODE, f"자산 목록에 없는 자산의 {what}입니다: {id}", at, hint + outside)]


def _account(dossier: Dossier, each: Account) -> list[Problem]:
    person, shown = dossier.person(each.user), f"{each.asset} {mask_account(each.name)}"
    problems = _unknown(dossier, each.asset, each.at.at_field("자산번호"), "계정")
    if person is None and _like_a_number(dossier, each.user):
        problems.append(Problem(CODE, f"{shown}: 사용자 {each.user}: 인력 명단에 없는 번호입니다.",
                                each.at.at_field("사용자"), "people.csv의 번호나 소속을 적습니다.", severity=Severity.WARNING))
    if each.issued and each.revoked and each.revoked < each.issued:
        message = f"{shown}: 회수일({words.day(each.revoked)})이 발급일({words.day(each.issued)})보다 빠릅니다."
        problems.append(Problem(CODE, message, each.at.at_field("회수일"), "두 날짜를 확인합니다."))
    return [*problems, *_return(dossier, each, person, shown)]


def _return(dossier: Dossier, each: Account, person: Person | None, shown: str) -> list[Problem]:
    at, contract = each.at.at_field("회수일"), dossier.contract
    if person and person.left:
        related = (person.at,) if person.at else ()
        if each.revoked is None:
            message = f"{shown}: {words.day(person.left)} 철수한 {person.id}의 계정을 회수하지 않았습니다."
            return [Problem(CODE, message, at, "회수한 날을 적습니다. 회수하지 않았으면 바로 회수합니다.", related)]
        late = (each.revoked - person.left).days
        if late > 0:
            message = f"{shown}: {person.id}의 철수일({words.day(person.left)})보다 {late}일 늦게 회수하였습니다."
            return [Problem(CODE, message, at, "철수일까지 회수합니다.", related, Severity.WARNING)]
    ended = dossier.newest_month.last >= contract.end
    if each.revoked is None and ended and _of_contractor(dossier, each):
        message = f"{shown}: 계약 만료일({words.day(contract.end)})까지 회수하지 않은 계정입니다."
        return [Problem(CODE, message, at, "회수한 날을 적거나, 계속 쓰면 그 근거를 비고에 적습니다.", severity=Severity.WARNING)]
    return []


def _like_a_number(dossier: Dossier, user: str) -> bool:
    """P09 beside P01 and P02 was meant to be a person's number."""
    shapes = {re.sub(r"\d+", "0", person.id) for person in dossier.people}
    return bool(re.search(r"\d", user)) and re.sub(r"\d+", "0", user) in shapes


def links(dossier: Dossier) -> tuple[Connection, ...]:
    """Return the connections whose two ends are known."""
    known = {asset.id for asset in dossier.assets}
    return tuple(each for each in dossier.connections if all(end in known or outside_name(end) for end in (each.start, each.end)))


RULE = Rule(CODE, "IP·계정·연결 현황", ("PMR-001 1) 시스템 현황 보고서(구성도, IP/계정 현황)", "계약의 누출금지 정보와 보안 조항"), network, check)
