"""Turns the contract.yaml of a bid into that of the contract that it won: bidder, price and days put in, everything else as it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.build.yaml_edits import commented_out, relisted, replaced
from pipeline.model.contract import Contract, Party
from pipeline.model.dossier import Dossier
from pipeline.model.words import MISSING, day_words, won_words
from pipeline.problems import Problem, Severity
from pipeline.read.schema import label_of
from pipeline.rules.cost import cost_figures

OTHER_BIDDER, NO_PRICE, OTHER_PRICE, LATE_SIGNING = "B-WIN-03", "B-WIN-04", "B-WIN-05", "B-WIN-06"


def _label(name: str) -> str:
    return label_of(Contract, name)


@dataclass(slots=True)
class Award:
    """The text of contract.yaml as it becomes; `changes` says in Korean what was put in, `assumed` which values nobody gave."""

    contract: Contract
    text: str
    changes: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)  # values that are no assumption any longer
    problems: list[Problem] = field(default_factory=list)

    def put(self, path: tuple[str, ...], value: Any, note: str, before: str, shown: str = "") -> None:
        """Put one value in its place; its comment says where it comes from and what stood there before."""
        self.text = replaced(self.text, path, value, f"{note} (입찰 때 {before})" if before else note, after=_label("end"))
        self.changes.append(f"{path[-1]}: {f'{before} → ' if before else ''}{shown or value}")

    def warn(self, code: str, message: str, name: str, hint: str, severity: Severity = Severity.WARNING) -> None:
        """Say what a person has to look at; `name` is the field of the contract that it is about."""
        self.problems.append(Problem(code, message, self.contract.at.at_field(_label(name)), hint, severity=severity))


def awarded(
    text: str, dossier: Dossier, bidder: str, code: str, signed: date | None = None, start: date | None = None, amount: int | None = None
) -> Award:
    """Return contract.yaml as the contract `code` has it. What was not given stays as in the bid and is called an assumption.

    `text` uses plain newlines. `bidder` is the name in proposal.yaml, "" for none; `amount` (won, VAT included) goes before the
    total of the cost sheet. Comments stay, and 작성묶음 becomes one, so that every package is made.
    """
    award = Award(dossier.contract, text)
    if code != dossier.contract.id:
        award.put((_label("id"),), code, "낙찰: 새 계약 폴더", dossier.contract.id)
    _bidder(award, bidder)
    _days(award, signed, start)
    _price(award, dossier, amount)
    if dossier.contract.packages:
        award.text = commented_out(award.text, _label("packages"), "낙찰: 모든 묶음을 만들도록 뺌")
        award.changes.append(f"{_label('packages')}: {', '.join(dossier.contract.packages)} → 모두")
    award.text = relisted(award.text, _label("sample"), drop=award.given)
    award.text = relisted(award.text, _label("assumed"), drop=award.given, add=award.assumed)
    return award


def _bidder(award: Award, bidder: str) -> None:
    known = award.contract.contractor.name
    unknown = not known.strip() or MISSING in known
    if unknown and bidder:
        award.put((_label("contractor"), label_of(Party, "name")), bidder, "낙찰: 제안사(proposal.yaml)", known)
        award.given.append(_label("contractor"))
    elif bidder and bidder != known:
        message = f"contract.yaml의 계약상대자 ‘{known}’와(과) proposal.yaml의 제안사 ‘{bidder}’가(이) 다릅니다. contract.yaml의 것을 두었습니다."
        award.warn(OTHER_BIDDER, message, "contractor", "맞는 이름 하나로 고칩니다.")


def _days(award: Award, signed: date | None, start: date | None) -> None:
    for name, option, day in (("signed", "--signed", signed), ("start", "--start", start)):
        label, before = _label(name), getattr(award.contract, name)
        if day is None:
            award.text = replaced(award.text, (label,), before, f"가정: 낙찰 뒤의 날을 받지 못해 입찰 때의 값으로 둠({option})")
            award.changes.append(f"{label}: {day_words(before)} 그대로(가정)")
            award.assumed.append(label)
            continue
        award.given.append(label)
        award.put((label,), day, f"낙찰: {option}로 준 날", "" if day == before else day_words(before), day_words(day))
    first, last = signed or award.contract.signed, start or award.contract.start
    if first > last:
        message = f"계약일 {day_words(first)}이 개시일 {day_words(last)}보다 늦습니다."
        award.warn(LATE_SIGNING, message, "signed", "--signed와 --start를 계약서의 날로 줍니다.")


def _price(award: Award, dossier: Dossier, amount: int | None) -> None:
    """Put in the price that was given, else that of the cost sheet; the monthly fee follows where it was an even share."""
    contract = award.contract
    total = cost_figures(dossier).total if dossier.cost else None
    price = amount if amount is not None else total
    if price is None:
        what = "산출내역에 빠진 값이 있어 총액을 내지 못했습니다" if dossier.cost else "산출내역(cost.yaml)이 없습니다"
        left = f"{won_words(contract.amount)}을 그대로 두고 가정으로 적었습니다." if contract.amount is not None else f"{MISSING}로 남습니다."
        award.warn(NO_PRICE, f"{what}. 계약금액은 {left}", "amount", "--amount로 계약금액(부가가치세 포함)을 줍니다.")
        if contract.amount is not None:
            award.assumed.append(_label("amount"))
        return
    if amount is not None and total is not None and amount != total:
        message = f"--amount {won_words(amount)}이 산출내역의 총액 {won_words(total)}과 다릅니다. 준 금액을 적었습니다."
        award.warn(OTHER_PRICE, message, "amount", "낙찰 금액에 맞추어 산출내역(cost.yaml)을 고칩니다.")
    source = "낙찰: --amount로 준 금액" if amount is not None else "낙찰: 산출내역(cost.yaml)의 총액"
    before = "" if contract.amount is None or contract.amount == price else won_words(contract.amount)
    award.put((_label("amount"),), int(price), source, before, won_words(price))
    award.given.append(_label("amount"))
    _monthly(award, int(price))


def _monthly(award: Award, price: int) -> None:
    """The monthly fee follows the price where it was that price by the months of the term, and the new one can be so divided."""
    contract = award.contract
    months = len(contract.months)
    if contract.monthly is None or contract.amount == price:
        return
    if contract.amount == contract.monthly * months and price % months == 0:
        share = price // months
        note = f"낙찰: {won_words(price)} ÷ {months}개월"
        award.put((_label("monthly"),), share, note, won_words(contract.monthly), won_words(share))
        return
    message = f"계약금액이 {won_words(price)}으로 바뀌었으나 월유지관리비 {won_words(contract.monthly)}은 그대로 두고 가정으로 적었습니다."
    award.warn(OTHER_PRICE, message, "monthly", "계약서의 월 금액으로 고칩니다.")
    award.assumed.append(_label("monthly"))
