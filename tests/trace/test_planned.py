"""Every row of the statement of work is answered by a duty, or the plan says that none answers it."""

from __future__ import annotations

from pipeline.model.duty import Check
from pipeline.trace.planned import Planned
from pipeline.trace.thread import Basis
from tests.rules.sample import dossier
from tests.trace.thread_sample import card, duty


def planned(*duties) -> Planned:
    return Planned(dossier(requirements=(card(),), duties=duties))


def bases(made: Planned) -> dict[str, Basis]:
    return {row.sentence.key: row.basis for group in made.groups for row in group.rows}


def test_own_above_below_and_nowhere() -> None:
    found = bases(planned(duty("MAR-001#2.1")))
    assert found == {"MAR-001#1": Basis.NOWHERE, "MAR-001#2": Basis.BELOW, "MAR-001#2.1": Basis.OWN, "MAR-001#2.1.1": Basis.ABOVE}


def test_the_row_above_lends_its_duties() -> None:
    made = planned(duty("MAR-001#2", id="DU-2"))
    (group,) = made.groups
    assert [[each.id for each in row.duties] for row in group.rows] == [[], ["DU-2"], ["DU-2"], ["DU-2"]]


def test_counts_leave_out_rows_that_ask_for_nothing() -> None:
    made = planned(duty("MAR-001#1", check=Check.NOTHING), duty("MAR-001#2", id="DU-2"))
    (group,) = made.groups
    assert (made.rows, made.asking, made.answered) == (4, 3, 3) == (len(group.rows), group.asking, group.answered)
    assert group.free == 1 and made.unanswered == ()
    assert [row.sentence.key for row in planned(duty("MAR-001#2")).unanswered] == ["MAR-001#1"]


def test_sections_hold_the_duties_that_ask_for_something() -> None:
    made = planned(duty("MAR-001#1", plan="3. 점검"), duty("MAR-001#2", id="DU-2", plan=""), duty("MAR-001#2", id="DU-3", check=Check.NOTHING))
    assert {section: [each.id for each in duties] for section, duties in made.sections.items()} == {"3. 점검": ["DU-1"], "": ["DU-2"]}
    assert [each.id for each in made.elsewhere(("3. 점검",))] == ["DU-2"]
