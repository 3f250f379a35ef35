"""A form that LibreOffice Writer saved, its tags split by formatting; and our files opened by Writer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.forms.form import compile_form
from tests.forms.packages import texts

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

PAGE = """<html><body><h1>보안서약서</h1>
<p>본인 {{ 성<b>명 }}</b>은(는) {<i>{</i> 계약명|조사('을') }} 수행한다.</p>
<table border="1"><tr><th>번호</th><th>이름</th></tr>
<tr><td>{%tr for <u>행</u> in 명단 %}</td><td></td></tr><tr><td>{{ loop.index }}</td><td>{{ 행.이<b>름</b> }}</td></tr>
<tr><td>{%tr endfor %}</td><td></td></tr></table>
<p>{% if 비고 %}</p><p>비고: {{ 비고 }}</p><p>{% endif %}</p></body></html>"""
VALUES = {
    "성명": "홍길동 <A&B>",
    "계약명": "유지관리",
    "명단": [{"이름": "임꺽정"}, {"이름": "장길산"}],
    "비고": "없음\n둘째 줄",
}


def convert(source: Path, ending: str, filter_name: str) -> Path:
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        f"{ending}:{filter_name}",
        "--outdir",
        str(source.parent),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(f".{ending}")


def test_a_form_of_writer_is_filled_and_opened_again(tmp_path: Path) -> None:
    page = tmp_path / "양식.html"
    page.write_text(PAGE, "utf-8")
    subprocess.run(  # Writer's own format first, as a person would have it
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            "odt",
            "--outdir",
            str(tmp_path),
            str(page),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    form, problems = compile_form(convert(tmp_path / "양식.odt", "docx", "MS Word 2007 XML").read_bytes(), "양식.docx")
    assert form, [str(problem) for problem in problems]
    data, problems = form.render(VALUES)
    assert not problems
    shown = [line for line in texts(data) if line]
    assert shown[1:] == [
        "본인 홍길동 <A&B>은(는) 유지관리를 수행한다.",
        "번호",
        "이름",
        "1",
        "임꺽정",
        "2",
        "장길산",
        "비고: 없음\n둘째 줄",
    ]
    (tmp_path / "결과.docx").write_bytes(data)
    opened = convert(tmp_path / "결과.docx", "txt", "Text (encoded):UTF8").read_text("utf-8-sig")
    assert "본인 홍길동 <A&B>은(는) 유지관리를 수행한다." in opened and "둘째 줄" in opened and "장길산" in opened
