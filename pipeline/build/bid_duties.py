"""Turns the promises of a won proposal into the texts of promises.yaml and duties.yaml; what a person wrote in the latter stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.build.yaml_edits import records, with_field
from pipeline.model.duty import Duty
from pipeline.model.promise import Promise
from pipeline.read.schema import label_of
from pipeline.trace.promises import Undertaken

PROMISES_HEAD = (
    "# 낙찰된 제안서의 약속. 요구사항의 문장마다 제안서가 답한 글과 그 자리이다. pipeline bid win이 적었다.\n"
    "# 과업대비표가 지시서의 문장과 이 글을 견준다.\n"
)
DUTIES_HEAD = "# 낙찰된 제안서의 약속에서 만든 의무. 확인방식을 기록으로 확인하는 것으로 고칠 수 있다(docs/rules/traceability.md).\n"
MORE_DUTIES = "# 낙찰된 제안서의 약속에서 더한 의무.\n"
_SHOWN = ("id", "rows", "what", "check", "proposal", "reason")


def promises_text(promises: Iterable[Promise]) -> str:
    """Return promises.yaml."""
    names = ("key", "text", "acceptance", "note", "stands", "without")
    made = [{label_of(Promise, name): getattr(each, name) for name in names} for each in promises]
    return f"{PROMISES_HEAD}\n{records(made)}"


def duties_text(before: str | None, found: Undertaken) -> str:
    """Return duties.yaml with the proposal's places put in and the new duties behind; `before` is its text, None for no such file."""
    if before is None or not before.strip():
        return f"{DUTIES_HEAD}\n{_duties(found.made)}" if found.made else (before or "")
    text = with_field(before, label_of(Duty, "id"), found.placed, label_of(Duty, "proposal"), after=label_of(Duty, "plan"))
    return f"{text.rstrip()}\n\n{MORE_DUTIES}\n{_duties(found.made)}" if found.made else text


def _duties(made: Sequence[Duty]) -> str:
    return records({label_of(Duty, name): getattr(each, name) for name in _SHOWN} for each in made)
