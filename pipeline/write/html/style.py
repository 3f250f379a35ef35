"""Turns the theme, a document's Page and its type into the one style sheet of its HTML file, for the screen and for print."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.document.blocks import Align, Page
from pipeline.document.faces import is_serif
from pipeline.write import theme
from pipeline.write.theme import Styles, TextStyle

_SERIFS = f'"{theme.SERIF_ALTERNATIVE}", "Nanum Myeongjo", serif'
_SANS = f'"{theme.SANS_ALTERNATIVE}", "Apple SD Gothic Neo", sans-serif'

_FIXED = """
* { box-sizing: border-box; }
html { background: #f0f0f0; }
body { margin: 0; word-break: keep-all; overflow-wrap: anywhere; }
p, li, h1, h2, h3, h4, h5, caption, figcaption, dt, dd { white-space: pre-wrap; }
h1, h2, h3, h4, h5 { break-after: avoid; }
.keep { break-after: avoid; }
a { color: #0563c1; }
nav a { color: inherit; text-decoration: none; }
mark.missing { background: #ffff99; font-weight: bold; }
ol.items, nav ol { list-style: none; padding: 0; margin: 0 0 3pt; }
table { border-collapse: collapse; width: 100%; margin: 2pt 0 6pt; table-layout: fixed; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
caption { caption-side: top; }
caption .unit { display: block; text-align: right; }
table.plain, table.plain > * > tr > * { border: 0; background: none; }
table.summary > tbody > tr:last-child > * { font-weight: bold; }
table.approval { width: auto; margin-left: auto; }
table.approval th.label { width: 8mm; }
table.approval td { text-align: center; vertical-align: bottom; }
figure { margin: 6pt 0; text-align: center; break-inside: avoid; }
figure svg { max-width: 100%; height: auto; }
section.cover { text-align: center; break-after: page; page: cover; display: flex; flex-direction: column; }
section.cover h1 { margin-top: 22%; letter-spacing: 0.2em; }
section.cover table { width: 75%; margin: 30pt auto; }
section.cover th { width: 30%; text-align: center; }
section.cover .organisation { margin-top: auto; }
section.cover .marking { text-align: right; }
nav.toc { break-before: page; break-after: page; }
nav.toc h2 { text-align: center; }
.page-break { break-after: page; }
hr { border: 0; border-top: 0.12mm solid #000; margin: 4pt 0; }
hr.thick { border-top-width: 0.6mm; }
section.signatures { break-inside: avoid; margin-top: 12pt; }
.signatories { display: grid; gap: 6mm; }
.signatory { margin-left: auto; }
.signatory dl { display: grid; grid-template-columns: auto 1fr; gap: 1mm 5mm; margin: 0; }
.signatory dd { margin: 0; }
.signatory .heading { font-weight: bold; }
.seal { padding-left: 8mm; }
p.marking { font-weight: bold; text-align: right; }
.page-header, .page-footer { color: #333; }
@media screen {
  main { background: #fff; margin: 8mm auto; box-shadow: 0 0 3mm #bbb; }
  .page-break { border-bottom: 1px dashed #bbb; margin: 4mm 0; }
}
@media print {
  html { background: none; }
  main { position: relative; }
  .page-header { display: none; }
  main > p.marking { position: absolute; top: 0; left: 0; }
}
"""


def css(page: Page, styles: Styles = theme.USUAL) -> str:
    """Return the style sheet of a document on `page` that looks like `styles`; nothing in it is fetched from elsewhere."""
    sheet = _Sheet(styles)
    return "\n".join([sheet.page(page), *sheet.rules(), _FIXED.strip(), _size_rules(page)]) + "\n"


def align_rule(value: Align) -> str:
    """Return the declarations of an alignment, empty for the style's own."""
    match value:
        case Align.DEFAULT:
            return ""
        case Align.SPREAD:
            return "text-align: justify; text-align-last: justify"
        case _:
            return f"text-align: {value}"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rules of one look."""

    styles: Styles

    def page(self, page: Page) -> str:
        margins = (
            f"{page.top + page.header_margin:g}mm {page.right:g}mm {page.bottom + page.footer_margin:g}mm {page.left:g}mm"
        )
        small = f"font: 9pt {self.family(sans=True)}"
        boxes = [
            _box("top-left", _string(page.header), small) if page.header else "",
            _box("top-right", _string(page.marking), f"{small}; font-weight: bold; color: #{theme.MARKING}")
            if page.marking
            else "",
            _box("bottom-left", _string(page.footer), f"{small}; color: #333") if page.footer else "",
            _box("bottom-center", '"- " counter(page) " -"', small) if page.numbered else "",
        ]
        rules = f"@page {{ size: {page.width:g}mm {page.height:g}mm; margin: {margins}; {''.join(boxes)}}}\n"
        return rules + "@page cover { @bottom-center { content: none; } }"

    def rules(self) -> list[str]:
        rules = [self.rule(f"p.{name}", style) for name, style in self.styles.paragraphs.items() if name != "title"]
        rules.append(self.rule("h1.title", theme.PARAGRAPHS["title"]))
        rules += [self.rule(f"h{level + 1}", style) for level, style in self.styles.headings.items()]
        rules += [self.rule(f"li.level-{level}", self.listed(size)) for level, size in enumerate(self.styles.lists)]
        hang = theme.LIST_HANG
        rules.append(f"li {{ padding-left: {hang}mm; text-indent: -{hang}mm; }}")
        rules.append(f"li .mark {{ display: inline-block; min-width: {hang}mm; text-indent: 0; }}")
        sideways, upright = theme.CELL_PADDING
        rules.append(f"td, th {{ border: {theme.INNER_RULE}mm solid #000; padding: {upright}mm {sideways}mm; }}")
        rules.append("td p.body, th p.body, td li, th li { font: inherit; text-align: inherit; margin-bottom: 0; }")
        rules.append(f"table {{ border: {theme.OUTER_RULE}mm solid #000; {self.declarations(theme.CELL)} }}")
        rules.append(f"th {{ background: #{theme.HEADER_SHADE}; text-align: center; }}")
        rules.append(f"table.summary > tbody > tr:last-child > * {{ background: #{theme.TOTAL_SHADE}; }}")
        rules += [self.rule("caption, figcaption", theme.CAPTION), self.rule(".unit", theme.PARAGRAPHS["unit"])]
        rules += [self.rule("section.cover h1", theme.COVER_TITLE), self.rule("section.cover .subtitle", theme.COVER_SUBTITLE)]
        rules += [
            self.rule("section.cover td, section.cover th", theme.COVER_FACT),
            self.rule("section.cover .date", theme.COVER_DATE),
        ]
        rules += [self.rule("section.cover .organisation", theme.COVER_ORGANISATION), self.rule("nav.toc li", theme.TOC_ENTRY)]
        rules.append(f"mark.missing {{ color: #{theme.MISSING}; }} .marking {{ color: #{theme.MARKING}; }}")
        width, height = theme.APPROVAL_CELL
        rules.append(f"table.approval th.role {{ width: {width}mm; }} table.approval td {{ height: {height}mm; }}")
        rules.append(f".signatory, .signatory dl {{ {self.declarations(self.styles.body)} }}")
        return rules

    def listed(self, size: float) -> TextStyle:
        return TextStyle(size, self.styles.body.line, self.styles.body.align, after=1)

    def rule(self, selector: str, style: TextStyle) -> str:
        spacing = f"margin-top: {style.before:g}pt; margin-bottom: {style.after:g}pt"
        return f"{selector} {{ {self.declarations(style)} {spacing}; }}"

    def declarations(self, style: TextStyle) -> str:
        face, weight = self.family(style.sans), ("bold" if style.bold else "normal")
        return f"font: {weight} {style.size:g}pt/{style.line:g} {face}; {align_rule(style.align)}; color: #{style.color};"

    def family(self, sans: bool) -> str:
        face = self.styles.sans if sans else self.styles.serif
        return f"{_string(face)}, {_SERIFS if is_serif(face) else _SANS}"


def _box(place: str, content: str, style: str) -> str:
    return f"@{place} {{ content: {content}; {style}; }} "


def _string(text: str) -> str:
    """Return `text` as a CSS string; every sign that could end it, or the style element, is written as its number."""
    return '"' + re.sub(r"[^\w .,\-]", lambda sign: f"\\{ord(sign.group()):x} ", text) + '"'


def _size_rules(page: Page) -> str:
    padding = f"{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm"
    inside = page.height - page.top - page.bottom - page.header_margin - page.footer_margin
    return (
        f"@media screen {{ main {{ width: {page.width:g}mm; max-width: 100%; padding: {padding}; }} }}\n"
        f"section.cover {{ min-height: {max(inside - 1, 0):g}mm; }}"
    )
