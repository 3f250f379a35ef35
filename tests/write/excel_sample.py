"""A workbook as a person keeps it in Excel around our sheet: shapes, controls, notes, threads, tables, charts, rules, names."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook as XlsxBook

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
MARK = "자동값 지문|추적표|번호|내용|상태|*판정|*의견"
_THREADS = """<?xml version="1.0" encoding="UTF-8"?><ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">\
<threadedComment ref="B5" dT="2024-01-01T00:00:00.00" personId="{A0000000-0000-0000-0000-000000000001}" id="{B0000000-0000-0000-0000-000000000001}"><text>말1</text></threadedComment>\
<threadedComment ref="B5" dT="2024-01-02T00:00:00.00" personId="{A0000000-0000-0000-0000-000000000001}" id="{B0000000-0000-0000-0000-000000000002}" parentId="{B0000000-0000-0000-0000-000000000001}"><text>말2</text></threadedComment>\
<threadedComment ref="B6" dT="2024-01-02T00:00:00.00" personId="{A0000000-0000-0000-0000-000000000001}" id="{B0000000-0000-0000-0000-000000000003}"><text>말3</text></threadedComment>\
</ThreadedComments>"""
_PERSONS = """<?xml version="1.0" encoding="UTF-8"?><personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">\
<person displayName="홍길동" id="{A0000000-0000-0000-0000-000000000001}" userId="a" providerId="None"/></personList>"""


def excel_book() -> bytes:
    """Return the workbook. Our sheet has its header in row 4 and A-1, A-2, A-3 in rows 5 to 7, the total in row 8."""
    stream = BytesIO()
    with XlsxBook(stream, {"in_memory": True}) as book:
        page, own = book.add_worksheet("추적표"), book.add_worksheet("내 시트")
        _our_sheet(book, page)
        _own_sheet(book, own)
        book.define_name("내_범위", "=추적표!$B$5:$B$7")
        book.define_name("내_칸", "=추적표!$B$7")
    return _threaded(stream.getvalue())


def _our_sheet(book: XlsxBook, page) -> None:
    page.write(0, 0, "내가 적은 제목")
    page.write(1, 0, "추적표")
    page.write(1, 5, "#|h|머리1")
    for column, title in enumerate(("번호", "내용", "상태", "판정", "의견", MARK)):
        page.write(3, column, title)
    for order, (id, text) in enumerate((("A-1", "하나"), ("A-2", "둘"), ("A-3", "셋")), 4):
        for column, value in enumerate((id, text, "이행", "", "", f"#f|d|{id}")):
            page.write(order, column, value)
        page.write_formula(order, 7, f'=B{order + 1}&"!"', None, f"{text}!")
    page.write(7, 0, "합계")
    page.write_formula(7, 2, "=COUNTA(표_상태)", None, 3)
    page.write(7, 5, "#|t|합계")
    page.merge_range("I5:I6", "합친 칸")
    page.merge_range("J6:J7", "위가 빠질 칸")
    for row, text in ((4, "쪽지1"), (5, "쪽지2"), (6, "쪽지3")):
        page.write_comment(row, 1, text, {"author": "홍길동"})
    page.insert_textbox("L7", "글상자")
    page.insert_button("L10", {"caption": "단추", "macro": "할일"})
    page.insert_image("M6", "그림.png", {"image_data": BytesIO(PICTURE), "object_position": 2})
    page.add_sparkline("K7", {"range": "추적표!H5:H7"})
    page.conditional_format("C5:C7", {"type": "data_bar", "data_bar_2010": True})
    page.conditional_format(
        "B5:B7", {"type": "formula", "criteria": '=$C5="이행"', "format": book.add_format({"bold": True})}
    )
    page.data_validation("C5:C7", {"validate": "list", "source": "='내 시트'!$A$1:$A$3"})
    page.write_url("N5", "internal:'추적표'!B7", string="셋으로")
    page.set_h_pagebreaks([6])
    page.ignore_errors({"number_stored_as_text": "A5:F7"})
    page.set_row(6, 40, book.add_format({"bg_color": "#ABCDEF"}), {"level": 1})


def _own_sheet(book: XlsxBook, own) -> None:
    own.write_formula("A1", "=추적표!B7", None, "셋")
    own.write_formula("A2", '=COUNTIF(추적표!$C$5:$C$7,"이행")', None, 3)
    own.write_formula("A3", "=추적표!B6", None, "둘")
    own.write_array_formula("B1:B3", "{=추적표!B5:B7}", None, "하나")
    own.write_dynamic_array_formula("C1", "=UNIQUE(추적표!B5:B7)", None, "하나")
    own.write_url("D1", "internal:'추적표'!A7", string="A-3")
    own.add_table("F1:G4", {"data": [["가", 1], ["나", 2], ["다", 3]], "name": "내표"})
    own.insert_textbox("A20", "말")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=추적표!$A$5:$A$7", "values": "=추적표!$C$5:$C$7", "name": "=추적표!$B$7"})
    own.insert_chart("I2", chart)
    own.conditional_format(
        "A1:A3", {"type": "formula", "criteria": '=추적표!$C$7="이행"', "format": book.add_format({"italic": True})}
    )


def _threaded(data: bytes) -> bytes:
    """Return the workbook with threads of comments, shared formulas, a calculation chain and a part that nobody knows."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    kind = b"http://schemas.microsoft.com/office/2017/10/relationships/"
    _insert(
        parts,
        "xl/worksheets/_rels/sheet1.xml.rels",
        b"</Rel",
        b'<Relationship Id="rId90" Type="%sthreadedComment" Target="../threadedComments/threadedComment1.xml"/>' % kind,
    )
    _insert(
        parts,
        "xl/_rels/workbook.xml.rels",
        b"</Rel",
        b'<Relationship Id="rId90" Type="%sperson" Target="persons/person.xml"/>' % kind,
    )
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    _insert(
        parts,
        "xl/_rels/workbook.xml.rels",
        b"</Rel",
        b'<Relationship Id="rId91" Type="%scalcChain" Target="calcChain.xml"/>' % office,
    )
    for part, content_type in (
        ("xl/threadedComments/threadedComment1.xml", b"application/vnd.ms-excel.threadedcomments+xml"),
        ("xl/persons/person.xml", b"application/vnd.ms-excel.person+xml"),
        ("xl/calcChain.xml", b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"),
    ):
        _insert(
            parts,
            "[Content_Types].xml",
            b"</Types",
            b'<Override PartName="/%s" ContentType="%s"/>' % (part.encode(), content_type),
        )
    _insert(
        parts, "[Content_Types].xml", b"<Override", b'<Default Extension="bin" ContentType="application/octet-stream"/>'
    )
    parts["xl/threadedComments/threadedComment1.xml"] = _THREADS.encode()
    parts["xl/persons/person.xml"] = _PERSONS.encode()
    parts["xl/calcChain.xml"] = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="H5" i="1"/></calcChain>'
    )
    parts["xl/unknown/thing.bin"] = b"\x00\x01"
    sheet = parts["xl/worksheets/sheet1.xml"]
    sheet = sheet.replace(b'<f>B5&amp;"!"</f>', b'<f t="shared" ref="H5:H7" si="0">B5&amp;"!"</f>')
    for row in (6, 7):
        sheet = sheet.replace(b'<f>B%d&amp;"!"</f>' % row, b'<f t="shared" si="0"/>')
    parts["xl/worksheets/sheet1.xml"] = sheet
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _insert(parts: dict[str, bytes], part: str, before: bytes, content: bytes) -> None:
    place = re.search(re.escape(before), parts[part])
    assert place
    parts[part] = parts[part][: place.start()] + content + parts[part][place.start() :]
