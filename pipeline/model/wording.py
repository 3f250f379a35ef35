"""The texts that a contract prints for its forms, word for word, with named blanks such as {투입일}."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.column import column, place
from pipeline.model.contract import Source
from pipeline.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleParagraph:
    """One paragraph of an article with its printed mark ("①", "1.") and the items listed under it."""

    printed: str = column("인쇄번호", default="")
    text: str = column("내용", default="")
    items: tuple[str, ...] = column("호", default=())
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: "제1조", "(목적)" and its paragraphs."""

    printed: str = column("인쇄번호", default="", hint="제1조")
    title: str = column("제목", default="", hint="목적")
    paragraphs: tuple[ArticleParagraph, ...] = column("항", default=())
    at: Location = place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The whole text of one form, its named blanks in braces; footnote marks stand as in the source."""

    id: str = column("서식", hint="security-pledge")
    title: str = column("제목")
    preamble: str = column("머리말", default="")
    articles: tuple[Article, ...] = column("조", default=())
    closing: str = column("맺음말", default="")
    addressee: str = column("수신", default="")
    footnotes: tuple[str, ...] = column("각주", default=())
    remarks: tuple[str, ...] = column("검토의견", default=(), hint="원문의 오류·누락에 대한 의견(문서 밖에 따로 인쇄)")
    source: Source = column("출처", default=Source())
    at: Location = place()
