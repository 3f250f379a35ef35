"""Turns clauses on money, liability and scope into findings: what they leave open, and where two of them disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.finding import Finding, Grade
from pipeline.rfp.findings.source import Sentence, Source, finding

_PENALTY = re.compile(r"지체\s*상금|지연\s*배상금")
_FORMULA = re.compile(r"총?\s*계약\s*금액\s*(?P<sign>[×xX*·]?)\s*(?:지체상금|지연배상금)\s*율?")
_LEGAL_DAYS = 5  # 국가계약법 시행령 제58조, 지방계약법 시행령 제67조: 청구를 받은 날부터 5일 이내


@dataclass(frozen=True, slots=True)
class Clause:
    """A kind of clause that leaves something open: its pattern, and what to say of it."""

    pattern: str
    grade: Grade
    kind: str
    issue: str
    assumption: str
    question: str
    unless: str = ""  # the document settles it elsewhere when this is found
    words: tuple[str, ...] = ()  # of which every match holds one, where the pattern does not begin with them


OPEN: tuple[Clause, ...] = (
    Clause(r"^(?!.*(?:협의|작성|제안\s*(?:내용|서\s)|가능|제안사항)).*명(?:기|시)되지\s*(?:아니|않)[^.]{0,60}(?:포함|반영|수행|하여야|해야)|대상\s*(?:내역)?\s*외[^.]{0,20}(?:장비|시스템)[^.]{0,20}지원", Grade.A, "열린 과업범위",
           "적히지 않은 일이나 대상 밖의 것까지 계약금액 안에서 하도록 하였다.", "적힌 과업만 계획하고, 밖의 요청은 변경 합의서로 다룬다.", "과업의 한계와 추가 비용의 기준을 알려 주시기 바랍니다.", words=("되지", "대상")),
    Clause(r"(?:소유권|지적\s*재산권|지식\s*재산권|저작권)[^.]{0,30}(?:발주|우리\s*원|공단|재단|기관|“[^”]{2,8}”|\"[^\"]{2,8}\")[^.]{0,14}(?:귀속|있|소유|에게|에)", Grade.A, "지식재산권 귀속",
           "산출물의 소유권·지식재산권을 발주기관에만 두었다. 용역계약일반조건의 기본은 공동소유이다(미확인).", "계약의 문언대로 발주기관에 귀속하는 것으로 본다.", "지식재산권의 귀속과 계약상대자의 이용 범위를 알려 주시기 바랍니다.", r"공동\s*(?:으로)?\s*소유", ("소유권", "재산권", "저작권")),
    Clause(r"(?:사용량|종량|과금|통신\s*비|클라우드[^.]{0,12}비용)[^.]{0,80}(?:계약\s*상대(?:자|방)|계약자|업체|사업자)[^.]{0,14}(?:부담|지불|납부)", Grade.A, "한도 없는 비용",
           "사용량에 따라 늘어나는 비용을 계약상대자가 부담하면서 한도를 적지 않았다.", "예산 안에서 부담하고 초과가 예상되면 협의한다.", "비용 부담의 한도를 알려 주시기 바랍니다.", r"한도"),
    Clause(r"(?:부품|소모품)[^.]{0,40}교체", Grade.B, "비용 부담 불명확",
           "부품·소모품을 교체하라고 하였으나 그 비용을 누가 부담하는지 적지 않았다.", "계약상대자가 부담하는 것으로 견적하고 협의한다.", "부품·소모품 비용의 부담 주체를 알려 주시기 바랍니다.", r"(?:부품|소모품)[^.]{0,60}(?:비용|무상|유상|실비|부담)"),
    Clause(r"기술\s*등급별[^.]{0,20}정산|등급별[^.]{0,10}분기별?[^.]{0,10}정산", Grade.A, "정산 기준 불명확",
           "기술등급별로 정산한다고 하면서 적용할 노임단가와 정산 대상(총액 계약인지)을 적지 않았다.", "계획 투입공수와 실제 투입공수의 차를 계약 단가로 정산하는 것으로 본다.", "정산에 쓸 단가와 방법을 알려 주시기 바랍니다.", r"정산\s*(?:단가|기준)\s*[:은는]"),
    Clause(r"(?:검수|검사)(?:\s*(?:완료|후)|에\s*필요한)[^.]{0,100}지급|지급[^.]{0,60}(?:검수|검사)", Grade.B, "검사 절차 없음",
           "대가를 검수·검사 뒤에 지급한다고 하였으나 검사의 절차와 기간을 적지 않았다.", "법령의 검사 기간(14일)을 따른다(미확인).", "검사의 절차와 기간을 알려 주시기 바랍니다.", r"(?:검사|검수)[^.]{0,30}\d+\s*일\s*이내에?[^.]{0,10}(?:검사|검수|완료|통보)"),
    Clause(r"전담\s*인력\s*[:：]|(?:상주|전담)\s*인력[^.]{0,30}(?:필요|배치|확보|있어야|두어야|하여야|해야|가능)", Grade.B, "인원 없음",
           "인력을 두라고 하였으나 인원수나 상주 여부를 적지 않았다.", "1명, 비상주로 견적하고 협의한다.", "인원수와 상주 여부를 알려 주시기 바랍니다.", r"(?:상주|전담|투입|기술)\s*인력[^.]{0,12}\d+\s*(?:명|인)|\d+\s*(?:명|인)\s*(?:이상)?\s*(?:상주|투입|배치)|비상주"),
)


def check_open_clauses(source: Source) -> Iterator[Finding]:
    """Yield clauses that leave open what they cost or where they end, each kind once."""
    for clause in OPEN:
        uses = [sentence for sentence, _ in source.matching(clause.pattern, *clause.words)]
        if uses and not (clause.unless and re.search(clause.unless, source.text)):
            yield finding(clause.grade, clause.kind, clause.issue, [(use.text, use.place) for use in uses[:3]], clause.assumption, clause.question)


def check_penalty(source: Source) -> Iterator[Finding]:
    """Yield what a delay penalty leaves open: a formula without its sign, hours against days, no ceiling, no rate."""
    uses = [sentence for sentence, _ in source.matching(_PENALTY)]
    if not uses:
        return
    uses.sort(key=lambda use: not _FORMULA.search(use.text))  # the clause with the formula says most
    text = " ".join(use.text for use in uses)
    open_points = []
    formula = _FORMULA.search(text)
    if formula and not formula["sign"]:
        open_points.append("산식에 곱셈표가 빠져 있다")
    if re.search(r"지체\s*일수|매\s*1?\s*일|일수", text) and re.search(r"\d+\s*시간\s*(?:이내|내)", source.text):
        open_points.append("늦음은 시간으로 재는데 산식은 일수이고 바꾸는 법이 없다")
    if not re.search(r"(?:지체상금|지연배상금)[^.]{0,40}(?:한도|최고|초과할 수 없|100분의\s*\d+을 넘)", source.text):
        open_points.append("상한이 없다")
    if not re.search(r"1[,.]?000분의\s*[\d.]+|[\d.]+\s*/\s*1[,.]?000|0\.\d+\s*%|천분의", text):
        open_points.append("율을 적지 않았다")
    if formula or len(open_points) >= 3:
        issue = f"지체상금 조항에서 {', '.join(open_points)}."
        yield finding(Grade.A, "지체상금 불명확", issue, [(use.text, use.place) for use in uses[:3]], "율과 상한은 법령을, 시간의 일수 환산은 올림을 가정한다.",
                      "지체상금의 율, 일수 환산 방법과 상한을 알려 주시기 바랍니다.")


def check_payment(source: Source) -> Iterator[Finding]:
    """Yield payments later than the law's five days, and two starts of the payment clock in one clause."""
    for sentence, found in source.matching(r"(\d{1,3})\s*일\s*(?:이내|내|안)[^.]{0,20}(?:대금|대가|비용|용역비|유지관리비|를|을)?[^.]{0,12}지급", "지급"):
        days = int(found[1])
        if days > _LEGAL_DAYS and re.search(r"청구|대금|대가|용역비|유지관리비|검수|검사", sentence.text):
            issue = f"대가를 {days}일 이내에 지급한다고 하였으나 법령은 청구를 받은 날부터 {_LEGAL_DAYS}일 이내이다."
            yield finding(Grade.A, "법정 기한과 다름", issue, [(sentence.text, sentence.place)], f"계약의 {days}일을 따르고 차이를 알린다.", "지급 기한을 확인해 주시기 바랍니다.")
            break


def check_interpretation(source: Source) -> Iterator[Finding]:
    """Yield two clauses that give the last word on the contract's sense to different sides."""
    uses: dict[str, Sentence] = {}
    for sentence, _ in source.matching(r"해석(?:상|에|의|은|이|을|과)?", "해석"):
        if not re.search(r"이견|이의|다툼|차이|상위|어구|의견|불명|따라야|따른다|따르", sentence.text):
            continue
        who = re.search(r"[“\"']?(위원회|우리\s*원|발주\s*(?:부서|기관|처|자)|공단|재단)[”\"']?\s*의?\s*(?:결정|해석|의견|판단)에\s*따", sentence.text)
        how = "협의·법령·관례" if re.search(r"협의|판례|관례|법령", sentence.text) else ""
        name = re.sub(r"\s", "", who[1]) if who else how
        if name:
            uses.setdefault(name, sentence)
    if len(uses) >= 2:
        issue = f"문구의 해석이 다를 때 따를 것을 {', '.join(uses)} {len(uses)}가지로 적었다."
        yield finding(Grade.A, "해석 권한", issue, [(use.text, use.place) for use in uses.values()], "먼저 협의하고, 되지 않으면 법령과 판례를 따른다.", "해석이 다를 때의 절차를 알려 주시기 바랍니다.")


def check_costs(source: Source) -> Iterator[Finding]:
    """Yield repairs that one clause wants free of charge and another leaves to be paid."""
    free = [sentence for sentence, _ in source.matching(r"무상(?:으로)?\s*(?:교체|수리|지원|제공|보수)", "무상")]
    paid = [sentence for sentence, _ in source.matching(r"유상\s*(?:교체|수리)|유지보수료에\s*포함되지\s*(?:않|아니)|실비[^.]{0,10}(?:부담|지급)", "유상", "유지보수료", "실비")]
    if free and paid:
        issue = "부품의 수리·교체를 무상으로도, 유지보수료 밖의 유상으로도 적어 누가 부담하는지 알 수 없다."
        yield finding(Grade.A, "비용 부담 모순", issue, [(use.text, use.place) for use in (free[0], *[use for use in paid if use is not free[0]][:2])],
                      "협의가 될 때까지 무상 범위를 하자로 한정한다.", "부품 비용을 누가 부담하는지 알려 주시기 바랍니다.")


def check_grades(source: Source) -> Iterator[Finding]:
    """Yield severity classes that the document uses but never defines."""
    uses = [sentence for sentence, _ in source.matching(r"(?<![A-Za-z])(?:Critical|Major|Minor)(?![A-Za-z])|(?<![가-힣])[1-4]등급\s*장애", "Critical", "Major", "Minor", "등급")]
    defined = re.search(r"(?:Critical|Major|1등급)[^.\n]{0,12}(?::\s*[^\d\s]|이란|은\s|는\s|이라\s*함|-\s*[가-힣]{4,})", source.text)
    if uses and re.search(r"Critical|등급\s*장애", source.text) and not defined and any(re.search(r"장애|시간|복구", use.text) or use.in_table for use in uses):
        yield finding(Grade.A, "정의 없는 등급", "장애 등급마다 기한이 다른데 등급을 나누는 기준이 없다.", [(use.text, use.place) for use in uses[:3]],
                      "등급의 기준을 협의해 과업수행계획서에 정한다.", "등급을 나누는 기준을 알려 주시기 바랍니다.")


def check_score_units(source: Source) -> Iterator[Finding]:
    """Yield scores that one place gives in points and another in per cent, and evaluation tables that are not there."""
    uses: dict[tuple[str, str], dict[str, Sentence]] = {}
    for sentence, found in source.matching(r"(기술\s*능력|기술|가격|정성적?\s*평가|정량적?\s*평가)[^\d\n]{0,12}(\d{1,3})\s*(점|%)", "점", "%"):
        uses.setdefault((re.sub(r"\s|적", "", found[1]), found[2]), {}).setdefault(found[3], sentence)
    both = [(key, units) for key, units in uses.items() if len(units) == 2]
    if both:
        (name, number), units = both[0]
        issue = f"{name} 배점을 {number}점과 {number}%로 섞어 적었다."
        yield finding(Grade.B, "배점 단위", issue, [(use.text, use.place) for use in units.values()], f"100점 만점의 {number}점으로 본다.", "배점의 단위를 알려 주시기 바랍니다.")
    named = [sentence for sentence, _ in source.matching(r"정성적?\s*평가|배점표|평가\s*배점")]
    if named and not source.facts.evaluation:
        yield finding(Grade.B, "배점표 없음", "평가의 배점을 말하면서 평가항목별 배점표를 붙이지 않았다.", [(named[0].text, named[0].place)], "적힌 배점만 쓴다.", "평가항목별 배점표를 보내 주시기 바랍니다.")


def check_schedule(source: Source) -> Iterator[Finding]:
    """Yield a procurement of a hundred million won or more whose schedule has no line for publishing the RFP beforehand (정보시스템 구축·운영 지침 제24조)."""
    budget = next((fact.value for fact in source.facts.contract if fact.field == "계약금액"), 0)
    schedule = [sentence for sentence, _ in source.matching(r"(?:사업자\s*선정|입찰\s*공고|계약\s*심사|계약\s*체결|일상\s*감사)[^\n]{0,30}20\d\d\s*[.년]\s*\d{1,2}")]
    plan = re.search(r"계획|방침", source.paper.name + " ".join(sentence.text for sentence in source.sentences[:20]))
    if isinstance(budget, int) and budget >= 100_000_000 and len(schedule) >= 2 and plan and not re.search(r"사전\s*(?:공개|규격)", source.text):
        issue = "추정가격이 1억원을 넘는데 추진일정에 제안요청서 사전공개(5일, 긴급 3일)가 없고, 여러 절차가 같은 달에 몰려 있다."
        yield finding(Grade.A, "일정 누락", issue, [(use.text, use.place) for use in schedule[:3]], "사전공개 5일을 넣어 일정을 거꾸로 센다.", "사전공개와 공고의 날짜를 확인해 주시기 바랍니다.")
