"""Closing a target (销号): one person concludes, a second one confirms; or one alone, and then the ledger says so."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from commitments.codes import code_of
from commitments.errors import LedgerError
from commitments.evidence import Review, Verdict
from commitments.i18n import _
from commitments.ledger import decisions, log
from commitments.ledger.closing import evidence_that_closes
from commitments.ledger.decisions import locked, refuse_rejected
from commitments.ledger.hydration import AnyRow
from commitments.ledger.life_tables import closing
from commitments.ledger.log import Line
from commitments.ledger.own_words import EVIDENCE_STRUCK
from commitments.ledger.queries import pages

RESTS_ON_EVIDENCE = (Verdict.MET, Verdict.MET_LATE, Verdict.PARTLY)
OPENED = {"verdict": Verdict.OPEN, "verdict_reason": ""}
Plain = dict[str, Any]  # a row of `closing` as JSON, without its target


def judge(
    connection: Connection,
    target_id: int,
    verdict: Verdict,
    *,
    reason: str,
    actor: str,
    now: datetime,
    alone: bool,
    superseded_by: int | None = None,
    expected_version: int | None = None,
) -> None:
    """Conclude on a target: a proposal, the confirmation of somebody else's, or, `alone`, at once.

    Raises:
        LedgerError: no reason; nothing to rest it on; sent back; or closed already and first to be opened again.
    """
    row = locked(connection, [target_id], expected_version)[0]
    if verdict is Verdict.OPEN:
        _open_again(connection, row, actor=actor, now=now, reason=reason, action="judge")
        return
    _check(connection, row, verdict, reason)
    if superseded_by is not None:
        _check_successor(connection, target_id, superseded_by)
    waiting = closing_of(connection, target_id)
    fresh = _proposal(verdict, reason.strip(), actor, now, superseded_by)
    if alone:
        _close(connection, row, waiting, {**fresh, "self_verified": True}, actor=actor, now=now, note=reason)
    elif row.verdict is not Verdict.OPEN:
        raise LedgerError(_("条目 {code} 已销号").format(code=code_of(target_id)), remedy=_("要改结论，先重新打开"))
    elif waiting is not None and _says_the_same(waiting, fresh) and not same_person(waiting["proposed_by"], actor):
        _close(connection, row, waiting, _confirmed(waiting, actor, now), actor=actor, now=now, note=reason)
    else:
        _write(connection, row, "propose", {}, waiting, fresh, actor=actor, now=now, reason=reason.strip())


def confirm(
    connection: Connection, target_id: int, *, actor: str, now: datetime, note: str = "", expected_version: int | None
) -> None:
    """Confirm what somebody else proposed: closes the target. `LedgerError` for one's own, or if nothing waits."""
    row = locked(connection, [target_id], expected_version)[0]
    waiting = _waiting(connection, row)
    if same_person(waiting["proposed_by"], actor):
        raise LedgerError(
            _("结论是 {who} 自己提出的，要由另一人确认").format(who=actor),
            remedy=_("请另一人确认；只有一人时用 --self-verified，台账会如实记为自行核定"),
        )
    _check(connection, row, Verdict(waiting["verdict"]), waiting["reason"])
    _close(connection, row, waiting, _confirmed(waiting, actor, now), actor=actor, now=now, note=note)


def decline(connection: Connection, target_id: int, *, reason: str, actor: str, now: datetime) -> None:
    """Send a proposal back, with a reason; its own author may withdraw it so."""
    if not reason.strip():
        raise LedgerError(_("不同意结论要写明理由"), remedy=_("补上理由，例如还缺哪份材料"))
    row = locked(connection, [target_id], None)[0]
    waiting = _waiting(connection, row)
    _write(connection, row, "decline", {}, waiting, None, actor=actor, now=now, reason=reason.strip())


def reopen(connection: Connection, target_ids: Sequence[int], *, actor: str, now: datetime, reason: str) -> int:
    """Take the last decision on each back: a verdict, else a proposal, else the review; how many changed."""
    changed, undecided = 0, []
    proposed = _with_closing(connection, target_ids)
    for row in locked(connection, target_ids, None):
        if row.verdict is Verdict.OPEN and row.id not in proposed:
            undecided.append(row.id)
        else:
            _open_again(connection, row, actor=actor, now=now, reason=reason, action="reopen")
            changed += 1
    return changed + decisions.decide(
        connection, undecided, lambda _row: _CANDIDATE, action="reopen", actor=actor, now=now, reason=reason
    )


def _with_closing(connection: Connection, target_ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for page in pages(target_ids):
        found |= set(connection.execute(select(closing.c.target_id).where(closing.c.target_id.in_(page))).scalars())
    return found


def open_if_bare(connection: Connection, row: AnyRow, *, actor: str, now: datetime) -> None:
    """Open a verdict or proposal again that rested on evidence and has none left."""
    standing = closing_of(connection, row.id)
    said = row.verdict if row.verdict is not Verdict.OPEN else Verdict(standing["verdict"]) if standing else None
    if said in RESTS_ON_EVIDENCE and not evidence_that_closes(connection, row.id):
        _open_again(connection, row, actor=actor, now=now, reason=EVIDENCE_STRUCK, action="reopen")


def closing_of(connection: Connection, target_id: int) -> Plain | None:
    """How a target is being closed or was, as plain JSON; None if nobody concluded anything."""
    row = connection.execute(select(closing).where(closing.c.target_id == target_id)).mappings().one_or_none()
    return None if row is None else decisions.plain({name: row[name] for name in row if name != "target_id"})


def put_closing(connection: Connection, target_id: int, values: Plain | None) -> None:
    """Let the record of closing say exactly this."""
    connection.execute(delete(closing).where(closing.c.target_id == target_id))
    if values is not None:
        instants = {name: _instant(values[name]) for name in ("proposed_at", "confirmed_at")}
        connection.execute(insert(closing).values(target_id=target_id, **{**values, **instants}))


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are typed."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _check(connection: Connection, row: AnyRow, verdict: Verdict, reason: str) -> None:
    if not reason.strip():
        raise LedgerError(_("给出结论要写明理由"), remedy=_("补上理由，例如依据的材料和日期"))
    refuse_rejected(row)
    if verdict in RESTS_ON_EVIDENCE and not evidence_that_closes(connection, row.id):
        raise LedgerError(
            _("条目 {code} 还没有可据以销号的证据").format(code=code_of(row.id)),
            remedy=_("先登记并采信一条证据；仅有宣布、报道不足以销号"),
        )


def _check_successor(connection: Connection, target_id: int, successor: int) -> None:
    """A target is superseded by another one that stands, and never, round a circle, by itself."""
    row = locked(connection, [successor], None)[0]
    if row.review is Review.REJECTED:
        raise LedgerError(_("条目 {code} 已退回，不能取代别的条目").format(code=code_of(successor)))
    seen: int | None = successor
    while seen is not None:
        if seen == target_id:
            raise LedgerError(_("条目 {code} 不能由自己取代").format(code=code_of(target_id)))
        seen = connection.execute(select(closing.c.superseded_by).where(closing.c.target_id == seen)).scalar()


def _waiting(connection: Connection, row: AnyRow) -> Plain:
    found = closing_of(connection, row.id)
    if found is None or row.verdict is not Verdict.OPEN:
        raise LedgerError(
            _("条目 {code} 没有待确认的结论").format(code=code_of(row.id)), remedy=_("先由一人用 duban judge 提出结论")
        )
    return found


def _proposal(verdict: Verdict, reason: str, actor: str, now: datetime, superseded_by: int | None) -> Plain:
    return {
        "verdict": verdict.value,
        "reason": reason,
        "proposed_by": actor,
        "proposed_at": now.isoformat(),
        "confirmed_by": None,
        "confirmed_at": None,
        "self_verified": False,
        "superseded_by": superseded_by,
    }


def _confirmed(waiting: Plain, actor: str, now: datetime) -> Plain:
    return {**waiting, "confirmed_by": actor, "confirmed_at": now.isoformat()}


def _says_the_same(one: Plain, other: Plain) -> bool:
    return all(one[name] == other[name] for name in ("verdict", "superseded_by"))


def _close(
    connection: Connection, row: AnyRow, was: Plain | None, becomes: Plain, *, actor: str, now: datetime, note: str
) -> None:
    after = {"verdict": Verdict(becomes["verdict"]), "verdict_reason": becomes["reason"]}
    if was is not None and (row.verdict, row.verdict_reason) == (after["verdict"], after["verdict_reason"]):
        return  # it stands so already
    _write(connection, row, "judge", after, was, becomes, actor=actor, now=now, reason=note.strip())


def _open_again(connection: Connection, row: AnyRow, *, actor: str, now: datetime, reason: str, action: str) -> None:
    """Take back a verdict, or a proposal, if there is either."""
    was = closing_of(connection, row.id)
    if was is not None or row.verdict is not Verdict.OPEN:
        _write(connection, row, action, OPENED, was, None, actor=actor, now=now, reason=reason)


def _write(
    connection: Connection,
    row: AnyRow,
    action: str,
    values: Mapping[str, Any],
    was: Plain | None,
    becomes: Plain | None,
    *,
    actor: str,
    now: datetime,
    reason: str,
) -> None:
    """Write target, record of closing and line of the log together."""
    after = {name: value for name, value in values.items() if getattr(row, name) != value}
    before = {name: getattr(row, name) for name in after}
    decisions.write(connection, row.id, after)
    put_closing(connection, row.id, becomes)
    line = Line(
        action,
        row.id,
        before={**decisions.plain(before), "closing": was},
        after={**decisions.plain(after), "closing": becomes},
        reason=reason,
    )
    log.append(connection, [line], actor=actor, now=now)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


_CANDIDATE = {"review": Review.CANDIDATE, "reject_reason": None}
