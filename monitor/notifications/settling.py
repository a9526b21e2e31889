"""From what became of an attempt to what becomes of its message: retry, rest, mend, give up, or admit not to know."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commitments.ledger import Attempt, Claim, OutboxState, Settlement
from monitor.notifications.vendor import Fate, Fault, Outcome

BACKOFF = (0, 30, 120, 600, 1800, 3600, 7200, 14400)  # seconds before the next try, by the number of tries so far
SPREAD = 0.2  # of the wait, so that two offices do not knock in step
LARGEST_RETRY_CUTS = 1
MOST_TLS_FAILURES = 3  # in a row: by then it is no passing trouble

_UNKNOWN = ("", Fate.AMBIGUOUS.value)


@dataclass(frozen=True, slots=True)
class History:
    """What earlier attempts at the same message have taught."""

    plain: bool = False  # the product's own shape was refused
    too_large: int = 0  # how often it was called too large
    frozen: bool = False  # somebody may have seen it: it must not change any more
    tls: int = 0  # how often in a row, just now, the far side could not prove who it is


def history(attempts: Sequence[Attempt], current: int) -> History:
    """Read the attempts before number `current`."""
    earlier = [attempt for attempt in attempts if attempt.n < current]
    faults = [attempt.vendor_message.partition(":")[0] for attempt in earlier if attempt.outcome == Fate.REFUSED.value]
    unproven = [attempt.vendor_message.startswith(f"{Fault.TLS.value}:") for attempt in reversed(earlier)]
    return History(
        tls=unproven.index(False) if False in unproven else len(unproven),
        plain=Fault.CONTENT.value in faults,
        too_large=faults.count(Fault.TOO_LARGE.value),
        frozen=any(map(is_doubtful, earlier)),
    )


def is_doubtful(attempt: Attempt) -> bool:
    """Whether an attempt may have reached somebody without our knowing."""
    return attempt.wire and attempt.outcome in _UNKNOWN


def settlement(outcome: Outcome, claim: Claim, past: History, now: datetime, *, idempotent: bool) -> Settlement:
    """What to write into the ledger about one attempt.

    Args:
        outcome: what became of it.
        claim: the right it was made under.
        past: what earlier attempts have taught.
        now: this instant, aware.
        idempotent: whether the far side recognises a repeat by its id.
    """
    state, retry_at = _next(outcome, claim, past, now, idempotent=idempotent)
    words = outcome.message
    rests = outcome.rest and (outcome.fault is Fault.RATE or outcome.succeeded)
    return Settlement(
        state=state,
        outcome=outcome.fate.value,
        http_status=outcome.http_status,
        vendor_code=outcome.code,
        vendor_message=f"{outcome.fault.value}: {words}" if outcome.fault else words,
        milliseconds=outcome.milliseconds,
        retry_at=retry_at,
        pause_channel_until=now + timedelta(seconds=outcome.rest) if rests else None,
        break_channel=(words or outcome.fault.value) if _is_broken(outcome, past) else "",
        skew=outcome.skew,
    )


def _is_broken(outcome: Outcome, past: History) -> bool:
    """Whether people must mend the channel before it is of any use."""
    if outcome.fault is Fault.TLS:
        return past.tls + 1 >= MOST_TLS_FAILURES
    return outcome.fault in (Fault.AUTH, Fault.CONFIG)


def _next(
    outcome: Outcome, claim: Claim, past: History, now: datetime, *, idempotent: bool
) -> tuple[OutboxState, datetime | None]:
    if outcome.succeeded:
        return OutboxState(outcome.fate.value), None
    if outcome.fate is Fate.AMBIGUOUS and not idempotent:
        return OutboxState.UNCERTAIN, None
    if _hopeless(outcome, past):
        return OutboxState.DEAD, None
    return OutboxState.READY, now + _wait(outcome, claim)


def _hopeless(outcome: Outcome, past: History) -> bool:
    match outcome.fault:
        case Fault.UNWANTED:
            return True
        case Fault.CONTENT:
            return past.plain
        case Fault.TOO_LARGE:
            return past.too_large >= LARGEST_RETRY_CUTS
        case _:
            return False


def _wait(outcome: Outcome, claim: Claim) -> timedelta:
    """A rest the vendor asked for is kept; another shape and a mended channel may try at once; trouble backs off."""
    if outcome.rest:
        return timedelta(seconds=outcome.rest)
    if outcome.fault in (Fault.CONTENT, Fault.TOO_LARGE, Fault.AUTH, Fault.CONFIG):
        return timedelta(0)
    seconds = BACKOFF[min(claim.attempt, len(BACKOFF)) - 1]
    return timedelta(seconds=seconds * (1 + SPREAD * _spread(f"{claim.message.dedup_key} {claim.attempt}")))


def _spread(seed: str) -> float:
    """A number between -1 and 1 that depends on the message and the attempt alone."""
    return int.from_bytes(hashlib.sha256(seed.encode("utf-8")).digest()[:4], "big") / 2**31 - 1
