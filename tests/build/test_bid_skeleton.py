"""Outlines, points and requirements → the sections of a proposal: nothing is lost, nothing stands twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.build.bid_items import items_of
from pipeline.build.bid_scores import share_items
from pipeline.build.bid_outline import Slot, numbered
from pipeline.build.bid_skeleton import PlannedSection, Skeleton, left_of, skeleton_of, volume_of
from pipeline.build.bid_text import escaped, scalar, section_text
from pipeline.model.bid_terms import BidTerms, FormLine, OutlineLine, PaperRule, ScoreLine
from pipeline.model.dossier import Dossier
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.proposal import Volume
from pipeline.model.requirement import Item, Requirement
from pipeline.read.from_yaml import parse_yaml
from pipeline.read.located import Record
from tests.rules.sample import dossier as sample

P = Decimal
OUTLINE = (
    OutlineLine(chapter="Ⅰ. 일반현황", section="1. 제안사 일반현황", line="L1"),
    OutlineLine(chapter="Ⅱ. 전략 및 방법론", section="1. 사업 이해도"),
    OutlineLine(chapter="Ⅱ. 전략 및 방법론", section="2. 추진전략"),
    OutlineLine(chapter="Ⅲ. 기술 및 기능", section="1. 기능 요구사항", method="구현 방안을 적는다."),
    OutlineLine(chapter="Ⅲ. 기술 및 기능", section="2. 보안 요구사항"),
    OutlineLine(chapter="Ⅳ. 프로젝트 관리", section="1. 관리방법론"),
    OutlineLine(chapter="Ⅳ. 프로젝트 관리", section="2. 일정계획"),
    OutlineLine(chapter="Ⅴ. 프로젝트 지원", section="1. 교육훈련"),
    OutlineLine(chapter="Ⅵ. 기타", line="L9"),
)
SCORES = (
    ScoreLine(group="정량 (10점)", item="경영상태", points=P(10), criterion="신용평가등급"),
    ScoreLine(group="정성 (80점)", item="사업 이해도 및 추진전략 (20점)", points=P(20)),
    ScoreLine(group="정성 (80점)", item="기능 요구 사항", points=P(20), criterion="구현할 수 있는가"),
    ScoreLine(group="정성 (80점)", item="보안 요구 사항", points=P(10)),
    ScoreLine(group="정성 (80점)", item="프로젝트 관리", points=P(25)),
    ScoreLine(group="정성 (80점)", item="교육 훈련", points=P(5)),
    ScoreLine(group="가격 (10점)", item="입찰가격", points=P(10)),
)


def card(id: str, name: str, category: str, *texts: str) -> Requirement:
    """Return a requirement with items #1, #2 …"""
    return Requirement(id=id, name=name, category=category, items=tuple(Item(key=f"{id}#{n}", text=text) for n, text in enumerate(texts, 1)))


CARDS = (
    card("SFR-001", "화면", "기능 요구사항", "화면을 고친다.", "단추를 단다."),
    card("SER-001", "서약서", "보안 요구사항", "서약서를 낸다."),
    card("PMR-001", "보고", "프로젝트 관리 요구사항", "매월 보고한다."),
    card("PMR-002", "일정 및 진척관리", "프로젝트 관리 요구사항", "일정을 지킨다."),
    card("PSR-001", "사용자 교육", "프로젝트 지원 요구사항", "교육한다."),
    card("XYZ-001", "ㅎㅎ", "ㅋㅋ", "알 수 없다."),
)


def dossier(*cards: Requirement) -> Dossier:
    """Return a small contract with these requirements."""
    return replace(sample(), requirements=cards or CARDS)


def of(skeleton: Skeleton) -> dict[str, PlannedSection]:
    """Return the sections by their files' names without .md."""
    return {section.file.removesuffix(".md"): section for section in skeleton.sections}


def test_the_order_is_the_rfps_own() -> None:
    skeleton = skeleton_of(dossier(), BidTerms(outline=OUTLINE, scores=SCORES))
    assert list(of(skeleton)) == [
        "11-제안사 일반현황", "21-사업 이해도", "22-추진전략", "31-기능 요구사항", "32-보안 요구사항", "41-관리방법론", "42-일정계획", "51-교육훈련", "60-기타",
    ]  # fmt: skip
    assert skeleton.source == "제안요청서의 제안서 목차 L1 ~ L9"


def test_points_go_where_the_words_say_and_none_is_lost() -> None:
    skeleton = skeleton_of(dossier(), BidTerms(outline=OUTLINE, scores=SCORES))
    points = {name: section.earned.points for name, section in of(skeleton).items()}
    assert points == {
        "11-제안사 일반현황": 10, "21-사업 이해도": 10, "22-추진전략": 10, "31-기능 요구사항": 20, "32-보안 요구사항": 10,
        "41-관리방법론": P("12.5"), "42-일정계획": P("12.5"), "51-교육훈련": 5, "60-기타": None,
    }  # fmt: skip
    assert sum(each or 0 for each in points.values()) == 90  # 100 less the price
    assert any("가격 평가 10점(입찰가격)" in note for note in skeleton.notes)
    assert of(skeleton)["21-사업 이해도"].earned.items == ("사업 이해도 및 추진전략",)


def test_pages_share_the_limit() -> None:
    rule = PaperRule(name="쪽제한", value="91", quote="91쪽 이내", line="L3")
    pages = [section.pages for section in skeleton_of(dossier(), BidTerms(outline=OUTLINE, scores=SCORES, paper=(rule,))).sections]
    # 경영상태 is judged by figures, 기타 by nobody: two pages each; 87 pages for 80 points: 10.88 twice, 21.75, 10.88, 13.59 twice, 5.44
    assert pages == [2, 11, 11, 22, 11, 14, 13, 5, 2] and sum(pages) == 91


def test_every_requirement_stands_once() -> None:
    skeleton = skeleton_of(dossier(), BidTerms(outline=OUTLINE, scores=SCORES))
    asks = {name: section.asks for name, section in of(skeleton).items() if section.asks}
    assert asks["32-보안 요구사항"] == ("SER-001",)
    assert asks["41-관리방법론"] == ("PMR-001",)
    assert asks["42-일정계획"] == ("PMR-002",)
    assert asks["51-교육훈련"] == ("PSR-001",)
    assert asks["31-기능 요구사항"] == ("SFR-001", "XYZ-001")
    assert of(skeleton)["31-기능 요구사항"].unsure == ("XYZ-001",)
    assert any("낱말로 찾지 못한 요구사항 1개" in note and "XYZ-001" in note for note in skeleton.notes)


words = st.sampled_from(["보안", "기능", "품질", "유지보수 수행", "프로젝트 관리", "프로젝트 지원", "제약사항", "데이터", "화면", "ㅋㅋ"])


@given(st.lists(st.tuples(words, words), max_size=12), st.booleans(), st.booleans())
def test_no_requirement_is_lost_whatever_the_outline(named: list[tuple[str, str]], outline: bool, scores: bool) -> None:
    cards = tuple(card(f"R-{order:03d}", name, f"{category} 요구사항", "문장") for order, (category, name) in enumerate(named))
    terms = BidTerms(outline=OUTLINE if outline else (), scores=SCORES if scores else ())
    skeleton = skeleton_of(replace(sample(), requirements=cards), terms)
    asks = [key for section in skeleton.sections for key in section.asks]
    assert sorted(asks) == [each.id for each in cards]
    numbers = [section.file.partition("-")[0] for section in skeleton.sections]
    assert len(set(numbers)) == len(numbers) and numbers == sorted(numbers)


def test_without_an_outline_the_evaluation_orders() -> None:
    skeleton = skeleton_of(dossier(), BidTerms(scores=SCORES))
    assert list(of(skeleton))[:3] == ["11-경영상태", "21-사업 이해도 및 추진전략", "22-기능 요구 사항"]
    assert "평가표" in skeleton.source
    assert [section.pages for section in skeleton.sections] == [2, 20, 20, 10, 25, 5]  # 경영상태 is judged by figures
    assert any("배점 1점을 1쪽" in note for note in skeleton.notes)


def test_without_both_the_usual_sections_by_class() -> None:
    skeleton = skeleton_of(dossier(), BidTerms())
    assert {name: section.asks for name, section in of(skeleton).items()} == {
        "10-제안 개요": (), "20-추진전략": (), "31-기능 방안": ("SFR-001",), "32-보안 방안": ("SER-001",), "33-ㅋㅋ 방안": ("XYZ-001",),
        "40-사업관리": ("PMR-001", "PMR-002"), "50-지원": ("PSR-001",), "60-상생협력": (),
    }  # fmt: skip
    assert {section.pages for section in skeleton.sections} == {None}
    assert any("배점도 쪽 제한도 없어" in note for note in skeleton.notes)


def test_a_limit_for_words_alone_leaves_the_part_of_figures_out() -> None:
    outline = (
        OutlineLine(part="계량부문", chapter="Ⅰ. 현황", section="1. 경영상태"), OutlineLine(part="비계량부문", chapter="Ⅰ. 개요", section="1. 사업 이해도"),
        OutlineLine(part="비계량부문", chapter="Ⅱ. 기능", section="1. 기능 요구사항"),
    )  # fmt: skip
    rule = PaperRule(name="쪽제한", value="30", quote="비계량 부분에 한하여 30쪽 이내")
    skeleton = skeleton_of(dossier(), BidTerms(outline=outline, scores=SCORES[:3], paper=(rule,)))
    assert [(section.earned.points, section.pages) for section in skeleton.sections] == [(10, None), (20, 15), (20, 15)]
    assert any("계량 부분(경영상태)에는 나누지 않았습니다" in note for note in skeleton.notes)


def test_a_summary_is_a_book_of_its_own() -> None:
    rule = PaperRule(name="요약쪽제한", value="30")
    last = skeleton_of(dossier(), BidTerms(paper=(rule,))).sections[-1]
    assert (last.file, last.slot.volume, last.pages, last.asks) == ("70-제안 요약.md", Volume.SUMMARY, 30, ())


def test_what_people_answer_already_is_not_asked_again() -> None:
    skeleton = skeleton_of(dossier(), BidTerms(), claimed={"SER-001", "SFR-001#1"})
    asks = {name: section.asks for name, section in of(skeleton).items()}
    assert asks["32-보안 방안"] == () and asks["31-기능 방안"] == ("SFR-001#2",)
    assert left_of(CARDS[0], {"SFR-001#1", "SFR-001#2"}) == ()
    assert left_of(CARDS[0], {"SER-001"}) == ("SFR-001",)


def test_an_item_named_like_a_chapter_is_shared_and_the_sum_holds() -> None:
    slots = [Slot(title=title, chapter="Ⅵ. 사업 지원") for title in ("품질보증", "시험운영", "유지관리")]
    earned = share_items([EvaluationItem(part=EvaluationPart.QUALITATIVE, section="", name="사업 지원", points=P(10))], slots)
    assert [each.points for each in earned] == [P("3.34"), P("3.33"), P("3.33")]


def test_rows_of_one_item_are_one() -> None:
    lines = (ScoreLine(group="기술", item="인력", points=P(5), criterion="가"), ScoreLine(group="기술", item="인력 (5점)", points=P(5), criterion="나"))
    (item,) = items_of(sample(), BidTerms(scores=lines))
    assert (item.points, item.criterion, item.part) == (10, "가\n나", EvaluationPart.QUALITATIVE)


def test_numbers_of_files_leave_room_for_many() -> None:
    ten = [Slot(title=f"절{order}", chapter="Ⅰ. 가") for order in range(10)]
    assert [slot.number for slot in numbered(ten)][:2] == ["101", "102"] and numbered(ten)[-1].number == "110"
    flat = [Slot(title=f"절{order}") for order in range(12)]
    assert [slot.number for slot in numbered(flat)][-1] == "120"


def test_forms_that_show_a_price_go_with_the_price() -> None:
    assert volume_of(FormLine(number="서식 1", name="가 격 제 안 서")) is Volume.PRICE
    assert volume_of(FormLine(number="서식 2", name="일반현황")) is Volume.TECHNICAL


def test_a_section_of_markdown() -> None:
    deep = replace(CARDS[1], definition="서약", items=(Item(key="SER-001#1", text="1. 첫째 <별지> 를\n낸다", printed="1)", items=(Item(key="SER-001#1.1", text="둘째", printed="-"),)),))
    planned = PlannedSection(slot=Slot(title="보안 방안", number="32", chapter="Ⅲ. 기능", method="적는다 --> {{ x }}", where="L5"), pages=3, step="3쪽", asks=("SER-001",))
    assert section_text(planned, {"SER-001": deep}, "제안요청서") == (
        "---\n장: Ⅲ. 기능\n제목: 보안 방안\n책: 기술\n쪽수: 3   # 3쪽\n요구사항: [SER-001]\n---\n\n"
        "<!-- 작성방법(L5): 적는다 → ({ x }} -->\n\n"
        "## SER-001 서약서\n\n"
        "> 제안요청서: 서약\n>\n> 1\\) 1. 첫째 \\<별지> 를\n>\n> 낸다\n>\n> \u3000\\- 둘째\n\n"
        "〔입력 필요〕\n\n"
        "<!-- 확인할 것: 답한 글 뒤에 아래 표시를 옮겨 적고 [x]로 바꾼다.\n- [ ] [[SER-001#1]]\n  - [ ] [[SER-001#1.1]]\n-->\n"
    )


def test_escaping() -> None:
    assert escaped("1) 가 *나* [[다]] {{ 라 }}") == "1\\) 가 \\*나\\* \\[\\[다\\]\\] {{ '{' }}{ 라 }}"
    assert escaped("- 가 & 나 Q&A &lt;") == "\\- 가 & 나 Q&A \\&lt;"


@given(st.text(alphabet="가나 1-#:[]{},'\"&*!|>%@`예nul~", min_size=1, max_size=12).filter(lambda text: text.strip()))
def test_scalars_are_read_again(text: str) -> None:
    tree, problems = parse_yaml(f"a: {scalar(text)}   # 뒤\nb: [{scalar(text)}]\n", "x")
    assert problems == [] and isinstance(tree, Record)
    flat = " ".join(text.split())
    assert (tree.values["a"].value or "") == flat and tree.values["b"].items[0].value == flat
