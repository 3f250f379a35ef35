"""HWP 5 files: flags first, then the readers, then whether they got all of it."""

from __future__ import annotations

import pytest

from pipeline.problems import Severity
from pipeline.rfp.reading import native
from pipeline.rfp.reading.hwp import read_hwp
from pipeline.rfp.reading.native import Fault, Reader
from tests.rfp.reading.hwpx_sample import package, say, shape
from tests.rfp.reading.ole_sample import bullet_record, hwp

TEXTS = ["제1장 사업 개요", "○ 서버 열두 대를 매달 점검한다", "○ 장애는 두 시간 안에 복구한다"]


def converted(*texts: str) -> bytes:
    return package("".join(map(say, texts)))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Reader]:
    """The readers in the order in which they were asked; what they answer is set by `answer`."""
    return []


def answer(monkeypatch: pytest.MonkeyPatch, asked: list[Reader], **answers: bytes | Fault) -> None:
    def convert(data: bytes, reader: Reader) -> bytes | Fault:
        asked.append(reader)
        return answers[reader]

    monkeypatch.setattr(native, "convert", convert)


def test_the_first_reader_suffices(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    answer(monkeypatch, asked, hwpforge=converted(*TEXTS))
    paper, problems = read_hwp(hwp(TEXTS), "공고.hwp")
    assert not problems
    assert paper is not None
    assert (paper.format, paper.reader, asked) == ("hwp", "hwpforge", [Reader.HWPFORGE])


@pytest.mark.parametrize("fault", list(Fault))
def test_the_second_reader_stands_in(monkeypatch: pytest.MonkeyPatch, asked: list[Reader], fault: Fault) -> None:
    answer(monkeypatch, asked, hwpforge=fault, rhwp=converted(*TEXTS))
    paper, problems = read_hwp(hwp(TEXTS), "공고.hwp")
    assert not problems
    assert paper is not None
    assert (paper.reader, asked) == ("rhwp", [Reader.HWPFORGE, Reader.RHWP])


def test_a_reader_that_loses_text_is_not_believed(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    answer(monkeypatch, asked, hwpforge=converted(TEXTS[0]), rhwp=converted(*TEXTS))
    paper, problems = read_hwp(hwp(TEXTS, compress=True), "공고.hwp")
    assert not problems
    assert paper is not None
    assert paper.reader == "rhwp"


def test_half_of_the_text_comes_with_a_warning(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    answer(monkeypatch, asked, hwpforge=converted(*TEXTS[:2]), rhwp=Fault.REFUSED)
    paper, (problem,) = read_hwp(hwp(TEXTS), "공고.hwp")
    assert paper is not None
    assert (problem.code, problem.severity) == ("I-HWP-06", Severity.WARNING)


def test_hardly_any_text_is_an_error(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    answer(monkeypatch, asked, hwpforge=converted("제1장"), rhwp=Fault.CRASHED)
    paper, (problem,) = read_hwp(hwp(TEXTS), "공고.hwp")
    assert paper is None
    assert problem.code == "I-HWP-03"


@pytest.mark.parametrize(("bit", "word"), [(1, "암호"), (4, "DRM"), (8, "공인인증서"), (10, "공인인증서 DRM")])
def test_locked_files_are_not_even_tried(
    monkeypatch: pytest.MonkeyPatch, asked: list[Reader], bit: int, word: str
) -> None:
    answer(monkeypatch, asked)
    paper, (problem,) = read_hwp(hwp(TEXTS, flags=1 << bit), "공고.hwp")
    assert paper is None
    assert problem.code == "I-HWP-02"
    assert word in problem.message
    assert not asked


def test_a_distributed_file_goes_to_the_reader_that_deciphers(
    monkeypatch: pytest.MonkeyPatch, asked: list[Reader]
) -> None:
    answer(monkeypatch, asked, rhwp=converted(*TEXTS * 20))
    paper, problems = read_hwp(hwp(["암호문" * 2_000], flags=4), "공고.hwp")
    assert not problems
    assert paper is not None
    assert asked == [Reader.RHWP]


@pytest.mark.parametrize("said", [b"", converted("이 문서는 배포용 문서로 보안이 설정되어 있습니다."), Fault.REFUSED])
def test_the_notice_of_a_distributed_file_is_no_success(
    monkeypatch: pytest.MonkeyPatch, asked: list[Reader], said: bytes | Fault
) -> None:
    answer(monkeypatch, asked, rhwp=said)
    paper, (problem,) = read_hwp(hwp(["암호문" * 2_000], flags=4), "공고.hwp")
    assert paper is None
    assert problem.code == "I-HWP-07"


def test_missing_readers_are_named(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    answer(monkeypatch, asked, hwpforge=Fault.MISSING, rhwp=Fault.MISSING)
    _, (problem,) = read_hwp(hwp(TEXTS), "공고.hwp")
    assert problem.code == "I-HWP-05"
    assert "hwpforge" in problem.hint


def test_slow_readers_are_told(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    answer(monkeypatch, asked, hwpforge=Fault.TOO_SLOW, rhwp=Fault.TOO_SLOW)
    _, (problem,) = read_hwp(hwp(TEXTS), "공고.hwp")
    assert "오래" in problem.message


def test_bullets_of_the_second_reader_come_from_the_file(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    bulleted = package(say("서버를 점검한다", 1), header=shape(1, "BULLET", 1))
    answer(monkeypatch, asked, hwpforge=Fault.REFUSED, rhwp=bulleted)
    paper, _ = read_hwp(hwp(["서버를 점검한다"], info=bullet_record("❍")), "공고.hwp")
    assert paper is not None
    assert [each.printed for each in paper.paragraphs()] == ["❍ 서버를 점검한다"]


def test_lost_unbreakable_spaces_come_back(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    answer(monkeypatch, asked, hwpforge=converted("ㅇ서버를 점검한다", "그대로"))
    paper, _ = read_hwp(hwp(["  ㅇ\x1e서버를 점검한다\r", "그대로\r"]), "공고.hwp")
    assert paper is not None
    assert [each.text for each in paper.paragraphs()] == ["ㅇ 서버를 점검한다", "그대로"]


def test_a_file_of_pictures_only(monkeypatch: pytest.MonkeyPatch, asked: list[Reader]) -> None:
    answer(monkeypatch, asked, hwpforge=package(say(" ")), rhwp=package(say(" ")))
    paper, (problem,) = read_hwp(hwp(["\r"]), "공고.hwp")
    assert paper is None
    assert problem.code == "I-HWP-04"


@pytest.mark.parametrize("cut", [40, 600, 3_000, 9_000])
def test_cut_files(cut: int) -> None:
    paper, (problem,) = read_hwp(hwp(TEXTS)[:cut], "공고.hwp")
    assert paper is None
    assert problem.code == "I-HWP-01"


def test_a_file_that_only_looks_right_is_refused_by_the_real_readers() -> None:
    """The streams are there but say nothing of shapes and styles: whatever is installed must not get far with it."""
    paper, problems = read_hwp(hwp(["글\r"] * 3), "공고.hwp")
    assert paper is not None or problems[0].code in ("I-HWP-03", "I-HWP-05", "I-HWP-04")
