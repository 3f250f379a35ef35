"""Turns a bid into the copy for evaluators, who may not learn whose it is, and into every place where they still would."""

from __future__ import annotations

from dataclasses import replace

from pipeline.build.bid_draft import Draft
from pipeline.build.bid_reading import Bid
from pipeline.compose.bid_names import OWN_HEADINGS, name_of
from pipeline.compose.bid_texts import texts
from pipeline.model.contract import Party
from pipeline.model.proposal import Section, Volume
from pipeline.problems import Location, Problem
from pipeline.rules.bid_wording import NAMED, names_of, tells_name

BIDDER = "제안사"  # what stands for its name
_HINT = "이름을 지우거나 {{ contract.contractor.name }}으로 적습니다: 사본에는 ‘제안사’로 나옵니다"


def blinded(bid: Bid) -> Bid:
    """Return the bid of somebody without a name: whatever templates and texts print of the bidder says 제안사 or nothing."""
    contract = bid.dossier.contract
    nobody = Party(name=BIDDER, term=contract.contractor.term)
    return replace(bid, dossier=replace(bid.dossier, contract=replace(contract, contractor=nobody)), proposal=replace(bid.proposal, bidder=""))


def strip(draft: Draft, bid: Bid) -> list[Problem]:
    """Take the book of the price out of `draft`, and return a Problem for each place where a book tells the bidder of `bid`."""
    draft.books.pop(Volume.PRICE, None)
    party = bid.dossier.contract.contractor
    head = f"{party.head_title} {party.head_name}" if party.head_title and party.head_name else ""  # as such: he may also be on the team
    names = names_of(bid.proposal.bidder, party.name, head, party.business_number, party.phone, party.email, party.address)
    sections = {each.anchor: each.section for each in draft.parts}
    problems = []
    for volume, document in draft.books.items():
        found = ((text, tells_name(text.text, names)) for text in texts(document, {*sections, *OWN_HEADINGS}))
        told = dict.fromkeys((_at(sections.get(text.section), name, bid), text.what) for text, name in found if name)
        problems += [Problem(NAMED, f"{name_of(volume)} 사본의 {what}에 제안사가 드러납니다", at, _HINT) for at, what in told]
    return problems


def _at(section: Section | None, name: str, bid: Bid) -> Location:
    """Return the line that tells `name`; the section, or the settings, where a value or a picture does."""
    if section is None:
        return bid.proposal.at.whole
    for row, line in enumerate(section.text.split("\n")):
        if tells_name(line, (name,)):
            return Location(section.at.file, section.line + row)
    return section.at.whole
