"""Turns a spreadsheet formula into its pieces, so that its references can follow rows that a fill moves."""

from __future__ import annotations

import re

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from pipeline.forms.references import Piece, Reference

_REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?"
    r"(?P<c1>\$?[A-Za-z]{1,3})?(?P<d1>\$?)(?P<r1>[1-9]\d{0,6})(?::(?P<c2>\$?[A-Za-z]{1,3})?(?P<d2>\$?)(?P<r2>[1-9]\d{0,6}))?"
)
_TOTALS = frozenset(
    (
        "SUM AVERAGE AVERAGEA COUNT COUNTA COUNTBLANK MAX MAXA MIN MINA "
        "PRODUCT MEDIAN STDEV VAR SUMSQ SUBTOTAL AGGREGATE"
    ).split()
)


def take_apart(formula: str) -> tuple[Piece, ...]:
    """Return the pieces of a formula (without its =); one that cannot be read is one piece."""
    try:
        tokens = Tokenizer("=" + formula).items
    except (TokenizerError, IndexError):
        return (formula,)
    if "".join(token.value for token in tokens) != formula:
        return (formula,)
    pieces: list[Piece] = []
    functions: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            functions.append(token.value.rstrip("(").upper())
        elif token.type == Token.PAREN and token.subtype == Token.OPEN:
            functions.append("")
        elif token.subtype == Token.CLOSE and functions:
            functions.pop()
        found = (
            _REFERENCE.fullmatch(token.value) if token.type == Token.OPERAND and token.subtype == Token.RANGE else None
        )
        if found and bool(found["c1"]) == bool(found["c2"] or not found["r2"]):
            alone = _is_argument(tokens, at)
            pieces.append(_reference(found, alone and bool(functions) and functions[-1] in _TOTALS))
        else:
            pieces.append(token.value)
    return tuple(pieces)


def _is_argument(tokens: list[Token], at: int) -> bool:
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    opens = before is not None and (before.type == Token.SEP or before.subtype == Token.OPEN)
    return opens and after is not None and (after.type == Token.SEP or after.subtype == Token.CLOSE)


def _reference(found: re.Match[str], total: bool) -> Reference:
    single = found["r2"] is None
    sheet = f"{found['sheet']}!" if found["sheet"] else ""
    first = found["c1"] or "", found["d1"], int(found["r1"])
    last = first if single else (found["c2"] or "", found["d2"], int(found["r2"]))
    return Reference(sheet, *first, *last, single, total)
