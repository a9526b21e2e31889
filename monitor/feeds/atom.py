"""Changes as an Atom feed (RFC 4287): stable ids, plain text, and nothing that depends on when it was written."""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from monitor.feeds.changes import Change

NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed in which nothing changed yet


def render(changes: Iterable[Change], *, title: str, language: str, site: str = "") -> str:
    """The feed, newest change first.

    Args:
        changes: what is to be told, newest first.
        title: of the feed; it stands for the author too, for no person is named.
        language: as in xml:lang, zh-CN or en.
        site: address of the published site; "" leaves links out.
    """
    told = list(changes)
    site = site.rstrip("/")
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": language})
    _leaf(feed, "id", f"{site}/" if site else uuid5(NAMESPACE_URL, f"duban:feed:{title}").urn)
    _leaf(feed, "title", title)
    _leaf(feed, "updated", _instant(told[0].at if told else NEVER))
    _leaf(SubElement(feed, "author"), "name", title)
    _leaf(feed, "generator", "duban")
    if site:
        SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": f"{site}/index.html"})
    for change in told:
        _entry(SubElement(feed, "entry"), change, site)
    indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _entry(element: Element, change: Change, site: str) -> None:
    _leaf(element, "id", change.id)
    _leaf(element, "title", change.title)
    _leaf(element, "updated", _instant(change.at))
    if site:
        page = f"targets/{change.entry.code}" if change.entry else f"documents/{change.document_id}"
        SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": f"{site}/{page}.html"})
    _leaf(element, "content", change.text or change.title)


def _leaf(parent: Element, name: str, text: str) -> None:
    """A child with text; the two code points that XML refuses and `one_line` lets pass are shown as U+FFFD."""
    SubElement(parent, name).text = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
