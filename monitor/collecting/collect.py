"""Taking in what configured sites publish: visit, keep a snapshot, and enter what is new or says something else now."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from commitments.attachments import AttachmentError, Attachments
from commitments.entering import Holding, Revised, Taken, enter_together
from commitments.errors import CommitmentsError, Problem
from commitments.i18n import language_in_use
from commitments.intake import Errand, IntakeResult, prepare, reader_of
from commitments.ledger import Ledger, Receipt
from commitments.reading import Upload
from monitor.collecting.listing import Link, is_index, links_of
from monitor.collecting.visitor import Visitor
from monitor.notifications.snapshot import Page
from monitor.source_settings import SiteSettings

DEEPEST_INDEX = 2  # sitemaps of sitemaps


@dataclass(slots=True)
class _Round:
    """What one round over a site has brought so far."""

    taken: list[Taken] = field(default_factory=list)
    revised: list[Revised] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    def result(self) -> IntakeResult:
        """As an intake tells it."""
        return IntakeResult(
            tuple(self.taken), tuple(self.failed), tuple(self.problems), self.unchanged, tuple(self.revised)
        )


def collect(
    site: SiteSettings,
    ledger: Ledger,
    visitor: Visitor,
    *,
    store: Attachments,
    actor: str,
    seen: Callable[[str], None] = lambda _address: None,
) -> IntakeResult:
    """Visit one configured site; a page that fails never stops the others.

    Args:
        site: what to visit.
        ledger: the store of record.
        visitor: who asks.
        store: where the bytes of every fetched page are kept, by content.
        actor: the name the event log will carry.
        seen: told each address when it has been dealt with.
    """
    result = _Round()
    try:
        links = list(_links(site, visitor))[: site.most]
    except CommitmentsError as error:
        result.failed.append(Problem(error.where or site.url, error.message, error.remedy))
        return result.result()
    known = ledger.receipts(link.address for link in links)
    for link in links:
        _take(link, known.get(link.address), ledger, visitor, store, actor, result)
        seen(link.address)
    return result.result()


def _links(site: SiteSettings, visitor: Visitor) -> Iterator[Link]:
    """The pages of a site: itself, or what its feed, sitemap or list names and the pattern lets through."""
    if site.kind == "page":
        yield Link(site.url)
        return
    wanted = re.compile(site.pattern)
    for link in _named(site, site.url, visitor, DEEPEST_INDEX):
        if wanted.search(link.words) or wanted.search(link.address):
            yield link


def _named(site: SiteSettings, address: str, visitor: Visitor, depth: int) -> Iterator[Link]:
    page = visitor.visit(address)
    assert page is not None  # nothing was asked for under a condition
    found = links_of(site.kind, page.url, page.content, selector=site.links)
    if site.kind != "sitemap" or not is_index(page.content):
        yield from found
    elif depth > 0:
        for link in found:
            yield from _named(site, link.address, visitor, depth - 1)


def _take(
    link: Link,
    earlier: Receipt | None,
    ledger: Ledger,
    visitor: Visitor,
    store: Attachments,
    actor: str,
    result: _Round,
) -> None:
    """Fetch one page and enter it; what goes wrong is a problem beside the others."""
    fine = earlier if earlier and earlier.problem is None and earlier.reader == reader_of(None) else None
    try:
        page = visitor.visit(link.address, etag=fine.etag if fine else None, modified=fine.modified if fine else None)
        if page is None:
            result.unchanged += 1
            return
        kept = store.put_bytes(page.content, page.name)
        if fine and kept.sha256 == fine.sha256:
            result.unchanged += 1
            ledger.keep_receipts([_receipt(link, page, kept.sha256, fine.documents, None)])
            return
    except (CommitmentsError, AttachmentError) as error:
        result.failed.append(Problem(error.where or link.address, error.message, error.remedy))
        return
    upload = Upload(_file_name(page), page.content, link.address)
    prepared = prepare(Errand(Path(upload.name), None, language_in_use(), upload))
    (outcome,) = enter_together([Holding(Path(upload.name), prepared, earlier)], ledger, actor=actor)
    result.taken += outcome.taken
    result.revised += outcome.revised
    result.failed += outcome.failed
    result.problems += outcome.problems
    failure = outcome.failed[0] if outcome.failed else None
    documents = outcome.documents if failure is None or earlier is None else earlier.documents
    ledger.keep_receipts([_receipt(link, page, kept.sha256, documents, failure)])


def _receipt(link: Link, page: Page, sha256: str, documents: tuple[int, ...], problem: Problem | None) -> Receipt:
    headers = page.headers
    return Receipt(
        place=link.address,
        size=len(page.content),
        stamp=-1,
        sha256=sha256,
        reader=reader_of(None),
        documents=documents,
        problem=problem,
        etag=headers.get("etag"),
        modified=headers.get("last-modified"),
        final=page.url,
    )


def _file_name(page: Page) -> str:
    """A name by which the page is known; a path without a suffix is a page of HTML unless its bytes say otherwise."""
    named = page.headers.get("content-disposition", "")
    found = re.search(r'filename="?([^";]+)', named)
    name = Path(found.group(1)).name if found else page.name
    return name if "." in name else f"{name}.html"
