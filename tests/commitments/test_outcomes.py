"""Outcomes without a number: the thing of the same name has come about, or it is no pair."""

from datetime import date

import pytest

from commitments.matching import Goal, Report
from commitments.outcomes import Outcomes, Work, works_of

PROMISED = date(2024, 6, 3)


def _pairs(promise: str, said: str, *, issuer: str = "", day: date | None = date(2024, 12, 1)) -> int:
    goals = [Goal(1, promise, None, None, issuer=issuer, promised=PROMISED)]
    return len(Outcomes(goals).matches(Report(1, said, None, None, day=day)))


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("建设跨境冷链物流枢纽港", "跨境冷链物流枢纽港正式投产"),
        ("加快推进组建省级种业重点实验室群", "完成省级种业重点实验室群组建工作"),
        ("年底前出台《湿地保护条例实施细则》", "印发《湿地保护条例实施细则》"),
        ("举办首届低空经济创新大赛", "成功举办低空经济创新大赛"),
        ("与三省签署生态补偿框架协议", "三地生态补偿框架协议顺利签订"),
    ],
)
def test_a_thing_by_its_name_has_come_about(promise: str, said: str) -> None:
    """The name is the same to the letter, the verb of the same class, signs aside."""
    assert _pairs(promise, said) == 1


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        ("建设跨境冷链物流枢纽港", "跨境冷链物流枢纽港规划通过评审"),  # not there yet
        ("建设跨境冷链物流枢纽港", "印发跨境冷链物流枢纽港方案"),  # a paper about it
        ("建设跨境冷链物流枢纽港", "跨境海运物流枢纽港建成"),  # another thing
        ("建设服务平台", "服务平台上线"),  # no name
        ("建设一批县级寄递配送中心", "县级寄递配送中心建成"),  # how many of them?
        ("建设项目审批管理系统升级到位", "项目审批管理系统升级到位上线"),  # 建设 is no verb here
        ("建立健全基层医疗服务体系", "基层医疗服务体系成立"),  # never done
    ],
)
def test_what_is_not_said_is_not_taken_for_said(promise: str, said: str) -> None:
    """Conservative: a reviewer's time is not wasted."""
    assert _pairs(promise, said) == 0


def test_day_and_place_must_not_speak_against_it() -> None:
    """A result of a day before the promise, or of another city, is no end of it."""
    promise, said = "建设跨境冷链物流枢纽港", "跨境冷链物流枢纽港建成"

    assert _pairs(promise, said, day=date(2024, 1, 1)) == 0
    assert _pairs(promise, "营口市" + said, issuer="大连市人民政府") == 0
    assert _pairs(promise, "大连市" + said, issuer="大连市人民政府") == 1


def test_each_thing_of_a_promise_is_seen_by_itself() -> None:
    """And signs of quotation belong to no name."""
    assert works_of("建设“云上”政务服务中心，举办国际陶瓷博览会") == (
        Work(0, "云上政务服务中心"),
        Work(2, "国际陶瓷博览会"),
    )
