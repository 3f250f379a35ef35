"""Turns looks of letters, paragraphs, tabs and borders into the numbered lists of header.xml, each look once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.document.blocks import Align
from pipeline.write.hwpx.markup import NAMESPACE_URIS, units

SERIF, SANS = 0, 2  # places of a document's faces among its fonts
LANGUAGES = ("hangul", "latin", "hanja", "japanese", "other", "symbol", "user")
HORIZONTAL = {
    Align.DEFAULT: "LEFT",
    Align.LEFT: "LEFT",
    Align.CENTER: "CENTER",
    Align.RIGHT: "RIGHT",
    Align.JUSTIFY: "JUSTIFY",
    Align.SPREAD: "DISTRIBUTE",
}
NO_BORDER, NO_FILL = 1, 2  # ids of the two borderFills that every file has
# The only thicknesses (mm) that 한글 knows, spelled as it spells them.
RULE_WIDTHS = "0.1 0.12 0.15 0.2 0.25 0.3 0.4 0.5 0.6 0.7 1.0 1.5 2.0 3.0 4.0 5.0".split()
_SMALLEST, _LARGEST = 1.0, 4096.0  # points that 한글 accepts
_WIDEST_SPACING = 50  # percent

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Letters:
    """The look of letters: size in points, spacing in percent of the size, colours as RRGGBB."""

    size: float
    sans: bool = False
    bold: bool = False
    color: str = "000000"
    italic: bool = False
    underline: bool = False
    strike: bool = False
    superscript: bool = False
    shade: str = ""
    spacing: int = 0


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab stop at `at` mm; `kind` LEFT, CENTER or RIGHT, `leader` NONE or DASH (한글's name for its fine dots)."""

    at: float
    kind: str = "RIGHT"
    leader: str = "NONE"


@dataclass(frozen=True, slots=True)
class Border:
    """Rules around a cell or paragraph in mm (0: none) and the colour behind it."""

    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The look of a paragraph: `left` is where its first line begins and `hanging` how much further the others (mm);
    space before and after in points, line spacing as a share of the size."""

    align: Align = Align.JUSTIFY
    left: float = 0
    hanging: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.6
    keep_next: bool = False
    outline: int = 0  # 1–4: the level of a heading
    tab: Tab | None = None
    border: Border | None = None


@dataclass(slots=True)
class _Numbered(Generic[Key]):
    first: int = 0
    known: dict[Key, int] = field(default_factory=dict)

    def number(self, key: Key) -> int:
        return self.known.setdefault(key, self.first + len(self.known))


class Looks:
    """The lists of one file's header: asking for a look gives its id, the same for the same look."""

    def __init__(self) -> None:
        self._letters: _Numbered[Letters] = _Numbered()
        self._shapes: _Numbered[Shape] = _Numbered()
        self._tabs: _Numbered[Tab] = _Numbered(first=len(_AUTO_TABS))
        self._borders: _Numbered[Border] = _Numbered(first=NO_FILL + 1)

    def letters(self, look: Letters) -> int:
        """Return the id of a charPr."""
        return self._letters.number(look)

    def shape(self, look: Shape) -> int:
        """Return the id of a paraPr; its tabs and borders are listed too."""
        if look.tab is not None:
            self._tabs.number(look.tab)
        if look.border is not None:
            self.border(look.border)
        return self._shapes.number(look)

    def border(self, look: Border) -> int:
        """Return the id of a borderFill."""
        return self._borders.number(look) if look != Border() else NO_BORDER

    def lists(self) -> tuple[list[str], list[str], list[str], list[str]]:
        """Return the elements of borderFills, charProperties, tabProperties and paraProperties in the order of ids."""
        borders = [_border_fill(NO_BORDER, Border()), _border_fill(NO_FILL, Border(), shade="none")]
        borders += [_border_fill(number, look, look.shade) for look, number in self._borders.known.items()]
        letters = [_char_pr(number, look) for look, number in self._letters.known.items()]
        tabs = list(_AUTO_TABS) + [_tab_pr(number, look) for look, number in self._tabs.known.items()]
        shapes = [self._para_pr(number, look) for look, number in self._shapes.known.items()]
        return borders, letters, tabs, shapes

    def _para_pr(self, number: int, look: Shape) -> str:
        stops = _HANGING_TAB if look.hanging else 0
        if look.tab is not None:
            stops = self._tabs.number(look.tab)
        border = NO_FILL if look.border is None else self.border(look.border)
        kind = "OUTLINE" if look.outline else "NONE"
        heading = f'type="{kind}" idRef="0" level="{max(0, look.outline - 1)}"'
        # A justified line may break inside a Korean word; labels and cells keep words whole.
        korean = "BREAK_WORD" if look.align is Align.JUSTIFY else "KEEP_WORD"
        spacing = f'<hh:lineSpacing type="PERCENT" value="{round(look.line * 100)}" unit="HWPUNIT"/>'
        return (
            f'<hh:paraPr id="{number}" tabPrIDRef="{stops}" condense="0" fontLineHeight="0" snapToGrid="1" '
            f'suppressLineNumbers="0" checked="0" textDir="LTR"><hh:align horizontal="{HORIZONTAL[look.align]}" '
            f'vertical="BASELINE"/><hh:heading {heading}/><hh:breakSetting breakLatinWord="KEEP_WORD" '
            f'breakNonLatinWord="{korean}" widowOrphan="0" keepWithNext="{int(look.keep_next)}" keepLines="0" '
            'pageBreakBefore="0" lineWrap="BREAK"/><hh:autoSpacing eAsianEng="0" eAsianNum="0"/>'
            + _switch(_margin(look, 1) + spacing, _margin(look, 2) + spacing)
            + f'<hh:border borderFillIDRef="{border}" offsetLeft="0" offsetRight="0" offsetTop="0" offsetBottom="0" '
            'connect="0" ignoreMargin="0"/></hh:paraPr>'
        )


_HANGING_TAB = 1
_AUTO_TABS = (
    '<hh:tabPr id="0" autoTabLeft="0" autoTabRight="0"/>',
    '<hh:tabPr id="1" autoTabLeft="1" autoTabRight="0"/>',  # 내어쓰기용 자동 탭: a stop where the wrapped lines begin
)


def _switch(case: str, default: str) -> str:
    """Return both readings of a measure: programs that do not know HwpUnitChar expect it doubled."""
    required = NAMESPACE_URIS["hwpunitchar"]
    return (
        f'<hp:switch><hp:case hp:required-namespace="{required}">{case}</hp:case>'
        f"<hp:default>{default}</hp:default></hp:switch>"
    )


def _margin(look: Shape, factor: int) -> str:
    measures = (
        ("intent", -units(look.hanging)),
        ("left", units(look.left)),
        ("right", units(look.right)),
        ("prev", round(look.before * 100)),
        ("next", round(look.after * 100)),
    )
    inside = "".join(f'<hc:{name} value="{value * factor}" unit="HWPUNIT"/>' for name, value in measures)
    return f"<hh:margin>{inside}</hh:margin>"


def _tab_pr(number: int, look: Tab) -> str:
    item = f'type="{look.kind}" leader="{look.leader}"'
    at = units(look.at)
    stops = _switch(f'<hh:tabItem pos="{at}" {item} unit="HWPUNIT"/>', f'<hh:tabItem pos="{at * 2}" {item}/>')
    return f'<hh:tabPr id="{number}" autoTabLeft="0" autoTabRight="0">{stops}</hh:tabPr>'


def _border_fill(number: int, look: Border, shade: str = "") -> str:
    sides = "".join(
        _rule(f"{name}Border", thickness)
        for name, thickness in (("left", look.left), ("right", look.right), ("top", look.top), ("bottom", look.bottom))
    )
    face = shade if shade == "none" else f"#{shade}"
    brush = f'<hc:winBrush faceColor="{face}" hatchColor="#999999" alpha="0"/>'
    fill = f"<hc:fillBrush>{brush}</hc:fillBrush>" if shade else ""
    return (
        f'<hh:borderFill id="{number}" threeD="0" shadow="0" centerLine="NONE" breakCellSeparateLine="0">'
        '<hh:slash type="NONE" Crooked="0" isCounter="0"/><hh:backSlash type="NONE" Crooked="0" isCounter="0"/>'
        f'{sides}<hh:diagonal type="SOLID" width="0.1 mm" color="#000000"/>{fill}</hh:borderFill>'
    )


def _rule(name: str, mm: float) -> str:
    kind = "SOLID" if mm > 0 else "NONE"
    width = min(RULE_WIDTHS, key=lambda known: abs(float(known) - mm)) if mm > 0 else RULE_WIDTHS[0]
    return f'<hh:{name} type="{kind}" width="{width} mm" color="#000000"/>'


def _char_pr(number: int, look: Letters) -> str:
    height = round(min(max(look.size, _SMALLEST), _LARGEST) * 100)
    font = SANS if look.sans else SERIF
    shade = f"#{look.shade}" if look.shade else "none"
    spacing = max(-_WIDEST_SPACING, min(look.spacing, _WIDEST_SPACING))
    marks = ("<hh:italic/>" if look.italic else "") + ("<hh:bold/>" if look.bold else "")
    return (
        f'<hh:charPr id="{number}" height="{height}" textColor="#{look.color}" shadeColor="{shade}" useFontSpace="0" '
        f'useKerning="0" symMark="NONE" borderFillIDRef="{NO_FILL}">'
        + "".join(
            _each(name, value)
            for name, value in (("fontRef", font), ("ratio", 100), ("spacing", spacing), ("relSz", 100), ("offset", 0))
        )
        + marks
        + f'<hh:underline type="{"BOTTOM" if look.underline else "NONE"}" shape="SOLID" color="#{look.color}"/>'
        + f'<hh:strikeout shape="{"SOLID" if look.strike else "NONE"}" color="#{look.color}"/>'
        + '<hh:outline type="NONE"/><hh:shadow type="NONE" color="#C0C0C0" offsetX="10" offsetY="10"/>'
        + ("<hh:supscript/>" if look.superscript else "")
        + "</hh:charPr>"
    )


def _each(name: str, value: int) -> str:
    return f"<hh:{name} " + " ".join(f'{language}="{value}"' for language in LANGUAGES) + "/>"
