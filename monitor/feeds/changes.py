"""What changed, in words for outsiders: lines of the log without actors, reasons, notes or open proposals."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from commitments.evidence import Grade, Verdict
from commitments.i18n import _
from commitments.ledger import Entry, Event, Ledger
from commitments.ledger.browsing_values import LogFilter
from monitor.safe_text import one_line
from monitor.words import quantity_words, word

PAGE = 500  # lines of the log read at a time
Said = Mapping[str, Any]  # what a line says before or after


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one target, or the coming in of a document."""

    id: str  # urn:uuid:…, the same for good
    at: datetime  # aware, UTC
    title: str
    text: str  # plain, lines parted by line feeds
    entry: Entry | None  # None for a document
    document_id: int | None


def recent(ledger: Ledger, wanted: Container[int], *, limit: int) -> Iterator[Change]:
    """The newest changes of some targets and of their documents, the newest first.

    Args:
        ledger: the store of record.
        wanted: ids of the targets that may be told of.
        limit: how many changes at most.
    """
    ids = ledger.line_ids(LogFilter(actions=tuple(_TOLD)))
    found = 0
    for start in range(0, len(ids), PAGE):
        events = [line.event for line in ledger.lines(ids[start : start + PAGE])]
        named = {number for event in events if (number := event.target_id) is not None and number in wanted}
        entries = {entry.id: entry for entry in ledger.rows(sorted(named))}
        for event in events:
            change = _change(event, entries, wanted)
            if change is not None:
                yield change
                found += 1
                if found == limit:
                    return


def promise_words(entry: Entry, limit: int | None = 60) -> str:
    """What was promised, in short: metric and number, else the quote."""
    target = entry.target
    said = f"{target.metric or ''} {quantity_words(target.quantity)}".strip() if target.quantity else ""
    return one_line(said or target.quote, limit)


def _change(event: Event, entries: Mapping[int, Entry], wanted: Container[int]) -> Change | None:
    said = _TOLD[event.action](event.before, event.after)
    if not said:
        return None
    name = f"duban:{event.id}:{event.at.isoformat()}:{event.action}:{event.target_id}:{event.document_id}"
    identity = uuid5(NAMESPACE_URL, name).urn
    if event.target_id is None:
        first, last = event.after.get("ids") or (1, 0)
        if event.document_id is None or not any(number in wanted for number in range(first, last + 1)):
            return None
        return Change(identity, event.at, said, "", None, event.document_id)
    entry = entries.get(event.target_id)
    if entry is None:
        return None
    title = _("{code} {said}：{promise}").format(code=entry.code, said=said, promise=promise_words(entry))
    return Change(identity, event.at, title, _text(entry), entry, entry.document.id)


def _text(entry: Entry) -> str:
    owners, document = entry.target.owners, entry.document
    facts = [
        (_("原文"), entry.target.quote),
        (_("时限"), f"{entry.due or ''}"),
        (_("牵头"), "、".join(owners.lead)),
        (_("配合"), "、".join(owners.support)),
        (_("文件"), " ".join(part for part in (document.label, document.number) if part)),
        (_("结论"), word(entry.verdict)),
    ]
    return "\n".join(_("{name}：{value}").format(name=name, value=one_line(value)) for name, value in facts if value)


def _entered(_before: Said, after: Said) -> str:
    return _("收录文件：{name}").format(name=one_line(str(after.get("name", "")), 80))


def _accepted(_before: Said, after: Said) -> str:
    return _("列入督办") if after.get("review") == "tracked" else ""


def _moved(_before: Said, after: Said) -> str:
    old, new = after.get("old_due") or "—", after.get("new_due") or "—"
    return _("时限由 {old} 改为 {new}").format(old=old, new=new)


def _judged(before: Said, after: Said) -> str:
    verdict = after.get("verdict")
    if verdict is None or verdict == before.get("verdict"):
        return ""
    return (
        _("重新打开") if verdict == Verdict.OPEN.value else _("结论：{verdict}").format(verdict=word(Verdict(verdict)))
    )


def _observed(_before: Said, after: Said) -> str:
    if not after.get("accepted"):
        return ""
    value = f"{after['value']} {after.get('unit') or ''}".strip() if after.get("value") is not None else ""
    seen = " ".join(part for part in (str(after["observed_on"]), one_line(value), word(Grade(after["grade"]))) if part)
    return _("新进展（{seen}）").format(seen=seen)


def _struck(_before: Said, _after: Said) -> str:
    return _("一条证据作废")


def _edited(_before: Said, _after: Said) -> str:
    return _("更正了读法")


def _undone(before: Said, after: Said) -> str:
    """Taking back what was told; what nobody was told of is not taken back in public."""
    if "verdict" in after:
        return _judged(before, after)
    if after.get("due") != before.get("due"):
        old, new = before.get("due") or "—", after.get("due") or "—"
        return _("时限由 {old} 改为 {new}").format(old=old, new=new)
    return ""


_TOLD: Mapping[str, Callable[[Said, Said], str]] = {
    "enter": _entered,
    "accept": _accepted,
    "extend": _moved,
    "judge": _judged,
    "reopen": _judged,
    "evidence": _observed,
    "strike_evidence": _struck,
    "edit": _edited,
    "undo": _undone,
}
