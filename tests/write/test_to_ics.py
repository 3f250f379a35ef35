"""iCalendar files: lines, escapes, all-day events and reminders, as RFC 5545 has them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.to_ics import Entry, calendar_bytes, escaped, folded

STAMP = date(2019, 7, 31)
ENTRY = Entry("a1@pipeline", date(2019, 8, 9), "청구서; 8월, \\ 첫 줄\n둘째 줄", "설명", "계약-2019")


def unfolded(data: bytes) -> list[str]:
    """Return the content lines of a calendar."""
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")


def test_an_event_of_one_day_with_a_reminder() -> None:
    assert unfolded(calendar_bytes("이행 일정", [ENTRY], STAMP)) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//deliverables-pipeline//obligations//KO", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "X-WR-CALNAME:이행 일정", "BEGIN:VEVENT", "UID:a1@pipeline", "DTSTAMP:20190731T000000Z", "DTSTART;VALUE=DATE:20190809",
        "DTEND;VALUE=DATE:20190810", "SUMMARY:청구서\\; 8월\\, \\\\ 첫 줄\\n둘째 줄", "DESCRIPTION:설명", "CATEGORIES:계약-2019",
        "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:청구서\\; 8월\\, \\\\ 첫 줄\\n둘째 줄", "TRIGGER:-P3D", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_without_a_reminder_and_without_entries() -> None:
    quiet = calendar_bytes("", [Entry("b", date(2019, 12, 31), "끝", remind=None)], STAMP)
    assert b"VALARM" not in quiet and b"DESCRIPTION" not in quiet and b"DTEND;VALUE=DATE:20200101" in quiet
    assert b"VEVENT" not in calendar_bytes("", [], STAMP)


@given(st.lists(st.tuples(st.text(), st.text(), st.text(max_size=20)), max_size=3))
def test_no_text_breaks_the_file(texts: list[tuple[str, str, str]]) -> None:
    surrogateless = [tuple(part.encode("utf-8", "replace").decode("utf-8") for part in each) for each in texts]
    entries = [Entry(f"u{n}", STAMP, title, text, category) for n, (title, text, category) in enumerate(surrogateless)]
    data = calendar_bytes("달력", entries, STAMP)
    assert data == calendar_bytes("달력", entries, STAMP)
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    lines = unfolded(data)
    assert lines.count("BEGIN:VEVENT") == len(entries) == lines.count("END:VEVENT")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_folding_loses_nothing_and_cuts_no_letter(line: str) -> None:
    pieces = folded(line)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


def test_control_letters_go() -> None:
    assert escaped("가\x00나\x1b다\r\n라\t마") == "가나다\\n라\t마"
