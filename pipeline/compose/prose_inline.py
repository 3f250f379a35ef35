"""Turns the words of one Markdown paragraph, cell or heading into inline XHTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.compose.escaping import escape, quoteattr
from pipeline.compose.prose_draft import Draft
from pipeline.compose.prose_held import HELD, OPEN, Inset
from pipeline.model.words import MISSING
from pipeline.problems import Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

_PLAIN_TAGS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>", "s_open": "<s>", "s_close": "</s>"}
_TAG = re.compile(r"<[/!?]?\s*([a-zA-Z][\w-]*)?")
_BREAK = re.compile(r"<br\s*/?>", re.I)
# Names of HTML and SVG elements that do something; <SER-001> or <시스템명> in a sentence is a writer's own way to write.
_HTML = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption"
    " center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame"
    " frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd keygen label legend li link listing main map mark"
    " marquee math menu meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre"
    " progress q rb rp rt rtc ruby s samp script search section select slot small source spacer span strike strong style sub summary sup svg table"
    " tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp".split()
)
_SWALLOWED = ("script", "style")
# Marks that Korean writers put at the start of a line: what follows one starts a new line.
_OWN_LINE = re.compile(r"[□■○●◦◇◆▷▶▪•ㆍ·※①-⑳]|[가-하][.)] |\(?\d{1,2}\) |[-–] ")
_RAISED = re.compile(r"(?<=[^\s^])\^([0-9A-Za-z+\-]{1,6})\^(?!\^)")
_LEFT_OVER = tuple(
    (re.compile(sign), message, hint)
    for sign, message, hint in (
        (r"\*\*", "짝이 없는 **가 글자로 찍힙니다", "굵은 글자는 **글자**처럼 빈칸 없이 붙여 쓰세요. 별표를 찍으려면 \\*\\*로 쓰세요"),
        (r"\]\(", "링크나 그림으로 읽지 못한 글이 그대로 찍힙니다", "[글](#절 이름), ![설명](images/그림.png)처럼 쓰세요"),
        (r"==[^\s=](?:[^=]*[^\s=])?==", "형광펜 부호 ==가 글자로 찍힙니다", "**굵은 글자**로 쓰세요"),
        (r"(?<=[A-Za-z)\]])~[0-9A-Za-z+\-]{1,4}~", "아래 첨자 부호 ~가 글자로 찍힙니다", "H₂O처럼 아래 첨자 글자로 쓰세요"),
        (r"\^\[|\[\^", "각주로 읽지 못한 글이 그대로 찍힙니다", "글에 [^이름], 빈 줄 아래에 [^이름]: 각주의 글을 쓰세요"),
        (r"\{[#.][A-Za-z][^{}]*\}", "Markdown의 속성 {#…}, {.…}이 글자로 찍힙니다", "지우세요. 제목과 표와 그림은 그 이름으로 가리킵니다"),
        (r"^\s*(?:\[TOC\]|:::)", "다른 프로그램의 부호가 글자로 찍힙니다", "지우세요. 목차는 프로그램이 만듭니다"),
    )
)
_SCHEMES = re.compile(r"(?:https?://|mailto:)\S+$", re.I)
WIDTH = re.compile(r"[ \t]*\{\s*([^{}=]*?)\s*=\s*([^{}]*?)\s*\}[ \t]*")
_MILLIMETRES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:mm)?")


@dataclass(slots=True)
class Image:
    """An image of a paragraph: its address, the tokens of its caption, its row, its width in mm (0: not given) and the marks beside it."""

    address: str
    caption: list[Token]
    row: int
    width: float = 0
    marks: list[Inset] = field(default_factory=list)


@dataclass(slots=True)
class _Words:
    """The XHTML of one inline token as it grows."""

    draft: Draft
    row: int
    own: str
    parts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    swallowed: str = ""


def inline(token: Token, draft: Draft, own: str = "") -> str:
    """Return the inline XHTML of `token`; marks get `own`, the anchor of what they stand in, else an anchor of their own."""
    words = _Words(draft, token.map[0] if token.map else 0, own)
    _walk(words, token)
    for image in words.images:
        draft.problem("T-PRS-10", f"그림이 글 가운데에 있습니다: {draft.held.plain(image.address)}", image.row, "빈 줄로 나눈 한 줄에 그림만 두세요")
    return "".join(words.parts).strip(" ")


def images(token: Token, draft: Draft) -> list[Image] | None:
    """Return the images of a paragraph that holds nothing else but marks; None when it holds words or no image."""
    found: list[Image] = []
    marks: list[Inset] = []
    row = token.map[0] if token.map else 0
    for child in token.children or ():
        if child.type == "image":
            found.append(Image(str(child.attrs.get("src", "")), child.children or [], row))
            row += child.content.count("\n")
        elif child.type in ("softbreak", "hardbreak"):
            row += 1
        elif child.type == "text":
            words, beside = aside(child.content, draft)
            (found[-1].marks if found else marks).extend(beside)
            if found and not found[-1].width and (given := WIDTH.fullmatch(words)):
                found[-1].width = _width(given[1], draft.held.plain(given[2]), draft, row)
            elif words.strip():
                return None
        else:
            return None
    if found:
        found[0].marks = marks + found[0].marks
    return found or None


def aside(text: str, draft: Draft) -> tuple[str, list[Inset]]:
    """Return `text` without its marks and comments, and the marks."""
    if OPEN not in text:
        return text, []
    marks = [inset for inset in draft.held.within(text) if inset.answers]

    def left(found: re.Match[str]) -> str:
        inset = draft.held.insets[int(found[1])] if int(found[1]) < len(draft.held.insets) else None
        return "" if inset and (inset.answers or inset.silent) else found[0]

    return HELD.sub(left, text), marks


def caption_words(image: Image, draft: Draft, own: str) -> str:
    """Return the XHTML of an image's caption."""
    words = _Words(draft, image.row, own)
    for child in image.caption:
        _one(words, child, "")
    return "".join(words.parts).replace("<br/>", " ").strip(" ")


def seen(token: Token, draft: Draft) -> str:
    """Return the words of an inline token as a reader sees them, without marks."""
    return draft.held.shown(_text(token.children or ())).strip()


def _text(children: list[Token] | tuple[Token, ...]) -> str:
    return "".join(
        _text(child.children or ()) if child.type == "image" else " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in children
        if child.type != "html_inline"
    )


def _width(name: str, text: str, draft: Draft, row: int) -> float:
    number = _MILLIMETRES.fullmatch(text)
    if name == "폭" and number:
        return float(number[1]) or 0.01  # nought is a width that does not fit
    draft.problem("T-PRS-10", f"그림의 폭을 읽을 수 없습니다: {{{name}={text}}}", row, "{폭=120}처럼 밀리미터로 쓰세요")
    return 0


def _walk(words: _Words, token: Token) -> None:
    children = token.children or []
    several = "\n" in token.content
    at = 0  # how far token.content has been read, to count the line ends that Markdown swallows
    for place, child in enumerate(children):
        follows = children[place + 1] if place + 1 < len(children) else None
        _one(words, child, follows.content if follows and follows.type == "text" else "")
        if several:
            at = _further(words, child, token.content, at)


def _further(words: _Words, child: Token, content: str, at: int) -> int:
    """Count the lines that `child` covers; return where its text ends in `content`."""
    if child.type in ("softbreak", "hardbreak"):
        words.row += 1
        return max(at, content.find("\n", at) + 1)
    if child.type == "code_inline":
        start = content.find(child.markup, at)
        end = content.find(child.markup, start + len(child.markup)) + len(child.markup)
        words.row += content.count("\n", start, end)
        return max(at, end)
    if child.type == "image":
        words.row += child.content.count("\n")
        return max(at, content.find(child.content, at) + len(child.content))
    if child.type == "html_inline":
        words.row += child.content.count("\n")
        return max(at, content.find(child.content, at) + len(child.content))
    return at


def _one(words: _Words, child: Token, follows: str) -> None:
    """Add one inline token; `follows` is the text behind a line end."""
    kind = child.type
    if kind == "html_inline":
        _html(words, child.content)
    elif kind in _PLAIN_TAGS:
        words.parts.append(_PLAIN_TAGS[kind])
    elif kind == "link_open":
        _link(words, words.draft.held.plain(str(child.attrs.get("href", ""))))
    elif kind == "link_close":
        words.parts.append(words.links.pop())
    elif words.swallowed:
        _left_over(words, child.content)
    elif kind == "text":
        words.parts.append(_shown(words, child.content))
        _left_over(words, child.content)
    elif kind == "text_special":
        words.parts.append(escape(child.content))
    elif kind == "softbreak":
        words.parts.append("<br/>" if _OWN_LINE.match(follows) else " ")
    elif kind == "hardbreak":
        words.parts.append("<br/>")
    elif kind == "code_inline":
        words.parts.append(escape(words.draft.held.plain(child.content, met=True)))
    elif kind == "image":
        words.images.append(Image(str(child.attrs.get("src", "")), child.children or [], words.row))


def _shown(words: _Words, text: str) -> str:
    """Return the XHTML of text with what it holds apart; a blank that a writer left is marked as one."""
    text = escape(text).replace(MISSING, f'<mark class="missing">{MISSING}</mark>')
    if "^" in text:
        text = _RAISED.sub(r"<sup>\1</sup>", text)
    if OPEN not in text:
        return text
    draft, insets = words.draft, words.draft.held.insets

    def show(found: re.Match[str]) -> str:
        if int(found[1]) >= len(insets):
            return found[0]
        inset = insets[int(found[1])]
        if inset.figure:
            draft.problem("T-PRS-10", "도표가 글 가운데에 있습니다", inset.at, "빈 줄로 나눈 한 줄에 {{ charts.… }}만 두세요")
            return ""
        if inset.note:
            if words.own:
                draft.problem("T-PRS-23", f"표와 그림의 제목에는 각주를 달 수 없습니다: {inset.plain}", inset.at, "앞뒤의 글에 다세요")
            return draft.noted(inset)
        return draft.answered(inset, words.own) if inset.answers else inset.html

    return HELD.sub(show, text)


def _left_over(words: _Words, text: str) -> None:
    """Report the signs of Markdown that came to nothing and would be printed."""
    if "[[" in text:
        words.draft.problem("T-PRS-15", "답 표시를 읽을 수 없습니다: [[", words.row, "[[SER-001#2]]처럼 쓰세요. 글자로 보이려면 \\[[ 로 쓰세요")
    for sign, message, hint in _LEFT_OVER:
        if sign.search(text):
            words.draft.problem("T-PRS-21", message, words.row, hint, Severity.WARNING)


def _html(words: _Words, tag: str) -> None:
    """Refuse raw HTML; what only looks like it is shown as typed, and <br> is a line break since cells know no other."""
    if _BREAK.fullmatch(tag):
        words.parts.append("<br/>")
        return
    name = (_TAG.match(tag)[1] or "").lower() if _TAG.match(tag) else ""
    if name and name not in _HTML and tag[1] not in "!?":
        words.parts.append(_shown(words, tag))
        return
    if tag.startswith("</"):
        if name == words.swallowed:
            words.swallowed = ""
        return
    if not words.swallowed:
        shown = " ".join(words.draft.held.plain(tag).split())
        words.draft.problem("T-PRS-01", f"HTML을 쓸 수 없습니다: {shown[:40]}", words.row, "Markdown으로 쓰세요. 글자로 보이려면 \\<로 쓰세요")
    if name in _SWALLOWED and not tag.endswith("/>"):
        words.swallowed = name


def _link(words: _Words, address: str) -> None:
    """Open a link: `#이름` speaks of a heading, a table or a figure of the proposal and gets its page behind it."""
    if address.startswith("#") and len(address) > 1:
        anchor = words.draft.refer(address[1:].strip(), words.row)
        words.links.append(f'(<span data-page="{anchor}"></span>쪽)')
    elif _SCHEMES.match(address):
        words.parts.append(f"<a href={quoteattr(address)}>")
        words.links.append("</a>")
    else:
        words.draft.problem("T-PRS-02", f"쓸 수 없는 링크입니다: {address[:60] or '(비어 있음)'}", words.row, "#절 이름이나 https://…를 쓰세요")
        words.links.append("")
