"""Where targets came from, told again by the lines that split, merged, added and found them, held against the rows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from commitments.codes import code_of
from commitments.i18n import _
from commitments.ledger.records import Finding
from commitments.ledger.revision_tables import lineage
from commitments.ledger.revision_values import Origin
from commitments.ledger.vouching import batches, stored, vouched
from commitments.ledger.witness import IMPORTED, MERGED

_SPLIT_OFF, _ADDED, _REREAD, _UNDONE = "split_off", "add", "reread", "undo"
HEARD = frozenset((_SPLIT_OFF, _ADDED, _REREAD, _UNDONE, MERGED, IMPORTED))
RETOLD = ("target_id", "from_id", "how")
_Came = tuple[int, int | None, str]  # as `RETOLD`


class Descent:
    """Listens to the log line by line, then looks at the rows."""

    def __init__(self) -> None:
        self._came: Counter[_Came] = Counter()
        self._mergers: dict[int, _Came] = {}  # line by which a target was merged into another
        self._unnamed = False  # lines of readings did not always name the targets they found
        self._imported = False  # rows came in, the lines that tell of them stayed behind

    def hear(self, number: int, action: str, target_id: int | None, told: Mapping[str, Any], readings: str) -> None:
        """Remember from where a line says that targets came."""
        if action == IMPORTED:
            self._imported = True
        elif action == _REREAD and target_id is None:
            self._came.update((found, None, Origin.REREAD.value) for found, _digits in vouched(readings))
            self._unnamed |= bool(told.get("added")) and not readings
        elif target_id is not None:
            self._hear_act(number, action, target_id, told)

    def _hear_act(self, number: int, action: str, target_id: int, told: Mapping[str, Any]) -> None:
        if action == _SPLIT_OFF:
            self._came[target_id, told["from"], Origin.SPLIT.value] += 1
        elif action == _ADDED:
            self._came[target_id, None, Origin.MANUAL.value] += 1
        elif action == MERGED and "into" in told:
            self._mergers[number] = (told["into"], target_id, Origin.MERGE.value)
        elif action == MERGED:
            self._came.update((target_id, one, Origin.MERGE.value) for one in told["absorbed"])
        elif action == _UNDONE and told["undoes"] in self._mergers:
            self._came.pop(self._mergers[told["undoes"]], None)

    def findings(self, connection: Connection) -> Iterator[Finding]:
        """What is gone, and what was never said."""
        left = self._came.copy()
        columns = (stored(lineage.c[name]) for name in RETOLD)
        for row in batches(connection, select(*columns).order_by(lineage.c.id)):
            came: _Came = (row[0], row[1], row[2])
            untold = self._imported or (self._unnamed and came[2] == Origin.REREAD)
            if left[came]:
                left[came] -= 1
            elif not untold:
                yield _finding(_("条目 {code} 的一笔来历没有登记过"), row[0])
        for came, missing in left.items():
            if missing:
                yield _finding(_("条目 {code} 的一笔来历不见了"), came[0])


def _finding(message: str, target_id: int) -> Finding:
    return Finding(None, message.format(code=code_of(target_id)))
