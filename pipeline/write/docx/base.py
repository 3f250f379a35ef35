"""Turns a page's text width and a look into a lean, empty package for python-docx, whose default carries 830 kB of styles."""

from __future__ import annotations

from functools import cache

from pipeline.document.faces import is_serif
from pipeline.write import theme
from pipeline.write.docx.markup import DECLARATION, NAMESPACES, escape
from pipeline.write.docx.office_theme import theme_xml
from pipeline.write.docx.styles import styles_xml
from pipeline.write.package import pack

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_COMPATIBILITY = (
    ("compatibilityMode", "15"),  # Word 2013 and later: tables begin at the margin
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
)
_SERIF, _SANS = (theme.SERIF_ALTERNATIVE, "roman"), ("Malgun Gothic", "swiss")  # what Word takes where a face is not installed, and its family


@cache
def base_package(text_width: float, update_fields: bool, styles: theme.Styles = theme.USUAL) -> bytes:
    """Return an empty document that looks like `styles` for `text_width` mm of text; Word offers to compute its fields if `update_fields`."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body/></w:document>",
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/settings", "settings.xml"),
            (f"{_OFFICE}/fontTable", "fontTable.xml"),
            (f"{_OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": styles_xml(text_width, styles),
        "word/settings.xml": _settings(update_fields),
        "word/fontTable.xml": _font_table(styles),
        "word/theme/theme1.xml": theme_xml(styles),
    }
    return pack((name, (DECLARATION + xml).encode()) for name, xml in parts.items())


def _content_types() -> str:
    overrides = (
        ("/word/document.xml", f"{_WORD}.document.main+xml"),
        ("/word/styles.xml", f"{_WORD}.styles+xml"),
        ("/word/settings.xml", f"{_WORD}.settings+xml"),
        ("/word/fontTable.xml", f"{_WORD}.fontTable+xml"),
        ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'


def _settings(update_fields: bool) -> str:
    uri = "http://schemas.microsoft.com/office/word"
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in _COMPATIBILITY
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="800"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{'<w:updateFields/>' if update_fields else ''}<w:compat><w:doNotExpandShiftReturn/>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="ko-KR"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def _font_table(styles: theme.Styles) -> str:
    faces = {face: _SERIF if is_serif(face) else _SANS for face in (styles.serif, styles.sans)}
    fonts = "".join(
        f'<w:font w:name="{escape(name)}"><w:altName w:val="{alternative}"/><w:charset w:val="81"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (alternative, family) in faces.items()
    )
    return f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"
