"""Chapters as RFPs and writers print them lose their numbers, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.model.chapter import bare_chapter, same_chapter


@pytest.mark.parametrize("printed", [
    "Ⅲ. 기술 및 기능", "Ⅲ.기술 및 기능", "Ⅲ 기술 및 기능", "III. 기술 및 기능", "3. 기술 및 기능", "3) 기술 및 기능", "3 기술 및 기능", "10. 기술 및 기능",
    "제3장 기술 및 기능", "제 3 장  기술 및 기능", "제Ⅲ장 기술 및 기능", "3장 기술 및 기능", "３. 기술 및 기능", "XI. 기술 및 기능", "기술 및 기능",
])  # fmt: skip
def test_the_number_is_dropped(printed: str) -> None:
    assert bare_chapter(printed) == "기술 및 기능"


@pytest.mark.parametrize("words", ["24시간 지원", "24 시간 지원", "1.5배의 성능", "1단계 사업", "제3의 물결", "IT 서비스", "5G 망", "장애 대응", "Ⅲ.", "3", ""])
def test_what_is_no_number_stays(words: str) -> None:
    assert bare_chapter(words) == words


def test_numbers_and_blanks_tell_no_chapters_apart() -> None:
    assert same_chapter("Ⅲ. 기술 및 기능", "4. 기술및 기능") and not same_chapter("기술 및 기능", "기술과 기능") and same_chapter("", " ")
