"""Turns pieces of markup into the smallest packages that the three formats allow, for tests."""

from __future__ import annotations

import io
import re
import zipfile

HP = "http://www.hancom.co.kr/hwpml/2011/paragraph"
HS = "http://www.hancom.co.kr/hwpml/2011/section"
HH = "http://www.hancom.co.kr/hwpml/2011/head"
HC = "http://www.hancom.co.kr/hwpml/2011/core"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000d49444154789c63f8cfc0c0000003010100c9fe92ef0000000049454e44ae426082"
)

_CHAR = (
    '<hh:charPr id="{0}" height="1000" textColor="#000000"><hh:fontRef hangul="0"/><hh:offset hangul="0"/>'
    '<hh:underline type="NONE" shape="SOLID" color="#000000"/></hh:charPr>'
)
_HEADER = (
    f'<?xml version="1.0" encoding="UTF-8"?><hh:head xmlns:hh="{HH}" version="1.4" secCnt="1"><hh:refList>'
    f'<hh:charProperties itemCnt="2">{_CHAR.format(0)}{_CHAR.format(1)}</hh:charProperties></hh:refList></hh:head>'
)
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:manifest>'
    '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
    '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/></opf:manifest></opf:package>'
)
_LINES = '<hp:linesegarray><hp:lineseg textpos="0"/></hp:linesegarray>'
_SETUP = '<hp:run charPrIDRef="0"><hp:secPr id=""/></hp:run>'


def zipped(parts: dict[str, str | bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """Return a zip of `parts`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip, every checksum tested."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def hwpx(body: str, **parts: str | bytes) -> bytes:
    """Return a .hwpx whose section holds `body`; `parts` replace or add entries (None leaves one out)."""
    section = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><hs:sec xmlns:hs="{HS}" xmlns:hp="{HP}" xmlns:hc="{HC}">'
    made: dict[str, str | bytes | None] = {
        "mimetype": "application/hwp+zip",
        "version.xml": "<version/>",
        "META-INF/manifest.xml": "<manifest/>",
        "Contents/content.hpf": _CONTENT,
        "Contents/header.xml": _HEADER,
        "Contents/section0.xml": f'{section}<hp:p id="0">{_SETUP}<hp:run charPrIDRef="0"><hp:t/></hp:run></hp:p>{body}</hs:sec>',
        "Preview/PrvText.txt": "{{ 성명 }}",
        **parts,
    }
    return zipped({name: content for name, content in made.items() if content is not None})


def hp(*runs: str, look: str = "1") -> str:
    """Return an OWPML paragraph of runs of text (or of markup, when a piece begins with <), with stale line breaks."""
    made = [run if run.startswith("<hp:") else f"<hp:t>{run}</hp:t>" for run in runs]
    return (
        '<hp:p id="1" paraPrIDRef="0">'
        + "".join(f'<hp:run charPrIDRef="{look}">{run}</hp:run>' for run in made)
        + _LINES
        + "</hp:p>"
    )


def htable(rows: list[list[str]], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> str:
    """Return an OWPML table in a paragraph; `spans` gives (rowSpan, colSpan) of a cell, whose covered cells are None in `rows`."""
    body = ""
    for r, row in enumerate(rows):
        body += "<hp:tr>"
        for c, text in enumerate(row):
            if text is None:
                continue
            tall, wide = (spans or {}).get((r, c), (1, 1))
            body += (
                f'<hp:tc><hp:subList>{text if text.startswith("<hp:p") else hp(text)}</hp:subList><hp:cellAddr colAddr="{c}" rowAddr="{r}"/>'
                f'<hp:cellSpan colSpan="{wide}" rowSpan="{tall}"/><hp:cellSz width="3000" height="500"/></hp:tc>'
            )
        body += "</hp:tr>"
    table = f'<hp:tbl id="7" rowCnt="{len(rows)}" colCnt="{len(rows[0])}"><hp:sz width="9000"/>{body}</hp:tbl>'
    return f'<hp:p id="2"><hp:run charPrIDRef="0">{table}<hp:t/></hp:run>{_LINES}</hp:p>'


def docx(body: str, **parts: str) -> bytes:
    """Return a .docx whose body holds `body`; each of `parts` (header1="…") is a further part of paragraphs."""
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="application/xml"/>' for name in parts)
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            + types
            + "</Types>"
        ),
        "_rels/.rels": (
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        **{
            f"word/{name}.xml": f'<?xml version="1.0"?><w:x xmlns:w="{W}">{content}</w:x>'
            for name, content in parts.items()
        },
    }
    return zipped(made)


def wp(*runs: str, look: str = "") -> str:
    """Return a Word paragraph of runs of text, or of markup when a piece begins with <."""
    made = [run if run.startswith("<w:") else f'<w:t xml:space="preserve">{run}</w:t>' for run in runs]
    return "<w:p>" + "".join(f"<w:r>{look}{run}</w:r>" for run in made) + "</w:p>"


def wtable(rows: list[list[str]]) -> str:
    """Return a Word table; a cell is text or paragraphs."""
    grid = '<w:gridCol w:w="2000"/>' * len(rows[0])
    body = ""
    for row in rows:
        cells = [text if text.startswith("<w:") else wp(text) for text in row]
        body += (
            "<w:tr>"
            + "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)
            + "</w:tr>"
        )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def texts(data: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of every paragraph of a part, innermost ones too; a line break is a newline."""
    xml = unzipped(data)[part].decode("utf-8")
    found = []
    for paragraph in re.split(r"</(?:w|hp|a):p>", xml)[:-1]:
        inner = re.split(r"<(?:w|hp|a):p[ >]", paragraph)[-1]
        inner = re.sub(r"<w:br/>|<hp:lineBreak/>", "\n", inner)
        letters = re.findall(r"<(?:w|hp|a):t(?: [^>]*)?>(.*?)</(?:w|hp|a):t>|(\n)", inner, re.DOTALL)
        text = "".join(letter or line for letter, line in letters)
        found.append(re.sub(r"<[^>]+>", "", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return found
