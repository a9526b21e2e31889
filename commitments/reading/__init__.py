"""Reading: a file becomes a Document, whose offsets never move afterwards."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from commitments.document import Document, Reference
from commitments.errors import Problem, ReadError
from commitments.i18n import _
from commitments.reading.imprint import find_imprint
from commitments.reading.lines import find_lines
from commitments.reading.outline import find_outline
from commitments.reading.plain import clean, read_file

__all__ = ["READERS", "read", "read_text"]

READERS: dict[str, Callable[[Path], str]] = {".txt": read_file, ".md": read_file}


def read(path: Path, *, given: date | None = None) -> Document:
    """Read one file as a document; `given` is the date the user knows, used when the text names none.

    Raises:
        ReadError: the file cannot be read as a document; `where` and `remedy` are filled.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None and path.is_file():
        known = "、".join(sorted(READERS))
        message = _("不支持的文件类型：{suffix}").format(suffix=path.suffix or path.name)
        raise ReadError(message, where=str(path), remedy=_("请另存为 {known}").format(known=known))
    return read_text(path.name, (reader or read_file)(path), given=given)


def read_text(name: str, text: str, *, given: date | None = None) -> Document:
    """The document a text makes: imprint, outline and paragraphs, all as spans of `Document.text`."""
    text = clean(text)
    lines = find_lines(text)
    sections, paragraphs = find_outline(text, lines)
    imprint = find_imprint(text, lines, given=given)
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        imprint=imprint,
        sections=sections,
        paragraphs=paragraphs,
        problems=complaints(name, imprint.reference),
    )


def complaints(name: str, reference: Reference) -> tuple[Problem, ...]:
    """What a person should mend about a document: a date nobody wrote down."""
    if not reference.weak:
        return ()
    remedy = _("请在配置中写明这份文件的日期，“今年”“年底前”等时限才能推算")
    if reference.day is None:
        return (Problem(name, _("没有写明日期"), remedy),)
    message = _("没有写明日期，暂按文号年份推定为 {day}").format(day=reference.day.isoformat())
    return (Problem(name, message, remedy),)
