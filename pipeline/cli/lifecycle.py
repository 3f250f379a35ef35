"""Turns the commands of a contract's life beside its months (착수) into runs."""

from __future__ import annotations

from collections.abc import Callable

import typer

from pipeline.cli.korean import KoreanCommand
from pipeline.cli.options import Archive, AsJson, Contracts, DayText, Final, Formats, Output


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
