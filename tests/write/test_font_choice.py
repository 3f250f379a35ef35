"""Which font files the PDF takes for the faces that a document names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document.blocks import FontFile, Typesetting
from pipeline.write import font_folders, fonts
from pipeline.write.font_choice import choices
from pipeline.write.font_folders import at_hand
from tests.write.fonts_made import made_collection, made_font


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only font folder is empty, and which has no serif of ours."""
    monkeypatch.setattr(font_folders, "FOLDERS", (tmp_path / "fonts",))
    monkeypatch.setattr(fonts, "serif", fonts.sans)
    (tmp_path / "fonts").mkdir()
    return tmp_path / "fonts"


def test_nothing_asked_is_drawn_as_ever() -> None:
    found = choices(Typesetting())
    assert found.body == found.sans and found.body.face == fonts.sans() and found.body.exact and found.faults == ()


def test_faces_that_are_nowhere_give_way_to_their_kind() -> None:
    found = choices(Typesetting("휴먼명조", "맑은 고딕"))
    assert [(each.family, each.exact) for each in (found.body, found.sans)] == [("나눔고딕", False), ("나눔고딕", False)]
    assert choices(Typesetting("나눔 고딕")).body.exact


def test_the_serif_at_hand_draws_a_serif(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "serif", lambda: fonts.Face("NanumMyeongjo", Path("a.ttf"), Path("b.ttf")))
    found = choices(Typesetting("휴먼명조", "굴림"))
    assert (found.body.family, found.sans.family) == ("나눔명조", "나눔고딕")
    assert choices(Typesetting("나눔명조")).body.exact


def test_a_file_of_a_known_name_is_taken_for_what_it_holds(machine: Path) -> None:
    (machine / "MALGUN.TTF").write_bytes(made_font("맑은 고딕"))
    (machine / "malgunbd.ttf").write_bytes(made_font("맑은 고딕", bold=True))
    (machine / "HANBatang.ttf").write_bytes(made_font("딴바탕"))
    font_folders._installed.cache_clear()
    found = choices(Typesetting("함초롬바탕", "맑은고딕"))
    assert found.sans.exact and found.sans.regular.file == "MALGUN.TTF" and found.sans.bold.file == "malgunbd.ttf"
    assert not found.body.exact


def test_one_file_may_hold_several_faces(machine: Path) -> None:
    (machine / "inner").mkdir()
    (machine / "inner" / "batang.ttc").write_bytes(made_collection("바탕체", "바탕"))
    font_folders._installed.cache_clear()
    found = choices(Typesetting("바탕", "휴먼명조"))
    assert found.body.exact and found.body.regular.index == 1 and found.body.bold is None
    assert (found.sans.asked, found.sans.family, found.sans.exact) == ("휴먼명조", "바탕", False)  # the serif at hand


def test_hangul_s_own_faces_give_way_to_those_of_their_maker(machine: Path) -> None:
    (machine / "H2MJSM.TTF").write_bytes(made_font("HY신명조"))
    font_folders._installed.cache_clear()
    assert choices(Typesetting("신명조")).body.family == "HY신명조"


def test_files_that_a_document_brings_come_first(machine: Path) -> None:
    files = (FontFile("fonts/a.ttf", made_font("휴먼명조")), FontFile("fonts/b.ttf", made_font("휴먼명조", bold=True)))
    found = choices(Typesetting("휴먼명조", "맑은 고딕", files=files))
    assert found.body.exact and (found.body.regular.file, found.body.bold.file) == ("fonts/a.ttf", "fonts/b.ttf")
    assert found.faults == () and not found.sans.exact


def test_a_file_of_the_usual_face_is_taken_though_nobody_named_it() -> None:
    found = choices(Typesetting(files=(FontFile("a.ttf", made_font("함초롬바탕")),)))
    assert found.body.regular.file == "a.ttf" and found.sans.face == fonts.sans()


def test_files_that_are_of_no_use_are_told() -> None:
    files = (
        FontFile("a.ttf", made_font("휴먼명조", rights=2)), FontFile("b.ttf", b"no font"), FontFile("c.ttf", made_font("딴바탕")),
    )  # fmt: skip
    found = choices(Typesetting("휴먼명조", files=files))
    assert dict(found.faults) == {
        "a.ttf": "글꼴의 사용 허가가 문서에 넣는 것을 막음", "b.ttf": "TrueType 글꼴 파일이 아님", "c.ttf": "‘딴바탕’의 파일로, 쓰는 글꼴이 아님",
    }  # fmt: skip
    assert not found.body.exact


def test_another_machine_is_told_from_this_one(machine: Path) -> None:
    font_folders._installed.cache_clear()
    before = at_hand()
    (machine / "malgun.ttf").write_bytes(made_font("맑은 고딕"))
    (machine / "unknown.ttf").write_bytes(b"")
    font_folders._installed.cache_clear()
    assert at_hand() != before and "unknown" not in at_hand()


def test_a_link_that_leads_nowhere_is_no_font(machine: Path) -> None:
    try:
        (machine / "malgun.ttf").symlink_to(machine / "gone.ttf")
    except OSError:
        pytest.skip("this machine makes no links")
    font_folders._installed.cache_clear()
    assert at_hand() == "[]" and not choices(Typesetting("맑은 고딕")).body.exact
