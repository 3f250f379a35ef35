"""What is left over at the end, by kind and by day."""

from __future__ import annotations

from pipeline.model.log import Issue, RequestStatus, ServiceRequest
from pipeline.model.network import Account, Right
from pipeline.model.occasion import Amendment, AmendmentKind, Visit
from pipeline.rules.finish_up import FinishFigures
from tests.rules.sample import at, day, dossier, incident


def test_everything_undone_is_named_once() -> None:
    known = dossier(
        incident("INC-1", "2019-12-30 10:00", None, handler="김철수"),
        incident("INC-2", "2019-12-20 10:00", "2019-12-20 12:00", temporary=at("2019-12-20 11:00")),
        incident("INC-3", "2019-12-02 10:00", "2019-12-02 12:00"),
        requests=(
            ServiceRequest(
                id="SR-1", requested=at("2019-12-26 10:00"), kind="기능개선", title="일괄 등록", status=RequestStatus.ONGOING, handler="이영희"
            ),
            ServiceRequest(id="SR-2", requested=at("2019-09-25 10:00"), kind="기능개선", title="통계", status=RequestStatus.HELD, result="재협의"),
            ServiceRequest(
                id="SR-3", requested=at("2019-09-25 10:00"), kind="오류수정", title="오류", status=RequestStatus.DONE, completed=at("2019-09-26 10:00")
            ),
        ),
        issues=(
            Issue(id="ISS-1", day=day("2019-12-18"), text="선정 미정", owner="홍길동"),
            Issue(id="ISS-2", day=day("2019-10-02"), text="끝남", closed=day("2019-12-20")),
        ),
        accounts=(
            Account(asset="HW-01", name="webadm", right=Right.ADMINISTRATOR, user="P01", issued=day("2019-05-15")),
            Account(asset="HW-02", name="wasadm", right=Right.OPERATOR, user="P01", revoked=day("2019-12-31")),
            Account(asset="HW-02", name="client", right=Right.READER, user="표본플라자"),
        ),
        visits=(
            Visit(id="VIS-1", person="P01", start=day("2019-11-04"), item="노트북"),
            Visit(id="VIS-2", person="P01", start=day("2019-11-04"), item="USB", taken_out=day("2019-11-04")),
        ),
        amendments=(Amendment(id="AMD-1", proposed=day("2019-12-10"), kinds=(AmendmentKind.PERIOD,), proposer="발주부서"),),
    )
    found = FinishFigures(known)
    assert [(each.kind, each.id) for each in found.open_items] == [
        ("장애", "INC-1"), ("임시복구", "INC-2"), ("요청", "SR-2"), ("요청", "SR-1"), ("이슈", "ISS-1"),
        ("미반출 물품", "VIS-1"), ("미회수 계정", "HW-01"), ("승인 전 계약변경", "AMD-1"),
    ]  # fmt: skip
    by_id = {each.id: each for each in found.open_items}
    assert by_id["SR-2"].state == "보류: 재협의" and by_id["INC-1"].owner == "김철수"
    assert by_id["HW-01"].what == "관리자 계정 w***"  # the name stays masked
    assert by_id["INC-2"].state == "항구대책 미제출 (임시복구 후 11일 경과)"
    assert found.shortfalls()[:3] == ("장애 1건", "임시복구 1건", "요청 2건")


def test_nothing_left_is_nothing_to_say() -> None:
    known = dossier(incident("INC-1", "2019-12-02 10:00", "2019-12-02 12:00"))
    assert FinishFigures(known).open_items == () and FinishFigures(known).shortfalls() == ()


def test_logs_that_stop_early_are_told() -> None:
    known = FinishFigures(dossier(incident("INC-1", "2019-08-02 10:00", "2019-08-02 12:00")))
    assert str(known.logged_until) == "2019-08" and known.shortfalls() == ("2019년 8월 뒤의 기록 없음",)
