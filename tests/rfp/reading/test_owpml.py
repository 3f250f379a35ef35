"""What the walker makes of paragraphs, tables, boxes, notes and lists."""

from __future__ import annotations

from pipeline.rfp.paper import Kind, Paper, Paragraph, Place, Table
from pipeline.rfp.reading.hwpx import read_hwpx
from tests.rfp.reading.hwpx_sample import cell, numbering, package, paragraph, say, shape, style, table


def read(*sections: str, header: str = "") -> Paper:
    paper, problems = read_hwpx(package(*sections, header=header), "제안요청서.hwpx")
    assert paper is not None, problems
    assert not problems
    return paper


def texts(paper: Paper) -> list[str]:
    return [each.printed for each in paper.paragraphs()]


def test_marks_inside_text_become_characters() -> None:
    inner = "가<hp:nbSpace/>나<hp:fwSpace/>다<hp:hyphen/>라<hp:lineBreak/>마<hp:tab width='1'/>바<hp:markpenBegin/>사"
    assert texts(read(say(inner))) == ["가 나 다-라\n마\t바사"]


def test_deleted_text_of_tracked_changes_is_left_out() -> None:
    inner = "남고 <hp:deleteBegin/>지운<hp:tab/> <hp:deleteEnd/><hp:insertBegin/>넣음<hp:insertEnd/>"
    assert texts(read(say(inner) + say("다음 문단은 그대로"))) == ["남고 넣음", "다음 문단은 그대로"]


def test_an_open_deletion_ends_with_its_paragraph() -> None:
    assert texts(read(say("앞<hp:deleteBegin Id='1'/>뒤") + say("다음"))) == ["앞", "다음"]


def test_sections_stand_in_the_order_of_their_numbers() -> None:
    paper = read(*[say(f"구역 {number}") for number in range(12)])
    assert texts(paper) == [f"구역 {number}" for number in range(12)]


def test_a_table_has_its_grid_and_its_places() -> None:
    rows = ([cell("제목", 0, 0, 1, 2)], [cell("왼쪽", 1, 0, 2), cell("위", 1, 1)], [cell("아래", 2, 1)])
    paper = read(say("앞") + paragraph(table(*rows)) + say("뒤"))
    _, grid, last = paper.blocks
    assert isinstance(grid, Table)
    assert (grid.rows, grid.columns) == (3, 2)
    assert grid.place == Place(block=2, table=1)
    assert last.place == Place(block=3)
    assert [[found.text if found else None for found in row] for row in grid.grid()] == [
        ["제목", "제목"],
        ["왼쪽", "위"],
        ["왼쪽", "아래"],
    ]
    assert str(grid.cells[3].blocks[0].place) == "표 1 3행 2열"


def test_nested_tables_have_the_place_of_the_outermost_cell() -> None:
    inner = paragraph(table(["속1", "속2"]))
    paper = read(paragraph(table(["밖", say("앞말") + inner])))
    nested = list(paper.all_tables())[1]
    assert [found.text for found in nested.cells] == ["속1", "속2"]
    assert {each.place for each in nested.cells[1].paragraphs()} == {Place(block=1, table=1, row=1, column=2)}


def test_a_table_in_the_text_cuts_its_paragraph() -> None:
    paper = read(f"<hp:p><hp:run><hp:t>앞말</hp:t>{table(['칸'])}<hp:t>뒷말</hp:t></hp:run></hp:p>")
    assert [block.text if isinstance(block, Paragraph) else "표" for block in paper.blocks] == ["앞말", "표", "뒷말"]


def test_a_floating_table_stands_before_the_text_unless_it_hangs_below_it() -> None:
    above = table(["칸"], position='treatAsChar="0" vertRelTo="PARA" vertAlign="TOP" vertOffset="0"')
    below = table(["칸"], position='treatAsChar="0" vertRelTo="PARA" vertAlign="TOP" vertOffset="3000"')
    up = table(["칸"], position='treatAsChar="0" vertRelTo="PARA" vertAlign="TOP" vertOffset="4294967000"')
    order = []
    for floating in (above, below, up):
        paper = read(f"<hp:p><hp:run>{floating}<hp:t>표 제목</hp:t></hp:run></hp:p>")
        order.append([isinstance(block, Table) for block in paper.blocks])
    assert order == [[True, False], [False, True], [True, False]]


def test_a_caption_belongs_to_its_table() -> None:
    number = '<hp:ctrl><hp:autoNum num="3" numType="TABLE"/></hp:ctrl><hp:t> 투입 인력</hp:t>'
    more = f"<hp:caption side='TOP'><hp:subList>{paragraph(number, text='표 ')}</hp:subList></hp:caption>"
    (grid,) = read(paragraph(table(["칸"], more=more))).tables()
    assert grid.caption == "표 3 투입 인력"
    assert [found.text for found in grid.cells] == ["칸"]


def test_text_boxes_stand_in_place_also_in_groups() -> None:
    box = f"<hp:drawText><hp:subList>{say('상자')}</hp:subList></hp:drawText>"
    inner = f"<hp:container><hp:ellipse>{box}</hp:ellipse></hp:container>"
    group = f"<hp:container><hp:rect>{box}</hp:rect>{inner}</hp:container>"
    art = '<hp:textart text="글맵시"/>'
    paper = read(say("앞") + paragraph(group) + paragraph(art) + say("뒤"))
    assert [(each.text, each.kind) for each in paper.paragraphs()] == [
        ("앞", Kind.BODY),
        ("상자", Kind.BOX),
        ("상자", Kind.BOX),
        ("글맵시", Kind.BOX),
        ("뒤", Kind.BODY),
    ]


def test_a_footnote_follows_its_paragraph_with_its_number() -> None:
    mark = '<hp:ctrl><hp:autoNum num="2" numType="FOOTNOTE"><hp:autoNumFormat suffixChar=")"/></hp:autoNum></hp:ctrl>'
    said = paragraph(f"{mark}<hp:t> 풀이</hp:t>")
    note = f"<hp:ctrl><hp:footNote><hp:subList>{said}</hp:subList></hp:footNote></hp:ctrl>"
    paper = read(f"<hp:p><hp:run><hp:t>본문</hp:t>{note}<hp:t>이어짐</hp:t></hp:run></hp:p>")
    assert [(each.printed, each.kind) for each in paper.paragraphs()] == [
        ("본문이어짐", Kind.BODY),
        ("2) 풀이", Kind.FOOTNOTE),
    ]


def test_running_heads_comments_memos_and_pictures_are_left_out() -> None:
    held = f"<hp:subList>{say('숨은 글')}</hp:subList>"
    controls = "".join(
        f"<hp:ctrl><hp:{name}>{held}</hp:{name}></hp:ctrl>"
        for name in ("header", "footer", "hiddenComment", "fieldBegin")
    )
    drawn = "<hp:pic><hp:shapeComment>그림입니다</hp:shapeComment></hp:pic>"
    drawn += "<hp:equation><hp:script>x over y</hp:script></hp:equation>"
    page = '<hp:ctrl><hp:autoNum num="7" numType="PAGE"/></hp:ctrl>'
    assert texts(read(paragraph(controls + drawn + page, text="보이는 글"))) == ["보이는 글"]


def test_the_text_of_a_link_stays() -> None:
    link = '<hp:ctrl><hp:fieldBegin type="HYPERLINK"/></hp:ctrl><hp:t>누리집</hp:t><hp:ctrl><hp:fieldEnd/></hp:ctrl>'
    assert texts(read(paragraph(link))) == ["누리집"]


def test_circled_letters_are_the_sign_that_they_make() -> None:
    signs = "".join(f'<hp:compose circleType="SHAPE_CIRCLE" composeText="{text}"/>' for text in ("3", "1-1"))
    assert texts(read(paragraph(signs, text="항목 "))) == ["항목 ③1-1"]


def test_headings_come_from_outlines_and_styles_but_not_for_sentences() -> None:
    lists = numbering(1, [("^1.", "ROMAN_CAPITAL"), ("^2.", "DIGIT")])
    header = (
        lists
        + shape(1, "OUTLINE", 0, 0)
        + shape(2, "OUTLINE", 0, 1)
        + style(3, "개요 2", "Outline 2")
        + style(4, "Heading 1")
    )
    section = (
        say("사업 개요", 1)
        + say("추진 배경", 2)
        + say("범위", 0, 3)
        + say("기간", 0, 4)
        + say("○ 서버를 점검한다", 0, 3)
    )
    found = [(each.printed, each.kind, each.level) for each in read(section, header=header).paragraphs()]
    assert found == [
        ("I. 사업 개요", Kind.HEADING, 1),
        ("1. 추진 배경", Kind.HEADING, 2),
        ("범위", Kind.HEADING, 2),
        ("기간", Kind.HEADING, 1),
        ("○ 서버를 점검한다", Kind.BODY, 0),
    ]


def test_contents_are_told_by_style_dots_leader_or_growing_pages() -> None:
    header = style(5, "차례 1", "TOC 1")
    plain = "".join(say(f"{title}<hp:tab leader='0'/>{page}") for title, page in (("가", 1), ("나", 2), ("다", 9)))
    section = (
        say("제1장 총칙", 0, 5)
        + say("제2장 점검 ········ 12")
        + say("제3장 검수<hp:tab leader='3'/>15")
        + plain
        + say("금액은 3백만 원")
        + say("한 줄<hp:tab leader='0'/>4")
    )
    kinds = [each.kind for each in read(section, header=header).paragraphs()]
    assert kinds == [Kind.CONTENTS] * 6 + [Kind.BODY] * 2


def test_indents_are_in_points_and_count_typed_spaces() -> None:
    header = shape(1, left=2000, first=-1000) + shape(2, left=1000, first=500) + '<hh:charPr id="0" height="1200"/>'
    section = say("내어쓰기", 1) + say("들여쓰기", 2) + say("  두 칸")
    assert [each.indent for each in read(section, header=header).paragraphs()] == [20.0, 15.0, 12.0]


def test_empty_paragraphs_are_left_out_but_counted_by_lists() -> None:
    header = numbering(1, [("^1.", "DIGIT")]) + shape(1, "NUMBER", 1)
    assert texts(
        read(say("가", 1) + paragraph().replace('paraPrIDRef="0"', 'paraPrIDRef="1"') + say("나", 1), header=header)
    ) == ["1. 가", "3. 나"]


def test_tables_deeper_than_any_real_one_keep_their_text() -> None:
    inside = say("바닥")
    for _ in range(300):
        inside = paragraph(table([inside]))
    assert texts(read(inside)) == ["바닥"]


def test_twenty_tables_in_each_other_are_read_as_tables() -> None:
    inside = say("바닥")
    for _ in range(20):
        inside = paragraph(table([inside]))
    paper = read(inside)
    assert len(list(paper.all_tables())) == 20
    assert texts(paper) == ["바닥"]
