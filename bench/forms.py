"""Fills one form for 1,000 people and a table of 2,000 rows, ours beside docxtpl and docx-mailmerge2.

Run it with `python bench/forms.py`; the rivals get a virtual environment of their own under build-tmp/.
"""

from __future__ import annotations

import io
import json
import re
import resource
import statistics
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RIVALS = ROOT / "build-tmp" / "forms-rivals"
PEOPLE = 1_000
SHOWN = "A & B <c> 홍길동"
FIELDS = ("성명", "생년월일", "소속", "직위", "연락처", "주소", "투입일", "역할", "서약일", "회사")


def main() -> None:
    """Make the forms, run every engine in a process of its own, print one table each."""
    folder = ROOT / "build-tmp" / "forms-bench"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, __file__, "make", str(folder)], cwd=ROOT, check=True
    )  # a child starts with its parent's memory
    rivals = rival_python()
    print(f"서약서 한 쪽(표 하나), {PEOPLE:,d}명, 한 프로세스: 한 문서의 중앙값")
    runs = [
        ("우리 DOCX", sys.executable, "ours", "pledge.docx"),
        ("우리 HWPX", sys.executable, "ours", "pledge.hwpx"),
        ("바닥 (압축 한 번, 나머지 그대로)", sys.executable, "floor", "pledge.docx"),
        ("docxtpl", rivals, "docxtpl", "pledge.docx"),
        ("docx-mailmerge2", rivals, "mailmerge", "merge.docx"),
    ]
    results = {name: run(python, engine, folder / form) for name, python, engine, form in runs}
    ours = results["우리 DOCX"]["median"]
    for name, result in results.items():
        median, rss = result["median"], result["rss"]
        print(f"  {name:24s} {median:8.3f} ms  ({median / ours:6.1f}배)  {rss:4.0f} MB  값: {result['shown']}")
    floor = results["바닥 (압축 한 번, 나머지 그대로)"]["median"]
    print(f"  바닥까지 {ours - floor:+.3f} ms ({ours / floor:.2f}배)\n\n표 2,000 × 8")
    runs = [
        ("우리 DOCX", sys.executable, "ours"),
        ("우리 HWPX", sys.executable, "ours"),
        ("docxtpl", rivals, "docxtpl"),
        ("python-docx", rivals, "python-docx"),
    ]
    for name, python, engine in runs:
        form = folder / ("table.hwpx" if "HWPX" in name else "table.docx")
        result = run(python, engine, form)
        print(f"  {name:24s} {result['median']:8.1f} ms  {result['rss']:4.0f} MB")


def run(python: str, engine: str, form: Path) -> dict:
    """Return what one engine measured, in a process of its own."""
    done = subprocess.run([python, __file__, engine, str(form)], capture_output=True, text=True, cwd=ROOT, check=True)
    return json.loads(done.stdout)


def measure(engine: str, form: Path) -> None:
    """Fill the form as often as it asks and print the median, the memory and how the hostile value came out."""
    fill = ENGINES[engine](form)
    table = form.stem == "table"
    people = (
        [{"명단": rows()}] * 5
        if table
        else [{field: f"{SHOWN} {number}" for field in FIELDS} for number in range(PEOPLE)]
    )
    times, filled = [], b""
    fill(people[0])
    for person in people:
        start = time.perf_counter()
        filled = fill(person)
        times.append((time.perf_counter() - start) * 1000)
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"median": statistics.median(times), "rss": rss, "shown": "" if table else first_value(filled)}))


def ours(form: Path) -> Callable[[dict], bytes]:
    """Our engine."""
    sys.path.insert(0, str(ROOT))
    from pipeline.forms.form import compile_form

    compiled, problems = compile_form(form.read_bytes(), form.name)
    assert compiled, problems
    return lambda values: compiled.render(values)[0]


def floor(form: Path) -> Callable[[dict], bytes]:
    """What is left without a template language: one string put together and deflated, the rest copied."""
    sys.path.insert(0, str(ROOT))
    from pipeline.forms.archive import Entry, Sealed, open_package

    package, _ = open_package(form.read_bytes(), form.name)
    name = "word/document.xml"
    xml = package.read(name).decode()
    pieces = re.split(r"\{\{ (\w+) \}\}", xml)
    names = pieces[1::2]
    sealed = Sealed(entry for entry in package.entries.values() if entry.name != name)

    def fill(values: dict) -> bytes:
        pieces[1::2] = [
            values[field].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for field in names
        ]
        return sealed.with_entries([Entry.of(name, "".join(pieces).encode())])

    return fill


def docxtpl(form: Path) -> Callable[[dict], bytes]:
    """docxtpl as its documents use it: one DocxTemplate, rendered again and again, autoescape left at its default."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(form)

    def fill(values: dict) -> bytes:
        stream = io.BytesIO()
        template.render(values)
        template.save(stream)
        return stream.getvalue()

    return fill


def mailmerge(form: Path) -> Callable[[dict], bytes]:
    """docx-mailmerge2, a new document each time, as it asks."""
    from mailmerge import MailMerge

    def fill(values: dict) -> bytes:
        stream = io.BytesIO()
        with MailMerge(form) as document:
            document.merge(**values)
            document.write(stream)
        return stream.getvalue()

    return fill


def python_docx(form: Path) -> Callable[[dict], bytes]:
    """python-docx writing the same table, its rows' cells asked for once."""
    import docx

    def fill(values: dict) -> bytes:
        document, stream = docx.Document(), io.BytesIO()
        table = document.add_table(rows=len(values["명단"]), cols=8)
        cells = table._cells
        for at, person in enumerate(values["명단"]):
            for column in range(8):
                cells[at * 8 + column].text = person[f"열{column}"]
        document.save(stream)
        return stream.getvalue()

    return fill


ENGINES = {"ours": ours, "floor": floor, "docxtpl": docxtpl, "mailmerge": mailmerge, "python-docx": python_docx}


def rows() -> list[dict[str, str]]:
    """Return 2,000 rows of eight texts."""
    return [{f"열{column}": f"{row}행 {column}열 값" for column in range(8)} for row in range(2_000)]


def first_value(filled: bytes) -> str:
    """Return how the value of 성명 reads in the filled file."""
    with zipfile.ZipFile(io.BytesIO(filled)) as package:
        name = next(name for name in package.namelist() if name in ("word/document.xml", "Contents/section0.xml"))
        xml = package.read(name).decode("utf-8")
    text = re.sub(r"<[^>]+>", "", xml[xml.index("성명 칸") :])[4:].partition("생년월일")[0]
    return repr(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def make_forms(folder: Path) -> None:
    """Write the pledge for each engine and the table's form."""
    import docx

    sys.path.insert(0, str(ROOT))
    from tests.forms.packages import hp, htable, hwpx

    article = "{}. 본인은 {{{{ 회사 }}}}의 업무를 수행하면서 알게 된 사항을 누설하지 않으며 모든 규정을 성실히 지킨다."
    pairs = [(FIELDS[at], FIELDS[at + 1]) for at in range(0, 8, 2)]
    table = [[left, f"{{{{ {left} }}}}", right, f"{{{{ {right} }}}}"] for left, right in pairs]
    table[0][0] = "성명 칸"
    articles = [article.format(number) for number in range(1, 7)]
    closing = "위 서약인 {{ 성명 }} (서명) {{ 서약일 }}"
    heads = [f"{{{{ 행.열{column} }}}}" for column in range(8)]
    looped = [["{%tr for 행 in 명단 %}", *[""] * 7], heads, ["{%tr endfor %}", *[""] * 7]]
    (folder / "pledge.hwpx").write_bytes(hwpx("".join(map(hp, articles)) + htable(table) + hp(closing)))
    (folder / "table.hwpx").write_bytes(hwpx(htable(looped)))
    for name, cells, paragraphs in (("pledge", table, [*articles, closing]), ("table", looped, [])):
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        grid = document.add_table(rows=len(cells), cols=len(cells[0]))
        for row, texts in zip(grid.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.save(folder / f"{name}.docx")
    with (
        zipfile.ZipFile(folder / "pledge.docx") as source,
        zipfile.ZipFile(folder / "merge.docx", "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                field = r'<w:fldSimple w:instr=" MERGEFIELD \1 "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
                field = f"</w:t></w:r>{field}<w:r><w:t>"
                content = re.sub(r"\{\{ (\w+) \}\}", field, content.decode()).encode()
            target.writestr(name, content)


def rival_python() -> str:
    """Return the Python of a virtual environment that holds the rivals, made on first use."""
    python = RIVALS / "bin" / "python"
    if not python.exists():
        venv.create(RIVALS, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "docxtpl==0.20.2", "docx-mailmerge2"], check=True)
    return str(python)


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case ["make", folder]:
            make_forms(Path(folder))
        case [engine, form]:
            measure(engine, Path(form))
