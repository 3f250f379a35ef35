"""The arguments and options that commands share, with their Korean help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Contracts = Annotated[list[str] | None, typer.Argument(metavar="계약", help="data/ 아래 계약 폴더 이름 (없으면 모든 계약)", show_default=False)]
Contract = Annotated[str, typer.Argument(metavar="계약", help="data/ 아래 계약 폴더 이름", show_default=False)]
MonthText = Annotated[str, typer.Option("--month", metavar="연-월", help="만들 달 (예: 2019-07, 기본: 기록이 있는 가장 최근 달)")]
Formats = Annotated[str, typer.Option("--format", metavar="형식,…", help="만들 형식: hwpx, docx, pdf, html")]
Output = Annotated[Path | None, typer.Option("--out", metavar="폴더", help="결과를 둘 폴더 (기본: output)", show_default=False)]
DayText = Annotated[str, typer.Option("--date", metavar="연-월-일", help="문서의 작성일 (기본: 산출물마다 정한 날)")]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="결과를 JSON으로 출력")]
Final = Annotated[bool, typer.Option("--final", metavar="", help="최종본: 〔입력 필요〕가 하나라도 남으면 만들지 않음")]
Archive = Annotated[bool, typer.Option("--archive", metavar="", help="사람이 고친 결과 파일을 '보관' 폴더에 남기고 새로 씀")]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", metavar="파일", help="보호하는 문서를 암호화할 비밀번호가 첫 줄에 든 파일", show_default=False)
]
