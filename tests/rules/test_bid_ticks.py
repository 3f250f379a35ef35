"""Rows that a revision added wait for a mark of their own, a tick, or for their line to be taken away."""

from __future__ import annotations

import pytest

from pipeline.model.proposal import Section
from pipeline.problems import Location
from pipeline.rules.bid_ticks import waiting_rows

FILE = "data/x/proposal/10-절.md"
LIST = "<!-- 확인할 것(추가): 옮겨 적고 [x]로 바꾼다.\n- [ ] [[SER-001#3]]\n  - [x] [[SER-001#3.1]]\n  - [ ] [[SER-001#3.2]]\n-->\n"


def section(text: str, line: int = 5) -> Section:
    return Section(file="10-절.md", title="절", text=text, line=line, at=Location(FILE, 2))


def test_open_ticks_of_added_rows_with_their_lines() -> None:
    """The text begins on line 5; the comment stands on its third line, so the first tick is on line 8."""
    found = waiting_rows([section(f"글\n\n{LIST}")])
    assert found == {"SER-001#3": Location(FILE, 8), "SER-001#3.2": Location(FILE, 10)}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("## SER-001 보안 (추가)\n글\n" + LIST.replace("(추가)", ""), ["SER-001#3", "SER-001#3.2"]),  # an earlier edition said it in the heading alone
        ("## SER-001 보안\n글\n" + LIST.replace("(추가)", ""), []),  # the first skeleton: a mark on the card answers all
        ("## SER-001 보안 (추가)\n글\n## 다른 제목\n" + LIST.replace("(추가)", ""), []),
        (LIST.replace("[ ]", "[x]"), []),
        ("<!-- 메모: - [ ] [[SER-001#3]] -->", []),
        ("", []),
    ],
)
def test_which_lists_count(text: str, keys: list[str]) -> None:
    assert list(waiting_rows([section(text)])) == keys
