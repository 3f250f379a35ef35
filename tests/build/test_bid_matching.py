"""Requirements and sections → which section answers what, and what is said of those that no word placed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.build.bid_matching import place_requirements
from pipeline.build.bid_outline import Slot
from pipeline.build.bid_scores import Earned, share_items
from pipeline.build.bid_skeleton import Skeleton, skeleton_of
from pipeline.build.bid_topics import topics, weighed
from pipeline.model.bid_terms import BidTerms, OutlineLine, PaperRule, ScoreLine
from pipeline.model.procurement import EvaluationItem, EvaluationPart
from pipeline.model.requirement import Item, Requirement
from tests.rules.sample import dossier as sample

SLOTS = (
    Slot(title="제안사 일반현황", chapter="Ⅰ. 일반현황"),
    Slot(title="조직 및 인원", chapter="Ⅰ. 일반현황", method="제안사의 조직과 인원을 적는다."),
    Slot(title="추진전략", chapter="Ⅱ. 전략"),
    Slot(title="수행체계", chapter="Ⅱ. 전략", method="수행조직과 역할을 적는다."),
    Slot(title="개선 및 유지관리 방안", chapter="Ⅲ. 수행계획", method="운영과 유지관리의 방안을 적는다."),
    Slot(title="예방점검", chapter="Ⅲ. 수행계획", method="점검의 대상과 주기를 적는다."),
    Slot(title="비상상황 대응", chapter="Ⅲ. 수행계획", method="긴급 복구 계획을 적는다."),
    Slot(title="기술적 보안대책", chapter="Ⅲ. 수행계획", method="보안 기술을 적는다."),
    Slot(title="관리방법 및 일정", chapter="Ⅳ. 사업관리", method="위험과 산출물의 관리를 적는다."),
    Slot(title="기밀보안대책", chapter="Ⅳ. 사업관리", method="물리적, 관리적 보안을 적는다."),
    Slot(title="교육지원", chapter="Ⅴ. 지원", method="교육과 업무 인수인계를 적는다."),
    Slot(title="하도급 방안", chapter="Ⅵ. 하도급"),
)


def card(id: str, name: str, category: str, *texts: str) -> Requirement:
    """Return a requirement with items #1, #2 …"""
    return Requirement(id=id, name=name, category=category, items=tuple(Item(key=f"{id}#{n}", text=text) for n, text in enumerate(texts, 1)))


def placed(*cards: Requirement, earned: tuple[Earned, ...] = (), gone: tuple[int, ...] = ()) -> dict[str, str]:
    """Return id → title of the section, ? behind it where no word decided."""
    return {each.id: SLOTS[each.slot].title + ("" if each.sure else "?") for each in place_requirements(cards, SLOTS, earned, gone)}


def test_a_name_leads_out_of_the_section_of_its_class() -> None:
    upkeep, manage = "유지관리수행 요구사항", "사업관리 요구사항"
    assert placed(
        card("MAR-001", "소프트웨어 공통", upkeep, "결함을 고친다."),
        card("MAR-002", "정기점검", upkeep, "매월 점검한다."),
        card("MAR-003", "백업관리", upkeep, "매일 백업하고 복구를 훈련한다."),
        card("MAR-004", "시스템 장애 대책 수립", upkeep, "두 시간 안에 착수한다."),
        card("PMR-001", "위험관리", manage, "위험을 적어 둔다."),
        card("PMR-002", "하도급 관리", manage, "승인을 얻는다."),
    ) == {
        "MAR-001": "개선 및 유지관리 방안", "MAR-002": "예방점검", "MAR-003": "비상상황 대응", "MAR-004": "비상상황 대응",
        "PMR-001": "관리방법 및 일정", "PMR-002": "하도급 방안",
    }  # fmt: skip


def test_the_last_word_of_a_class_is_its_subject_and_a_section_on_the_bidder_answers_nothing() -> None:
    assert placed(card("MHR-001", "투입인력의 요건", "유지관리인력 요구사항", "경력이 있어야 한다.")) == {"MHR-001": "수행체계"}
    assert weighed("유지관리 인력") == {"유지": 0.5, "인력": 1.0} and weighed("인력 및 유지관리") == {"인력": 1.0, "유지": 1.0}


def test_sentences_tell_two_sections_of_one_class_apart() -> None:
    assert placed(
        card("SER-001", "개인정보 처리", "보안 요구사항", "개인정보를 암호화한다.", "접근 통제를 한다.", "접속 기록을 남긴다."),
        card("SER-002", "수행 중의 대책", "보안 요구사항", "참여인력의 보안서약서를 낸다.", "장비의 반입과 반출을 적는다.", "비밀을 누설하지 않는다."),
    ) == {"SER-001": "기술적 보안대책", "SER-002": "기밀보안대책"}


def test_names_of_the_products_functions_are_words_of_the_business() -> None:
    earned = tuple(Earned(items=("기능수정 및 유지관리",) if slot.title.startswith("개선") else ()) for slot in SLOTS)
    names = ("인력 현황 화면", "교육 이수 관리", "비상연락망 조회")
    cards = [card(f"SFR-00{n}", name, "기능 요구사항", "화면에 보인다.") for n, name in enumerate(names, 1)]
    assert set(placed(*cards, earned=earned).values()) == {"개선 및 유지관리 방안"}


def test_what_the_rfp_wants_written_counts() -> None:
    assert placed(card("ETC-001", "인수인계", "기타 요구사항", "다음 사업자에게 넘긴다."))["ETC-001"] == "교육지원"


def test_what_no_word_places_is_called_uncertain() -> None:
    assert placed(card("XYZ-001", "ㅎㅎ", "ㅋㅋ", "알 수 없다.")) == {"XYZ-001": "개선 및 유지관리 방안?"}


def test_nothing_is_placed_in_a_section_that_is_gone() -> None:
    one = card("MAR-003", "백업관리", "유지관리수행 요구사항", "매일 백업한다.")
    gone = tuple(order for order, slot in enumerate(SLOTS) if slot.title in ("비상상황 대응", "하도급 방안"))
    assert placed(one, gone=gone) == {"MAR-003": "개선 및 유지관리 방안"}
    assert placed(card("PMR-002", "하도급 관리", "사업관리 요구사항", "승인을 얻는다."), gone=gone) == {"PMR-002": "관리방법 및 일정"}


def test_points_that_figures_earn_are_known() -> None:
    items = (
        EvaluationItem(part=EvaluationPart.QUANTITATIVE, section="", name="경영상태", points=Decimal(10)),
        EvaluationItem(part=EvaluationPart.QUALITATIVE, section="", name="기밀보안", points=Decimal(5)),
    )
    earned = share_items(items, SLOTS)
    assert (earned[0].points, earned[0].judged) == (10, 0)
    assert [(slot.title, each.points, each.judged) for slot, each in zip(SLOTS, earned, strict=True) if each.judged] == [("기밀보안대책", 5, 5)]


def test_topics_of_words_within_words() -> None:
    assert "비상" not in topics("장애인 편의") and "점검" not in topics("취약점 점검") and "관리" not in topics("사업관리자(PM)")


def skeleton(*cards: Requirement) -> Skeleton:
    """Return the skeleton of a contract with these requirements, 100 pages, and points for three chapters."""
    outline = tuple(OutlineLine(chapter=slot.chapter, section=f"1. {slot.title}", method=slot.method) for slot in SLOTS)
    scores = (
        ScoreLine(group="정량", item="경영상태", points=Decimal(10)), ScoreLine(group="정성", item="추진전략", points=Decimal(10)),
        ScoreLine(group="정성", item="개선 및 유지관리", points=Decimal(50)), ScoreLine(group="정성", item="관리방법 및 일정", points=Decimal(30)),
    )  # fmt: skip
    rule = PaperRule(name="쪽제한", value="100")
    return skeleton_of(replace(sample(), requirements=cards), BidTerms(outline=outline, scores=scores, paper=(rule,)))


def test_pages_follow_the_rows_of_a_chapter_and_leave_figures_out() -> None:
    rows = tuple(f"보안 기술 {n}을 암호화한다." for n in range(60))
    made = skeleton(card("SER-001", "시큐어 코딩", "보안 요구사항", *rows))
    pages = {section.slot.title: section.pages or 0 for section in made.sections}
    # Ⅲ has 50 of 90 points for 12 + 12 + 12 + 60 rows: 50 × 60 ÷ 96 = 31.25, the others 6.25; Ⅱ 5 and 5; Ⅳ 15 and 15.
    # Eight pages go to the four sections that nobody judges; 92 ÷ 90 of the points: 31.94, 6.39 three times, 5.11, 15.33
    assert pages == {
        "제안사 일반현황": 2, "조직 및 인원": 2, "추진전략": 5, "수행체계": 5, "개선 및 유지관리 방안": 7, "예방점검": 7, "비상상황 대응": 6,
        "기술적 보안대책": 32, "관리방법 및 일정": 15, "기밀보안대책": 15, "교육지원": 2, "하도급 방안": 2,
    }  # fmt: skip
    assert sum(pages.values()) == 100
    assert any("그 장의 배점을 답할 문장 수로 나누어" in note and "10점은 쪽수에 넣지 않았습니다" in note for note in made.notes)


def test_a_heap_of_several_classes_is_told() -> None:
    cards = [card(f"XYZ-00{n}", "ㅎㅎ", f"{'ㄱㄴㄷㄹㅁㅂ'[n]} 요구사항", "알 수 없다.") for n in range(6)]
    notes = skeleton(*cards).notes
    assert any("‘개선 및 유지관리 방안’에 요구사항 6개 가운데 6개" in note for note in notes)
    assert any("낱말로 찾지 못한 요구사항 6개" in note for note in notes)
    same = [card(f"MAR-00{n}", "공통", "유지관리수행 요구사항", "고친다.") for n in range(6)]
    assert not any("가운데" in note for note in skeleton(*same).notes)
