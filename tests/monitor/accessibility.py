"""What a page must have for people who listen to it, tab through it or see little: the essentials, no browser."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "col", "source", "area", "base", "wbr"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "summary": {"details"}, "figcaption": {"figure"}}
READABLE = 4.5  # contrast of text with its ground, WCAG 2.2 AA
_VARIABLES = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})")
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{\s*:root\s*\{([^}]*)\}")


class Element:
    """One element with its words and its children."""

    def __init__(self, name: str, attributes: Mapping[str, str | None], parent: "Element | None") -> None:
        self.name, self.attributes, self.parent = name, dict(attributes), parent
        self.children: list[Element] = []
        self.own_words = ""

    def all(self, *names: str) -> Iterator["Element"]:
        """This element and those inside it, in order; with names only these."""
        if not names or self.name in names:
            yield self
        for child in self.children:
            yield from child.all(*names)

    @property
    def words(self) -> str:
        """What is read aloud of it."""
        if self.attributes.get("aria-hidden") == "true":
            return ""
        label = self.attributes.get("aria-label") or self.attributes.get("alt") or ""
        return " ".join([label, self.own_words, *(child.words for child in self.children)]).strip()


class Page(HTMLParser):
    """A page as a tree; an element that is never closed, or closed out of turn, is a fault."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = self._open = Element("", {}, None)
        self.torn: list[str] = []
        self.feed(text)
        self.torn += [self._open.name] if self._open.parent else []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        element = Element(tag, dict(attrs), self._open)
        self._open.children.append(element)
        if tag not in VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self._open.children.append(Element(tag, dict(attrs), self._open))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._open.name != tag or self._open.parent is None:
            self.torn.append(tag)
            return
        self._open = self._open.parent

    def handle_data(self, data: str) -> None:
        """Words between two tags."""
        self._open.own_words += data.strip()


def faults(text: str) -> list[str]:
    """What is wrong with a page, in a few words each; empty for one that everybody can use."""
    page = Page(text)
    root = page.root
    found = [f"torn: {name}" for name in page.torn]
    found += [f"language of {one.name}" for one in root.all("html") if not one.attributes.get("lang")]
    for name in ("html", "head", "h1", "main"):
        if sum(bool(one.words) for one in root.all(name)) != 1:  # the words of a head are its title
            found.append(f"number of {name}")
    return [*found, *_order(root), *_names(root), *_places(root), *_nesting(root), *_zoom(root)]


def _order(root: Element) -> Iterator[str]:
    """Headings go down one step at a time."""
    levels = [HEADINGS.index(one.name) for one in root.all(*HEADINGS)]
    for above, below in pairwise([-1, *levels]):
        if below > above + 1:
            yield f"heading {HEADINGS[below]} after {HEADINGS[above]}"


def _names(root: Element) -> Iterator[str]:
    """Whatever can be followed, pressed, filled in or looked at says what it is."""
    labels = {one.attributes.get("for") for one in root.all("label") if one.words}
    for one in root.all():
        if is_nameless(one, labels):
            yield f"nameless {one.name}"


def is_nameless(one: Element, labels: Container[str | None]) -> bool:
    """Whether an element that needs a name has none; `labels` are the places that labels speak of."""
    match one.name:
        case "a" | "button" | "th" | "summary" | "figcaption":
            return not one.words and "title" not in one.attributes
        case "nav" | "input" | "select" | "textarea":
            is_labelled = one.name != "nav" and one.attributes.get("id") in labels
            return not is_labelled and not one.attributes.get("aria-label")
        case "svg" if one.attributes.get("aria-hidden") != "true":
            return one.attributes.get("role") != "img" or not one.attributes.get("aria-label")
        case "table":
            return not any(True for _heading in one.all("th"))
        case _:
            return one.name == "img" and one.attributes.get("alt") is None


def _places(root: Element) -> Iterator[str]:
    """Names of places are unique, and what points to one finds it."""
    places = [place for one in root.all() if (place := one.attributes.get("id"))]
    yield from (f"twice: {place}" for place in set(places) if places.count(place) > 1)
    for one in root.all():
        wanted = [one.attributes.get(name) for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls")]
        goal = one.attributes.get("href") or ""
        if goal.startswith("#"):
            wanted.append(goal[1:])
        yield from (f"leads nowhere: {place}" for place in wanted if place and place not in places)


def _nesting(root: Element) -> Iterator[str]:
    for one in root.all(*LISTS):
        if one.parent is None or one.parent.name not in LISTS[one.name]:
            yield f"{one.name} in {one.parent.name if one.parent else ''}"


def _zoom(root: Element) -> Iterator[str]:
    """Nobody is kept from making it larger."""
    for one in root.all("meta"):
        content = one.attributes.get("content") or ""
        if one.attributes.get("name") == "viewport" and re.search(r"user-scalable=no|maximum-scale", content):
            yield "zoom forbidden"


def pale(style: str, words: Iterable[str], grounds: Sequence[str]) -> list[str]:
    """Pairs of colours of a style sheet, in light and dark, whose contrast is too weak to read."""
    dark = _DARK.search(style)
    assert dark, "no colours for the dark"
    light = dict(_VARIABLES.findall(style.replace(dark[0], "")))
    found = []
    for scheme, colours in (("light", light), ("dark", {**light, **dict(_VARIABLES.findall(dark[1]))})):
        for word in words:
            for ground in grounds:
                seen = contrast(colours[word], colours[ground])
                if seen < READABLE:
                    found.append(f"{scheme}: {word} on {ground} {seen:.2f}")
    return found


def contrast(one: str, other: str) -> float:
    """Between 1 and 21, as WCAG reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
