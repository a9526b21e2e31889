"""What a feed, a sitemap or a list page points to."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from commitments.errors import CommitmentsError
from commitments.i18n import _
from commitments.reading import Upload

DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ATOM = "{http://www.w3.org/2005/Atom}"


class ListingError(CommitmentsError):
    """A feed or a list that cannot be read."""


@dataclass(frozen=True, slots=True)
class Link:
    """One page to visit, and what the list calls it."""

    address: str
    words: str = ""


def links_of(kind: str, address: str, content: bytes, *, selector: str = "a") -> list[Link]:
    """The pages that a `feed`, a `sitemap` or a `list` names, each once, in its order.

    Raises:
        ListingError: it is no such thing; `remedy` says what to check.
    """
    found = _listed(address, content, selector) if kind == "list" else _from_xml(kind, address, content)
    links: dict[str, Link] = {}
    for href, words in found:
        target = urldefrag(urljoin(address, href.strip())).url
        if urlsplit(target).scheme in {"http", "https"}:
            links.setdefault(target, Link(target, words))
    return list(links.values())


def _listed(address: str, content: bytes, selector: str) -> list[tuple[str, str]]:
    from commitments.reading.html import links_of as page_links

    return page_links(Upload("list.html", content, address), selector)


def _from_xml(kind: str, address: str, content: bytes) -> Iterator[tuple[str, str]]:
    if DECLARED.search(content):  # entities that unfold into gigabytes, or into files of ours
        raise ListingError(_("订阅源里有不允许的声明"), where=address, remedy=_("核对网址是否为 RSS、Atom 或 sitemap"))
    try:
        root = ET.fromstring(content)  # noqa: S314  declarations were refused above
    except ET.ParseError as error:
        message = _("不是 RSS、Atom 或 sitemap（{why}）").format(why=error)
        raise ListingError(message, where=address, remedy=_('核对网址；普通网页请写 kind = "list"')) from error
    return _entries(root) if kind == "feed" else _locations(root)


def _entries(root: ET.Element) -> Iterator[tuple[str, str]]:
    """The entries of RSS 0.9 to 2.0 and of Atom."""
    for item in root.iter():
        name = item.tag.rpartition("}")[2]
        if name == "item":
            link = next((child.text or "" for child in item if child.tag.rpartition("}")[2] == "link"), "")
            title = next((child.text or "" for child in item if child.tag.rpartition("}")[2] == "title"), "")
            yield link, title.strip()
        elif item.tag == f"{ATOM}entry":
            links = [link for link in item.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
            yield links[0].get("href", "") if links else "", (item.findtext(f"{ATOM}title") or "").strip()


def _locations(root: ET.Element) -> Iterator[tuple[str, str]]:
    """The addresses of a sitemap; those of an index lead to further sitemaps and are left to the caller."""
    for item in root.iter():
        if item.tag.rpartition("}")[2] == "loc":
            yield item.text or "", ""


def is_index(content: bytes) -> bool:
    """Whether a sitemap lists sitemaps."""
    return b"<sitemapindex" in content[:2000]
