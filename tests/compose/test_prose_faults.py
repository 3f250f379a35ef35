"""Every fault of a text is found at once, in Korean, with the line of the .md file it stands on."""

from __future__ import annotations

import pytest

from pipeline.compose.codes import CODES
from pipeline.compose.prose import prose
from pipeline.compose.prose_source import MOST_TAKEN
from pipeline.language.environment import environment
from pipeline.problems import Severity
from tests.compose.prose_sample import FILE, HEAD, NOWHERE, found, html, png, read, section

TABLE = "| 가 | 나 |\n|---|---|\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("글\n<div>글</div>", [("T-PRS-01", 2)]),
        ("글 <script>alert(1)</script>", [("T-PRS-01", 1)]),
        ("글\n\n<img src=x onerror=alert(1)>", [("T-PRS-01", 3)]),
        ("- 가\n- <b>나</b>", [("T-PRS-01", 2)]),
        (TABLE + "| <span>1</span> | 2 |", [("T-PRS-01", 3)]),
        ("글 <!DOCTYPE html> <?php ?>", [("T-PRS-01", 1), ("T-PRS-01", 1)]),
        ("[가](javascript:alert(1))", [("T-PRS-02", 1)]),
        ("글\n[가](다른.md) [나](file:///etc/passwd)", [("T-PRS-02", 2), ("T-PRS-02", 2)]),
        ("글\n\n![설명](images/없다.png)", [("T-PRS-03", 3)]),
        ("![설명](../../밖.png)", [("T-PRS-04", 1)]),
        ("![설명](/etc/밖.png)\n![설명](https://example.com/a.png)\n![설명](C:\\밖.png)", [("T-PRS-04", 1), ("T-PRS-04", 2), ("T-PRS-04", 3)]),
        ("글 ![설명](images/a.png)", [("T-PRS-10", 1)]),
        ("글 {{ charts.columns(['가'], ('나', [1])) }}", [("T-PRS-10", 1)]),
        ("글\n표: 이름\n" + "|가" * 19 + "|\n" + "|---" * 19 + "|\n", [("T-PRS-11", 3)]),
        ("|가" * 18 + "|\n" + "|---" * 18 + "|\n" + "|1,234,567" * 18 + "|", [("T-PRS-11", 1)]),
        (TABLE + f"| {'A' * 60} | {'B' * 60} |", [("T-PRS-11", 1)]),
        (TABLE + "| 1 | 2 | 3 |", [("T-PRS-12", 3)]),
        ("> " + TABLE.replace("\n", "\n> ") + "| 1 | 2 | 3 |", [("T-PRS-12", 3)]),
        ("| 가 | 나 |\n| 1 | 2 |", [("T-PRS-12", 1)]),
        (TABLE + "| 합계 ||\n| 1 | 2 |", [("T-PRS-12", 3)]),
        ("| ^^ | 나 |\n|---|---|\n| << | 1 |", [("T-PRS-12", 1), ("T-PRS-12", 3)]),
        (TABLE + "| 1 | << |\n| ^^ | 2 |", [("T-PRS-12", 4)]),
        (TABLE + "| 1 | 2 |\n| ^^ | ^^ |", [("T-PRS-12", 4)]),
        ("글\n| 가 | 나 |\n| 다 | 라 | 마 |\n|---|---|\n| 1 | 2 |", [("T-PRS-12", 3)]),
        ("글\n표: 이름\n글", [("T-PRS-12", 2)]),
        ("### 가\n글", [("T-PRS-13", 1)]),
        ("## 가\n글\n#### 나\n글", [("T-PRS-13", 3)]),
        ("## 가\n### 나\n#### 다\n##### 라\n글", [("T-PRS-13", 4)]),
        ("##\n글", [("T-PRS-13", 1)]),
        ("", [("T-PRS-14", 1)]),
        ("<!-- 메모 -->\n", [("T-PRS-14", 1)]),
        ("## 가\n\n## 나\n글", [("T-PRS-14", 1)]),
        ("## 가\n### 나\n글\n## 다\n", [("T-PRS-14", 4)]),
        ("글 [[SER-001#2", [("T-PRS-15", 1)]),
        ("글\n[[]]\n[[SER 001]] [[SER-001#]] [[SER]]", [("T-PRS-15", 2), ("T-PRS-15", 3), ("T-PRS-15", 3), ("T-PRS-15", 3)]),
        ("<!-- answers: SER-001#2, 둘 -->\n글", [("T-PRS-15", 1)]),
        ("<!-- answer SER-001#2 -->\n글", [("T-PRS-15", 1)]),
        ("글\n<!-- answers: SER-001\n글", [("T-PRS-15", 2)]),
        ("글 [[SER-001#2|조건부: 까닭]]", [("T-PRS-16", 1)]),
        ("글 [[SER-001#2|대안]] [[SER-001#3|불가: ]]", [("T-PRS-16", 1), ("T-PRS-16", 1)]),
        ("글\n\n<!-- answers: SER-001#2 -->", [("T-PRS-17", 3)]),
        ("글 [가](https://example.com/[[SER-001]])", [("T-PRS-17", 1)]),
        ("글\n\n@문단(없는 것)", [("T-PRS-18", 3)]),
        ("@문단 보안관리", [("T-PRS-18", 1)]),
        ("글 **가 나", [("T-PRS-21", 1)]),
        ("글\n##제목", [("T-PRS-21", 2)]),
        ("글\nH~2~O와\n==강조==", [("T-PRS-21", 2), ("T-PRS-21", 3)]),
        ("글^[각주]\n## 제목 {.big}\n[TOC]", [("T-PRS-21", 1), ("T-PRS-21", 2), ("T-PRS-21", 3)]),
        ("글[^가]\n둘[^나]\n\n[^가]: 각주", [("T-PRS-23", 2)]),
        ("글[^가]\n\n[^가]: 하나\n[^가]: 둘\n[^다]: 셋", [("T-PRS-23", 4), ("T-PRS-23", 5)]),
        ("글[^가]\n## 제목[^가]\n표: 이름[^가]\n| 가 |\n|---|\n| 1 |\n\n[^가]: 각주", [("T-PRS-23", 2), ("T-PRS-23", 3)]),
        ("> [^가]: 각주", [("T-PRS-21", 1)]),
        ("글 [가](https://example.com \"나)", [("T-PRS-21", 1)]),
        ("글\n\n```\n코드\n\n글", [("T-PRS-21", 3)]),
        ("글\n``` [[SER-001]]\n코드\n```", [("T-PRS-17", 2)]),
        ("글\n{{ 없는이름 }} {{ contract.없다 }}", [("T-TPL-03", 2), ("T-TPL-03", 2)]),
        ("글\n\n{{ 있는.없는 }}\n{{ 없는이름.더 }}", [("T-TPL-03", 3), ("T-TPL-03", 4)]),
        ("글\n{{ 1 / 0 }}\n\n글\n{{ 하나 둘 }}", [("T-TPL-05", 2), ("T-TPL-02", 5)]),
        ("{{ ''.__class__ }}", [("T-TPL-04", 1)]),
        ("글\n{% for a in 없는이름 %}\n{{ a }}\n{% endfor %}", [("T-TPL-03", 2)]),
        ("글\n{% if 1 %}\n", [("T-TPL-02", 2)]),
        ("글\n{% include 'monthly-report/body.html.j2' %}", [("T-TPL-01", 2)]),
        ("글\n{{ '<b>가</b>'|safe }}", [("T-PRS-01", 2)]),
        ("{% set a %}<script>1</script>{% endset %}\n{{ a }}", [("T-PRS-01", 2)]),
    ],
)
def test_fault_is_found_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    names = {"있는": 1, "contract": 1}
    assert sorted(found(text, names)) == sorted(expected)


def test_all_faults_are_told_at_once_in_the_order_of_lines() -> None:
    text = "글 <b>가</b>\n\n![설명](images/없다.png)\n\n#### 나\n{{ 없는이름 }}\n\n[[SER-001|몰라]]\n@문단(없다)\n"
    assert found(text) == [("T-PRS-01", 1), ("T-PRS-03", 3), ("T-PRS-13", 5), ("T-TPL-03", 6), ("T-PRS-16", 8), ("T-PRS-18", 9)]


def test_refused_html_is_not_shown() -> None:
    made, _ = read("앞 <script>alert(1)</script> 뒤 <b onclick=x>굵게</b>")
    assert made.html == "<p>앞  뒤 굵게</p>"


def test_messages_say_what_right_looks_like() -> None:
    def said(text: str) -> str:
        _, (problem,) = prose(section(text), {"contract": 1}, environment(), NOWHERE, {"보안관리": "글", "교육": "글"})
        return str(problem)

    at = f"{FILE}:{HEAD}: 오류"
    assert said("[[SER-001#2|대한: 까닭]]") == f"{at} T-PRS-16 모르는 수용 여부입니다: ‘대한’ → ‘대안’입니까? 수용, 대안, 불가 가운데 하나를 쓰세요"
    assert said("@문단(보안관라)") == f"{at} T-PRS-18 재사용 문단이 없습니다: 보안관라 → 비슷한 이름: 보안관리"
    assert said("### 가\n글") == f"{at} T-PRS-13 제목의 단계가 건너뜁니다: # 다음에 ### 가 → ## 가로 쓰세요"
    assert said("{{ contrac }}") == f"{at} T-TPL-03 쓸 수 있는 값의 이름이 아닙니다: contrac → 비슷한 이름: contract"
    # 90 capitals of 2.36 mm and 3.6 mm of padding, beside a column of one letter, 9 mm
    wide = said(TABLE + f"| {'A' * 90} | 2 |")
    assert wide == f"{at} T-PRS-11 표가 쪽보다 넓습니다: 1번째 열의 ‘{'A' * 30}’까지 225 mm가 듭니다(170 mm까지) → 열을 줄이거나 표를 둘로 나누세요"


def test_blank_sections_and_signs_that_came_to_nothing_only_warn() -> None:
    for text in ("", "## 가", "글 **가", "표: 이름"):
        assert [problem.severity for problem in read(text)[1]] == [Severity.WARNING]


def test_a_text_that_cannot_be_filled_gives_no_prose() -> None:
    made, problems = prose(section("글\n{% for %}"), {}, environment(), NOWHERE, {})
    assert made is None and [problem.at.row for problem in problems] == [HEAD + 1]


def test_faults_in_reusable_paragraphs_name_their_own_file() -> None:
    library = {"가": "---\n제목: 가\n---\n글\n{{ 없는이름 }}\n\n<b>글</b>"}
    _, problems = read("글\n@문단(가)", library=library)
    assert [str(problem.at) for problem in problems] == ["data/_library/가.md:5", "data/_library/가.md:7"]


def test_reusable_paragraphs_that_call_one_another_end() -> None:
    _, problems = read("글\n@문단(가)", library={"가": "하나\n@문단(나)", "나": "@문단(가)"})
    (problem,) = problems
    assert (problem.code, str(problem.at)) == ("T-PRS-19", "data/_library/나.md:1")
    assert "가 → 나 → 가" in problem.message


def test_reusable_paragraphs_cannot_swell_without_end() -> None:
    library = {f"단{n}": f"@문단(단{n + 1})\n" * 4 for n in range(8)} | {"단8": "글"}
    made, problems = read("글\n@문단(단0)", library=library)
    assert {problem.code for problem in problems} == {"T-PRS-19"} and made.html.count("<p>") <= MOST_TAKEN + 1


def test_faults_of_images_name_the_line(tmp_path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "가.png").write_bytes(png())
    text = "글\n\n![설명](images/가.png){폭=900}\n\n![설명](images/가.png){width=90}\n\n![설명](images/가.png){폭=0}\n\n![](images/가.png)"
    assert found(text, folder=tmp_path) == [("T-PRS-10", 3), ("T-PRS-10", 5), ("T-PRS-10", 7), ("T-PRS-10", 9)]
    _, (problem,) = read("![설명](images/기.png)", folder=tmp_path)
    assert problem.hint == "비슷한 이름: images/가.png"


FILLERS = [
    "글이다. `<b>` 이어지는 글", "", "## 제목\n글", "- 하나\n  - 둘\n\n    셋", "1. 하나\n2. 둘", "```\n<b>\n\n[[A-\n```", "> 참고\n> 둘",
    "<!-- 메모\n\n여러 줄 -->", "글 [[A-1|대안: 긴\n까닭]] 뒤", "표: 이름\n| 가 | 나 |\n|---|---|\n| 1 | 2 |", "글\n표: 이름\n| 가 |\n|---|\n| 1 |",
    "{% for n in rows %}\n- {{ n }}\n{% endfor %}", "{# 주석\n둘 #}", "{% if rows %}\n글\n{% else %}\n다른\n글\n{% endif %}", "`코드\n둘` 뒤", "---",
    "□ 하나\n ○ 둘\n  - 셋\n\n나. 넷", "글[^가]\n[^가]: 각주\n이어짐", "| 가 | 나 |\n| ^^ | 다 |\n|---|---|\n| 1 | << |",
    "{{ rows[0] }}\n{{ rows[1] }}", "글\\\n둘  \n셋", "{%- set a = 1 %}", "@문단(가)",
]


@pytest.mark.parametrize("place", range(len(FILLERS)), ids=[filler.replace("\n", "⏎") for filler in FILLERS])
def test_lines_are_right_behind_everything_that_moves_lines(place: int) -> None:
    before = "\n\n".join([FILLERS[place], "글", *FILLERS])
    row = before.count("\n") + 3
    library = {"가": "하나\n\n둘\n셋"}
    _, problems = read(f"{before}\n\n글\n<u>밑줄</u> 글 [[{{{{ 0 }}}}]]\n{{{{ 없는이름 }}}}", {"rows": [1, 2]}, library=library)
    places = [(problem.code, problem.at.row - HEAD + 1) for problem in problems if problem.code != "T-PRS-23"]  # some fillers stand twice
    assert places == [("T-PRS-01", row + 1), ("T-PRS-15", row + 1), ("T-TPL-03", row + 2)]


def test_every_code_of_texts_is_catalogued() -> None:
    assert [code for code in CODES if code.startswith("T-PRS-")] == [f"T-PRS-{number:02d}" for number in range(1, 24)]


def test_line_breaks_are_the_one_tag_that_is_let_through() -> None:
    assert html("가<br>나<BR />다") == "<p>가<br/>나<br/>다</p>"
