"""Counts how well and how fast RFPs are read: each file in a cold process, beside the truth and other readers.

    python bench/rfp.py FOLDER [FOLDER ...] [--truth tests/rfp/truth] [--notes]
        [--rivals unhwp,python-hwpx,pdfplumber,python-docx]

A file is known by its SHA-256; files without a truth are read and timed all the same. R is the share of the truth
that was found (recall), P the share of what was found that is true (precision); a detail text is compared by its
letters and digits. Seconds and peak memory are those of the whole process, start of Python and native reader included,
for this program (`pipeline ingest FILE --json`: cards, facts and findings) and for its rivals (text and tables; none
finds cards). Rivals are installed into
build-tmp/ when they are not there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.rfp.truth_file import (
    Score,
    Truth,
    find_files,
    fingerprint,
    letters,
    pieces,
    read_truths,
)

ROOT = Path(__file__).resolve().parent.parent
VENVS = ROOT / "build-tmp"
OURS = r'''
import json, sys, time
from dataclasses import asdict
from pathlib import Path
path, truth, out = sys.argv[1:4]
started = time.perf_counter()
from pipeline.rfp.cards.requirements import find_requirements
from pipeline.rfp.reading.paper_file import read_paper
imported = time.perf_counter()
paper, problems = read_paper(Path(path))
read = time.perf_counter()
said = {"problems": [str(problem) for problem in problems], "import": imported - started, "read": read - imported}
if paper is not None:
    found = find_requirements(paper)
    said |= {"find": time.perf_counter() - read, "format": paper.format}
    said["cards"] = sum(not card.derived for card in found.cards)
    said["text"] = "\n".join(paragraph.text for paragraph in paper.paragraphs())
    if truth:
        from tests.rfp.truth_file import compare, read_truth
        said["score"] = asdict(compare(read_truth(Path(truth)), paper, found))
Path(out).write_text(json.dumps(said), "utf-8")
'''
RIVALS: dict[str, tuple[tuple[str, ...], list[str], str]] = {
    "unhwp": (("hwp", "hwpx"), ["unhwp"], r'''
import re, sys, unhwp
text = re.sub(r"<[^>]*>|[|]", "\n", unhwp.to_markdown(sys.argv[1]))
'''),
    "python-hwpx": (("hwp", "hwpx"), ["python-hwpx"], r'''
import sys
from hwpx.document import HwpxDocument
def said(paragraph):
    yield paragraph.text or ""
    for table in paragraph.tables:
        for row in table.rows:
            for cell in row.cells:
                for inner in cell.paragraphs:
                    yield from said(inner)
document = HwpxDocument.open(sys.argv[1])
text = "\n".join(line for section in document.sections for paragraph in section.paragraphs for line in said(paragraph))
'''),
    "pdfplumber": (("pdf",), ["pdfplumber"], r'''
import sys, pdfplumber
lines = []
with pdfplumber.open(sys.argv[1]) as file:
    for page in file.pages:
        lines.append(page.extract_text() or "")
        lines += [cell or "" for table in page.extract_tables() for row in table for cell in row]
text = "\n".join(lines)
'''),
    "python-docx": (("docx",), ["python-docx"], r'''
import sys, docx
document = docx.Document(sys.argv[1])
lines = []
for block in document.iter_inner_content():
    if hasattr(block, "rows"):
        lines += [cell.text for row in block.rows for cell in row.cells]
    else:
        lines.append(block.text)
text = "\n".join(lines)
'''),
}
KEEP = "\nif len(sys.argv) > 2:\n    open(sys.argv[2], 'w', encoding='utf-8').write(text)\n"


def cold(command: Iterable[object]) -> tuple[float, float, int, str]:
    """Run `command` in a cold process; return (seconds, peak MB, exit status, last line of what it printed)."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen([str(part) for part in command], cwd=ROOT, stdout=said, stderr=said, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        said.seek(0)
        lines = said.read().decode("utf-8", "replace").strip().splitlines() or [""]
    return seconds, usage.ru_maxrss / 1024, status, lines[-1]


def rival(name: str) -> Path:
    """Return the Python of a rival's venv, making it when needed."""
    venv = VENVS / f"rfp-{name}"
    if not (venv / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin" / "python", "-m", "pip", "install", "-qq", *RIVALS[name][1]], check=True)
    return venv / "bin" / "python"


def share(part: int, whole: int) -> str:
    """Return a share in per cent, a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f}" if whole else "-"


def held(text: str, truth: Truth) -> str:
    """Return the share of the detail texts' pieces that stand in `text`, the ends of each card left out."""
    wanted = Counter(mark for card in truth.cards for mark in card.pieces[1:-1])
    got = Counter(fingerprint(piece, 2) for piece in pieces(letters(text)))
    return share(sum((wanted & got).values()), sum(wanted.values()))


def table(head: list[str], rows: list[list[str]]) -> None:
    """Print rows under their heads, numbers to the right."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        padded = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
        print("  ".join(padded + [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]))


HEAD = [
    *("file", "format", "s", "read", "find", "MB", "cards", "true", "id R", "id P", "printed", "name R", "name P"),
    *("detail =", "detail R", "detail P", "summary", "counts", "total", "grids", "tables"),
]


def figures(score: Score) -> list[str]:
    """Return the cells of a score, from `cards` on."""
    cards = [(score.ids, score.true_cards), (score.ids, score.found_cards), (score.printed, score.true_cards)]
    cards += [(score.names, score.true_cards), (score.names, score.found_cards), (score.details, score.true_cards)]
    cards += [(score.same_letters, score.true_letters), (score.same_letters, score.found_letters)]
    shares = [share(part, whole) for part, whole in [*cards, (score.listed, score.true_listed)]]
    flags = ["yes" if flag else "NO" for flag in (score.counts, score.total, score.tables)]
    grids = f"{score.grids}/{score.true_grids}"
    return [str(score.found_cards), str(score.true_cards), *shares, *flags[:2], grids, flags[2]]


def summed(label: str, scores: list[Score]) -> Score:
    """Add the scores of several files."""
    total = Score(label, "")
    for name, value in asdict(total).items():
        if isinstance(value, bool):
            setattr(total, name, all(getattr(score, name) for score in scores))
        elif isinstance(value, int):
            setattr(total, name, sum(getattr(score, name) for score in scores))
    return total


def run_ours(path: Path, truth: Path | None, work: Path) -> tuple[float, float, dict[str, object]]:
    """Time the command (seconds, peak MB), then run once more with the comparison; a crash is a finding, not an end."""
    seconds, peak, status, last = cold([sys.executable, "-m", "pipeline", "ingest", path, "--json"])
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1 is a file that is refused with a reason
        return seconds, peak, {"problems": [f"process ended with status {status}: {last}"]}
    out = work / "ours.json"
    _, _, status, last = cold([sys.executable, "-c", OURS, path, truth or "", out])
    if status:
        return seconds, peak, {"problems": [f"comparison ended with status {status}: {last}"]}
    return seconds, peak, json.loads(out.read_text("utf-8"))


def run_rivals(
    path: Path, names: list[str], truth: Truth | None, ours: tuple[float, float], work: Path
) -> list[list[str]]:
    """Return a row a rival that reads this format: seconds, peak, ratios to ours, share of detail text held."""
    rows, alias, suffix = [], path_alias(path, truth), path.suffix[1:].lower()
    for name in names:
        formats, _, script = RIVALS[name]
        if suffix not in formats:
            continue
        python = rival(name)
        seconds, peak, status, last = cold([python, "-c", script, path])
        if status:
            rows.append([alias, name, "-", "-", "-", "-", f"failed: {last[:80]}"])
            continue
        out = work / "text"
        cold([python, "-c", script + KEEP, path, out])
        kept = held(out.read_text("utf-8"), truth) if truth else "-"
        ratios = [f"{seconds / ours[0]:.2f}", f"{peak / ours[1]:.2f}"]
        rows.append([alias, name, f"{seconds:.2f}", f"{peak:.0f}", *ratios, kept])
    return rows


def path_alias(path: Path, truth: Truth | None) -> str:
    """Return the alias of a file, or the head of its name."""
    return truth.alias if truth else path.name[:16]


def main() -> None:
    """Print a row a file, totals by format, the rivals' rows, and on demand every difference."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--truth", type=Path, default=ROOT / "tests" / "rfp" / "truth")
    parser.add_argument("--rivals", default=",".join(RIVALS))
    parser.add_argument("--notes", action="store_true")
    asked = parser.parse_args()
    truths = {truth.sha256: truth for truth in read_truths(asked.truth)}
    files = {mark: path for folder in asked.folders for mark, path in find_files(folder).items()}
    names = [name for name in asked.rivals.split(",") if name]
    rows, rival_rows, scores, seconds, notes = [], [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for mark, path in sorted(files.items(), key=lambda item: path_alias(item[1], truths.get(item[0]))):
            truth = truths.get(mark)
            alias = path_alias(path, truth)
            spent, peak, said = run_ours(path, asked.truth / f"{truth.alias}.yaml" if truth else None, work)
            seconds.append(spent)
            form = str(said.get("format", path.suffix[1:]))
            steps = [f"{said[step]:.2f}" if step in said else "-" for step in ("read", "find")]
            head = [alias, form, f"{spent:.2f}", *steps, f"{peak:.0f}"]
            if "score" in said:
                score = Score(**said["score"])
                score.format = form
                scores.append(score)
                rows.append(head + figures(score))
                notes += [f"{alias}: {note}" for note in score.notes]
            else:
                rows.append([*head, str(said.get("cards", "-")), *["-"] * (len(HEAD) - 7)])
            notes += [f"{alias}: {problem}" for problem in said["problems"]]
            kept = held(str(said["text"]), truth) if truth and "text" in said else "-"
            rival_rows.append([alias, "this program", f"{spent:.2f}", f"{peak:.0f}", "1.00", "1.00", kept])
            rival_rows += run_rivals(path, names, truth, (spent, peak), work)
    for form in sorted({score.format for score in scores}):
        same = [score for score in scores if score.format == form]
        rows.append([f"all {form}", *[""] * 5, *figures(summed(form, same))])
    rows.append(["all", *[""] * 5, *figures(summed("all", scores))])
    table(HEAD, rows)
    if seconds:
        print(f"seconds a file: median {statistics.median(seconds):.2f}, largest {max(seconds):.2f}")
    if rival_rows:
        print()
        table(["file", "reader", "s", "MB", "time ratio", "memory ratio", "detail text held, %"], rival_rows)
    for note in notes if asked.notes else []:
        print(note)


if __name__ == "__main__":
    main()
