"""A document as the reader returns it: one text whose offsets never move, and the structure found in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from commitments.errors import Problem


class Span(NamedTuple):
    """A half-open stretch of a document's text, in `str` indices."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


class ReferenceBasis(StrEnum):
    """Where the reference date (基准日) was taken from, the surest first (commitments.md section 4)."""

    SIGNED = "signed"  # 落款, 成文日期
    PUBLISHED = "published"  # 发布日期, 印发日期
    GIVEN = "given"  # a date the user gave
    NUMBER = "number"  # 31 December of the year in the document number, or of the one an annual report is on: weak
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reference:
    """The day against which 今年, 年底前, 三年内 … are read; `day` is None if, and only if, the basis is `none`."""

    day: date | None
    basis: ReferenceBasis
    over: bool = False  # the year it stands for has ended, as that of an annual report: what is dated in it is past

    @property
    def weak(self) -> bool:
        """Whether a reviewer should look twice at dates that rest on it."""
        return self.basis in (ReferenceBasis.NUMBER, ReferenceBasis.NONE)


NO_REFERENCE = Reference(None, ReferenceBasis.NONE)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What only some papers carry in their head and foot."""

    index: str | None = None  # 索引号
    signatory: str | None = None  # 签发人
    addressee: str | None = None  # 主送: whom a letter or a notice calls
    copied_to: tuple[str, ...] = ()  # 抄送, 抄报
    proposal: str | None = None  # 第1431318号建议: what a reply answers


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the head and foot of a document say about itself (文头信息)."""

    title: str | None = None
    issuer: str | None = None
    number: str | None = None  # 辽政办发〔2021〕1号
    signed: date | None = None
    published: date | None = None
    reference: Reference = NO_REFERENCE
    letterhead: Letterhead = Letterhead()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading or numbered item with all that stands below it, up to the next of its rank.

    `Document.sections[0]` is always the document itself: rank 0, no parent, span = the whole text.
    """

    rank: int  # 0 the document, 1 一、, 2 (一), 3 1., 4 (1), 5 一是; Markdown and 第…条 are mapped onto these
    marker: str  # the words that number it: "一、" "(一)" "1." "一是" "第三条" "##"; "" for the document
    heading: Span  # the heading's words without its marker; may be empty; for a run-in item its first sentence
    span: Span  # marker, heading and body
    parent: int | None  # index into Document.sections


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its author meant it: a sentence cut by a page break is one paragraph, line breaks inside."""

    span: Span
    section: int  # index into Document.sections of the innermost section it belongs to


class PlaceKind(StrEnum):
    """What a place in a file is counted in."""

    PAGE = "page"  # label: its number, "3"
    CELL = "cell"  # label: sheet and cell, "任务分工!B7"
    TABLE = "table"  # label: table and row, "2:7"
    PART = "part"  # label: a file within the file, "附件/分工表.xlsx"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file the text from `start` on stands, up to the next place of the same kind."""

    start: int
    kind: PlaceKind
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document: text, imprint and outline. `text[span.start:span.end]` is always the words of `span`."""

    name: str  # file name, without folders
    text: str  # decoded, BOM dropped, newlines as \n, nothing else changed
    sha256: str  # of `text` in UTF-8: the same document in another encoding or under another name is the same
    imprint: Imprint
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    problems: tuple[Problem, ...] = field(default=())
    places: tuple[Place, ...] = field(
        default=()
    )  # pages, cells and parts, in the order of the text; none for plain text

    def place_at(self, offset: int) -> Place | None:
        """The page, cell or part in which a character stands; None where the format has none."""
        return place_at(self.places, offset)


def place_at(places: Sequence[Place], offset: int) -> Place | None:
    """The last of the places, which are in the order of the text, that starts at or before a character."""
    found = bisect_right(places, offset, key=lambda place: place.start)
    return places[found - 1] if found else None
