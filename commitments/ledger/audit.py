"""The audit: is the log whole, and does what stands in the ledger agree with what the log says was decided?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, select, text

from commitments.codes import code_of
from commitments.evidence import Review, Verdict
from commitments.i18n import _
from commitments.ledger.chain import GENESIS, link
from commitments.ledger.descent import HEARD as DESCENDED
from commitments.ledger.descent import Descent
from commitments.ledger.record_warrants import ANSWERING, TOLD, RecordWarrants
from commitments.ledger.records import Audit, Finding, Seal
from commitments.ledger.retelling import HEARD as RETOLD
from commitments.ledger.retelling import Retelling
from commitments.ledger.tables import chain, document, target
from commitments.ledger.warrants import Warrants
from commitments.ledger.witness import HEARD, Witness

BATCH = 10_000
_LINE = 'action, target_id, document_id, "before", "after", reason, readings, hash FROM event ORDER BY id'
_SQLITE = f"SELECT id, at, actor, {_LINE}"
_POSTGRESQL = f"SELECT id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), actor, {_LINE}"
_ACTION, _TARGET, _DOCUMENT, _AFTER, _REASON, _READINGS, _HASH = 3, 4, 5, 7, 8, 9, 10  # places in a line
RawLine = Row[*tuple[Any, ...]]
Known = Mapping[tuple[int, str], Any]  # what the log said last of a column of a target

# What a target is born with; `due` is born as the original due date.
_AT_BIRTH: dict[str, Any] = {
    "review": Review.CANDIDATE.value,
    "reject_reason": None,
    "verdict": Verdict.OPEN.value,
    "verdict_reason": "",
    "times_moved": 0,
}
_DECIDED = (*_AT_BIRTH, "due")
# what comes of a list where a number should be, and so on
_NONSENSE = (AttributeError, KeyError, TypeError, ValueError)
_LISTENED_TO = HEARD | RETOLD | DESCENDED | TOLD.keys()  # beside every line about a target


@dataclass(slots=True)
class _Walk:
    """Where a walk along the chain stands."""

    events: int = 0
    last: int = 0
    seal: str = GENESIS


class _Ears:
    """Who listens to the lines of the log, each for what it will look for among the rows."""

    def __init__(self) -> None:
        self.said: dict[tuple[int, str], Any] = {}
        self.witness, self.warrants = Witness(), Warrants()
        self.retelling, self.records, self.descent = Retelling(), RecordWarrants(), Descent()

    def hear(self, line: RawLine) -> None:
        """Let all of them hear one line; raises one of `_NONSENSE` for one that this program cannot have written."""
        action, target_id, readings = line[_ACTION], line[_TARGET], line[_READINGS]
        told = _told(line)
        if told and target_id is not None:
            self.said |= {(target_id, name): told[name] for name in _DECIDED if name in told}
        if action in HEARD:
            self.witness.hear(action, target_id, line[_DOCUMENT], told, readings)
        if action in RETOLD:
            self.retelling.hear(line[0], line[1], line[2], action, target_id, told, line[_REASON])
        if readings:
            self.warrants.hear(action, target_id, readings)
        if action in DESCENDED:
            self.descent.hear(line[0], action, target_id, told, readings)
        if readings or action in TOLD or action in ANSWERING:
            self.records.hear(line[1], line[2], action, target_id, line[_DOCUMENT], told, readings)


def audit(connection: Connection, kept: Sequence[Seal] = ()) -> Audit:
    """Walk the whole log once.

    Args:
        connection: a reading transaction; others may write meanwhile.
        kept: seals that somebody noted down earlier; each must still be the seal of its line.
    """
    walk, ears = _Walk(), _Ears()
    wanted = {seal.event: seal.hash for seal in kept}
    findings: list[Finding] = []
    for line in _lines(connection):
        strange = _seal_findings(walk, line)
        if wanted.pop(line[0], line[_HASH]) != line[_HASH]:
            findings.append(Finding(line[0], _("封印与先前记下的不同：这条记录或它以前的记录被整段重写过")))
        try:
            ears.hear(line)
        except _NONSENSE:
            strange = strange or [Finding(line[0], _("这条记录的内容不是本程序写的"))]
        findings += strange
    findings += [Finding(event, _("先前记下封印的这条记录不见了")) for event in wanted]
    findings += _end_findings(connection, walk)
    findings += _document_findings(connection)
    findings += _standing_findings(connection, ears.said)
    witnessed = list(ears.witness.findings(connection))
    findings += witnessed
    known = set(witnessed)  # of evidence its own line tells, and vouches for it: one finding is enough
    for listener in (ears.warrants, ears.retelling, ears.records, ears.descent):
        findings += [finding for finding in listener.findings(connection) if finding not in known]
    head = Seal(walk.last, walk.seal)
    return Audit(walk.events, head, tuple(findings), ears.warrants.uncovered, ears.records.uncovered)


def head(connection: Connection) -> Seal:
    """The newest line and its seal, as the ledger itself keeps them: worth noting down elsewhere."""
    end = connection.execute(select(chain)).one()
    return Seal(end.last_event, end.head)


def _lines(connection: Connection) -> Iterator[RawLine]:
    """Every line as it is stored, never all of them in memory."""
    statement = _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
    with connection.execute(text(statement), execution_options={"stream_results": True}) as found:
        while batch := found.fetchmany(BATCH):
            yield from batch


def _seal_findings(walk: _Walk, line: RawLine) -> list[Finding]:
    """Compare one seal. The stored one is carried on, so that one change makes one finding, not a thousand."""
    fits = link(walk.seal, line[: _HASH if line[_READINGS] else _READINGS]) == line[_HASH]
    walk.events, walk.last, walk.seal = walk.events + 1, line[0], line[_HASH]
    if fits:
        return []
    return [Finding(line[0], _("封印不符：这条记录被改过，或它前面有记录被删、被插入、被调换"))]


def _end_findings(connection: Connection, walk: _Walk) -> list[Finding]:
    end = connection.execute(select(chain)).one_or_none()
    if end is None:
        return [Finding(walk.last, _("链尾登记不见了"))]
    if (end.events, end.last_event, end.head) == (walk.events, walk.last, walk.seal):
        return []
    message = _("链尾不符：登记应有 {expected} 条，止于第 {last} 号；实有 {found} 条，止于第 {end} 号")
    return [
        Finding(walk.last, message.format(expected=end.events, last=end.last_event, found=walk.events, end=walk.last))
    ]


def _document_findings(connection: Connection) -> list[Finding]:
    rows = connection.execute(select(document.c.id, document.c.name, document.c.sha256, document.c.body))
    return [
        Finding(None, _("文件 {name}（第 {id} 号）的原文被改过").format(name=row.name, id=row.id))
        for row in rows
        if sha256(row.body.encode()).hexdigest() != row.sha256
    ]


def _told(line: RawLine) -> Mapping[str, Any]:
    """What a line says of how things stand after it, where somebody listens; nothing for a line that is nonsense."""
    if line[_AFTER] == "{}" or (line[_TARGET] is None and line[_ACTION] not in _LISTENED_TO):
        return {}
    try:
        told = json.loads(line[_AFTER])
    except ValueError:  # the seal tells of it
        return {}
    return told if isinstance(told, dict) else {}


def _standing_findings(connection: Connection, said: Known) -> list[Finding]:
    """Rows that stand differently from what the log last said of them: changed without a decision."""
    columns = [target.c[name] for name in _DECIDED]
    rows = connection.execute(select(target.c.id, target.c.original_due, *columns).order_by(target.c.id))
    findings = []
    for number, original_due, *values in rows:
        born = {**_AT_BIRTH, "due": _text(original_due)}
        for name, value in zip(_DECIDED, values, strict=True):
            expected, found = said.get((number, name), born[name]), _text(value)
            if found != expected:
                findings.append(Finding(None, _difference(number, name, expected, found)))
    return findings


def _difference(number: int, name: str, expected: Any, found: Any) -> str:
    message = _("条目 {code} 的 {column} 与记录不符：记录为 {expected}，现为 {found}")
    return message.format(code=code_of(number), column=name, expected=expected, found=found)


def _text(value: Any) -> Any:
    """A value as the log writes it."""
    return value.isoformat() if hasattr(value, "isoformat") else getattr(value, "value", value)
