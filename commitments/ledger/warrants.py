"""The readings that the log vouches for, held against what stands: whatever another program changed."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from commitments.codes import code_of
from commitments.i18n import _
from commitments.ledger.records import Finding
from commitments.ledger.tables import document, target
from commitments.ledger.vouching import hashes, vouched

_BEARING = frozenset({"enter", "add", "split_off"})  # lines of targets that were not there before


class Warrants:
    """Listens to what the lines of the log vouch for, then looks at the rows."""

    def __init__(self) -> None:
        self._vouched: dict[int, str] = {}
        self._first_born: int | None = None  # from this number on, every target came with a line that vouches for it
        self.uncovered = 0  # rows that no line vouches for, known once they were looked at

    def hear(self, action: str, target_id: int | None, readings: str) -> None:
        """Remember what a line vouches for; a later line about a target replaces an earlier one."""
        told = dict(vouched(readings))
        self._vouched |= told
        if told and self._first_born is None and (action in _BEARING or target_id is None):
            self._first_born = min(told)

    def findings(self, connection: Connection) -> Iterator[Finding]:
        """Targets that read otherwise than they were vouched for, that are gone, or that nobody entered."""
        left, uncovered = dict(self._vouched), set[int]()
        for number, digits in hashes(connection):
            expected = left.pop(number, None)
            if expected is None and self._first_born is not None and number > self._first_born:
                yield Finding(None, _("条目 {code} 没有收录过").format(code=code_of(number)))
            elif expected is None:
                uncovered.add(number)
            elif expected != digits:
                yield Finding(None, _changed(connection, number))
        for number in left:
            yield Finding(None, _("条目 {code} 不见了").format(code=code_of(number)))
        self.uncovered = len(uncovered)
        for number in sorted(uncovered & _misquoted(connection)) if uncovered else ():
            yield Finding(None, _("条目 {code} 的原文与文件里的不符").format(code=code_of(number)))


def _misquoted(connection: Connection) -> set[int]:
    """Targets whose quote is not what their document says: compared by the database, so that no text is fetched."""
    words = func.substr(document.c.body, target.c.start_offset + 1, target.c.end_offset - target.c.start_offset)
    strange = select(target.c.id).join(document, document.c.id == target.c.document_id).where(words != target.c.quote)
    return set(connection.execute(strange).scalars())


def _changed(connection: Connection, number: int) -> str:
    statement = select(document.c.id, document.c.name).join(target, target.c.document_id == document.c.id)
    place = connection.execute(statement.where(target.c.id == number)).one()
    message = _("条目 {code}（第 {id} 号文件 {name}）读出的内容与记录不符")
    return message.format(code=code_of(number), id=place.id, name=place.name)
