"""Turns the inlines of a paragraph into runs: looks, links, places, page numbers and the mark of a missing fact."""

from __future__ import annotations

from dataclasses import replace

from pipeline.document.blocks import Anchor, Inline, Inlines, LineBreak, PageNumber, Run
from pipeline.write import theme
from pipeline.write.hwpx.looks import Letters
from pipeline.write.hwpx.markup import control, empty_run, escape, rgb, run, words
from pipeline.write.hwpx.story import OUTLINE, Pen, Reference, Story

UNKNOWN = "?"  # the number of a page that nobody knows yet
LINK_COLOR = "0563C1"
_MISSING_SHADE = "FFFF00"
_HYPERLINK = int.from_bytes(b"%hlk")  # 한글 names the kinds of fields by four letters read as a number
_CROSS_REFERENCE = int.from_bytes(b"%xrf")
_COMMAND_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in ":?;#"})


def write_inlines(content: Inlines, pen: Pen, story: Story) -> str:
    """Return the runs of `content`, at least an empty one."""
    return "".join([write_inline(inline, pen, story) for inline in content]) or empty_run(pen.number)


def write_inline(inline: Inline, pen: Pen, story: Story) -> str:
    """Return one inline as a run, inside a hyperlink field when it has one."""
    match inline:
        case LineBreak():
            return run(pen.number, "<hp:lineBreak/>")
        case Anchor():
            return story.bookmark(inline.name, pen.number)
        case PageNumber():
            reference = story.reference(inline.anchor)
            shown = story.page(inline.anchor) or UNKNOWN
            return page_reference(reference, shown, pen.number, story) if reference else run(pen.number, UNKNOWN)
        case Run(href=""):
            number = story.looks.letters(_look(inline, pen.look)) if _is_marked(inline) else pen.number
            return run(number, words(inline.text))
        case Run():
            return _linked(inline, pen, story)


def _is_marked(inline: Run) -> bool:
    return bool(
        inline.bold
        or inline.italic
        or inline.underline
        or inline.strike
        or inline.superscript
        or inline.color
        or inline.size
        or inline.missing
    )


def _look(inline: Run, base: Letters) -> Letters:
    return replace(
        base,
        size=inline.size or base.size,
        bold=base.bold or inline.bold or inline.missing,
        italic=inline.italic,
        underline=inline.underline,
        strike=inline.strike,
        superscript=inline.superscript,
        color=theme.MISSING if inline.missing else rgb(inline.color) or base.color,
        shade=_MISSING_SHADE if inline.missing else "",
    )


def _linked(inline: Run, pen: Pen, story: Story) -> str:
    look = _look(inline, pen.look)
    target = story.target(inline.href)
    if not target or not inline.text:
        return run(story.looks.letters(look), words(inline.text))
    shown = story.looks.letters(replace(look, underline=True, color=LINK_COLOR if not inline.missing else look.color))
    begin = story.next_field()
    field = (
        f'<hp:fieldBegin id="{begin}" type="HYPERLINK" name="" editable="0" dirty="0" zorder="-1" '
        f'fieldid="{_HYPERLINK}" metaTag="">{_parameters(_link_parameters(target))}</hp:fieldBegin>'
    )
    end = f'<hp:fieldEnd beginIDRef="{begin}" fieldid="{_HYPERLINK}"/>'
    return control(shown, field) + run(shown, words(inline.text)) + control(shown, end)


def _link_parameters(target: str) -> list[tuple[str, str, str]]:
    """Return what 한글 keeps of a link: the address with its signs escaped and a tail that names its kind."""
    if target.startswith("#"):
        found = [("string", "Command", f"?{target[1:].translate(_COMMAND_SIGNS)};0;0;0;")]
        category = "HWP"
    elif target.startswith("mailto:"):
        found = [("string", "Command", f"{target};2;0;0"), ("string", "Path", target)]
        category = "EMAIL"
    else:
        found = [("string", "Command", f"{target.translate(_COMMAND_SIGNS)};1;0;0;"), ("string", "Path", target)]
        category = "URL"
    return [
        ("integer", "Prop", "0"),
        *found,
        ("string", "Category", f"HWPHYPERLINK_TYPE_{category}"),
        ("string", "TargetType", "HWPHYPERLINK_TARGET_BOOKMARK"),
        ("string", "DocOpenType", "HWPHYPERLINK_JUMP_CURRENTTAB"),
    ]


def page_reference(to: Reference, shown: str, letters: int, story: Story) -> str:
    """Return a 상호 참조 to the page of a place; `shown` stands there until 한글 computes it, nothing for a page not known."""
    begin = story.next_field()
    parameters = [
        ("boolean", "Fiexde", "1"),  # 한글's own spelling
        ("integer", "Prop", "0"),
        ("string", "Command", f"?{to.path};{to.kind};0;0;0;"),
        ("string", "RefPath", f"?{to.path};"),
        ("string", "RefType", "TARGET_OUTLINE" if to.kind == OUTLINE else "TARGET_BOOKMARK"),
        ("string", "RefContentType", "OBJECT_TYPE_PAGE"),
        ("boolean", "RefHyperLink", "false"),
        ("string", "RefOpenType", "HWPHYPERLINK_JUMP_CURRENTTAB"),
    ]
    field = (
        f'<hp:fieldBegin id="{begin}" type="CROSSREF" name="" editable="0" dirty="0" zorder="-1" '
        f'fieldid="{_CROSS_REFERENCE}" metaTag="">{_parameters(parameters)}</hp:fieldBegin>'
    )
    end = f'<hp:fieldEnd beginIDRef="{begin}" fieldid="{_CROSS_REFERENCE}"/>'
    return control(letters, field) + run(letters, shown) + control(letters, end)


def _parameters(parameters: list[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<hp:{kind}Param name="{name}">{escape(value)}</hp:{kind}Param>' for kind, name, value in parameters
    )
    return f'<hp:parameters cnt="{len(parameters)}" name="">{inside}</hp:parameters>'
