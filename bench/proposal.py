"""Makes a proposal of about 200 pages, 150 requirements and 60 figures in a temporary folder and times what writers wait for.

    python bench/proposal.py [--runs 3] [--keep FOLDER]

Each run is a cold process with its bytecode made (in a temporary folder) and nothing else kept from before: the whole build (HWPX,
DOCX, PDF) from nothing, the build after one sentence of one section changed, `bid status` after another such change, and `bid status`
with nothing changed. Where LibreOffice is on the machine, it turns our DOCX of
the technical book into PDF in the same run. Seconds depend on the machine, so only those and their ratios are printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
NAME = "bench"
CARDS, ITEMS = 30, 5  # 150 rows
SECTIONS, PARTS = 20, 6  # chapters and the headings in each
PICTURES = 20  # of the 60 figures; the others are drawn
SENTENCE = "이 용역은 시스템을 멈추지 않고 지키는 것을 목적으로 하며, 누가 언제 무엇을 하는지와 그 결과를 어디에 남기는지를 절마다 함께 적어 발주기관이 언제든지 확인하게 한다. "


def make(root: Path) -> None:
    """Write the contract, its requirements, its price and its proposal below `root`."""
    home = root / "data" / NAME
    shutil.copytree(ROOT / "tests" / "errors" / "base", home)
    (home / "_law").rename(root / "data" / "_law")
    (home / "deliverables.yaml").unlink()
    contract = (home / "contract.yaml").read_text("utf-8")
    (home / "contract.yaml").write_text(contract.replace("번호: A-001#1", "번호: REQ-001#1"), "utf-8")
    (home / "requirements.yaml").write_text("".join(card(order) for order in range(1, CARDS + 1)), "utf-8")
    (home / "cost.yaml").write_text(
        "기준일: 2019-05-13\n인건비: [{업무: 운영, 등급: 고급, 분기공수: [1, 1, 1, 1], 월단가: 5500000}]\n제경비율: 1.1\n기술료율: 0.2\n예산: 62000000\n",
        "utf-8",
    )
    images = home / "proposal" / "images"
    images.mkdir(parents=True)
    for order in range(PICTURES):
        picture(order).save(images / f"{order:02d}.png")
    (home / "proposal" / "proposal.yaml").write_text("제목: 견주기 제안서\n쪽제한: 300\n", "utf-8")
    for order in range(1, SECTIONS + 1):
        (home / "proposal" / f"{order:02d}-수행방안 {order}.md").write_text(section(order), "utf-8")
    (home / "proposal" / "80-요약.md").write_text("---\n제목: 요약\n책: 요약\n---\n" + SENTENCE * 20 + "\n", "utf-8")
    (home / "proposal" / "90-가격.md").write_text("---\n제목: 제안가격\n책: 가격\n---\n제안가격은 {{ cost.total|금액 }}이다.\n", "utf-8")


def card(order: int) -> str:
    """Return one requirement card."""
    id = f"REQ-{order:03d}"
    items = "".join(f"    - {{번호: {id}#{item}, 인쇄번호: {item}), 내용: {SENTENCE.strip()}}}\n" for item in range(1, ITEMS + 1))
    return f"- 고유번호: {id}\n  명칭: 요구사항 {order}\n  분류: 수행 요구사항\n  세부내용:\n{items.replace(', 누가', '. 누가')}"


def section(order: int) -> str:
    """Return one chapter: text, lists, tables, marks, and three figures."""
    rows = [f"REQ-{number:03d}#{item}" for number in range(1, CARDS + 1) for item in range(1, ITEMS + 1)]
    share = len(rows) * (order - 1) // SECTIONS, len(rows) * order // SECTIONS
    marks = rows[share[0] : share[1]]
    lines = ["---", f"제목: 수행방안 {order}", "쪽수: 10", "---"]
    for part in range(PARTS):
        lines += [f"## 방안 {order}-{part}", ""]
        lines += [SENTENCE * 4 + (f"[[{marks.pop()}]]" if marks else ""), ""] * 4
        lines += [*(f"- {SENTENCE}" for _ in range(4)), ""]
        lines += ["표: 활동", "", "| 활동 | 하는 일 | 주기 |", "|---|---|---|", *(f"| 활동 {row} | {SENTENCE}| 월 {row}회 |" for row in range(1, 6)), ""]
        if part % 2 == 0:
            number = (order - 1) * 3 + part // 2
            if number % 3 == 0:
                lines += [f"![화면 {number}](images/{number // 3:02d}.png)", ""]
            else:
                lines += [f'{{{{ charts.columns(["1월", "2월", "3월"], ("점검", [{number}, 4, 5]), caption="점검 횟수 {number}") }}}}', ""]
    lines += [SENTENCE + "".join(f"[[{mark}]]" for mark in marks), ""]
    return "\n".join(lines)


def picture(order: int) -> Image.Image:
    """Return a screen shot as writers take them: 1200 by 700 with text and boxes."""
    made = Image.new("RGB", (1200, 700), (250, 250, 250 - order))
    pen = ImageDraw.Draw(made)
    for row in range(20):
        pen.rectangle((40, 30 + row * 33, 40 + (row * 97 + order * 31) % 1100, 55 + row * 33), fill=(30 + row * 9, 90, 160))
        pen.text((50, 35 + row * 33), f"screen {order} row {row}", fill="white")
    return made


def timed(words: list[str], root: Path, kept: Path) -> tuple[float, int]:
    """Run a command of this program in a cold process; return (seconds, peak KiB of its resident set). `kept` holds what it keeps."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PIPELINE_ROOT": str(root), "PYTHONPYCACHEPREFIX": str(kept / "bytecode")}
    environment |= dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA"), str(kept / "cache"))
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "pipeline", "bid", *words], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: bid {' '.join(words)}")
    return time.perf_counter() - started, usage.ru_maxrss


def libreoffice(soffice: str, file: Path, folder: Path) -> float:
    """Return the seconds that LibreOffice takes to turn a DOCX into PDF; its profile is made before."""
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    if not (folder / "profile").exists():
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Print medians and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the proposal and its books, kept afterwards")
    asked = parser.parse_args()
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    with tempfile.TemporaryDirectory() as temporary:
        root = (asked.keep or Path(temporary)).resolve()
        make(root)
        file = root / "data" / NAME / "proposal" / "07-수행방안 7.md"
        books = root / "output" / NAME / "제안"
        cold, changed, status, still, rival, peaks = [], [], [], [], [], []
        kept = Path(temporary) / "kept"
        timed(["build", NAME], root, kept)  # its bytecode is there from now on
        for run in range(asked.runs):
            shutil.rmtree(root / "output", ignore_errors=True)
            shutil.rmtree(kept / "cache", ignore_errors=True)
            (file.parent / ".layout.json").unlink(missing_ok=True)
            for times, words in ((cold, ["build", NAME]), (changed, ["build", NAME]), (status, ["status", NAME]), (still, ["status", NAME])):
                if times in (changed, status):
                    file.write_text(file.read_text("utf-8") + f"한 문장을 더 적는다. {run}\n", "utf-8")
                seconds, peak = timed(words, root, kept)
                times.append(seconds)
                peaks.append(peak)
            if soffice:
                rival.append(libreoffice(soffice, books / "기술제안서.docx", Path(temporary)))
        pages = len(PdfReader(books / "기술제안서.pdf").pages)
        median = statistics.median
        print(f"technical book of {pages} pages, {CARDS * ITEMS} rows, {SECTIONS * 3} figures; HWPX, DOCX, PDF; peak {max(peaks) / 1024:.0f} MB")
        print(f"build, nothing kept: {median(cold):.2f} s; after one section changed: {median(changed):.2f} s ({median(changed) / median(cold):.2f} of it)")
        print(f"status after a change: {median(status):.2f} s; with nothing changed: {median(still):.2f} s ({median(still) / median(status):.2f} of it)")
        if rival:
            print(f"LibreOffice, our DOCX to PDF alone: {median(rival):.2f} s ({median(rival) / median(cold):.2f} of our whole build)")


if __name__ == "__main__":
    main()
