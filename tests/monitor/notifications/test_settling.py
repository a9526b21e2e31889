"""From outcomes to what becomes of the message."""

from datetime import timedelta

import pytest

from commitments.ledger import Attempt, Claim, OutboxMessage, OutboxState
from monitor.notifications.settling import History, history, settlement
from monitor.notifications.vendor import Fate, Fault, Outcome
from tests.monitor.notifications.builders import NOW

FRESH = History()


def _claim(attempt: int = 1) -> Claim:
    row = OutboxMessage(
        1, "R-7F3K", "digest|督办群||2025-07-01|1", "督办群", "digest", "", OutboxState.SENDING, {}, 1, NOW, None, None
    )
    return Claim(row, "token", attempt, NOW)


def _attempt(n: int, outcome: str, message: str = "", *, wire: bool = True) -> Attempt:
    return Attempt(1, n, NOW, NOW, wire, outcome, None, "", message, 1)


def test_trouble_backs_off_from_at_once_to_four_hours() -> None:
    """0, 30 s, 2 min, 10 min, 30 min, 1 h, 2 h, 4 h and no longer, a fifth more or less."""
    outcome = Outcome(Fate.NOT_SENT, Fault.NETWORK)
    waits = []
    for attempt in range(1, 12):
        found = settlement(outcome, _claim(attempt), FRESH, NOW, idempotent=False)
        assert found.state is OutboxState.READY
        assert found.retry_at is not None
        waits.append((found.retry_at - NOW).total_seconds())

    for wait, stated in zip(waits, (0, 30, 120, 600, 1800, 3600, 7200, 14400, 14400, 14400, 14400), strict=True):
        assert stated * 0.8 <= wait <= stated * 1.2
    assert len({wait / 14400 for wait in waits[7:]}) == 4  # not in step


def test_a_rest_the_vendor_asks_for_pauses_the_channel() -> None:
    """For as long as it asks, and the message waits as long."""
    found = settlement(Outcome(Fate.REFUSED, Fault.RATE, rest=120), _claim(), FRESH, NOW, idempotent=False)

    assert (found.state, found.retry_at, found.pause_channel_until) == (
        OutboxState.READY,
        NOW + timedelta(seconds=120),
        NOW + timedelta(seconds=120),
    )


@pytest.mark.parametrize("fault", [Fault.AUTH, Fault.CONFIG])
def test_a_fault_of_configuration_breaks_the_channel_and_keeps_the_message(fault: Fault) -> None:
    """The message is fine; it waits for the channel to be mended."""
    found = settlement(Outcome(Fate.REFUSED, fault, message="sign match fail"), _claim(), FRESH, NOW, idempotent=False)

    assert (found.state, found.break_channel) == (OutboxState.READY, "sign match fail")
    assert found.vendor_message == f"{fault.value}: sign match fail"


@pytest.mark.parametrize(
    ("outcome", "past", "idempotent", "state"),
    [
        (Outcome(Fate.DELIVERED), FRESH, False, OutboxState.DELIVERED),
        (Outcome(Fate.ACCEPTED), FRESH, False, OutboxState.ACCEPTED),
        (Outcome(Fate.AMBIGUOUS, Fault.NETWORK), FRESH, False, OutboxState.UNCERTAIN),
        (Outcome(Fate.AMBIGUOUS, Fault.NETWORK), FRESH, True, OutboxState.READY),
        (Outcome(Fate.REFUSED, Fault.CONTENT), FRESH, False, OutboxState.READY),
        (Outcome(Fate.REFUSED, Fault.CONTENT), History(plain=True), False, OutboxState.DEAD),
        (Outcome(Fate.REFUSED, Fault.TOO_LARGE), FRESH, False, OutboxState.READY),
        (Outcome(Fate.REFUSED, Fault.TOO_LARGE), History(too_large=1), False, OutboxState.DEAD),
        (Outcome(Fate.REFUSED, Fault.UNWANTED), FRESH, True, OutboxState.DEAD),
        (Outcome(Fate.REFUSED, Fault.SERVER), FRESH, False, OutboxState.READY),
        (Outcome(Fate.NOT_SENT, Fault.LEASE), FRESH, False, OutboxState.READY),
    ],
)
def test_each_outcome_has_its_state(outcome: Outcome, past: History, *, idempotent: bool, state: OutboxState) -> None:
    """Doubt is only resolved by sending again where the far side knows a repeat."""
    assert settlement(outcome, _claim(), past, NOW, idempotent=idempotent).state is state


def test_earlier_attempts_teach() -> None:
    """A refused shape, a refused size, and whether somebody may have seen the message."""
    attempts = (
        _attempt(1, "refused", "content: Bad Request"),
        _attempt(2, "refused", "too_large: 30 KB"),
        _attempt(3, "", wire=True),
    )

    assert history(attempts, 1) == FRESH
    assert history(attempts, 3) == History(plain=True, too_large=1, frozen=False)
    assert history(attempts, 4) == History(plain=True, too_large=1, frozen=True)


def test_a_refused_message_was_seen_by_nobody_and_may_change() -> None:
    """Only doubt freezes a message: a clear refusal, or a wire never reached, does not."""
    assert not history((_attempt(1, "refused", "server: busy"), _attempt(2, "not_sent", wire=False)), 3).frozen
    assert history((_attempt(1, "ambiguous"),), 2).frozen
