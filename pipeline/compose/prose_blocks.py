"""Turns the tokens of a section into XHTML blocks: headings, paragraphs, lists with agency marks, tables, figures, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.compose.escaping import escape, quoteattr
from pipeline.compose.numbering import bullet_from
from pipeline.compose.prose_charts import chart, is_chart
from pipeline.compose.prose_draft import Draft, slug
from pipeline.compose.prose_held import HELD, Inset
from pipeline.compose.prose_inline import aside, images, inline, seen
from pipeline.compose.prose_lists import Item, nested, task
from pipeline.compose.prose_marks import CAPTION, CAPTION_SIGN
from pipeline.compose.prose_rows import row_of_pictures
from pipeline.compose.prose_tables import table
from pipeline.problems import Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 4
_FIRST_BULLET = "□"
_ALMOST_HEADING = re.compile(r"#{1,6}[^\s#\d]")
_SUSPICIOUS = re.compile(r"^\s*(?:#|\||표\s*[:：])", re.M)
_PIPES = re.compile(r"\s*\|.*\|\s*$")


@dataclass(slots=True)
class Blocks:
    """The XHTML of one section as it grows."""

    draft: Draft
    tokens: Sequence[Token]
    parts: list[str] = field(default_factory=list)
    at: int = 0
    level: int = 1  # of the last heading; the section's own title is of level 1
    filled: bool = True  # something stands below the last heading
    heading: int = -1  # its row, -1 before the first
    begun: bool = False
    quoted: int = 0
    slot: int = -1  # the part that closes the last paragraph: a mark alone on its line belongs to it
    items: list[Item] = field(default_factory=list)

    def html(self) -> str:
        """Return the XHTML of all tokens."""
        self._until("")
        draft = self.draft
        self.parts += draft.footnotes(lambda words: inline(words, draft))
        self._left_empty(1, len(draft.source.lines))
        for inset in draft.pending:
            if inset.whole and inset.marks:
                draft.problem("T-PRS-17", f"뒤따르는 문단이 없는 답 표시입니다: {inset.plain}", inset.at, "답하는 문단 바로 위에 두세요")
        if draft.pending:
            self._put(f"<p>{draft.caught_up()}</p>", content=False)
        if not self.begun:
            first = draft.section.at.file or draft.section.file
            draft.blank(f"빈 절입니다: {draft.section.title}", (first, draft.section.line), len(draft.source.lines), "본문을 쓰거나 파일을 지우세요")
        return draft.resolved("".join(self.parts))

    def _until(self, end: str) -> None:
        """Read blocks up to the token `end`, which is passed over; "" is the end of the text."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            match token.type:
                case "heading_open":
                    self._heading(token, self.tokens[self.at])
                    self.at += 2
                case "paragraph_open":
                    content = self.tokens[self.at]
                    self.at += 2
                    self._paragraph(content)
                case "bullet_list_open" | "ordered_list_open":
                    self._list(token, 0, 0)
                    self._close_list()
                case "table_open":
                    self._table(None)
                case "blockquote_open":
                    self._note()
                case "fence":
                    self._code(token)
                case "hr":
                    self._put('<hr class="page"/>' if token.markup.startswith("-") else "<hr/>", content=False)
                case kind if kind == end:
                    return

    def _put(self, html: str, content: bool = True) -> None:
        reasons, self.draft.reasons = self.draft.reasons, []
        self.parts += [html, *(f'<p class="note">※ {reason}</p>' for reason in reasons)]
        self.slot = -1
        if content:
            self.filled = self.begun = True

    # Headings

    def _heading(self, token: Token, content: Token) -> None:
        draft, level, row = self.draft, int(token.tag[1]), token.map[0] if token.map else 0
        words = seen(content, draft)
        marks = aside(content.content, draft)[1]
        if level == 1 and not self.parts and slug(words) == slug(draft.section.title):
            draft.pending += marks  # the title stands in the front matter and is printed by the caller
            return
        self._left_empty(level, row)
        if level > DEEPEST:
            draft.problem("T-PRS-13", f"제목이 너무 깊습니다: {token.markup} {words}", row, f"제목은 #부터 {'#' * DEEPEST}까지입니다")
            level = DEEPEST
        elif level > self.level + 1:
            hint = f"{'#' * (self.level + 1)} {words}로 쓰세요"
            draft.problem("T-PRS-13", f"제목의 단계가 건너뜁니다: {'#' * self.level} 다음에 {token.markup} {words}", row, hint)
        if not words:
            draft.problem("T-PRS-13", "제목에 글이 없습니다", row, f"{token.markup} 뒤에 제목을 쓰세요")
        for inset in draft.held.within(content.content):
            if inset.note:
                draft.problem("T-PRS-23", f"제목에는 각주를 달 수 없습니다: {inset.plain}", row, "제목 아래의 글에 다세요")
        anchor, tag = draft.target(words), f"h{level + bool(draft.section.chapter)}"  # below a chapter, everything is one level down
        draft.apart = True
        self._put(f"<{tag} id={quoteattr(anchor)}>{draft.caught_up()}{inline(content, draft)}</{tag}>", content=False)
        draft.apart = False
        self.level, self.filled, self.heading, self.begun = level, False, row, True

    def _left_empty(self, level: int, row: int) -> None:
        """Report the last heading when nothing stands between it and `row`, and what comes there is not a part of it."""
        if not self.filled and level <= self.level:
            self.draft.blank("제목 아래에 내용이 없습니다", self.draft.source.place(self.heading), row, "내용을 쓰거나 제목을 지우세요")

    # Paragraphs and figures

    def _paragraph(self, content: Token) -> None:
        if self._is_caption(content):
            self._table(content)
        elif not self._footnote(content) and not self._lone(content) and not self._figures(content):
            self._words(content)

    def _words(self, content: Token) -> None:
        draft, row = self.draft, content.map[0] if content.map else 0
        self._suspicious(content, row)
        html = draft.caught_up() + inline(content, draft)
        if not html:
            return
        if self.quoted:
            sign = "" if self.quoted > 1 or seen(content, draft).startswith("※") else "※ "
            self.quoted += 1
            self.parts += [f'<p class="note">{sign}{html}']
        else:
            self.parts += [f"<p>{html}"]
        slot = len(self.parts)
        self._put("</p>")
        self.slot = slot

    def _footnote(self, content: Token) -> bool:
        """Keep the words of a footnote for the section's end."""
        sign = HELD.match(content.content)
        insets = self.draft.held.within(sign[0]) if sign else []
        if not sign or not insets or not insets[0].defined or not content.children:
            return False
        content.content, first = content.content[sign.end() :], content.children[0]
        first.content = first.content.removeprefix(sign[0])
        self.draft.define(insets[0], content)
        return True

    def _lone(self, content: Token) -> bool:
        """Take a paragraph of nothing but marks: a comment waits for the next paragraph, a mark belongs to the one before."""
        words, marks = aside(content.content, self.draft)
        if words.strip() or not HELD.search(content.content):
            return False
        for inset in marks:
            if inset.whole or self.slot < 0 or not inset.marks:
                self.draft.pending.append(inset)
            else:
                answered = self.draft.answered(inset)
                self.parts[self.slot] = (f" {answered}" if answered.endswith(")") else answered) + self.parts[self.slot]
        return True

    def _figures(self, content: Token) -> bool:
        """Put the figures of a paragraph that holds nothing else."""
        draft = self.draft
        found = images(content, draft)
        if found is not None:
            for _, row in groupby(found, lambda image: image.row):
                self._put(row_of_pictures(list(row), draft))
            return True
        charts, marks = self._charts(content)
        for inset in charts:
            words = inset.plain.strip()
            own = draft.target(words or "도표")
            draft.caught_up(own)
            if inset is charts[-1]:
                for one in marks:
                    draft.answered(one, own)
            self._put(inset.html.replace("<figure ", f"<figure id={quoteattr(own)} ", 1))
        return bool(charts)

    def _charts(self, content: Token) -> tuple[list[Inset], list[Inset]]:
        """Return the charts of a paragraph and the marks beside them; nothing when it holds words too."""
        words, marks = aside(content.content, self.draft)
        insets = self.draft.held.within(words)
        charts = [inset for inset in insets if inset.figure]
        return (charts, marks) if len(charts) == len(insets) and not HELD.sub("", words).strip() else ([], [])

    def _suspicious(self, content: Token, row: int) -> None:
        """Report what a writer meant as a heading, a table or its caption and Markdown does not read as one."""
        for order, line in enumerate(content.content.split("\n")) if _SUSPICIOUS.search(content.content) else ():
            if CAPTION.match(line):
                hint = "표: 제목 다음 줄에 표를 두세요"
                self.draft.problem("T-PRS-12", f"표의 제목 바로 아래에 표가 없습니다: {self.draft.held.shown(line)[:30]}", row + order, hint, Severity.WARNING)
            elif _ALMOST_HEADING.match(line):
                self.draft.problem("T-PRS-21", f"제목으로 읽히지 않습니다: {line[:30]}", row + order, "# 뒤에 빈칸을 두세요", Severity.WARNING)
            elif _PIPES.match(line):
                hint = "머리 행 바로 아래에 같은 칸 수로 |---|---|를 두세요"
                self.draft.problem("T-PRS-12", f"표로 읽히지 않습니다: {self.draft.held.shown(line)[:30]}", row + order, hint)
                return

    def _is_caption(self, content: Token) -> bool:
        if not CAPTION.match(content.content):
            return False
        if self.at < len(self.tokens) and self.tokens[self.at].type == "table_open":
            first = content.children[0]
            first.content = CAPTION_SIGN.sub("", first.content, count=1)
            self.at += 1
            return True
        return False

    def _table(self, caption: Token | None) -> None:
        html, self.at = table(self.tokens, self.at - 1, self.draft, caption)
        self._put(html)

    def _note(self) -> None:
        above, self.quoted = self.quoted, 1
        self._until("blockquote_close")
        self.quoted = above

    def _code(self, token: Token) -> None:
        draft, (start, end) = self.draft, token.map or (0, 0)
        if "[[" in token.info or "<!--" in token.info:
            draft.problem("T-PRS-17", f"답 표시가 글 밖에 있어 자리를 잃습니다: {token.info.strip()}", start, "코드 블록 앞의 문단에 두세요")
        closing = draft.source.lines[end - 1].strip(" \t>") if end - 1 > start else ""
        if len(closing) < len(token.markup) or set(closing) != {token.markup[0]}:
            draft.problem("T-PRS-21", "코드 블록이 닫히지 않아 뒤의 글이 모두 코드가 됩니다", start, f"코드 아래 한 줄에 {token.markup}를 두세요")
        if is_chart(token):
            if drawn := chart(token, draft):
                self._put(drawn)
            return
        lines = draft.held.plain(token.content, met=True).rstrip("\n").split("\n")
        shown = "<br/>".join(_indented(escape(line).replace("\t", "    ")) for line in lines)
        if shown:
            self._put(f'<p class="formula">{draft.caught_up()}{shown}</p>')

    # Lists

    def _list(self, opening: Token, depth: int, numbered: int) -> None:
        """Read one list at `depth`; `numbered` counts the numbered lists around it."""
        ordered = opening.type == "ordered_list_open"
        order = int(opening.attrs.get("start", 1))
        while self.tokens[self.at].type == "list_item_open":
            self.at += 1
            self._item(Item(depth, "", order=order, below=numbered) if ordered else Item(depth, bullet_from(_FIRST_BULLET, depth)), numbered + ordered)
            order += 1
        self.at += 1

    def _item(self, item: Item, numbered: int) -> None:
        """Read one item: its words, the lists below it, and blocks that no item can hold (tables, figures), which part the list."""
        self.items.append(item)
        self._signed(item)
        while (token := self.tokens[self.at]).type != "list_item_close":
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self.at += 1
                self._list(token, item.level + 1, numbered)
            elif token.type == "paragraph_open" and self._joins(item, self.tokens[self.at + 1]):
                self.at += 3
            else:
                self._part(item, token)
        self.at += 1

    def _signed(self, item: Item) -> None:
        """Give the item the depth and mark that its writer typed, and take them from its words."""
        if self.tokens[self.at].type != "paragraph_open":
            return
        content = self.tokens[self.at + 1]
        sign = HELD.match(content.content)
        given = self.draft.held.insets[int(sign[1])].item if sign and self.draft.held.within(sign[0]) else None
        first = content.children[0] if content.children else None
        if sign and given and first and first.content.startswith(sign[0]):
            item.level, item.mark = given
            content.content, first.content = content.content[sign.end() :], first.content[sign.end() :]
        done, words = task(first.content) if first and first.type == "text" else ("", "")
        if first and done:
            item.mark = item.mark and done
            first.content = words if item.mark else f"{done} {words}"

    def _joins(self, item: Item, content: Token) -> bool:
        """Add a paragraph to the item when it is words and nothing has come between them."""
        draft = self.draft
        if not self.items or self.items[-1] is not item or images(content, draft) or self._charts(content)[0]:
            return False
        words, marks = aside(content.content, draft)
        if not words.strip() and not item.html:
            draft.pending += marks
            return True
        if CAPTION.match(content.content):
            return False
        html = draft.caught_up() + inline(content, draft)
        item.html = f"{item.html}<br/>{html}" if item.html and words.strip() else item.html + html
        self.filled = self.begun = True
        return True

    def _part(self, item: Item, token: Token) -> None:
        """Put a block that stands inside an item behind the items so far."""
        self._close_list()
        before = len(self.parts)
        end = _behind(self.tokens, self.at)
        inner = Blocks(self.draft, self.tokens[self.at : end], level=self.level, begun=True)
        inner._until("")
        self.at = end
        self.parts += inner.parts
        if len(self.parts) > before:
            self.filled = self.begun = True

    def _close_list(self) -> None:
        """Put the items so far as lists inside lists."""
        items, self.items = [item for item in self.items if item.html], []
        if items:
            self._put(nested(items))


def _indented(line: str) -> str:
    """Return a line of code whose spaces stay."""
    text = line.lstrip(" ")
    return "\u00a0" * (len(line) - len(text)) + text.replace("  ", " \u00a0")


def _behind(tokens: Sequence[Token], at: int) -> int:
    """Return the place behind the block that starts at `at`; a table's caption and its table are one."""
    depth, start = 0, at
    while True:
        depth += tokens[at].nesting
        at += 1
        if depth == 0:
            break
    captioned = tokens[start].type == "paragraph_open" and CAPTION.match(tokens[start + 1].content)
    return _behind(tokens, at) if captioned and tokens[at].type == "table_open" else at
