"""A verdict to look at again is one line in the digest; the day on which it was shaken is not silent."""

from dataclasses import replace

import pytest

from commitments.evidence import Verdict
from monitor.notice_settings import RouteSettings
from monitor.notifications.message import from_document
from tests.commitments.builders import ACTOR, an_evidence
from tests.monitor.notifications.conftest import Office


@pytest.fixture
def shaken(bare_office: Office) -> Office:
    """One target, closed on two proofs, of which one was struck this morning."""
    (number,) = bare_office.owe("新建学校")
    for _proof in range(2):
        bare_office.ledger.add_evidence(number, an_evidence(), actor=ACTOR)
    bare_office.ledger.judge(number, Verdict.MET, reason="已验收", actor=ACTOR, self_verified=True)
    bare_office.ledger.strike_evidence(1, reason="记错", actor=ACTOR)
    return bare_office


def _notes(office: Office) -> list[tuple[str, ...]]:
    return [from_document(row.document).notes for row in office.rows()]


def test_it_is_a_line_of_the_digest(shaken: Office) -> None:
    """Beside what is late."""
    shaken.owe("高新技术企业达到4500家")
    shaken.plan()

    assert _notes(shaken) == [("待复查 1 项：C000001",)]


def test_on_a_silent_day_it_is_told_once(shaken: Office) -> None:
    """On the day after it happened; tomorrow the reports still have it, and nobody is called again."""
    shaken.clock.forward(hours=-1)
    shaken.plan(shaken.today.replace(day=1))
    shaken.clock.forward(days=1, hours=1)
    shaken.plan()

    assert _notes(shaken) == [("待复查 1 项：C000001",)]


def test_who_is_told_of_others_hears_nothing_of_it(shaken: Office) -> None:
    """Routes cut this line as they cut the rest."""
    routes = (RouteSettings(channel=shaken.channels[0].name, filter="id:999"),)
    shaken.more = {"route": routes}
    shaken.plan()

    assert _notes(shaken) == []


def test_who_concluded_anew_is_left_in_peace(shaken: Office) -> None:
    """The line goes with the doubt."""
    shaken.ledger.reopen([1], reason="重新核实", actor=ACTOR)
    shaken.ledger.judge(1, Verdict.MET, reason="另有证明", actor=ACTOR, self_verified=True)
    shaken.channels = (replace(shaken.channels[0], name="别的群"),)
    shaken.plan()

    assert _notes(shaken) == []
