"""Escaping says what the standard library's says, which is not loaded because it brings a web client."""

from __future__ import annotations

from xml.sax import saxutils

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.escaping import escape, quoteattr

TEXT = st.text(st.sampled_from("가a<>&\"'\n\r\t;#"), max_size=12)


def test_a_text_with_both_quotes() -> None:
    assert escape('R&D <가> "나"') == 'R&amp;D &lt;가&gt; "나"'
    assert quoteattr("가") == '"가"' and quoteattr('"가"') == "'\"가\"'" and quoteattr("\"가'\n") == "\"&quot;가'&#10;\""


@given(TEXT)
def test_as_the_standard_library(text: str) -> None:
    assert escape(text) == saxutils.escape(text)
    assert quoteattr(text) == saxutils.quoteattr(text)


@given(TEXT)
def test_a_parser_reads_the_text_again(text: str) -> None:
    assert etree.fromstring(f"<a b={quoteattr(text)}/>").get("b") == text
