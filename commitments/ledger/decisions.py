"""What people decide: each change grows the row's version and leaves a line in the log, in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from commitments.codes import code_of
from commitments.errors import LedgerError, StaleEntry
from commitments.evidence import RejectReason, Review
from commitments.i18n import _
from commitments.ledger import log
from commitments.ledger.hydration import AnyRow
from commitments.ledger.log import Line
from commitments.ledger.queries import pages, unknown_target
from commitments.ledger.tables import target

Change = Callable[[AnyRow], Mapping[str, Any]]  # a target row as it stands → the columns that become different

_STANDING = (
    target.c.id,
    target.c.review,
    target.c.reject_reason,
    target.c.verdict,
    target.c.verdict_reason,
    target.c.version,
    target.c.unit,
    target.c.due,
    target.c.original_due,
    target.c.times_moved,
    target.c.recurrence,
)


def watched(row: AnyRow) -> bool:
    """Whether people count on the due date of this target: from then on it moves by extension only."""
    return row.review is not Review.CANDIDATE or row.times_moved > 0


def accept(_row: AnyRow) -> Mapping[str, Any]:
    """Take it into care."""
    return {"review": Review.TRACKED, "reject_reason": None}


def rejection(reason: RejectReason) -> Change:
    """Send it back, with the reason."""
    return lambda _row: {"review": Review.REJECTED, "reject_reason": reason}


def decide(
    connection: Connection,
    target_ids: Sequence[int],
    change: Change,
    *,
    action: str,
    actor: str,
    now: datetime,
    reason: str = "",
    expected_version: int | None = None,
    seen: int | None = None,
) -> int:
    """Apply `change` to each target once; how many became different. `UnknownEntry` or `StaleEntry` change nothing."""
    refuse_overtaken(connection, target_ids, seen=seen, actor=actor)
    lines: list[Line] = []
    changes: list[tuple[int, Mapping[str, Any]]] = []
    for row in locked(connection, target_ids, expected_version):
        after = {name: value for name, value in change(row).items() if getattr(row, name) != value}
        if after:
            before = {name: getattr(row, name) for name in after}
            lines.append(Line(action, row.id, before=plain(before), after=plain(after), reason=reason))
            changes.append((row.id, after))
    write_many(connection, changes)
    log.append(connection, lines, actor=actor, now=now)
    return len(lines)


def write(connection: Connection, target_id: int, values: Mapping[str, Any]) -> None:
    """Write columns of one row, or none: in either case it has become a newer version."""
    statement = update(target).where(target.c.id == target_id)
    connection.execute(statement.values(**values, version=target.c.version + 1))


def write_many(connection: Connection, changes: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Write columns of many rows; each grows its version. Rows with the same columns are written together."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for number, values in changes:
        alike.setdefault(tuple(values), []).append({"changed_id": number, **values})
    statement = update(target).where(target.c.id == bindparam("changed_id"))
    for names, rows in alike.items():
        columns: dict[str, Any] = {name: bindparam(name) for name in names}
        connection.execute(statement.values(**columns, version=target.c.version + 1), rows)


def locked(connection: Connection, target_ids: Sequence[int], expected_version: int | None) -> list[AnyRow]:
    """The rows as they stand, each once, in the order asked, held until the transaction ends."""
    wanted = list(dict.fromkeys(target_ids))
    found: dict[int, AnyRow] = {}
    for page in pages(wanted):
        statement = select(*_STANDING).where(target.c.id.in_(page)).order_by(target.c.id).with_for_update()
        found.update((row.id, row) for row in connection.execute(statement))
    for number in wanted:
        if number not in found:
            raise unknown_target(number)
        if expected_version is not None and found[number].version != expected_version:
            raise StaleEntry(_("条目 {code} 刚被别人改过").format(code=code_of(number)), remedy=_("重新查看后再保存"))
    return [found[number] for number in wanted]


def refuse_overtaken(connection: Connection, target_ids: Sequence[int], *, seen: int | None, actor: str) -> None:
    """Raise `StaleEntry` if somebody else wrote about one of the targets since line `seen` of the log."""
    found = log.overtaken(connection, target_ids, seen=seen, actor=actor) if seen is not None else {}
    if found:
        said = _("{n} 个条目刚被别人改过，先是 {code}").format(n=len(found), code=code_of(min(found)))
        raise StaleEntry(said, remedy=_("重新查看后再保存"))


def refuse_rejected(row: AnyRow) -> None:
    """Raise `LedgerError` for a target that was sent back: it has no progress and no verdict."""
    if row.review is Review.REJECTED:
        raise LedgerError(
            _("条目 {code} 已退回，不能登记进展或结论").format(code=code_of(row.id)), remedy=_("先重新收录这个条目")
        )


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Column values as the log writes them: JSON values."""
    return {name: _as_json(value) for name, value in values.items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
