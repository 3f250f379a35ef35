"""Numbers that are used twice or that nobody bears are told with both places."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pipeline.model.asset import Asset, AssetClass
from pipeline.model.log import Backup, BackupKind, Incident, Inspection, RequestStatus, ServiceRequest, Verdict
from pipeline.model.requirement import Item, Requirement
from pipeline.problems import Location
from pipeline.read.dossier import SOURCES
from pipeline.read.references import check_references

MOMENT = datetime(2019, 7, 3, 14, 20)


def at(row: int) -> Location:
    """Return a place in some file."""
    return Location("a.csv", row)


def records(**read: list[Any]) -> dict[str, list[Any]]:
    """Return the records of each dossier field, none where none are given."""
    return {source.field: read.get(source.field, []) for source in SOURCES}


ASSET = Asset(id="HW-01", kind=AssetClass.HARDWARE, number=1, name="WAS서버", at=at(2))
INCIDENT = Incident(
    id="INC-001", assets=("HW-01",), kind="WAS 장애", title="멈춤", occurred=MOMENT, reported=MOMENT, at=at(2)
)
INSPECTION = Inspection(
    id="C1", day=date(2019, 5, 15), asset="HW-01", item="CPU", verdict=Verdict.NORMAL, inspector="홍길동", at=at(2)
)


def test_no_problem() -> None:
    read = records(assets=[ASSET], incidents=[INCIDENT], inspections=[INSPECTION])
    assert check_references(read, set()) == []


def test_number_used_twice_names_both_places() -> None:
    (problem,) = check_references(records(assets=[ASSET, replace(ASSET, name="다른 것", at=at(5))]), set())
    assert (problem.code, str(problem.at)) == ("D-REF-01", "a.csv:5 (자산번호)")
    assert [str(place) for place in problem.related] == ["a.csv:2 (자산번호)"]


def test_inspection_number_may_repeat_across_assets_and_items() -> None:
    other = replace(ASSET, id="HW-02")
    visit = [INSPECTION, replace(INSPECTION, asset="HW-02"), replace(INSPECTION, item="메모리")]
    assert check_references(records(assets=[ASSET, other], inspections=visit), set()) == []
    (problem,) = check_references(records(assets=[ASSET], inspections=[INSPECTION, INSPECTION]), set())
    assert problem.code == "D-REF-01"


def test_item_keys_are_unique_across_requirements() -> None:
    item = Item(key="A-001#1", text="가", at=at(3))
    first = Requirement(id="A-001", name="가", category="나", items=(item,))
    second = Requirement(id="A-002", name="가", category="나", items=(replace(item, items=(item,), key="A-002#1"),))
    (problem,) = check_references(records(requirements=[first, second]), set())
    assert problem.code == "D-REF-01" and "A-001#1" in problem.message


def test_unknown_number_with_the_nearest_as_hint() -> None:
    read = records(assets=[ASSET], incidents=[replace(INCIDENT, assets=("HW-01", "HW-1"))])
    (problem,) = check_references(read, set())
    assert (problem.code, problem.hint) == ("D-REF-02", "혹시 'HW-01'?")
    assert str(problem.at) == "a.csv:2 (자산번호)"


def test_nothing_is_held_against_a_file_that_could_not_be_read() -> None:
    assert check_references(records(incidents=[INCIDENT]), {"assets"}) == []
    assert len(check_references(records(incidents=[INCIDENT]), set())) == 1


def test_request_may_name_a_requirement_or_one_of_its_items() -> None:
    requirement = Requirement(id="A-001", name="가", category="나", items=(Item(key="A-001#1", text="가"),))
    request = ServiceRequest(id="SR-1", requested=MOMENT, kind="기능개선", title="가", status=RequestStatus.DONE, at=at(2))
    keys = ["", "A-001", "A-001#1", "A-001#2"]
    named = [replace(request, id=f"SR-{n}", requirement=key) for n, key in enumerate(keys)]
    (problem,) = check_references(records(requirements=[requirement], requests=named), set())
    assert problem.code == "D-REF-02" and "A-001#2" in problem.message


def test_backup_reruns_a_known_one() -> None:
    backup = Backup(id="B1", kind=BackupKind.DAILY, target="DB", started=MOMENT, succeeded=False, at=at(2))
    good, bad = replace(backup, id="B2", rerun_of="B1"), replace(backup, id="B3", rerun_of="B9")
    (problem,) = check_references(records(backups=[backup, good, bad]), set())
    assert problem.code == "D-REF-02" and "B9" in problem.message


def test_kind_of_incident() -> None:
    incident = replace(INCIDENT, kind="서버 장애")
    (problem,) = check_references(records(assets=[ASSET], incidents=[incident]), set(), ("WAS 장애", "DBMS 장애"))
    assert (problem.code, problem.hint) == ("D-REF-03", "장애종류: WAS 장애, DBMS 장애")
    assert check_references(records(assets=[ASSET], incidents=[incident]), set(), ()) == []
