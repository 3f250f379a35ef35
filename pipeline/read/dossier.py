"""Turns a contract's data folder and the folder of law values into the dossier, or into all that is wrong with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from pipeline.model.column import column, place
from pipeline.model.contract import Contract
from pipeline.model.dossier import Dossier
from pipeline.model.law import Holiday, Law, LawValue
from pipeline.problems import Location, Problem, Severity, stopping
from pipeline.read.from_csv import read_csv
from pipeline.read.from_yaml import read_yaml
from pipeline.read.located import Record
from pipeline.read.order import check_order
from pipeline.read.phrase import nearest, quoted, suggestion
from pipeline.read.references import check_references
from pipeline.read.schema import label_of, schema_of
from pipeline.read.structure import from_listing, from_record, from_table
from pipeline.read.uncollected import uncollected


class Form(StrEnum):
    """How a source is written down."""

    MAPPING = "mapping"  # one YAML mapping
    LISTING = "listing"  # a YAML list of mappings
    TABLE = "table"  # .csv or .xlsx


SUFFIXES = {Form.MAPPING: (".yaml",), Form.LISTING: (".yaml",), Form.TABLE: (".csv", ".xlsx")}


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the data folder: the dossier's field, the class of its records, its folder and the stems that it may bear."""

    field: str
    noun: str  # module and class; it is loaded where such a file is there, and no contract has all of them
    form: Form
    stems: tuple[str, ...]
    folder: str = ""
    required: bool = False

    @property
    def record(self) -> type:
        """The class of the file's records."""
        module, _, name = self.noun.rpartition(".")
        return getattr(import_module(module), name)

    @property
    def path(self) -> str:
        """The file as messages name it when it is missing."""
        return f"{self.folder}/{self.stems[0]}{SUFFIXES[self.form][0]}".lstrip("/")


SOURCES: tuple[Input, ...] = (
    Input("contract", "pipeline.model.contract.Contract", Form.MAPPING, ("contract",), required=True),
    Input("requirements", "pipeline.model.requirement.Requirement", Form.LISTING, ("requirements",)),
    Input("clauses", "pipeline.model.contract.Clause", Form.LISTING, ("clauses",)),
    Input("deliverables", "pipeline.model.deliverable.Deliverable", Form.LISTING, ("deliverables",)),
    Input("wordings", "pipeline.model.wording.Wording", Form.LISTING, ("wordings",)),
    Input("duties", "pipeline.model.duty.Duty", Form.LISTING, ("duties",)),
    Input("findings", "pipeline.model.finding.Finding", Form.LISTING, ("findings",)),
    Input("promises", "pipeline.model.promise.Promise", Form.LISTING, ("promises",)),
    Input("project", "pipeline.model.project_plan.ProjectPlan", Form.MAPPING, ("project-plan",)),
    Input("cost", "pipeline.model.cost.CostSheet", Form.MAPPING, ("cost",)),
    Input("departments", "pipeline.model.plan_table.Department", Form.LISTING, ("departments",)),
    Input("scopes", "pipeline.model.plan_table.ServiceScope", Form.TABLE, ("scope",)),
    Input("contents", "pipeline.model.plan_table.ContentItem", Form.TABLE, ("contents",)),
    Input("procurement_steps", "pipeline.model.procurement.ProcurementStep", Form.LISTING, ("procurement",)),
    Input("evaluation_items", "pipeline.model.procurement.EvaluationItem", Form.TABLE, ("evaluation",)),
    Input("waivers", "pipeline.model.duty.Waiver", Form.TABLE, ("waivers",)),
    Input("assets", "pipeline.model.asset.Asset", Form.TABLE, ("assets",)),
    Input("asset_summary", "pipeline.model.network.AssetSummary", Form.TABLE, ("asset-summary",)),
    Input("addresses", "pipeline.model.network.Address", Form.TABLE, ("addresses",)),
    Input("accounts", "pipeline.model.network.Account", Form.TABLE, ("accounts",)),
    Input("connections", "pipeline.model.network.Connection", Form.TABLE, ("connections",)),
    Input("table_columns", "pipeline.model.table.DataColumn", Form.TABLE, ("tables",)),
    Input("people", "pipeline.model.staff.Person", Form.TABLE, ("people",)),
    Input("careers", "pipeline.model.staff.Career", Form.TABLE, ("careers",)),
    Input("shifts", "pipeline.model.staff.Shift", Form.TABLE, ("roster",)),
    Input("unit_prices", "pipeline.model.usage.UnitPrice", Form.TABLE, ("prices",)),
    Input("materials", "pipeline.model.material.Material", Form.TABLE, ("materials",)),
    Input("replacements", "pipeline.model.occasion.Replacement", Form.TABLE, ("replacements",)),
    Input("amendments", "pipeline.model.occasion.Amendment", Form.TABLE, ("amendments",)),
    Input("incidents", "pipeline.model.log.Incident", Form.TABLE, ("incidents",), "logs"),
    Input("exclusions", "pipeline.model.log.Exclusion", Form.TABLE, ("exclusions",), "logs"),
    Input("inspections", "pipeline.model.log.Inspection", Form.TABLE, ("inspections", "정기점검"), "logs"),
    Input("backups", "pipeline.model.log.Backup", Form.TABLE, ("backups",), "logs"),
    Input("requests", "pipeline.model.log.ServiceRequest", Form.TABLE, ("requests",), "logs"),
    Input("changes", "pipeline.model.log.Change", Form.TABLE, ("changes",), "logs"),
    Input("works", "pipeline.model.log.Work", Form.TABLE, ("worklog",), "logs"),
    Input("issues", "pipeline.model.log.Issue", Form.TABLE, ("issues",), "logs"),
    Input("plans", "pipeline.model.log.Plan", Form.TABLE, ("plans",), "logs"),
    Input("trainings", "pipeline.model.occasion.Training", Form.TABLE, ("trainings",), "logs"),
    Input("notices", "pipeline.model.notice.Notice", Form.TABLE, ("notices",), "logs"),
    Input("visits", "pipeline.model.occasion.Visit", Form.TABLE, ("visits",), "logs"),
    Input("efforts", "pipeline.model.cost.Effort", Form.TABLE, ("efforts",), "logs"),
    Input("usages", "pipeline.model.usage.Usage", Form.TABLE, ("usage",), "logs"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFile:
    """One file of the law folder."""

    values: tuple[LawValue, ...] = column("값들", default=())
    holidays: tuple[Holiday, ...] = column("휴일", default=())
    at: Location = place()


@uncollected()
def read_dossier(folder: Path, law_folder: Path, root: Path | None = None) -> tuple[Dossier | None, list[Problem]]:
    """Return the dossier of a data folder with every problem of every file; None when any problem stops.

    Places name files relative to `root` (the working directory when the folder lies in it, else the folder's own name).
    """
    name = shown_path(folder, root)
    if not folder.is_dir():
        return None, [Problem("D-FILE-01", "계약 자료 폴더가 없습니다", Location(name), "contract.yaml이 든 폴더")]
    read: dict[str, list] = {}
    problems: list[Problem] = []
    broken: set[str] = set()
    for source in SOURCES:
        read[source.field], found = _read_source(source, folder, name)
        problems += found
        if stopping(found):
            broken.add(source.field)
    law, found = read_law(law_folder, root)
    problems += found + list(_unused_files(folder, name))
    kinds = read["contract"][0].incident_kinds if read["contract"] else _kinds_of_broken(folder)
    problems += check_references(read, broken, kinds) + check_order(read)
    if stopping(problems):
        return None, problems
    (contract,) = read.pop("contract")
    single = {field: next(iter(read.pop(field)), None) for field in ("project", "cost")}
    return Dossier(contract=contract, law=law, **single, **{field: tuple(records) for field, records in read.items()}), problems


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kinds:
    """The one part of the contract that the logs are held against."""

    kinds: tuple[str, ...] = column(label_of(Contract, "incident_kinds"), default=())


def _kinds_of_broken(folder: Path) -> tuple[str, ...]:
    """Return the kinds of incidents of a contract that cannot be used: its own faults must not hide those of the logs."""
    tree, _ = read_yaml(folder / "contract.yaml", "contract.yaml")
    if not isinstance(tree, Record):
        return ()
    schema = schema_of(_Kinds)
    part = {label: node for label, node in tree.values.items() if schema.find(label)}
    lines = {label: tree.lines[label] for label in part}
    read, _ = from_record(tree._replace(values=part, lines=lines), _Kinds, tree.at)
    return read.kinds if read else ()


def read_law(folder: Path, root: Path | None = None) -> tuple[Law, list[Problem]]:
    """Return the law values and holidays of every YAML file in `folder`, in the order of the files' names."""
    name = shown_path(folder, root)
    if not folder.is_dir():
        return Law(), [Problem("D-FILE-01", "법령값 폴더가 없습니다", Location(name), "법령값과 휴일의 .yaml이 든 폴더")]
    values: list[LawValue] = []
    holidays: list[Holiday] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml"), key=lambda path: _nfc(path.name)):
        file = _join(name, _nfc(path.name))
        tree, found = read_yaml(path, file)
        problems += found
        if tree is not None:
            part, found = from_record(tree, LawFile, Location(file))
            problems += found
            values += part.values if part else ()
            holidays += part.holidays if part else ()
    return Law(values=tuple(values), holidays=tuple(holidays)), problems


def shown_path(folder: Path, root: Path | None) -> str:
    """Return how messages name `folder`: relative to `root` with forward slashes, "" for the root itself."""
    whole = folder.resolve()
    try:
        shown = whole.relative_to((root or Path.cwd()).resolve()).as_posix()
    except ValueError:
        shown = whole.name
    return "" if shown == "." else _nfc(shown)


def _read_source(source: Input, folder: Path, name: str) -> tuple[list, list[Problem]]:
    """Return the records of one source with its problems; no file, no records."""
    paths = [path for path in _files(folder / source.folder) if _fits(path, source)]
    files = [_join(name, source.folder, _nfc(path.name)) for path in paths]
    if not paths:
        missing = Problem("D-FILE-01", "필요한 파일이 없습니다", Location(_join(name, source.path)))
        return [], [missing] if source.required else []
    if len(paths) > 1:
        related = tuple(Location(file) for file in files[1:])
        return [], [Problem("D-FILE-04", "같은 자료의 파일이 둘 이상입니다", Location(files[0]), "하나만 남김", related)]
    path, file = paths[0], files[0]
    if source.form is Form.TABLE:
        return _read_tables(path, file, source.record)
    tree, problems = read_yaml(path, file)
    if tree is None and problems:
        return [], problems
    if source.form is Form.LISTING:
        records, found = from_listing(tree, source.record)
        return records, problems + found
    record, found = from_record(tree, source.record, Location(file))
    return [record] if record is not None else [], problems + found


def _read_tables(path: Path, file: str, record: type) -> tuple[list, list[Problem]]:
    if path.suffix.lower() == ".csv":
        table, problems = read_csv(path, file)
        tables = [table] if table else []
    else:
        from pipeline.read.from_xlsx import read_xlsx  # most folders have no workbook

        tables, problems = read_xlsx(path, file, schema_of(record).required)
    records = []
    for table in tables:
        built, found = from_table(table, record)
        records += built
        problems += found
    return records, problems


def _unused_files(folder: Path, name: str) -> Iterator[Problem]:
    """Yield a warning for each file in logs/ that nothing reads, and for each near miss beside contract.yaml."""
    for part in ("", "logs"):
        sources = [source for source in SOURCES if source.folder == part]
        stems = [stem for source in sources for stem in source.stems]
        for path in _files(folder / part):
            stem = _nfc(path.stem).casefold()
            known = any(_fits(path, source) for source in sources)
            if known or path.suffix.lower() == ".md" or (not part and not _near_miss(stem, stems)):
                continue
            forms = [source.form for source in sources if stem in source.stems]
            right = ", ".join(f"{stem}{suffix}" for form in forms for suffix in SUFFIXES[form])
            hint = f"바른 이름: {right}" if right else suggestion(stem, stems)
            place = Location(_join(name, part, _nfc(path.name)))
            message = f"{quoted(_nfc(path.name))} 파일은 읽지 않습니다"
            yield Problem("D-FILE-05", message, place, hint, severity=Severity.WARNING)


def _near_miss(stem: str, stems: list[str]) -> bool:
    """Other files may stand beside contract.yaml; "requirement" was meant to be one of ours."""
    near = nearest(stem, stems)
    return stem in stems or (bool(near) and abs(len(near) - len(stem)) <= 1 and near[:3] == stem[:3])


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder by name, without hidden ones and the locks of office programs."""
    if not folder.is_dir():
        return []
    files = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    return sorted(files, key=lambda path: _nfc(path.name))


def _fits(path: Path, source: Input) -> bool:
    return _nfc(path.stem).casefold() in source.stems and path.suffix.lower() in SUFFIXES[source.form]


def _join(*parts: str) -> str:
    return "/".join(part for part in parts if part)


def _nfc(name: str) -> str:
    """macOS hands out names with their letters taken apart."""
    return unicodedata.normalize("NFC", name)
