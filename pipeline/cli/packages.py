"""Turns the commands that make one package of documents (monthly, start, finish …), or all of a contract's life, into runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import typer

from pipeline.cli.korean import KoreanCommand
from pipeline.cli.options import Archive, AsJson, Contracts, DayText, Final, Formats, MonthText, Output, PasswordFile
from pipeline.cli.printing import as_dicts, print_json, wrong_usage
from pipeline.problems import stopping
from pipeline.workspace import Workspace

FORMATS = "hwpx,docx,pdf"

# command, package, help: the packages that are made whole, without a month
PACKAGES: tuple[tuple[str, str, str], ...] = (
    ("start", "착수", "착수 때의 문서를 만듭니다: 과업수행계획서, 착수계, 선임계, 인력 명단, 보안·비상·교육 계획."),
    ("pledges", "서약", "투입인력의 보안서약서를 한 사람에 한 장씩 만듭니다."),
    ("agreement", "계약", "개인정보처리위탁 계약서를 만듭니다."),
    ("query", "질의", "제안요청서의 불일치 질의서와 질의 관리대장을 만듭니다 (findings.yaml)."),
    ("occasion", "수시", "때때로 내는 문서를 만듭니다: 인력교체 승인요청, 교육 계획·결과, 변경 합의서, 방문·반입 신청, 변경목록."),
    ("finish", "완료", "완료 때의 문서를 만듭니다: 완료계, 인수인계서, 자료 반납·폐기 확인서, 산출물 목록, 최종 추적표."),
    ("plan", "계획", "발주기관의 사업계획서(방침서)와 붙임을 만듭니다 (project-plan.yaml)."),
    ("settlement", "정산", "산출내역서와 기술등급별 분기 정산서를 만듭니다."),
)


def add_to(app: typer.Typer) -> None:
    """Register the commands that make packages."""
    app.command(cls=KoreanCommand)(monthly)
    for name, package, words in PACKAGES:
        app.command(name=name, cls=KoreanCommand, help=words)(_command(package))
    app.command(cls=KoreanCommand)(status)
    app.command(name="all", cls=KoreanCommand)(whole)


def monthly(
    contracts: Contracts = None,
    month: MonthText = "",
    format: Formats = FORMATS,
    out: Output = None,
    day: DayText = "",
    final: Final = False,
    archive: Archive = False,
    as_json: AsJson = False,
) -> None:
    """한 달의 산출물을 모두 만듭니다."""
    run(out, contracts or [], as_json, lambda _: _orders("월간", (), format, month, day, final, archive, as_json))


def whole(
    contracts: Contracts = None, format: Formats = FORMATS, out: Output = None, final: Final = False, archive: Archive = False,
    password_file: PasswordFile = None, as_json: AsJson = False,
) -> None:
    """계약에서 완료까지 모든 문서를 만듭니다: 질의, 서약, 착수, 기록이 있는 모든 달, 수시, 완료. 현황은 암호를 줄 때만."""
    (asked,) = _orders("월간", (), format, "", "", final, archive, as_json, _password(password_file, as_json))

    def orders(dossier: Any) -> list[Any]:
        from pipeline.build.lifetime import lifetime

        return lifetime(dossier, asked)

    run(out, contracts or [], as_json, orders)


def status(
    contracts: Contracts = None, month: MonthText = "", format: Formats = FORMATS, out: Output = None, day: DayText = "", final: Final = False,
    archive: Archive = False, password_file: PasswordFile = None, as_json: AsJson = False,
) -> None:
    """현황 문서를 만듭니다: 시스템 현황 보고서(비밀번호로 보호), 테이블 정의서."""
    password = _password(password_file, as_json)
    run(out, contracts or [], as_json, lambda _: _orders("현황", (), format, month, day, final, archive, as_json, password))


def named(
    contract: str, deliverables: tuple[str, ...], month: str, formats: str, out: Any, day: str, final: bool, archive: bool, as_json: bool,
    password_file: Path | None = None,
) -> None:
    """Make the deliverables that a person names one by one."""
    password = _password(password_file, as_json)
    run(out, [contract], as_json, lambda _: _orders("", deliverables, formats, month, day, final, archive, as_json, password))


def run(out: Any, contracts: list[str], as_json: bool, orders: Callable[[str], list[Any]]) -> None:
    """Make what `orders` gives for each contract as read (None: it cannot be), print what was made, and leave with exit code 1 when anything stopped."""
    from pipeline.build.commands import make, read_contract
    from pipeline.cli import tracing
    from pipeline.cli.terminal import Progress, print_report

    workspace = Workspace.find(out)
    names, faults = workspace.chosen(contracts)
    if faults:
        wrong_usage(faults, as_json)
    known = {name: read_contract(workspace, name) for name in names}
    planned = [(name, order) for name in names for order in orders(known[name][0])]
    reports, said = [], set()
    with _elsewhere(order for _, order in planned) as elsewhere:
        for name, order in planned:
            with Progress(name, quiet=as_json) as progress:
                reports.append(make(workspace, name, order, elsewhere, progress.tick, known[name]))
            if not as_json and (reports[-1].folder or stopping(reports[-1].problems) or len(planned) == len(names)):
                print_report(reports[-1], said)
                tracing.tell_taken(reports[-1].taken)
    if as_json:
        print_json({"runs": [_report_dict(report) for report in reports]})
    raise typer.Exit(1 if any(stopping(report.problems) for report in reports) else 0)


def _elsewhere(orders: Any) -> AbstractContextManager:
    from pipeline.build.workers import InProcess, second_process

    return second_process("pdf") if any("pdf" in order.formats for order in orders) else InProcess()


def _command(package: str) -> Callable[..., None]:
    def command(
        contracts: Contracts = None, format: Formats = FORMATS, out: Output = None, day: DayText = "", final: Final = False,
        archive: Archive = False, as_json: AsJson = False,
    ) -> None:
        run(out, contracts or [], as_json, lambda _: _orders(package, (), format, "", day, final, archive, as_json))

    return command


def _orders(
    package: str, deliverables: tuple[str, ...], formats: str, month: str, day: str, final: bool, archive: bool, as_json: bool,
    password: bytes = b"",
) -> list[Any]:
    """Return the one order that the words mean; wrong words end the run with exit code 2."""
    from pipeline.build.ordering import order

    asked, faults = order(package, deliverables, formats, month, day, final, archive, password)
    if asked is None:
        wrong_usage(faults, as_json)
    return [asked]


def _password(path: Path | None, as_json: bool) -> bytes:
    """Return the password in the file; one that cannot be used ends the run with exit code 2."""
    from pipeline.build.protecting import password_of

    password, faults = password_of(path)
    if faults:
        wrong_usage(faults, as_json)
    return password


def _report_dict(report: Any) -> dict[str, Any]:
    return {
        "contract": report.contract,
        "month": str(report.month) if report.month else None,
        "folder": str(report.folder) if report.folder else None,
        "files": report.files,
        "missing": report.missing,
        "problems": as_dicts(report.problems),
    }
