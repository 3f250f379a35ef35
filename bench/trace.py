"""Traces one corpus of requirements with this program and, beside it in one run, with StrictDoc, Doorstop and Sphinx-Needs; prints ratios.

    python bench/trace.py [--rows 2000] [--only ours,strictdoc,doorstop,sphinx]

The corpus: two tiers (one row in five is a card, the others hang from it), Korean sentences of about 80 letters, one duty a
card, twelve months of inspections and backups. Each step is a cold process; peak memory is its resident set. The rivals get
the same rows and links in their own format, ready-made, and are installed into build-tmp/ when they are not there.
Ours checks duties against evidence month by month as well, which none of them does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / "build-tmp"
SOURCE = ROOT / "data" / "seoul-upcycling-2019"
RIVALS = {"strictdoc": ["strictdoc"], "doorstop": ["doorstop"], "sphinx": ["sphinx-needs"]}
CLASSES = ("MAR", "MHR", "SER", "QUR", "PMR", "PSR")
SENTENCE = "계약상대자는 정보시스템의 안정적인 운영을 위하여 점검과 백업을 성실히 수행하고 그 결과를 매월 발주부서에 서면으로 보고하여야 하며 대상은 제{}호로 한다."

OURS = r'''
import gc, sys, time
gc.set_threshold(200_000, 20, 100)  # as the command does
from datetime import date
from pathlib import Path
from pipeline.read.dossier import read_dossier
from pipeline.rules.registry import check as check_rules
from pipeline.trace.check import check as check_duties
from pipeline.trace.weave import trace
step, folder, book, out = sys.argv[1:5]
started = time.perf_counter()
dossier, problems = read_dossier(Path(folder), Path(folder) / "_law", Path(folder).parent)
if dossier is None:
    raise SystemExit("\n".join(str(problem) for problem in problems if problem.stops)[:2000])
found = trace(dossier, date(2019, 12, 31))
problems = [*check_rules(dossier), *check_duties(dossier)]
if step != "read":
    from pipeline.compose.trace_book.book import compose_trace_book
    from pipeline.model.review import Reviews
    from pipeline.read.reviewed_book import parse_reviewed
    from pipeline.read.reviews import take_over
    from pipeline.write.into_xlsx import write_into
    from pipeline.write.to_xlsx import write_workbook
    reviews = Reviews()
    if step == "into":
        data = Path(book).read_bytes()
        edits, problems = parse_reviewed(data, "book.xlsx", {row.key: (row.fingerprint, row.text) for row in found.rows})
        reviews, _ = take_over(reviews, edits)
    made = compose_trace_book(found, dossier.contract, reviews)
    made, problems = write_into(made, data, "book.xlsx") if step == "into" else write_workbook(made)
    Path(out).write_bytes(made)
print(len(found.rows), len(found.evidence))
'''


def timed(command: list[object], folder: Path = ROOT) -> tuple[float, float, str]:
    """Run `command` in a cold process; return (seconds, peak MB, last line of what it printed)."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=said, stderr=said, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines() or [""]
    if status:
        raise SystemExit(f"failed: {' '.join(map(str, command[:4]))}\n" + "\n".join(lines[-12:]))
    return seconds, usage.ru_maxrss / 1024, lines[-1]


def rival(name: str) -> Path:
    """Return the folder of programs of a rival's venv, making it when needed."""
    venv = VENVS / name
    if not (venv / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin" / "python", "-m", "pip", "install", "-qq", *RIVALS[name]], check=True)
    return venv / "bin"


def rows(count: int) -> Iterator[tuple[str, str, str]]:
    """Yield (key, key of the row above or "", sentence), a card and four items in turn."""
    for number in range(count):
        card = f"{CLASSES[number // 5 % len(CLASSES)]}-{number // 5 + 1:05d}"
        order = number % 5
        yield (f"{card}#{order}", card, SENTENCE.format(number)) if order else (card, "", SENTENCE.format(number))


def our_corpus(folder: Path, count: int) -> None:
    """Write a contract's data folder: the sample contract over twelve months, the rows, a duty a card and the logs."""
    (folder / "logs").mkdir(parents=True)
    shutil.copytree(SOURCE.parent / "_law", folder / "_law")
    text = (SOURCE / "contract.yaml").read_text("utf-8")
    for old, new in (("2019-05-13", "2018-12-20"), ("2019-05-15", "2019-01-01")):
        text = text.replace(old, new)
    (folder / "contract.yaml").write_text(text, "utf-8")
    cards, duties = [], []
    for key, above, sentence in rows(count):
        if above:
            cards.append(f"    - {{번호: {key}, 내용: {sentence}}}")
            continue
        cards.append(f"- 고유번호: {key}\n  명칭: 안정적 운영\n  분류: 요구사항\n  정의: {sentence}\n  세부내용:")
        check, cycle = ("정기점검", "월 1회") if len(duties) % 2 else ("일일백업", "하루 1회")
        keys = ", ".join(f"{key}#{order}" for order in range(1, 5))
        duties.append(
            f"- 번호: DU-{len(duties) + 1:05d}\n  요구사항: [{keys}]\n  이행활동: 점검과 백업을 한다\n  주기: {cycle}\n"
            f"  담당: 전담인력\n  확인방식: {check}\n  검사기준: 달마다 기록이 있음\n  검증방법: 점검\n  수행계획서: 3. 정기점검"
        )
    (folder / "requirements.yaml").write_text("\n".join(cards) + "\n", "utf-8")
    (folder / "duties.yaml").write_text("\n".join(duties) + "\n", "utf-8")
    days = [date(2019, month, 15) for month in range(1, 13)]
    assets = [f"HW-{number:02d},H/W,{number},서버 {number}" for number in range(1, 17)]
    (folder / "assets.csv").write_text("\n".join(("자산번호,구분,No,항목명", *assets)), "utf-8")
    checks = [f"CHK-{day}-{number:02d},{day},HW-{number:02d},동작 상태,정상,홍길동,김철수,{day}" for day in days for number in range(1, 17)]
    (folder / "logs" / "inspections.csv").write_text("\n".join(("점검번호,점검일,자산번호,점검항목,결과,점검자,확인자,확인일", *checks)), "utf-8")
    backups = [f"BK-{day}-D,DB 일일,DB,{day} 02:00,{day} 02:25,예" for day in (date.fromordinal(date(2019, 1, 1).toordinal() + n) for n in range(365))]
    (folder / "logs" / "backups.csv").write_text("\n".join(("백업번호,구분,대상,시작일시,종료일시,성공", *backups)), "utf-8")


def strictdoc_corpus(folder: Path, count: int) -> None:
    """Write one document a class and tier."""
    folder.mkdir()
    texts: dict[str, list[str]] = {}
    for key, above, sentence in rows(count):
        name = key.partition("-")[0] + ("_det" if above else "_rfp")
        relation = f"\nRELATIONS:\n- TYPE: Parent\n  VALUE: {above}" if above else ""
        texts.setdefault(name, []).append(f"[REQUIREMENT]\nUID: {key.replace('#', '-')}\nSTATEMENT: >>>\n{sentence}\n<<<{relation}\n")
    for name, parts in texts.items():
        (folder / f"{name}.sdoc").write_text(f"[DOCUMENT]\nTITLE: {name}\n\n" + "\n".join(parts), "utf-8")


def doorstop_corpus(folder: Path, count: int) -> None:
    """Write one document a tier, one YAML an item."""
    numbers: dict[str, int] = {}
    for prefix, parent in (("RFP", ""), ("DET", "\n  parent: RFP")):
        (folder / prefix).mkdir(parents=True)
        (folder / prefix / ".doorstop.yml").write_text(f"settings:\n  digits: 5\n  itemformat: yaml{parent}\n  prefix: {prefix}\n  sep: '-'\n", "utf-8")
    for key, above, sentence in rows(count):
        prefix = "DET" if above else "RFP"
        number = numbers.setdefault(prefix, 0) + 1
        numbers[prefix] = number
        if not above:
            numbers[key] = number
        links = f"links:\n- RFP-{numbers[above]:05d}: null\n" if above else "links: []\n"
        text = f"active: true\nderived: false\nheader: ''\nlevel: 1.{number}\n{links}normative: true\nref: ''\nreviewed: null\ntext: |\n  {sentence}\n"
        (folder / prefix / f"{prefix}-{number:05d}.yml").write_text(text, "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)


def sphinx_corpus(folder: Path, count: int) -> None:
    """Write one page a class."""
    folder.mkdir()
    (folder / "conf.py").write_text("extensions = ['sphinx_needs']\nneeds_id_regex = '^[A-Z0-9_]{3,}'\nneeds_build_json = True\n", "utf-8")
    pages: dict[str, list[str]] = {}
    for key, above, sentence in rows(count):
        id = key.replace("-", "_").replace("#", "_")
        links = f"   :links: {above.replace('-', '_')}\n" if above else ""
        pages.setdefault(key[:3], []).append(f".. req:: {id}\n   :id: {id}\n{links}\n   {sentence}\n")
    for name, parts in pages.items():
        (folder / f"{name}.rst").write_text(f"{name}\n===\n\n" + "\n".join(parts), "utf-8")
    index = "\n".join(f"   {name}" for name in pages)
    (folder / "index.rst").write_text(f"Index\n=====\n\n.. toctree::\n\n{index}\n", "utf-8")


def run_ours(work: Path, count: int) -> dict[str, float]:
    """Return the seconds of reading and checking, of the whole workbook and of a reviewed one."""
    folder, book, again = work / "ours", work / "book.xlsx", work / "again.xlsx"
    our_corpus(folder, count)
    seconds: dict[str, float] = {}
    for step, out in (("read", book), ("book", book), ("into", again)):
        seconds[step], peak, said = timed([sys.executable, "-c", OURS, step, folder, book, out])
        names = {"read": "read and check", "book": "whole workbook", "into": "pull, and into a reviewed workbook"}
        print(f"this program: {names[step]}: {seconds[step]:.2f} s, peak {peak:.0f} MB ({said} rows and pieces of evidence)")
        if step == "book":
            _review(book)
    return seconds


def _review(book: Path) -> None:
    """Let a person give every tenth row a verdict and a remark."""
    import openpyxl

    opened = openpyxl.load_workbook(book)
    page = opened["추적표"]
    columns = {cell.value: cell.column for cell in page[3]}
    for row in range(4, page.max_row + 1, 10):
        page.cell(row, columns["판정"]).value = "적합"
        page.cell(row, columns["의견"]).value = f"현장에서 확인함 {row}"
    opened.save(book)


def run_rival(name: str, steps: dict[str, Callable[[Path, Path], list[object]]], work: Path, count: int) -> dict[str, float]:
    """Return the seconds of each step of a rival."""
    programs, folder = rival(name), work / name
    {"strictdoc": strictdoc_corpus, "doorstop": doorstop_corpus, "sphinx": sphinx_corpus}[name](folder, count)
    seconds = {}
    for step, command in steps.items():
        seconds[step], peak, _ = timed(command(programs, work / f"{name}-{step}"), folder)
        print(f"{name}: {step}: {seconds[step]:.2f} s, peak {peak:.0f} MB")
    return seconds


STEPS: dict[str, dict[str, Callable[[Path, Path], list[object]]]] = {
    "strictdoc": {
        "read": lambda bin, out: [bin / "strictdoc", "export", ".", "--formats", "json", "--output-dir", out],
        "book": lambda bin, out: [bin / "strictdoc", "export", ".", "--formats", "excel", "--output-dir", out],
    },
    "doorstop": {
        "read": lambda bin, out: [bin / "doorstop"],
        "book": lambda bin, out: [bin / "doorstop", "export", "all", out, "--xlsx"],
    },
    "sphinx": {"read": lambda bin, out: [bin / "sphinx-build", "-q", "-b", "needs", ".", out]},
}


def main() -> None:
    """Print seconds, peak memory and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--only", default="ours,strictdoc,doorstop,sphinx")
    asked = parser.parse_args()
    wanted = asked.only.split(",")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        print(f"{asked.rows:,} rows")
        ours = run_ours(work, asked.rows) if "ours" in wanted else {}
        for name, steps in STEPS.items():
            if name not in wanted:
                continue
            theirs = run_rival(name, steps, work, asked.rows)
            ratios = ", ".join(f"{step} {theirs[step] / ours[step]:.1f} times" for step in theirs if step in ours)
            print(f"ratio: {name}: {ratios}" if ratios else "")


if __name__ == "__main__":
    main()
