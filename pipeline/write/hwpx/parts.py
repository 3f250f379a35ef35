"""Turns the sections, header and pictures of a document into the parts of an HWPX package."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from pipeline.document.blocks import Document
from pipeline.write.hwpx.markup import DECLARATION, NAMESPACES, escape
from pipeline.write.hwpx.story import Stored

MIMETYPE = "application/hwp+zip"
UNDATED = date(2000, 1, 1)  # a file's property must hold some date; the clock would change the bytes
_PREVIEW_LENGTH = 1000  # letters that file managers show
_PACKAGE = "http://www.hancom.co.kr/hwpml/2016/meta/pkg#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SHOWN = re.compile("<hp:t>(.*?)</hp:t>|(</hp:p>)", re.DOTALL)
_TAG = re.compile("<[^>]*>")


def parts(document: Document, header: str, sections: list[str], pictures: dict[bytes, Stored]) -> dict[str, bytes]:
    """Return the parts by name; `pictures` are the bytes of each and how it is stored."""
    names = [f"section{number}" for number in range(len(sections))]
    texts = {
        "mimetype": MIMETYPE,
        "version.xml": _version(),
        "settings.xml": _settings(),
        "META-INF/container.xml": _container(),
        "META-INF/manifest.xml": _manifest(),
        "META-INF/container.rdf": _relations(names),
        "Contents/content.hpf": _content(document, names, list(pictures.values())),
        "Contents/header.xml": header,
        "Preview/PrvText.txt": preview(sections),
    }
    texts |= {f"Contents/{name}.xml": xml for name, xml in zip(names, sections)}
    found = {name: text.encode() for name, text in texts.items()}
    return found | {f"BinData/{stored.item}.{stored.suffix}": data for data, stored in pictures.items()}


def preview(sections: list[str]) -> str:
    """Return the first words of the text, one line a paragraph."""
    lines: list[str] = []
    line = ""
    length = 0
    for section in sections:
        for found in _SHOWN.finditer(section):
            if not found.group(2):
                line += found.group(1).replace("<hp:lineBreak/>", " ")
                continue
            text = unescape(_TAG.sub(" ", line)).strip()
            line = ""
            if text:
                lines.append(text)
                length += len(text) + 2
            if length >= _PREVIEW_LENGTH:
                return "\r\n".join(lines)[:_PREVIEW_LENGTH]
    return "\r\n".join(lines) + "\r\n"


def _version() -> str:
    # The format's version is told as the program's that defines it; other names are not known to open.
    return (
        f'{DECLARATION}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" '
        'tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="1" buildNumber="0" os="1" xmlVersion="1.5" '
        'application="Hancom Office Hangul" appVersion="12.0.0.0"/>'
    )


def _settings() -> str:
    return (
        f'{DECLARATION}<ha:HWPApplicationSetting xmlns:ha="http://www.hancom.co.kr/hwpml/2011/app" '
        'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0">'
        '<ha:CaretPosition listIDRef="0" paraIDRef="0" pos="0"/></ha:HWPApplicationSetting>'
    )


def _container() -> str:
    files = (
        ("Contents/content.hpf", "application/hwpml-package+xml"),
        ("Preview/PrvText.txt", "text/plain"),
        ("META-INF/container.rdf", "application/rdf+xml"),
    )
    roots = "".join(f'<ocf:rootfile full-path="{name}" media-type="{kind}"/>' for name, kind in files)
    return (
        f'{DECLARATION}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container" '
        f'xmlns:hpf="http://www.hancom.co.kr/schema/2011/hpf"><ocf:rootfiles>{roots}</ocf:rootfiles></ocf:container>'
    )


def _manifest() -> str:
    return f'{DECLARATION}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def _relations(sections: list[str]) -> str:
    files = [("Contents/header.xml", "HeaderFile"), *((f"Contents/{name}.xml", "SectionFile") for name in sections)]
    rows = "".join(
        f'<rdf:Description rdf:about=""><pkg:hasPart xmlns:pkg="{_PACKAGE}" rdf:resource="{name}"/></rdf:Description>'
        f'<rdf:Description rdf:about="{name}"><rdf:type rdf:resource="{_PACKAGE}{kind}"/></rdf:Description>'
        for name, kind in files
    )
    document = f'<rdf:Description rdf:about=""><rdf:type rdf:resource="{_PACKAGE}Document"/></rdf:Description>'
    return f'{DECLARATION}<rdf:RDF xmlns:rdf="{_RDF}">{rows}{document}</rdf:RDF>'


def _content(document: Document, sections: list[str], pictures: list[Stored]) -> str:
    created = document.created or UNDATED
    stamp = f"{created.isoformat()}T00:00:00Z"
    properties = (
        ("creator", document.author),
        ("subject", document.subject),
        ("description", ""),
        ("lastsaveby", document.author),
        ("CreatedDate", stamp),
        ("ModifiedDate", stamp),
        ("date", f"{created.year}년 {created.month}월 {created.day}일"),
        ("keyword", ", ".join(document.keywords)),
    )
    metadata = "".join(
        f'<opf:meta name="{name}" content="text">{escape(value)}</opf:meta>' for name, value in properties
    )
    items = [("header", "Contents/header.xml")] + [(name, f"Contents/{name}.xml") for name in sections]
    listed = "".join(
        f'<opf:item id="{item}" href="{name}" media-type="application/xml"/>'
        for item, name in [*items, ("settings", "settings.xml")]
    )
    listed += "".join(
        f'<opf:item id="{each.item}" href="BinData/{each.item}.{each.suffix}" media-type="{each.type}" isEmbeded="1"/>'
        for each in pictures
    )
    spine = "".join(f'<opf:itemref idref="{item}" linear="yes"/>' for item, _ in items)
    return (
        f'{DECLARATION}<opf:package {NAMESPACES} version="" unique-identifier="" id="">'
        f"<opf:metadata><opf:title>{escape(document.title)}</opf:title><opf:language>ko</opf:language>{metadata}"
        f"</opf:metadata><opf:manifest>{listed}</opf:manifest><opf:spine>{spine}</opf:spine></opf:package>"
    )
