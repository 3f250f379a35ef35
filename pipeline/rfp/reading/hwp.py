"""Turns the bytes of a .hwp file (HWP 5) into a Paper, by whichever reader gets all of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.problems import Location, Problem, Severity
from pipeline.rfp.paper import Paper
from pipeline.rfp.reading import native
from pipeline.rfp.reading.hwp_flags import Survey, survey
from pipeline.rfp.reading.hwp_spaces import respaced
from pipeline.rfp.reading.hwpx import read_hwpx
from pipeline.rfp.reading.native import Fault, Reader
from pipeline.rfp.reading.ole import without_pictures

# What is left out on purpose (headers, footers, hidden comments, deleted text) is some per cent of a real file.
_ENOUGH, _LITTLE = 0.9, 0.5
_PLACEHOLDER = 400  # letters; a 배포용 문서 carries a notice of about eighty for programs that cannot open it
_RESAVE = "한글에서 열어 '다른 이름으로 저장하기 → 한글 표준 문서(*.hwpx)'로 저장하세요"


@dataclass(frozen=True, slots=True)
class _Try:
    """What came of one reader: a paper and which share of the file's letters it has, or why there is none."""

    paper: Paper | None
    share: float = 0.0
    fault: Fault | None = None


def read_hwp(data: bytes, name: str) -> tuple[Paper | None, list[Problem]]:
    """Return the paper that `data` holds; None with what is wrong when it does not open."""
    about = survey(data)
    at = Location(name)
    if about is None:
        return None, [Problem("I-HWP-01", "HWP 파일이 깨졌습니다", at, f"원본을 다시 받거나 {_RESAVE}")]
    if about.locked:
        hint = "한글에서 암호나 보안을 풀고 '한글 표준 문서(*.hwpx)'로 저장하세요"
        return None, [Problem("I-HWP-02", f"{about.locked} HWP 파일입니다", at, hint)]
    # hwpforge takes the notice of a 배포용 문서 for its text, so only the other reader may open one.
    readers = (Reader.RHWP,) if about.distributed else (Reader.HWPFORGE, Reader.RHWP)
    tries: list[_Try] = []
    for reader in readers:
        tries.append(_try(data, name, reader, about))
        if tries[-1].share >= _ENOUGH:
            break
    return _judged(tries, about, at)


def _try(data: bytes, name: str, reader: Reader, about: Survey) -> _Try:
    light = without_pictures(data) if reader is Reader.HWPFORGE else data
    converted = native.convert(light, reader)
    if converted is Fault.REFUSED and light != data:
        converted = native.convert(data, reader)
    if isinstance(converted, Fault):
        return _Try(None, fault=converted)
    # rhwp writes no templates of numbers and no bullets, so these are read from the file itself.
    lists = about.lists if reader is Reader.RHWP else None
    paper, _ = read_hwpx(converted, name, reader, "hwp", lists)
    if paper is None:
        return _Try(None, fault=Fault.REFUSED)
    paper = respaced(paper, about.bound)
    return _Try(paper, _share(paper, about))


def _share(paper: Paper, about: Survey) -> float:
    """Return which share of the letters that lie in the file the paper has: 0 to 1."""
    got = sum(len("".join(paragraph.text.split())) for paragraph in paper.paragraphs())
    if about.distributed:
        return 0.0 if got < _PLACEHOLDER and about.stored > 10 * _PLACEHOLDER else 1.0
    return 1.0 if not about.letters else min(got / about.letters, 1.0)


def _judged(tries: list[_Try], about: Survey, at: Location) -> tuple[Paper | None, list[Problem]]:
    best = max(tries, key=lambda each: (each.paper is not None, each.share))
    if best.paper is not None and best.share >= _ENOUGH:
        return best.paper, []
    if best.paper is not None and best.share >= _LITTLE:
        message = f"글자의 {best.share:.0%}만 읽었습니다"
        return best.paper, [Problem("I-HWP-06", message, at, _RESAVE, severity=Severity.WARNING)]
    return None, [_failure(tries, about, at)]


def _failure(tries: list[_Try], about: Survey, at: Location) -> Problem:
    faults = {each.fault for each in tries}
    if faults == {Fault.MISSING}:
        packages = "rhwp-python" if about.distributed else "hwpforge rhwp-python"
        message = "HWP를 읽는 프로그램이 설치되어 있지 않습니다"
        return Problem("I-HWP-05", message, at, f"pip install {packages} 하거나 {_RESAVE}")
    if about.distributed:
        hint = "발주기관에서 배포용이 아닌 파일을 받거나, 한글에서 인쇄해 PDF로 저장하세요"
        return Problem("I-HWP-07", "배포용 문서(복사·수정을 막은 문서)라서 읽지 못했습니다", at, hint)
    if not about.letters:
        return Problem("I-HWP-04", "HWP 파일에 글이 없습니다", at, "그림으로만 된 문서라면 글자가 있는 원본을 받으세요")
    slow = "HWP 파일을 읽는 데 너무 오래 걸립니다" if Fault.TOO_SLOW in faults else "HWP 파일을 읽지 못했습니다"
    return Problem("I-HWP-03", slow, at, _RESAVE)
