"""Turns the commands of a contract's life beside its months (착수) into runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.korean import KoreanCommand

Contracts = Annotated[list[str] | None, typer.Argument(metavar="계약", help="data/ 아래 계약 폴더 이름 (없으면 모든 계약)", show_default=False)]
Formats = Annotated[str, typer.Option("--format", metavar="형식,…", help="만들 형식: hwpx, docx, pdf, html")]
Output = Annotated[Path | None, typer.Option("--out", metavar="폴더", help="결과를 둘 폴더 (기본: output)", show_default=False)]
DayText = Annotated[str, typer.Option("--date", metavar="연-월-일", help="문서의 작성일 (기본: 산출물마다 정한 날)")]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="결과를 JSON으로 출력")]
Final = Annotated[bool, typer.Option("--final", metavar="", help="최종본: 〔입력 필요〕가 하나라도 남으면 만들지 않음")]
Archive = Annotated[bool, typer.Option("--archive", metavar="", help="사람이 고친 결과 파일을 '보관' 폴더에 남기고 새로 씀")]


def register(app: typer.Typer, make: Callable[..., None]) -> None:
    """Add the commands to `app`; `make` runs a package: (contracts, package, month, formats, out, day, final, archive, as_json)."""

    @app.command(cls=KoreanCommand)
    def start(
        contracts: Contracts = None,
        format: Formats = "hwpx,docx,pdf",
        out: Output = None,
        day: DayText = "",
        final: Final = False,
        archive: Archive = False,
        as_json: AsJson = False,
    ) -> None:
        """착수 때의 문서를 만듭니다: 과업수행계획서, 착수계, 선임계, 인력 명단, 보안·비상·교육 계획."""
        make(contracts or [], "착수", "", format, out, day, final, archive, as_json)
