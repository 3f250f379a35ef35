"""Makes one month's documents with this program and, beside it in one run, with docxtpl and LibreOffice; prints the ratio.

    python bench/monthly.py [--month 2019-07] [--runs 3]

Ours is a cold process that reads the data, computes every figure and writes DOCX and PDF. The rival gets its templates and
its values ready-made, so that only its own work is timed: docxtpl fills one template a document, then LibreOffice turns them
into PDF, once all in one call and once a call for each file. docxtpl is installed into build-tmp/ when it is not there; LibreOffice has to be on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RIVALS = ROOT / "build-tmp" / "rivals"
CONTRACT = "seoul-upcycling-2019"

RIVAL = r'''
import json, subprocess, sys, time
from pathlib import Path
from docxtpl import DocxTemplate
work, soffice = Path(sys.argv[1]), sys.argv[2]
started = time.perf_counter()
made = []
for values in sorted(work.glob("*.json")):
    template = DocxTemplate(values.with_suffix(".template.docx"))
    template.render(json.loads(values.read_text("utf-8")), autoescape=True)
    made.append(work / "out" / (values.stem + ".docx"))
    template.save(made[-1])
filled = time.perf_counter() - started
profile = (work / "profile").as_uri()
def convert(*files):
    subprocess.run([soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(work / "out"), *map(str, files)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
convert(made[0])  # the first call also makes the profile: not timed
started = time.perf_counter()
convert(*made)
batch = time.perf_counter() - started
started = time.perf_counter()
for file in made:
    convert(file)
single = time.perf_counter() - started
print(json.dumps([filled, filled + batch, filled + single, len(list((work / "out").glob("*.pdf")))]))
'''


def timed(command: list[str]) -> tuple[float, int]:
    """Run `command` in a cold process; return (seconds, peak KiB of its resident set)."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started, usage.ru_maxrss


def rival_python() -> Path:
    """Return the Python of a venv that has docxtpl, making it when needed."""
    python = RIVALS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", RIVALS], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "docxtpl"], check=True)
    return python


def rival_inputs(documents: list[Path], work: Path) -> None:
    """Turn each of our DOCX into a docxtpl template: every paragraph's text becomes {{ p[n] }}, each value its text."""
    from docx import Document

    (work / "out").mkdir()
    for order, path in enumerate(documents):
        document, values = Document(path), []
        for paragraph in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            texts = list(paragraph.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
            words = "".join(text.text or "" for text in texts)
            if not words.strip():
                continue
            for text in texts[1:]:
                text.text = ""
            texts[0].text = "{{ p[%d] }}" % len(values)
            values.append(words)
        document.save(work / f"{order:02d}.template.docx")
        (work / f"{order:02d}.json").write_text(json.dumps({"p": values}, ensure_ascii=False), "utf-8")


def main() -> None:
    """Print medians and ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--month", default="2019-07")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "ours"
        command = [sys.executable, "-m", "pipeline", "monthly", CONTRACT, "--month", asked.month, "--format", "docx,pdf", "--out", str(out)]
        runs = [timed(command) for _ in range(asked.runs)]
        ours, peak = statistics.median(seconds for seconds, _ in runs), max(memory for _, memory in runs)
        documents = sorted((out / CONTRACT / asked.month).glob("*.docx"))
        helps = statistics.median(timed([sys.executable, "-m", "pipeline", "--help"])[0] for _ in range(5))
        print(f"this program: {len(documents)} documents of {asked.month} as DOCX and PDF, and the ledgers, cold: median {ours:.2f} s, peak {peak / 1024:.0f} MB")
        print(f"this program: --help: median {helps:.2f} s")
        if not soffice:
            print("LibreOffice is not installed: the rival was not run")
            return
        totals = []
        for run in range(asked.runs):
            work = Path(folder) / f"rival{run}"
            work.mkdir()
            rival_inputs(documents, work)
            done = subprocess.run([rival_python(), "-c", RIVAL, work, soffice], check=True, capture_output=True, text=True)
            totals.append(json.loads(done.stdout.splitlines()[-1]))
        filled, batch, single, pdfs = (statistics.median(each[place] for each in totals) for place in range(4))
        print(f"docxtpl: {len(documents)} DOCX filled in {filled:.2f} s; with {pdfs:.0f} PDF by one LibreOffice call {batch:.2f} s, by one call a file {single:.2f} s")
        print(f"ratio: {batch / ours:.1f} times (one call for all), {single / ours:.1f} times (one call a file, as most scripts do)")


if __name__ == "__main__":
    main()
