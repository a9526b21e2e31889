"""The half of the ledger that notices live in: planned runs, messages, attempts, channels, mutes, heartbeats."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from commitments import lazily
from commitments.ledger import log
from commitments.ledger.engine import Engines
from commitments.ledger.log import Line
from commitments.ledger.messages import (
    Attempt,
    ChannelStatus,
    Claim,
    Heartbeat,
    Mute,
    NewMessage,
    NewStage,
    NoticeFigures,
    OutboxMessage,
    OutboxState,
    Settlement,
    Stage,
)
from commitments.ledger.refs import number_of, ref_of

if TYPE_CHECKING:
    from commitments.ledger import budgets, channels, ladder, moments, muting, notice_figures, outbox, reserve
else:
    budgets = lazily.module("commitments.ledger.budgets")
    channels = lazily.module("commitments.ledger.channels")
    ladder = lazily.module("commitments.ledger.ladder")
    moments = lazily.module("commitments.ledger.moments")
    muting = lazily.module("commitments.ledger.muting")
    notice_figures = lazily.module("commitments.ledger.notice_figures")
    outbox = lazily.module("commitments.ledger.outbox")
    reserve = lazily.module("commitments.ledger.reserve")

UNSENT = (OutboxState.READY, OutboxState.UNCERTAIN)
ENDED_BADLY = (OutboxState.UNCERTAIN, OutboxState.DEAD, OutboxState.EXPIRED)


class Notices:
    """What the ledger knows of messages; part of `Ledger`."""

    _engines: Engines
    _now: Callable[[], datetime]
    _server_time: bool

    def now(self) -> datetime:
        """This instant, aware, UTC, by the clock that decides: the server's where that was asked for."""
        if not self._server_time:
            return self._now()
        with self._engines.reading() as connection:
            return moments.server_instant(connection)

    def _instant(self, connection: Connection) -> datetime:
        """The same, within a transaction."""
        return moments.server_instant(connection) if self._server_time else self._now()

    def plan(self, job: str, scope: str, slot: date, messages: Sequence[NewMessage], *, note: str = "") -> bool:
        """Write the run of a slot with its messages, all or nothing; False if the slot has its run already."""
        with self._engines.writing() as connection:
            return outbox.plan(connection, job, scope, slot, messages, note=note, now=self._instant(connection))

    def last_slot(self, job: str, scope: str) -> date | None:
        """The latest date a job was planned for; None if never."""
        with self._engines.reading() as connection:
            return outbox.last_slot(connection, job, scope)

    # --- channels

    def register_channel(self, name: str, kind: str) -> None:
        """Make a channel known; one that is known keeps its state."""
        with self._engines.writing() as connection:
            channels.register(connection, name, kind)

    def note_secret(self, name: str, secret_fp: str) -> None:
        """Keep the fingerprint of the address and secret a channel was last opened with."""
        with self._engines.writing() as connection:
            channels.note_secret(connection, name, secret_fp)

    def channels(self) -> tuple[ChannelStatus, ...]:
        """Every channel that was registered, by name."""
        with self._engines.reading() as connection:
            return channels.select_channels(connection)

    def pause_channels(self, names: Collection[str], note: str = "") -> int:
        """Let channels rest until a person resumes them; how many did not. `UnknownEntry` if one is not registered."""
        with self._engines.writing() as connection:
            return channels.pause(connection, frozenset(names), note)

    def resume_channel(self, name: str) -> None:
        """Put a paused or broken channel back into use; `UnknownEntry` if there is none."""
        with self._engines.writing() as connection:
            channels.resume(connection, name)

    # --- sending

    def claim(self, channel: str, *, lease_seconds: int, per_minute: int = 0, per_second: int = 0) -> Claim | None:
        """The right to send the channel's oldest ready message once; None if nothing may go now.

        `per_minute` and `per_second` bound the requests of any minute and of any second. They are counted from the
        attempts, over every process on the ledger and across restarts; 0 for no bound.
        """
        with self._engines.writing() as connection:
            now = self._instant(connection)
            budget = budgets.Budget(per_minute, per_second)
            return outbox.claim(connection, channel, lease_seconds=lease_seconds, budget=budget, now=now)

    def breath(self, channel: str, per_second: int) -> float:
        """Seconds until the budget of a second lets the next request go; 0 if it may go now."""
        with self._engines.reading() as connection:
            return budgets.breath(connection, channel, per_second, self._instant(connection))

    def mark_wire(self, claim: Claim) -> bool:
        """True, committed, only if the lease is still ours: from now on bytes may leave."""
        with self._engines.writing() as connection:
            return outbox.mark_wire(connection, claim, now=self._instant(connection))

    def settle(self, claim: Claim, settlement: Settlement) -> bool:
        """Write what became of an attempt; False if the message was no longer ours to settle."""
        with self._engines.writing() as connection:
            return outbox.settle(connection, claim, settlement, now=self._instant(connection))

    def reap(self) -> tuple[int, int]:
        """Free messages whose lease has ended: how many went back to ready, how many became uncertain."""
        with self._engines.writing() as connection:
            return outbox.reap(connection, now=self._instant(connection))

    def defer(self, channel: str, until: datetime, *, exempt: Sequence[str] = ()) -> int:
        """Let what waits on a channel wait until an instant, except some kinds of message; how many had to."""
        with self._engines.writing() as connection:
            return outbox.defer(connection, channel, until, exempt)

    def supersede(self, outbox_id: int, note: str) -> bool:
        """Take an unsent message out because a newer one says the same; False if it was not unsent any more."""
        return self._move(outbox_id, UNSENT, OutboxState.SUPERSEDED, note)

    def cancel(self, outbox_id: int, *, actor: str, note: str = "") -> bool:
        """Take a waiting message out because a person says so; False if it was not waiting any more."""
        return self._move(outbox_id, UNSENT, OutboxState.CANCELLED, note, actor)

    def confirm_delivered(self, outbox_id: int, *, actor: str, note: str = "") -> bool:
        """A person saw that an uncertain message arrived; False if it was not uncertain."""
        return self._move(outbox_id, (OutboxState.UNCERTAIN,), OutboxState.DELIVERED, note, actor)

    def resend(self, outbox_id: int, *, actor: str, note: str = "") -> bool:
        """A person wants a message tried again; False unless it is uncertain, dead or expired."""
        return self._move(outbox_id, ENDED_BADLY, OutboxState.READY, note, actor)

    def repeat(self, outbox_id: int, *, actor: str, note: str = "") -> bool:
        """The program sends an uncertain message once more, within the times it was given; False if it was not."""
        return self._move(outbox_id, (OutboxState.UNCERTAIN,), OutboxState.READY, note, actor, anew=False)

    def _move(
        self,
        outbox_id: int,
        expected: Sequence[OutboxState],
        becomes: OutboxState,
        note: str,
        actor: str = "",
        *,
        anew: bool = True,
    ) -> bool:
        with self._engines.writing() as connection:
            moved = outbox.move(connection, outbox_id, expected=expected, becomes=becomes, note=note, anew=anew)
            if moved and actor:
                line = Line("message", after={"ref": ref_of(outbox_id), "state": becomes.value}, reason=note)
                log.append(connection, [line], actor=actor, now=self._instant(connection))
            return moved

    # --- looking

    def outbox(self, *states: OutboxState, limit: int = 200, channel: str = "") -> tuple[OutboxMessage, ...]:
        """Messages in these states, or in any if none is named, newest first; of one channel if it is named."""
        with self._engines.reading() as connection:
            return outbox.select_messages(connection, states, limit, channel)

    def message(self, outbox_id: int) -> OutboxMessage:
        """One message; `UnknownEntry` if there is none."""
        with self._engines.reading() as connection:
            return outbox.select_message(connection, outbox_id)

    def clock_skew(self) -> tuple[str, float] | None:
        """The channel asked last and how far its clock was from ours, in seconds; None where nobody told."""
        with self._engines.reading() as connection:
            return outbox.latest_skew(connection)

    def attempts(self, outbox_id: int) -> tuple[Attempt, ...]:
        """Every try at sending one message, first to last."""
        with self._engines.reading() as connection:
            return outbox.select_attempts(connection, outbox_id)

    def notice_figures(self) -> NoticeFigures:
        """How the notices stand, counted."""
        with self._engines.reading() as connection:
            return notice_figures.count(connection, self._instant(connection))

    @staticmethod
    def message_id(ref: str) -> int | None:
        """The id behind a short name such as R-7F3K; None if it is no such name."""
        return number_of(ref)

    # --- the ladder

    def due_revisions(self, target_ids: Sequence[int]) -> Mapping[int, int]:
        """How often each target has started anew, by another due date or by being opened again."""
        with self._engines.reading() as connection:
            return ladder.revisions(connection, target_ids)

    def note_stages(self, slot: date, stages: Sequence[NewStage]) -> int:
        """Record stages of reminding that targets have reached; how many were new. All or nothing."""
        with self._engines.writing() as connection:
            return ladder.note(connection, slot, stages, now=self._instant(connection))

    def stages(self, target_ids: Sequence[int]) -> tuple[Stage, ...]:
        """Every stage recorded for these targets, oldest first."""
        with self._engines.reading() as connection:
            return tuple(ladder.reached(connection, target_ids))

    def new_stages(self, since: date | None, until: date) -> tuple[Stage, ...]:
        """The stages to be told of: noticed in slots after `since` up to and with `until`, none that was overtaken."""
        with self._engines.reading() as connection:
            return tuple(ladder.told(connection, since, until))

    # --- mutes

    def mute(self, words: str, until: date, *, reason: str, day: date, actor: str) -> int:
        """Tell nobody of what a filter finds until a day; the number of the mute. `LedgerError` without a reason."""
        with self._engines.writing() as connection:
            return muting.begin(
                connection, words, until, reason=reason, day=day, actor=actor, now=self._instant(connection)
            )

    def unmute(self, number: int, *, actor: str) -> bool:
        """End a mute before its day; False if it had been ended, `UnknownEntry` if there is none."""
        with self._engines.writing() as connection:
            return muting.end(connection, number, actor=actor, now=self._instant(connection))

    def mutes(self, day: date | None = None) -> tuple[Mute, ...]:
        """The mutes in force on a day, or every one there ever was, oldest first."""
        with self._engines.reading() as connection:
            return muting.select_mutes(connection, day)

    # --- room and life

    def reserve(self) -> bool:
        """Keep room in a file's write-ahead log, so that an outcome can be written down though the disk is full."""
        return reserve.reserve(self._engines, self._now())

    def beat(self, name: str, *, pid: int | None = None, host: str | None = None) -> None:
        """Note that a worker is alive now, and which process on which machine it is."""
        with self._engines.writing() as connection:
            channels.beat(connection, name, self._instant(connection), pid=pid, host=host)

    def worker(self, name: str) -> Heartbeat | None:
        """When a worker was last seen, and where; None if it never was."""
        with self._engines.reading() as connection:
            return channels.select_heartbeat(connection, name)

    def heartbeats(self) -> Mapping[str, datetime]:
        """When each worker was last seen."""
        with self._engines.reading() as connection:
            return channels.select_heartbeats(connection)
