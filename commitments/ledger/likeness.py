"""Targets that may be one promise entered twice: found by what they quote, for a reviewer to merge or leave."""

import re

from sqlalchemy import Connection, bindparam, or_, select

from commitments.ledger.choosing import listed
from commitments.ledger.conditions import REJECTED
from commitments.ledger.finding_tables import restatement
from commitments.ledger.findings_values import Alike, LinkState
from commitments.ledger.hydration import AnyRow
from commitments.ledger.search import holders_of_one
from commitments.ledger.tables import target
from commitments.matching import comparable, pairs

ENOUGH = 0.6  # of the pairs of both quotes together; less is a phrase that plans have in common
_INSIDE = 0.9  # the likeness of a quote that is a part of another one
_FEWEST = 5  # pairs in common; fewer are a phrase
_LOOKED_AT = 300
_PROBES = 4
_PROBE = 5  # characters; shorter ones stand everywhere
_PIECES = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
_OTHERS = select(target.c.id, target.c.quote, target.c.unit, target.c.value.is_not(None)).where(
    listed(target.c.id), target.c.id != bindparam("own"), target.c.standing != REJECTED
)


def select_alike(connection: Connection, target_id: int, *, most: int) -> tuple[Alike, ...]:
    """Targets that are not rejected and say much the same as this one, the likest first; none for an unknown id."""
    own = connection.execute(
        select(target.c.quote, target.c.unit, target.c.value).where(target.c.id == target_id)
    ).one_or_none()
    if own is None:
        return ()
    found = _linked(connection, target_id) | _by_words(connection, target_id, own)
    best = sorted(found.items(), key=lambda one: (-one[1], one[0]))[:most]
    return tuple(Alike(number, round(score, 3)) for number, score in best)


def _linked(connection: Connection, target_id: int) -> dict[int, float]:
    """Those that are known to say it again, unless a person said they do not."""
    columns = (restatement.c.earlier_id, restatement.c.later_id, restatement.c.score)
    statement = (
        select(*columns)
        .join(target, target.c.id == restatement.c.earlier_id + restatement.c.later_id - target_id)
        .where(or_(restatement.c.earlier_id == target_id, restatement.c.later_id == target_id))
        .where(restatement.c.state != LinkState.REFUSED, target.c.standing != REJECTED)
    )
    rows = connection.execute(statement)
    return {row.earlier_id + row.later_id - target_id: row.score for row in rows}


def _by_words(connection: Connection, target_id: int, own: AnyRow) -> dict[int, float]:
    probes = probes_of(own.quote)
    asked = pairs(own.quote, own.unit)
    if not probes or not asked:
        return {}
    holders = holders_of_one(connection, probes, most=_LOOKED_AT)
    found = {}
    for number, quote, unit, measured in connection.execute(_OTHERS, {"ids": holders, "own": target_id}).all():
        score = _likeness(asked, pairs(quote, unit))
        counted = own.value is not None and measured
        if score >= ENOUGH and not (counted and not comparable(own.unit, unit)):
            found[number] = score
    return found


def _likeness(asked: frozenset[str], theirs: frozenset[str]) -> float:
    """What both share, of both together; or most of the shorter one, where it stands in the longer one as it is."""
    common = len(asked & theirs)
    if not common:
        return 0.0
    inside = _INSIDE * common / min(len(asked), len(theirs)) if common >= _FEWEST else 0.0
    return max(2 * common / (len(asked) + len(theirs)), inside)


def probes_of(quote: str) -> list[str]:
    """Some stretches of a quote that another one would have in common: out of the middle of its longest pieces."""
    pieces = sorted((piece for piece in _PIECES.split(quote) if len(piece) >= _PROBE), key=len, reverse=True)
    starts = ((piece, (len(piece) - _PROBE) // 2) for piece in pieces[:_PROBES])
    return [piece[start : start + _PROBE] for piece, start in starts]
