"""Empty the outbox: claim, connect, mark the wire, send, settle; whatever dies in between is seen afterwards."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from commitments.errors import CommitmentsError, LedgerUnavailable, Problem
from commitments.i18n import _
from commitments.ledger import Claim, Ledger, OutboxMessage, OutboxState, Settlement
from monitor.config import Settings
from monitor.logs import told
from monitor.notice_settings import ChannelSettings
from monitor.notifications import channel_of
from monitor.notifications.alarms import report_broken
from monitor.notifications.composing import Composed, compose
from monitor.notifications.kinds import DIGEST, ESCALATION
from monitor.notifications.quiet import always_said, openings
from monitor.notifications.secrets import ChannelBroken
from monitor.notifications.settling import history, is_doubtful, settlement
from monitor.notifications.surroundings import OUTSIDE, Now, Surroundings, opened
from monitor.notifications.vendor import Channel, Fate, Fault, Outcome

LOG = logging.getLogger(__name__)
MOST_ROWS = 1000  # of one channel that are in doubt
LEASE_SECONDS = 120  # three times as long as one attempt may take
SETTLE_WAITS = (0.3, 2.0)  # seconds between tries at writing an outcome down: a server that restarts is back then
MOST_TRIES_IN_DOUBT = 8
ACTOR = "duban"  # who resends, as the event log names it
REPEATED = frozenset({DIGEST, ESCALATION})  # kinds that go once more when nobody knows whether they arrived
REPEAT_AFTER = timedelta(minutes=10)
SKEW_SECONDS = 300.0  # a clock this far off is told of; signatures die at an hour


@dataclass(frozen=True, slots=True)
class DispatchResult:
    """What one pass over the outbox did; messages by their refs."""

    sent: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()  # tried, to be tried again
    uncertain: tuple[str, ...] = ()  # left us, no trustworthy answer: a person should look
    failed: tuple[str, ...] = ()  # given up
    dropped: tuple[str, ...] = ()  # nothing left to say
    problems: tuple[Problem, ...] = ()  # channels that need mending

    def __bool__(self) -> bool:
        """Whether anything happened."""
        return bool(self.sent or self.waiting or self.uncertain or self.failed or self.dropped or self.problems)

    def __add__(self, other: "DispatchResult") -> "DispatchResult":
        """Both together."""
        return DispatchResult(
            self.sent + other.sent,
            self.waiting + other.waiting,
            self.uncertain + other.uncertain,
            self.failed + other.failed,
            self.dropped + other.dropped,
            self.problems + other.problems,
        )


def dispatch(
    ledger: Ledger, settings: Settings, now: Now, *, channel: str = "", outside: Surroundings = OUTSIDE
) -> DispatchResult:
    """Send what waits on every configured channel, or on one.

    Args:
        ledger: the store of record, whose outbox is emptied.
        settings: the channels, and the folder that file references start from.
        now: the clock, read anew for every attempt.
        channel: name of the only channel to serve; "" for all.
        outside: environment, patience and the like.

    Raises:
        ConfigError: a channel is of a kind nobody knows.
        LedgerError: the ledger refused; what was in flight stays claimed until its lease ends.
    """
    ledger.reap()
    serving = [each for each in settings.channel if channel in ("", each.name)]
    result = DispatchResult()
    for each in serving:
        result = sum(_Sender(ledger, settings, each, now, outside).empty(), result)
    if result.problems:  # channels served before may now have an alarm to carry
        for each in serving:
            result = sum(_Sender(ledger, settings, each, now, outside).empty(), result)
    return result


def ident(message: OutboxMessage) -> str:
    """The id a receiver may know a repeat by: the same on every attempt, and not the same in another ledger."""
    seed = f"{message.channel}|{message.dedup_key}|{message.created_at.isoformat()}"
    return "msg_" + hashlib.sha256(seed.encode("utf-8")).hexdigest()[:32]


class _Sender:
    """One pass over one channel."""

    def __init__(
        self, ledger: Ledger, settings: Settings, each: ChannelSettings, now: Now, outside: Surroundings
    ) -> None:
        self._ledger = ledger
        self._office = settings
        self._settings = each
        self._channel: Channel = channel_of(each.kind)
        self._openings = openings(each, settings)
        self._now = now
        self._outside = outside
        self._fingerprint: str | None = None  # of address and secret, as the ledger last heard of it

    def empty(self) -> Iterator[DispatchResult]:
        """Send message after message until none is ready or we are asked to stop."""
        name = self._settings.name
        self._ledger.register_channel(name, self._settings.kind)
        self._resume_doubtful()
        self._keep_quiet()
        served = False
        while not self._outside.stop():
            claim = self._claim() or (self._claim() if served and self._breathe() else None)
            if claim is None:
                return
            served = True
            self._outside.step("claim")
            yield self._serve(claim)

    def _claim(self) -> Claim | None:
        channel = self._channel
        return self._ledger.claim(
            self._settings.name,
            lease_seconds=LEASE_SECONDS,
            per_minute=channel.per_minute,
            per_second=channel.per_second,
        )

    def _breathe(self) -> bool:
        """Wait until the budget of this second is free again; False where that is not what holds us back."""
        per_second = self._channel.per_second
        seconds = self._ledger.breath(self._settings.name, per_second) if per_second else 0.0
        if seconds:
            self._outside.sleep(seconds)
        return seconds > 0

    def _keep_quiet(self) -> None:
        """While the channel must not speak, let everything wait but an alarm, and what is urgent where that goes."""
        now = self._now()
        opens = self._openings.next_open(now)
        if opens > now:
            self._ledger.defer(self._settings.name, opens, exempt=always_said(self._office, self._settings))

    def _resume_doubtful(self) -> None:
        """What is in doubt goes again, under its id, where the far side makes one of two; else once, and marked."""
        now = self._now()
        for row in self._ledger.outbox(OutboxState.UNCERTAIN, limit=MOST_ROWS, channel=self._settings.name):
            if row.expires_at is not None and row.expires_at <= now:
                continue
            if self._channel.idempotent and row.attempts < MOST_TRIES_IN_DOUBT:
                self._ledger.resend(row.id, actor=ACTOR, note=_("接收方能识别重复，按原编号重发"))
            elif not self._channel.idempotent and self._may_repeat(row, now):
                self._ledger.repeat(row.id, actor=ACTOR, note=_("未能确认送达，注明后重发一次"))

    def _may_repeat(self, row: OutboxMessage, now: datetime) -> bool:
        """Whether a message goes once more: a digest or escalation, doubtful once, for ten minutes now."""
        if self._settings.on_uncertain != "resend" or row.kind not in REPEATED:
            return False
        doubtful = [attempt for attempt in self._ledger.attempts(row.id) if is_doubtful(attempt)]
        return len(doubtful) == 1 and now - (doubtful[0].finished or now) >= REPEAT_AFTER

    def _serve(self, claim: Claim) -> DispatchResult:
        """Check the claimed message again and, if there is still something to say, send it."""
        row = claim.message
        past = history(self._ledger.attempts(row.id), claim.attempt)
        today = self._now().astimezone(self._office.zone).date()
        try:
            composed = compose(self._ledger, self._channel, row, past, today, near_days=self._office.review.near_days)
        except CommitmentsError:
            raise
        except Exception:  # one message that cannot be put into words must not hold up those behind it
            LOG.exception("%s cannot be put into words", row.ref)
            return self._settle(
                claim, Settlement(OutboxState.DEAD, Fate.NOT_SENT.value, vendor_message=_("消息内容已损坏"))
            )
        if composed is None:
            return self._supersede(claim)
        outcome = self._send(claim, composed)
        if outcome.skew is not None and abs(outcome.skew) > SKEW_SECONDS:
            LOG.warning("our clock is %.0f s away from that of channel %s", -outcome.skew, self._settings.name)
        settled = settlement(outcome, claim, past, self._now(), idempotent=self._channel.idempotent)
        return self._settle(claim, replace(settled, body_sha=composed.sha))

    def _supersede(self, claim: Claim) -> DispatchResult:
        """Nothing is left to say. Put the message back first: only an unsent one can be superseded."""
        later = self._now() + timedelta(seconds=LEASE_SECONDS)
        self._settle(claim, Settlement(OutboxState.READY, Fate.NOT_SENT.value, retry_at=later))
        self._ledger.supersede(claim.message.id, _("各项均已办结"))
        return DispatchResult(dropped=(claim.message.ref,))

    def _send(self, claim: Claim, composed: Composed) -> Outcome:
        try:
            reports = self._office.path(self._office.reports.folder)
            channel = opened(self._settings, self._office.folder, self._outside, reports=reports)
        except ChannelBroken as error:
            return Outcome(Fate.NOT_SENT, Fault.CONFIG, message=str(error))
        if channel.fingerprint != self._fingerprint:
            self._ledger.note_secret(self._settings.name, channel.fingerprint)
            self._fingerprint = channel.fingerprint
        return channel.send(
            composed.payload,
            ident=ident(claim.message),
            now=self._now,
            wire=lambda: self._ledger.mark_wire(claim),
            step=self._outside.step,
        )

    def _settle(self, claim: Claim, settled: Settlement) -> DispatchResult:
        """Write it down, trying again while the ledger is busy; if that fails too the reaper will find the lease."""
        ref = claim.message.ref
        for turn in range(len(SETTLE_WAITS) + 1):
            try:
                ours = self._ledger.settle(claim, settled)
                break
            except LedgerUnavailable:
                if turn == len(SETTLE_WAITS):
                    raise
                self._outside.sleep(SETTLE_WAITS[turn])
        self._outside.step("settle")
        parts = told(
            ref=ref,
            attempt=claim.attempt,
            channel=self._settings.name,
            outcome=settled.outcome,
            state=settled.state,
            status=settled.http_status,
            code=settled.vendor_code,
            milliseconds=settled.milliseconds,
        )
        LOG.info("%s attempt %d on %s: %s", ref, claim.attempt, self._settings.name, settled.outcome, extra=parts)
        if not ours:
            LOG.warning("%s: the lease had ended; the ledger keeps what it knew", ref)
            return DispatchResult(uncertain=(ref,))
        if settled.break_channel:
            report_broken(self._ledger, self._office, claim, settled.break_channel, self._now())
        return _told(ref, self._settings.name, settled)


def _told(ref: str, channel: str, settled: Settlement) -> DispatchResult:
    problems: tuple[Problem, ...] = ()
    if settled.break_channel:
        LOG.error("channel %s is of no use until it is mended: %s", channel, settled.break_channel)
        remedy = _("改好后运行 duban channel test {name}").format(name=channel)
        problems = (Problem(channel, settled.break_channel, remedy),)
    match settled.state:
        case OutboxState.DELIVERED | OutboxState.ACCEPTED:
            return DispatchResult(sent=(ref,))
        case OutboxState.UNCERTAIN:
            return DispatchResult(uncertain=(ref,))
        case OutboxState.DEAD:
            return DispatchResult(failed=(ref,), problems=(Problem(ref, settled.vendor_message),))
        case _:
            return DispatchResult(waiting=(ref,), problems=problems)
