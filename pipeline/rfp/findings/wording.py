"""Turns words into findings: slips of the pen, sentences that lost a part, systems that do not fit the list of assets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.source import Sentence, Source, finding

# wrong → right: slips that Korean RFPs repeat (한글 맞춤법, 외래어 표기법)
SLIPS: tuple[tuple[str, str], ...] = (
    (r"메뉴얼", "매뉴얼"), (r"(?<![가-힣0-9])년\s?\d+\s?회", "연 n회"), (r"스카마", "스키마"), (r"수역\s*상담", "수의시담"), (r"음\s*브\s*즈\s*만", "옴부즈만"),
    (r"지원하여\s한다", "지원하여야 한다"), (r"계약일로\s부터", "계약일로부터"), (r"시일내", "시일 내"), (r"해야함으로", "해야 하므로"), (r"되지\s?않을시", "되지 않을 시"),
    (r"기능\s*보안\s*및\s*개선", "기능 보완 및 개선"), (r"초래\s된다", "초래된다"), (r"컨텐츠", "콘텐츠"), (r"시스템를", "시스템을"), (r"홍보\s?보들", "홍보 모듈"), (r"데이타", "데이터"),
    (r"어플리케이션", "애플리케이션"), (r"켑쳐|캡쳐", "캡처"), (r"플랫홈", "플랫폼"), (r"요구\s?사항를", "요구사항을"), (r"할려고", "하려고"), (r"몇일", "며칠"), (r"금새", "금세"),
)
_AFTER_QUOTE = re.compile(r"[“\"'‘]([가-힣]{2,8})[”\"'’]\s?(이라|라|이|가|은|는|을|를|과|와)(?=\s?(?:한다|칭|[ ,.]))")
_REPEATED = re.compile(r"(\S{2,}으로)\s*하는\s*것을\s*\1\s*(?:한다|함)")
_LOST_VERB = re.compile(r"[가-힣]{2,}(?:요원|인력|인원|장비|담당자|직원)의\s*[가-힣]{2}할\s*수\s*있")
_BAN = re.compile(r"무단\s*(?:반출입|반출|반입|사용|설치|변경|접속|복사)(?:\s*등)?\s*$")


def check_slips(source: Source) -> Iterator[Finding]:
    """Yield slips of the pen, all of the document in one finding; one that changes the sense stands alone."""
    found: list[tuple[str, str, Sentence]] = []
    for pattern, right in SLIPS:
        for sentence, match in source.matching(pattern):
            found.append((" ".join(match[0].split()), right, sentence))
            break
    serious = [each for each in found if each[1] in ("기능 보완 및 개선", "수의시담", "홍보 모듈", "옴부즈만")]
    for wrong, right, sentence in serious:
        issue = f"'{wrong}'은(는) '{right}'의 오기로 보인다."
        yield finding(Grade.B, "오기", issue, [(sentence.text, sentence.place)], f"'{right}'(으)로 읽는다.", "바른 말을 확인해 주시기 바랍니다.")
    light = [each for each in found if each not in serious]
    if light:
        shown = ", ".join(f"{wrong}→{right}" for wrong, right, _ in light)
        yield finding(Grade.C, "오기", f"표기의 잘못: {shown}.", [(sentence.text, sentence.place) for _, _, sentence in light[:3]], "바른 표기로 읽는다.")


def check_particles(source: Source) -> Iterator[Finding]:
    """Yield particles after a quoted word that its last sound does not take: “위탁자”이라 한다."""
    wrong: list[tuple[str, Sentence]] = []
    for sentence, found in source.matching(_AFTER_QUOTE, *"“\"'‘"):
        closed = (ord(found[1][-1]) - 0xAC00) % 28 != 0
        needs_closed = found[2] in ("이라", "이", "은", "을", "과")
        if closed != needs_closed:
            wrong.append((f"'{found[1]}'{found[2]}", sentence))
    if wrong:
        shown = ", ".join(dict.fromkeys(text for text, _ in wrong))
        yield finding(Grade.C, "조사", f"앞말에 맞지 않는 조사: {shown}.", [(sentence.text, sentence.place) for _, sentence in wrong[:3]], "바른 조사로 읽는다.")


def check_lost_parts(source: Source) -> Iterator[Finding]:
    """Yield sentences whose sense is lost: the same phrase twice, a verb without its object, a ban without the word."""
    for sentence, found in source.matching(_REPEATED, "하는"):
        issue = f"'{' '.join(found[0].split())}'처럼 같은 말이 겹쳐 무엇을 원칙으로 하는지 빠져 있다."
        yield finding(Grade.B, "내용 누락", issue, [(sentence.text, sentence.place)], "다른 조항의 방법을 따른다.", "빠진 내용을 알려 주시기 바랍니다.")
    for sentence, found in source.matching(_LOST_VERB, "의"):
        issue = f"'{' '.join(found[0].split())}…'은 '요구'가 빠진 듯하여 누가 할 수 있는 일인지 분명하지 않다."
        yield finding(Grade.B, "내용 누락", issue, [(sentence.text, sentence.place)], "발주기관이 요구할 수 있는 것으로 읽는다.", "주어와 서술어를 확인해 주시기 바랍니다.")
    bans = [sentence for sentence, _ in source.matching(_BAN, "무단") if not sentence.in_table and not re.search(r"금지|방지|차단|예방", sentence.text)]
    if bans:
        issue = "금지할 일을 적은 목록에 '금지'가 빠져 하라는 뜻으로 읽힌다."
        yield finding(Grade.B, "내용 누락", issue, [(sentence.text, sentence.place) for sentence in bans[:3]], "금지 사항으로 읽는다.", "금지 사항이 맞는지 알려 주시기 바랍니다.")


def check_spellings(source: Source) -> Iterator[Finding]:
    """Yield names that are written with and without a hyphen or space: e-호조, e호조."""
    uses: dict[str, dict[str, Sentence]] = {}
    for sentence, found in source.matching(r"(?<![A-Za-z0-9])([A-Za-z]{1,6}-?[가-힣]{2,4})(?=[\s(,·/)]|$)"):
        uses.setdefault(found[1].replace("-", "").casefold(), {}).setdefault(found[1], sentence)
    for names in uses.values():
        if len(names) > 1 and any("-" in name for name in names):
            issue = f"같은 이름을 {', '.join(repr(name) for name in names)}(으)로 달리 적었다."
            yield finding(Grade.B, "표기 불일치", issue, [(use.text, use.place) for use in names.values()], f"'{next(iter(names))}'(으)로 적는다.", "")


def check_systems(source: Source) -> Iterator[Finding]:
    """Yield requirements that speak of an operating system, or an item, that the asset lists do not have."""
    assets = source.facts.assets
    listed = " ".join(" ".join(str(value) for value in row.values.values()) for row in assets)
    linux = re.search(r"(?i)linux|리눅스", listed)
    windows = next(source.matching(r"윈도우\s*(?:서버|NT|20\d\d)|Windows\s*Server", "윈도우", "Windows"), None)
    if assets and windows and linux and not re.search(r"(?i)windows|윈도우", listed):
        linux_row = next(row for row in assets if re.search(r"(?i)linux|리눅스", " ".join(str(value) for value in row.values.values())))
        issue = "윈도우 서버를 다루라고 하였으나 소프트웨어 목록은 모두 리눅스용이다."
        yield finding(Grade.A, "대상 불일치", issue, [(windows[0].text, windows[0].place), (linux_row.quote or listed[:80], linux_row.place)], "목록의 운영체제(리눅스)를 대상으로 본다.", "서버의 운영체제를 알려 주시기 바랍니다.")
    names = {re.sub(r"\s", "", str(row.values.get("항목명", ""))).casefold() for row in assets}
    for sentence, found in source.matching(r"^-?\s*(?:서버|네트워크|보안|부대장비|스토리지|백업)\s*[:：]\s*(.{4,80})$", ":", "："):
        if not names:
            break
        words = [re.sub(r"\s|등?\s*\d+식|\([^)]*\)|장비|등", "", word) for word in re.split(r"[,·/]", found[1])]
        absent = [word for word in words if len(word) >= 2 and not any(word.casefold().removesuffix("서버") in name or name in word.casefold() for name in names)]
        if absent:
            issue = f"현황에 있는 {', '.join(repr(word) for word in absent)}이(가) 장비 목록에 없다."
            yield finding(Grade.A, "대상 불일치", issue, [(sentence.text, sentence.place)], "목록에 있는 것만 유지관리 대상으로 본다.", f"{', '.join(absent)}이(가) 유지관리 대상인지 알려 주시기 바랍니다.")
    cloud = re.search(r"클라우드", " ".join(sentence.text for sentence in source.sentences[:12]))
    hardware = [sentence for sentence, _ in source.matching(r"(?:장비|부품|하드웨어)[^.]{0,30}(?:수리|교체|설치\s*장소|반입)|화재|도난|소음", "장비", "부품", "하드웨어", "화재", "도난", "소음")]
    if cloud and not assets and len(hardware) >= 2:
        issue = "클라우드 용역인데 장비·부품·화재·도난 같은 하드웨어 조항이 남아 있다."
        yield finding(Grade.B, "대상 불일치", issue, [(use.text, use.place) for use in hardware[:3]], "클라우드에 해당하지 않는 조항은 적용하지 않는다.", "하드웨어 조항을 적용하는 대상을 알려 주시기 바랍니다.")


def check_client(source: Source) -> Iterator[Finding]:
    """Yield a client that the document names in more than one way where it signs, leads or receives."""
    known = {fact.field: fact for fact in source.facts.contract}
    names = [known[field] for field in ("발주기관.명칭", "주관기관", "발주기관.수신명") if field in known]
    bare = {re.sub(r"[\s()㈜]", "", str(fact.value)) for fact in names}
    if len(bare) > 1:
        shown = ", ".join(f"'{fact.value}'({fact.field.removeprefix('발주기관.')})" for fact in names)
        issue = f"발주하는 쪽의 이름이 곳에 따라 다르다: {shown}."
        yield finding(Grade.A, "계약 당사자", issue, [(fact.quote or str(fact.value), fact.place) for fact in names], "서명란의 이름을 계약 당사자로 본다.", "계약 당사자의 정확한 명칭을 알려 주시기 바랍니다.")


def check_periods_repeated(source: Source) -> Iterator[Finding]:
    """Yield a period that a short document states in more than one place, alike or not."""
    periods = [sentence for sentence in source.sentences if re.search(r"(?:과업|사업|계약|용역)\s*(?:수행)?\s*기간\s*[:：]", sentence.text)]
    if len(periods) < 2 or len(source.sentences) >= 400:
        return
    quotes = [(use.text, use.place) for use in periods[:3]]
    same = len({re.sub(r"[^0-9]", "", use.text) for use in periods}) == 1
    grade, kind, how = (Grade.B, "기간 중복", "") if same else (Grade.A, "기간 불일치", " 서로 다르게")
    yield finding(grade, kind, f"기간을 {len(periods)}곳에{how} 적었다.", quotes, "처음 적힌 기간을 쓴다.", "바른 기간을 확인해 주시기 바랍니다.")
