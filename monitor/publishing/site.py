"""The published site: which pages there are, and what stands on each. Nothing depends on when it was written."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from itertools import islice
from pathlib import Path
from typing import TypeVar

from commitments.filter import Field, Filter, NamedIs, Term
from commitments.i18n import _
from commitments.ledger import DocumentEntry, Entry, Extension, Ledger
from commitments.timing import Timing
from monitor.feeds import atom
from monitor.feeds import calendar as ics
from monitor.feeds.changes import recent
from monitor.publishing.cards import Card, Private, card, facts, timeline, unit_page
from monitor.publishing.folder import Folder
from monitor.publishing.marking import pieces
from monitor.publishing.pages import SCRIPT, STYLE, asset, page
from monitor.reports.phrases import document_words
from monitor.safe_text import one_line
from monitor.words import word

K = TypeVar("K")
V = TypeVar("V")
BATCH = 500  # targets held in full at a time
PER_PAGE = 200  # lines of a list
SHARD = 5000  # targets in one file of the search index
FRONT = 10  # of what is most urgent, and of the newest documents
FRONT_UNITS = 60
CHANGES = 100


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published, and how."""

    title: str
    wanted: Filter
    day: date
    near_days: int
    zone: tzinfo
    address: str = ""  # of the site, for the links in feeds
    allowed: frozenset[Private] = frozenset()


@dataclass(frozen=True, slots=True)
class Pager:
    """One page of a list that is cut into several."""

    number: int
    last: int
    stem: str = "index"

    def name(self, number: int) -> str:
        """The file of one of its pages."""
        return f"{self.stem}.html" if number == 1 else f"{self.stem}-{number}.html"


@dataclass(slots=True)
class Site:
    """One run of publishing."""

    ledger: Ledger
    edition: Edition
    folder: Folder
    cards: list[Card] = field(default_factory=list)

    def write(self) -> None:
        """Every page, the feeds and the index; then what is left of earlier runs goes."""
        edition, ledger = self.edition, self.ledger
        ids = ledger.ids(edition.wanted, day=edition.day, near_days=edition.near_days)
        again = ledger.revisits()
        for entries in self._batches(ids):
            self.cards.extend(
                card(entry, day=edition.day, near_days=edition.near_days, revisit=again.get(entry.id))
                for entry in entries
            )
        documents = {one.id: one for one in ledger.documents()}
        by_document = _grouped((one.document, one) for one in self.cards)
        by_unit = _grouped((unit, one) for one in self.cards for unit in one.units)
        self._targets(ids, by_document.keys(), by_unit.keys())
        self._documents(documents, by_document)
        self._units(by_unit)
        self._lists(documents, by_document, by_unit)
        self._search()
        self._feeds(ids)
        self._front(documents, by_document, by_unit)
        for name in (STYLE, SCRIPT):
            self.folder.put(name, asset(name))

    def _batches(self, ids: Sequence[int]) -> Iterator[tuple[Entry, ...]]:
        for start in range(0, len(ids), BATCH):
            yield self.ledger.rows(ids[start : start + BATCH])

    def _put(self, name: str, template: str, **values: object) -> None:
        values = {"up": "../" * name.count("/"), "site": self.edition.title, **values}
        self.folder.put(name, page(template, **values))

    def _targets(self, ids: Sequence[int], documents: Collection[int], units: Collection[str]) -> None:
        moves: dict[int, list[Extension]] = _grouped((move.target_id, move) for move in self.ledger.extensions())
        allowed, shown = self.edition.allowed, iter(self.cards)
        for entries in self._batches(ids):
            seen = self.ledger.evidence_of_each([entry.id for entry in entries])
            for entry, one in zip(entries, islice(shown, len(entries)), strict=True):
                steps = timeline(
                    entry,
                    seen.get(entry.id, ()),
                    moves.get(entry.id, ()),
                    zone=self.edition.zone,
                    allowed=allowed,
                    published=documents,
                )
                name = f"targets/{one.code}.html"
                self._put(name, "target", facts=facts(entry, one, allowed), steps=steps, paged=units)

    def _documents(self, documents: Mapping[int, DocumentEntry], cards: Mapping[int, Sequence[Card]]) -> None:
        for number, own in cards.items():
            entry, text = documents[number], self.ledger.document_text(number)
            ordered = sorted(own, key=lambda one: (one.start, one.end, one.id))
            known = [
                (_("发文单位"), one_line(entry.issuer or "")),
                (_("文号"), one_line(entry.number or "")),
                (_("成文日期"), entry.signed),
                (_("发布日期"), entry.published),
            ]
            self._put(
                f"documents/{number}.html",
                "document",
                title=document_words(entry),
                facts=known,
                cards=ordered,
                pieces=pieces(text, [(one.id, one.start, one.end) for one in ordered]),
                codes={one.id: one for one in ordered},
            )

    def _units(self, cards: Mapping[str, Sequence[Card]]) -> None:
        past = ics.history(self.ledger)
        for unit, own in cards.items():
            stem, name = unit_page(unit), one_line(unit)
            self._paged("units", stem, name, own, calendar=f"{stem}.ics")
            asked = Filter((*self.edition.wanted.terms, Term(NamedIs(Field.ANSWERS, (unit,)))))
            entries = self.ledger.entries(asked, day=self.edition.day, near_days=self.edition.near_days)
            layout = ics.Layout(name, site=self.edition.address)
            self.folder.put(f"units/{stem}.ics", ics.render(entries, past, layout))

    def _lists(
        self,
        documents: Mapping[int, DocumentEntry],
        by_document: Mapping[int, Sequence[Card]],
        by_unit: Mapping[str, Sequence[Card]],
    ) -> None:
        self._paged("targets", "index", _("全部目标"), self.cards)
        papers = [
            {"href": f"{number}.html", "title": document_words(documents[number]), "meta": len(by_document[number])}
            for number in sorted(by_document, reverse=True)
        ]
        self._paged("documents", "index", _("各份文件"), links=papers)
        bodies = [
            {"href": f"{unit_page(unit)}.html", "title": one_line(unit), "meta": len(own)}
            for unit, own in sorted(by_unit.items(), key=lambda item: (-len(item[1]), item[0]))
        ]
        self._paged("units", "index", _("各单位"), links=bodies)

    def _paged(
        self,
        folder: str,
        stem: str,
        heading: str,
        cards: Sequence[Card] = (),
        *,
        links: Sequence[Mapping[str, object]] = (),
        calendar: str = "",
    ) -> None:
        total = len(cards) or len(links)
        last = max(1, -(-total // PER_PAGE))
        for number in range(1, last + 1):
            pager, cut = Pager(number, last, stem), slice((number - 1) * PER_PAGE, number * PER_PAGE)
            self._put(
                f"{folder}/{pager.name(number)}",
                "list",
                heading=heading,
                total=total,
                cards=cards[cut],
                links=links[cut],
                calendar=calendar,
                pager=pager,
            )

    def _search(self) -> None:
        starts = range(0, len(self.cards), SHARD)
        for number, start in enumerate(starts):
            rows = [_row(one) for one in self.cards[start : start + SHARD]]
            self.folder.put(f"search/{number}.js", f"duban({json.dumps(rows, separators=(',', ':'))});\n")
        self._put("search.html", "search", shards=len(starts))

    def _feeds(self, ids: Sequence[int]) -> None:
        edition = self.edition
        entries = (entry for batch in self._batches(ids) for entry in batch)
        layout = ics.Layout(edition.title, site=edition.address)
        self.folder.put("due.ics", ics.render(entries, ics.history(self.ledger), layout))
        told = recent(self.ledger, frozenset(ids), limit=CHANGES)
        text = atom.render(told, title=edition.title, language=_("zh-CN"), site=edition.address)
        self.folder.put("changes.atom", text)

    def _front(
        self,
        documents: Mapping[int, DocumentEntry],
        by_document: Mapping[int, Sequence[Card]],
        by_unit: Mapping[str, Sequence[Card]],
    ) -> None:
        states = Counter(one.state for one in self.cards)
        newest = [documents[number] for number in sorted(by_document, reverse=True)[:FRONT]]
        units = sorted(by_unit.items(), key=lambda item: (-len(item[1]), item[0]))[:FRONT_UNITS]
        self._put(
            "index.html",
            "index",
            day=self.edition.day,
            figures=[
                *((one.value, word(one), states[one.value]) for one in _FIGURES),
                ("revisit", _("待复查"), sum(bool(one.again) for one in self.cards)),
            ],
            urgent=[one for one in self.cards[:FRONT] if one.state in _URGENT],
            documents=[
                {
                    "id": one.id,
                    "title": document_words(one),
                    "day": one.signed or "",
                    "targets": len(by_document[one.id]),
                }
                for one in newest
            ],
            units=[
                {"name": unit, "targets": len(own), "overdue": sum(one.state == Timing.OVERDUE for one in own)}
                for unit, own in units
            ],
        )


def publish(ledger: Ledger, edition: Edition, path: Path) -> Folder:
    """Write the site into a folder, all pages of one moment; what was written, left and removed stands in the value.

    Raises:
        ReportError: the folder cannot be written, or holds files of somebody else's.
    """
    folder = Folder(path)
    folder.begin()
    with ledger.still() as still:
        Site(still, edition, folder).write()
    folder.finish()
    return folder


_FIGURES = (Timing.OVERDUE, Timing.DUE, Timing.NEAR, Timing.AHEAD, Timing.UNDATED, Timing.CLOSED)
_URGENT = {Timing.OVERDUE, Timing.DUE, Timing.NEAR}


def _row(one: Card) -> list[str]:
    said = f"{one.said} {_('待复查')}" if one.again else one.said
    return [one.code, one.promise, one.due, one.state, said, "、".join(map(one_line, one.units))]


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values under their keys, both in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
