"""Turns the codes, the rules and the tiny bad inputs of this folder into docs/errors.md: `python -m tests.errors.catalogue`."""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path

from pipeline.build.codes import CODES as BUILD
from pipeline.rfp.codes import CODES as RFP
from pipeline.rules.registry import RULES
from pipeline.trace.check import RULE as TRACE_RULE

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "errors.md"
CODES = {**BUILD, **RFP}
HEAD = """# 문제와 규칙의 코드

이 쪽은 `make docs`가 만든다. 고치지 말고 `tests/errors/`와 코드의 설명을 고친다. 같은 설명을 `pipeline explain 코드`로 볼 수 있다.

`D-` 자료를 읽다가 · `R-` 계약과 법의 규칙 · `T-` 서식 · `W-` 파일 형식 · `B-` 실행 · `I-` 제안요청서. 오류가 하나라도 있으면 아무 파일도 쓰지 않으며, 종료 코드는
0 정상, 1 자료의 문제, 2 잘못된 명령, 70 프로그램 오류이다.
"""


def example(code: str) -> list[str]:
    """Return the messages of the first bad input of `code`, in a code block; nothing when it has none."""
    for case in sorted(HERE.glob(f"{code}*/expected.txt")):
        if case.parent.name.partition("_")[0] == code:
            return ["```", *case.read_text("utf-8").splitlines(), "```", ""]
    return []


def catalogue() -> str:
    """Return the whole page."""
    lines = [HEAD, "## 규칙", ""]
    for rule in (*RULES, TRACE_RULE):
        lines += [f"### {rule.code} {rule.title}", "", "근거: " + " · ".join(rule.clauses), "", "```text", cleandoc(rule.figure.__doc__ or ""), "```", ""]
        lines += example(rule.code)
    lines += ["## 그 밖의 코드", ""]
    for code, title in sorted(CODES.items()):
        if code == TRACE_RULE.code:
            continue
        lines += [f"### {code} {title}", "", *example(code)]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(catalogue(), "utf-8", newline="\n")
