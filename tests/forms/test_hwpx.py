"""한글 forms: tags, 누름틀, stale line breaks, pictures, looks, and tables that count for themselves."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.forms.form import compile_form
from pipeline.forms.richtext import RichText
from tests.forms.packages import HP, PNG, hp, htable, hwpx, texts, unzipped

SECTION = "Contents/section0.xml"
PEOPLE = [{"이름": "홍길동"}, {"이름": "임꺽정"}, {"이름": "장길산"}]


def fill(body: str, **values: object) -> dict[str, bytes]:
    form, problems = compile_form(hwpx(body), "양식.hwpx")
    assert form, [str(problem) for problem in problems]
    data, problems = form.render(values)
    assert data, [str(problem) for problem in problems]
    return unzipped(data)


def shown(body: str, **values: object) -> list[str]:
    form, problems = compile_form(hwpx(body), "양식.hwpx")
    assert form, [str(problem) for problem in problems]
    return texts(form.render(values)[0], SECTION)[1:]


def grid(body: str, **values: object) -> tuple[tuple[str, str], list[tuple[int, int, int, int, str]]]:
    """Return (rowCnt, colCnt) and (row, column, rowSpan, colSpan, text) of each cell; the grid must be whole."""
    root = etree.fromstring(fill(body, **values)[SECTION])
    table = root.find(f".//{{{HP}}}tbl")
    cells, taken = [], []
    for at, row in enumerate(table.findall(f"{{{HP}}}tr")):
        for cell in row.findall(f"{{{HP}}}tc"):
            place, span = cell.find(f"{{{HP}}}cellAddr"), cell.find(f"{{{HP}}}cellSpan")
            r, c = int(place.get("rowAddr")), int(place.get("colAddr"))
            tall, wide = int(span.get("rowSpan")), int(span.get("colSpan"))
            assert r == at
            cells.append((r, c, tall, wide, "".join(cell.find(f"{{{HP}}}subList").itertext())))
            taken += [(r + i, c + j) for i in range(tall) for j in range(wide)]
    counts = table.get("rowCnt"), table.get("colCnt")
    assert sorted(taken) == [(r, c) for r in range(int(counts[0])) for c in range(int(counts[1]))]
    return counts, cells


def test_the_package_stays_one_that_hangul_opens() -> None:
    form, _ = compile_form(hwpx(hp("{{ 성명 }}")), "양식.hwpx")
    data, _ = form.render({"성명": "홍길동"})
    assert data[30:57] == b"mimetypeapplication/hwp+zip"
    parts = unzipped(data)
    assert next(iter(parts)) == "mimetype"
    assert parts["Preview/PrvText.txt"] == b""
    assert b'standalone="yes"' in parts[SECTION]


def test_split_tags_values_and_line_breaks() -> None:
    xml = fill(hp("본인 {", "{ 성", "명 }", "} 은") + hp("그대로"), 성명="홍<길>\n동\t끝")[SECTION].decode()
    assert '본인 홍&lt;길&gt;<hp:lineBreak/>동<hp:tab width="4000" leader="0" type="1"/>끝</hp:t>' in xml
    assert "linesegarray" not in xml


def test_markup_inside_the_text_of_a_run() -> None:
    body = '<hp:p><hp:run charPrIDRef="0"><hp:t>가<hp:lineBreak/>{{ 성<hp:markpenBegin/>명 }}<hp:nbSpace/>나<hp:tab width="1"/>{{ 소<hp:lineBreak/>속 }}</hp:t></hp:run></hp:p>'
    form, problems = compile_form(hwpx(body.replace("소<hp:lineBreak/>속", "<hp:lineBreak/>소속")), "양식.hwpx")
    assert not problems
    xml = unzipped(form.render({"성명": "홍", "소속": "과"})[0])[SECTION].decode()
    assert '가<hp:lineBreak/>홍<hp:markpenBegin/><hp:nbSpace/>나<hp:tab width="1"/>과</hp:t>' in xml


def test_paragraph_loops_and_conditions() -> None:
    body = (
        hp("{% for x in 명단 %}")
        + hp("○ {{ x.이름 }}")
        + hp("{% endfor %}")
        + hp("{%p if 비고 %}{{ 비고 }}{%p endif %}")
        + hp("끝")
    )
    assert shown(body, 명단=PEOPLE, 비고="") == ["○ 홍길동", "○ 임꺽정", "○ 장길산", "끝"]
    assert shown(body, 명단=[], 비고="있음") == ["있음", "끝"]


def test_row_loop_counts_rows_and_addresses() -> None:
    body = htable(
        [
            ["순번", "이름"],
            ["{%tr for 행 in 명단 %}", ""],
            ["{{ loop.index }}", "{{ 행.이름 }}"],
            ["{%tr endfor %}", ""],
            ["계", "{{ 명단|length }}"],
        ]
    )
    counts, cells = grid(body, 명단=PEOPLE)
    assert counts == ("5", "2")
    assert [cell[4] for cell in cells] == ["순번", "이름", "1", "홍길동", "2", "임꺽정", "3", "장길산", "계", "3"]
    assert grid(body, 명단=[])[0] == ("2", "2")


def test_a_merged_cell_grows_with_the_rows_inside() -> None:
    rows = [
        ["묶음", "이름"],
        [None, "{%tr for 행 in 명단 %}"],
        [None, "{{ 행.이름 }}"],
        [None, "{%tr endfor %}"],
        ["끝", ""],
    ]
    body = htable(rows, {(0, 0): (4, 1)})
    assert grid(body, 명단=PEOPLE)[1][0] == (0, 0, 4, 1, "묶음")
    assert grid(body, 명단=[])[1][0] == (0, 0, 1, 1, "묶음")


def test_a_merged_block_is_repeated_whole() -> None:
    rows = [
        ["{%tr for 행 in 명단 %}", ""],
        ["{{ 행.이름 }}", "위"],
        [None, "아래"],
        ["{%tr endfor %}", ""],
        ["끝", "끝"],
    ]
    counts, cells = grid(htable(rows, {(1, 0): (2, 1)}), 명단=PEOPLE)
    assert counts == ("7", "2")
    assert [cell[:3] for cell in cells if cell[2] == 2] == [(0, 0, 2), (2, 0, 2), (4, 0, 2)]


def test_a_merged_cell_inside_an_outer_loop_grows_with_the_inner_one() -> None:
    rows = [
        ["{%tr for 조 in 조들 %}", ""],
        ["{{ 조.이름 }}", "처음"],
        [None, "{%tr for x in 조.값 %}"],
        [None, "{{ x }}"],
        [None, "{%tr endfor %}"],
        ["{%tr endfor %}", ""],
    ]
    counts, cells = grid(htable(rows, {(1, 0): (4, 1)}), 조들=[{"이름": "가", "값": [1, 2]}, {"이름": "나", "값": []}])
    assert counts == ("4", "2")
    assert [cell for cell in cells if cell[1] == 0] == [(0, 0, 3, 1, "가"), (3, 0, 1, 1, "나")]


def test_column_loop() -> None:
    rows = [
        ["제목", None, None, None],
        ["월", "{%tc for m in 달 %}", "{{ m }}", "{%tc endfor %}"],
        ["값", "{%tc for m in 달 %}", "{{ m * 2 }}", "{%tc endfor %}"],
    ]
    counts, cells = grid(htable(rows, {(0, 0): (1, 4)}), 달=[1, 2, 3])
    assert counts == ("3", "4")
    assert cells[0] == (0, 0, 1, 4, "제목")
    assert [cell[4] for cell in cells[1:]] == ["월", "1", "2", "3", "값", "2", "4", "6"]


def test_vertical_merge_tag() -> None:
    rows = [["{%tr for x in 명단 %}", ""], ["{% vm %}구분", "{{ x.이름 }}"], ["{%tr endfor %}", ""]]
    assert [cell for cell in grid(htable(rows), 명단=PEOPLE)[1] if cell[1] == 0] == [(0, 0, 3, 1, "구분")]


def test_nested_table_in_a_loop_counts_for_itself() -> None:
    inner = htable([["{%tr for y in x.값 %}"], ["{{ y }}"], ["{%tr endfor %}"]])
    body = htable([["{%tr for x in 목록 %}"], [inner], ["{%tr endfor %}"]])
    xml = fill(body, 목록=[{"값": [1, 2]}, {"값": [3]}])[SECTION].decode()
    assert re.findall('rowCnt="(\\d+)"', xml) == ["2", "2", "1"]
    assert len(set(re.findall(r'<hp:tbl id="(\d+)"', xml))) == 3


def field(name: str, inner: str = "<hp:t>여기를 누르세요</hp:t>", extra: str = "") -> str:
    begin = (
        f'<hp:ctrl><hp:fieldBegin id="5" type="CLICK_HERE" name="{name}" dirty="0">{extra}</hp:fieldBegin></hp:ctrl>'
    )
    return f'{begin}{inner}<hp:ctrl><hp:fieldEnd beginIDRef="5"/></hp:ctrl><hp:t> 님</hp:t>'


def test_click_here_fields_fill_as_tags_do() -> None:
    form, problems = compile_form(
        hwpx(
            hp(field("성명"))
            + hp(field("담당자 (정)", inner=""))
            + hp(field("", extra='<hp:metaTag>{"name":"#소속"}</hp:metaTag>'))
        ),
        "양식.hwpx",
    )
    assert not problems and [name.name for name in form.names] == ["성명", "담당자 (정)", "소속"]
    data, problems = form.render({"성명": "홍길동", "담당자 (정)": "임꺽정", "소속": "운영과"})
    assert not problems and texts(data, SECTION)[1:] == ["홍길동 님", "임꺽정 님", "운영과 님"]
    assert unzipped(data)[SECTION].count(b"<hp:fieldBegin") == 3
    data, problems = form.render({"성명": "홍길동"})
    assert data is None and [p.code for p in problems] == ["F-VAL-01", "F-VAL-01"]


def test_fields_with_tags_inside_or_in_loops() -> None:
    assert shown(hp(field("안내", "<hp:t>{{ 성명 }}</hp:t>")), 성명="홍길동") == ["홍길동 님"]
    body = htable([["{%tr for 행 in 명단 %}"], [hp(field("행.이름"))], ["{%tr endfor %}"]])
    xml = fill(body, 명단=PEOPLE)[SECTION].decode()
    begins, ends = re.findall(r'fieldBegin id="(\d+)"', xml), re.findall(r'beginIDRef="(\d+)"', xml)
    assert begins == ends and len(set(begins)) == 3
    assert "장길산" in xml and "여기를" not in xml


def test_looks_become_character_shapes() -> None:
    parts = fill(
        hp("앞 {{r 글 }} {{ 성명|서식(굵게=true) }}"), 글=RichText("가", 색="빨강", 굵게=True).add("나"), 성명="홍"
    )
    header, xml = parts["Contents/header.xml"].decode(), parts[SECTION].decode()
    assert 'itemCnt="4"' in header and header.count("<hh:bold/>") == 2 and 'textColor="#FF0000"' in header
    assert '<hp:run charPrIDRef="2"><hp:t>가</hp:t></hp:run><hp:run charPrIDRef="1"><hp:t>나</hp:t></hp:run>' in xml
    assert '<hp:run charPrIDRef="3"><hp:t>홍</hp:t></hp:run>' in xml


def test_pictures_go_into_the_package() -> None:
    parts = fill(hp("{{ 사진|그림(너비=20) }}") + hp("{{ 사진|그림(너비=10) }}"), 사진=PNG)
    assert parts["BinData/form1.png"] == PNG
    assert parts["Contents/content.hpf"].count(b'href="BinData/form1.png" media-type="image/png" isEmbeded="1"') == 1
    assert parts[SECTION].count(b'binaryItemIDRef="form1"') == 2
    etree.fromstring(parts[SECTION])
    etree.fromstring(parts["Contents/content.hpf"])


def test_header_and_footnote_of_a_section() -> None:
    sub = "<hp:subList>{}</hp:subList>"
    body = f'<hp:p><hp:run charPrIDRef="0"><hp:ctrl><hp:header>{sub.format(hp("머리 {{ x }}"))}</hp:header></hp:ctrl><hp:t>본문 {{{{ x }}}}</hp:t></hp:run></hp:p>'
    xml = fill(body, x="값")[SECTION].decode()
    assert "머리 값" in xml and "본문 값" in xml
    form, _ = compile_form(hwpx(body), "양식.hwpx")
    assert [str(tag.place) for tag in form.tags] == ["본문 2번째 문단", "본문 머리말 1번째 문단"]


def test_page_set_up_never_goes_with_a_condition() -> None:
    section = f'<?xml version="1.0"?><s xmlns:hp="{HP}"><hp:p><hp:run><hp:secPr/></hp:run><hp:run><hp:t>{{%p if x %}}가{{%p endif %}}</hp:t></hp:run></hp:p>{hp("나")}</s>'
    form, problems = compile_form(hwpx("", **{SECTION: section}), "양식.hwpx")
    assert form is None and problems[0].code == "F-TAG-11"
