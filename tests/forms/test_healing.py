"""Tags that the editor split: wherever the text of a paragraph is cut into runs, the filled text is the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.forms.form import compile_form
from tests.forms.packages import docx, hp, hwpx, texts, unzipped, wp

LINE = "본인 {{ 성명 }}은(는) {% if 비고 %}({{ 비고|선택('}}') }}){% else %}–{% endif %} {{ 목록[0]['이름'] }}{# 끝 #}."
VALUES = {"성명": "홍길동", "비고": "A & B", "목록": [{"이름": "<가>"}]}
FILLED = "본인 홍길동은(는) (A & B) <가>."


@st.composite
def cuts(draw: st.DrawFn) -> list[str]:
    places = sorted(draw(st.sets(st.integers(1, len(LINE) - 1), max_size=12)))
    return [LINE[a:b] for a, b in zip([0, *places], [*places, len(LINE)], strict=True)]


@settings(max_examples=60, deadline=None)
@given(cuts())
def test_any_cut_gives_the_same_text(pieces: list[str]) -> None:
    for form, part in ((docx(wp(*pieces)), "word/document.xml"), (hwpx(hp(*pieces)), "Contents/section0.xml")):
        made, problems = compile_form(form, "양식")
        assert not problems
        data, problems = made.render(VALUES)
        assert not problems and texts(data, part)[-1] == FILLED


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_tag_takes_the_look_of_the_run_where_it_starts(cut: int) -> None:
    text = "{{ 성명 }}"
    runs = f'<w:r><w:rPr><w:b/></w:rPr><w:t>{text[:cut]}</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:i/></w:rPr><w:t>{text[cut:]} 끝</w:t></w:r>'
    form, _ = compile_form(docx(f"<w:p>{runs}</w:p>"), "양식.docx")
    xml = unzipped(form.render({"성명": "홍길동"})[0])["word/document.xml"].decode()
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">홍길동</w:t>' in xml
    assert '<w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> 끝</w:t>' in xml


def test_tags_in_links_insertions_and_content_controls() -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    body = f"<w:p>{run.format('{{ 성')}<w:ins>{run.format('명 }}')}</w:ins><w:hyperlink>{run.format('{{ 주소 }}')}</w:hyperlink>"
    body += f"<w:sdt><w:sdtContent>{run.format('{% if x %}가{% endif %}')}</w:sdtContent></w:sdt></w:p>"
    form, problems = compile_form(docx(body), "양식.docx")
    assert not problems
    assert texts(form.render({"성명": "홍", "주소": "a@b", "x": 1})[0]) == ["홍a@b가"]


def test_what_was_deleted_while_correcting_a_tag_does_not_matter() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('{{ 성')}<w:del><w:r><w:delText>며</w:delText></w:r></w:del><w:ins>{run.format('명')}</w:ins>{run.format(' }}')}</w:p>"
    form, problems = compile_form(docx(body), "양식.docx")
    assert not problems and texts(form.render({"성명": "홍"})[0]) == ["홍"]
