"""The register of responsible units: names resolve to bodies, quotes and owners stay as they were written."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from commitments import bodies as naming
from commitments.errors import LedgerError, UnknownEntry
from commitments.i18n import _
from commitments.ledger import log, vouched_records
from commitments.ledger.conditions import REJECTED
from commitments.ledger.hydration import AnyRow
from commitments.ledger.log import Line
from commitments.ledger.revision_tables import body, body_name
from commitments.ledger.revision_values import Alias, Body, BodyKind, Unresolved
from commitments.ledger.tables import owner, target
from commitments.ledger.vouched_records import UNIT

MOST_AKIN = 3  # suggestions beside one name


def add(
    connection: Connection, name: str, *, kind: BodyKind | None, parent: str | None, actor: str, now: datetime
) -> Body:
    """Enter a unit under its canonical name; `LedgerError` if the name is taken or empty."""
    name = name.strip()
    if not name:
        raise LedgerError(_("单位要有名称"), remedy=_("写明单位全称"))
    if _by_name(connection, name) is not None:
        raise LedgerError(_("已有叫“{name}”的单位").format(name=name), remedy=_("用 duban units show 查看"))
    found = kind or (BodyKind.GROUP if naming.is_group(name) else BodyKind.UNIT)
    parent_id = _known(connection, parent).id if parent else None
    values: dict[str, Any] = {"name": name, "kind": found, "parent_id": parent_id, "contact": "", "chats": {}}
    number = connection.execute(insert(body).values(values).returning(body.c.id)).scalar_one()
    connection.execute(insert(body_name).values(body_id=number, name=name))
    _log(connection, "unit_add", number, {"name": name, "kind": found.value, "parent": parent}, actor, now)
    return _body(connection, number)


def alias(
    connection: Connection, name: str, other: str, *, since: date | None, until: date | None, actor: str, now: datetime
) -> Body:
    """Let a unit be known by another name too, for a time or for ever."""
    found = _known(connection, name)
    _check_days(since, until)
    _put_name(connection, found.id, other.strip(), since, until)
    after = {"alias": other.strip(), "since": _iso(since), "until": _iso(until)}
    _log(connection, "unit_alias", found.id, after, actor, now)
    return _body(connection, found.id)


def rename(connection: Connection, name: str, new: str, *, on: date | None, actor: str, now: datetime) -> Body:
    """Give a unit another canonical name from a day on; the old one stays an alias, and no quote changes."""
    found = _known(connection, name)
    taken = _by_name(connection, new)
    bears = select(body.c.id).where(body.c.name == new, body.c.id != found.id)  # one that was merged keeps its name
    if (taken is not None and taken.id != found.id) or connection.execute(bears).first() is not None:
        raise LedgerError(_("“{name}”是另一个单位").format(name=new), remedy=_("要合并两个单位，用 duban units merge"))
    until = None if on is None else on - timedelta(days=1)
    _put_name(connection, found.id, found.name, None, until)
    _put_name(connection, found.id, new, on, None)
    connection.execute(update(body).where(body.c.id == found.id).values(name=new))
    _log(connection, "unit_rename", found.id, {"was": found.name, "name": new, "on": _iso(on)}, actor, now)
    return _body(connection, found.id)


def merge(connection: Connection, name: str, into: str, *, on: date | None, actor: str, now: datetime) -> Body:
    """Let one unit be part of another from a day on: its names lead to that one, and no quote changes."""
    gone, stays = _known(connection, name), _known(connection, into)
    if gone.id == stays.id:
        raise LedgerError(_("这已是同一个单位"), remedy=_("用 duban units show 查看它的名称"))
    for row in connection.execute(select(body_name).where(body_name.c.body_id == gone.id)).all():
        _put_name(connection, stays.id, row.name, on or row.since, None if on else row.until)
        if on is not None and (row.until is None or row.until >= on):  # until then it meant the unit that was
            days = {"since": row.since, "until": on - timedelta(days=1)}
            connection.execute(update(body_name).where(body_name.c.id == row.id).values(days))
    connection.execute(update(body).where(body.c.id == gone.id).values(merged_into=stays.id))
    after = {"name": gone.name, "into": stays.name, "on": _iso(on)}
    _log(connection, "unit_merge", gone.id, after, actor, now, stays.id)
    return _body(connection, stays.id)


def reach(
    connection: Connection, name: str, *, contact: str | None, chats: dict[str, str], actor: str, now: datetime
) -> Body:
    """Note whom to ask and where to write: a contact, and ids on channels; an empty id is taken out."""
    found = _known(connection, name)
    kept = {channel: ident for channel, ident in {**found.chats, **chats}.items() if ident}
    values: dict[str, Any] = {"chats": kept}
    if contact is not None:
        values["contact"] = contact
    connection.execute(update(body).where(body.c.id == found.id).values(values))
    _log(connection, "unit_reach", found.id, {"name": found.name, "channels": sorted(kept)}, actor, now)
    return _body(connection, found.id)


def settle_unresolved(connection: Connection, *, actor: str, now: datetime) -> tuple[int, int]:
    """Resolve what needs no judgement: likely writings become aliases, other names units. How many of each."""
    aliases = added = 0
    for waiting in unresolved(connection):
        if waiting.likely is None and _by_name(connection, waiting.name) is not None:
            continue  # another writing has brought it along
        units, names = settle_name(connection, waiting.name, waiting.likely, actor=actor, now=now)
        added, aliases = added + units, aliases + names
    return aliases, added


def settle_name(connection: Connection, name: str, meant: str | None, *, actor: str, now: datetime) -> tuple[int, int]:
    """Let a name mean a unit, entered if nobody bears its name yet, or be one itself. Units and aliases added."""
    unit, added = meant or name, 0
    if _by_name(connection, unit) is None or meant is None:
        add(connection, unit, kind=None, parent=None, actor=actor, now=now)
        added = 1
    if meant is None or meant == name:
        return added, 0
    alias(connection, unit, name, since=None, until=None, actor=actor, now=now)
    return added, 1


def unresolved(connection: Connection) -> tuple[Unresolved, ...]:
    """Names on targets that no unit bears, the most frequent first, and whom each may mean."""
    statement = (
        select(owner.c.name, func.count(func.distinct(owner.c.target_id)).label("targets"))
        .join(target, target.c.id == owner.c.target_id)
        .where(owner.c.name.not_in(select(body_name.c.name)), target.c.standing != REJECTED)
        .group_by(owner.c.name)
        .order_by(func.count(func.distinct(owner.c.target_id)).desc(), owner.c.name)
    )
    waiting = connection.execute(statement).all()
    units = connection.execute(select(body.c.name).where(body.c.merged_into.is_(None))).scalars().all()
    registered, written = _by_key(units), _by_key(row.name for row in waiting)
    kinship = naming.Kinship([*units, *(row.name for row in waiting)])
    found = []
    for name, targets in waiting:
        key = naming.key_of(name)
        same = naming.writings(name, registered.get(key, ()))
        if not same and (others := naming.writings(name, written[key] - {name})):
            same = {naming.fullest({name, *others})} - {name}
        meant = min(same) if len(same) == 1 else None
        found.append(Unresolved(name, targets, meant, naming.is_group(name), kinship.of(name)[:MOST_AKIN]))
    return tuple(found)


def names_in_use(connection: Connection) -> tuple[str, ...]:
    """Every name that is written on a target, rejected ones aside, or stands in the register, most frequent first."""
    statement = (
        select(owner.c.name)
        .join(target, target.c.id == owner.c.target_id)
        .where(target.c.standing != REJECTED)
        .group_by(owner.c.name)
        .order_by(func.count().desc(), owner.c.name)
    )
    registered = select(body_name.c.name).order_by(body_name.c.name)
    found = [*connection.execute(statement).scalars(), *connection.execute(registered).scalars()]
    return tuple(dict.fromkeys(found))


def _by_key(names: Iterable[str]) -> dict[str, set[str]]:
    """Names that are writings of one, by what they have in common."""
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(naming.key_of(name), set()).add(name)
    return found


def resolve(connection: Connection, name: str, day: date | None) -> Body | None:
    """The unit a name meant on a day: one that was so called then, before one that was so called at all."""
    rows = connection.execute(
        select(body_name, body.c.merged_into)
        .join(body, body.c.id == body_name.c.body_id)
        .where(body_name.c.name == name)
        .order_by(body.c.merged_into.is_not(None), body_name.c.id)
    ).all()
    fitting = [row for row in rows if _covers(row, day)]
    return _body(connection, (fitting or rows)[0].body_id) if rows else None


def select_bodies(connection: Connection) -> tuple[Body, ...]:
    """Every unit that was not merged into another, by name."""
    statement = select(body.c.id).where(body.c.merged_into.is_(None)).order_by(body.c.name)
    return _bodies(connection, connection.execute(statement).scalars().all())


def named(connection: Connection, name: str) -> Body:
    """The unit that is or was so called; `UnknownEntry` if there is none."""
    return _known(connection, name)


def _covers(row: AnyRow, day: date | None) -> bool:
    return day is None or ((row.since is None or row.since <= day) and (row.until is None or day <= row.until))


def _by_name(connection: Connection, name: str) -> Body | None:
    return resolve(connection, name, None)


def _known(connection: Connection, name: str) -> Body:
    found = _by_name(connection, name.strip())
    if found is None:
        raise UnknownEntry(
            _("没有叫“{name}”的单位").format(name=name), remedy=_("用 duban units 查看，或用 units add 登记")
        )
    return found


def _put_name(connection: Connection, body_id: int, name: str, since: date | None, until: date | None) -> None:
    """A name of a unit with these days, whether it had the name before or not."""
    if not name:
        raise LedgerError(_("单位要有名称"), remedy=_("写明单位名称"))
    known = (body_name.c.body_id == body_id) & (body_name.c.name == name)
    values = {"since": since, "until": until}
    if connection.execute(update(body_name).where(known).values(values)).rowcount == 0:
        connection.execute(insert(body_name).values(body_id=body_id, name=name, **values))


def _check_days(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until < since:
        raise LedgerError(_("终止日期早于起始日期"), remedy=_("核对 --since 和 --until"))


def _body(connection: Connection, body_id: int) -> Body:
    return _bodies(connection, [body_id])[0]


def _bodies(connection: Connection, ids: Sequence[int]) -> tuple[Body, ...]:
    names: dict[int, list[Alias]] = {}
    for row in connection.execute(select(body_name).order_by(body_name.c.since.nulls_first(), body_name.c.id)):
        names.setdefault(row.body_id, []).append(Alias(row.name, row.since, row.until))
    rows = {row.id: row for row in connection.execute(select(body))}
    return tuple(
        Body(
            row.id,
            row.name,
            row.kind,
            rows[row.parent_id].name if row.parent_id else None,
            row.contact,
            row.chats,
            tuple(names.get(row.id, ())),
            rows[row.merged_into].name if row.merged_into else None,
        )
        for row in (rows[number] for number in ids)
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _log(
    connection: Connection, action: str, number: int, after: dict[str, Any], actor: str, now: datetime, *others: int
) -> None:
    """The line that tells what was done with a unit; it vouches for this one and for `others` that changed with it."""
    readings = vouched_records.vouch(connection, UNIT, number, *others)
    log.append(connection, [Line(action, after={"unit": number, **after}, readings=readings)], actor=actor, now=now)
