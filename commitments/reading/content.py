"""What every format comes down to: the bytes of one file in, the texts of its documents out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from commitments.document import Place, PlaceKind
from commitments.errors import Problem

SEPARATOR = "#"  # between the name of a file and the count of the paper in it


@dataclass(frozen=True, slots=True)
class Upload:
    """The bytes of one file, and how to speak of it."""

    name: str  # file name, without folders
    data: bytes
    where: str  # what an error names: the path, or the path of the archive and the member's name


@dataclass(frozen=True, slots=True)
class Hints:
    """What the file's own labels say of the document (meta tags, properties); the text's word comes first."""

    title: str | None = None
    issuer: str | None = None
    number: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one document, with a line for a paragraph and tabs between the cells of a row."""

    name: str
    text: str
    places: tuple[Place, ...] = ()
    hints: Hints = field(default=Hints())
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, as a reader's own process hands them over."""
        values = asdict(self)
        published = self.hints.published
        values["hints"]["published"] = published.isoformat() if published else None
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Content":
        """The content again; the opposite of `as_json`."""
        hints = dict(values["hints"])
        published = hints.pop("published")
        return cls(
            name=values["name"],
            text=values["text"],
            places=tuple(Place(place["start"], PlaceKind(place["kind"]), place["label"]) for place in values["places"]),
            hints=Hints(**hints, published=date.fromisoformat(published) if published else None),
            problems=tuple(Problem(**problem) for problem in values["problems"]),
        )
