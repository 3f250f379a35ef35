"""Turns a comparison of two editions into lines on a person's terminal: counts, old over new, what to look at again."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from pipeline.build.comparing import Compared, rows_of, stale_duties
from pipeline.trace.comparison import Comparison, key_of
from pipeline.trace.diff import Difference, Mark, Turn

_FEW = 200  # differences that a terminal shows
_SIDES = {"old": ("[-", "-]", "red strike"), "new": ("{+", "+}", "bold green")}


def print_changes(found: Compared) -> None:
    """Print the counts, every sentence that is not as it was, and what leans on it."""
    comparison = found.comparison
    if comparison is None:
        return
    console = Console(soft_wrap=True, highlight=False)
    console.print(Text(f"{comparison.old} → {comparison.new}"))
    console.print(Text(comparison.counts))
    for each in comparison.turned[:_FEW]:
        _print_one(console, comparison, each)
    if len(comparison.turned) > _FEW:
        console.print(Text(f"… 그 밖에 {len(comparison.turned) - _FEW}건은 --format xlsx로 보세요."))
    _print_duties(console, found)
    _print_moves(console, found)


def _print_one(console: Console, comparison: Comparison, each: Difference) -> None:
    keys = " → ".join(dict.fromkeys(filter(None, (each.old_key, each.new_key))))
    console.print()
    console.print(Text(f"{each.turn} {keys}", style="bold" if console.is_terminal else ""))
    if each.turn is Turn.MOVED and each.old == each.new:
        console.print(Text(f"  {each.new}"))
    else:
        if each.old:
            console.print(Text("  이전 | "), _marked(console, each.old, each.old_marks, "old"), sep="")
        if each.new:
            console.print(Text("  새 글 | "), _marked(console, each.new, each.new_marks, "new"), sep="")
    leaning = comparison.leaning.get(key_of(each))
    if leaning and leaning.duties:
        deliverables = f" · 산출물 {', '.join(leaning.deliverables)}" if leaning.deliverables else ""
        console.print(Text(f"  의무 {', '.join(leaning.duties)}{deliverables} · 증적 {len(leaning.evidence):,}건"))
    if key_of(each) in comparison.again:
        console.print(Text(f"  재확인 필요: 이전 판정 {comparison.verdicts[key_of(each)]}"))


def _marked(console: Console, text: str, pieces: tuple[Mark, ...], side: str) -> Text:
    """Return the text with its changed words marked: by colour on a terminal, by brackets in a file."""
    before, behind, style = _SIDES[side]
    made = Text()
    for piece in pieces or (Mark(text, False),):
        if not piece.changed:
            made.append(piece.text)
        elif console.is_terminal and not console.no_color:
            made.append(piece.text, style)
        else:
            bare = piece.text.strip()
            made.append(piece.text.replace(bare, f"{before}{bare}{behind}", 1) if bare else piece.text)
    return made


def _print_duties(console: Console, found: Compared) -> None:
    stale = stale_duties(found)
    if stale:
        console.print(Text(f"\n{found.contract}의 duties.yaml이 이전 번호를 가리키면 고칩니다:"))
    for duty, old, new in stale:
        console.print(Text(f"  {duty}: {old} → {new or '(삭제됨)'}"))


def _print_moves(console: Console, found: Compared) -> None:
    if not found.moves:
        return
    done = "옮겼습니다" if found.applied else "옮길 수 있습니다 (--apply)"
    console.print(Text(f"\n문장을 따라 판정·의견 {len(found.moves)}칸을 {done}:"))
    for (old, new), words in rows_of(found.moves).items():
        console.print(Text(f"  {old} → {new}: {' · '.join(words)}"))
    sys.stdout.flush()
