"""Reading: a file becomes a Document, whose offsets never move afterwards."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from commitments.document import Document, Reference
from commitments.errors import Problem, ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Upload
from commitments.reading.formats import FORMATS
from commitments.reading.imprint import find_imprint, hinted
from commitments.reading.letterhead import find_letterhead
from commitments.reading.lines import find_lines
from commitments.reading.opening import contents_of
from commitments.reading.outline import find_outline
from commitments.reading.parting import parted
from commitments.reading.plain import clean, load

__all__ = ["FORMATS", "Upload", "load", "read", "read_all", "read_text", "read_upload"]


def read(path: Path, *, given: date | None = None) -> Document:
    """Read one file as one document: the first of those in it; `given` is used when the text names no date.

    Raises:
        ReadError: the file cannot be read as a document; `where` and `remedy` are filled.
    """
    return read_all(path, given=given)[0]


def read_all(path: Path, *, given: date | None = None) -> tuple[Document, ...]:
    """Read every document of one file, at least one: an archive, a mail and a page of articles hold several.

    Raises:
        ReadError: nothing in the file can be read; `where` and `remedy` are filled. What only a part of it holds
            against being read is among the `problems` of the first document.
    """
    return read_upload(Upload(path.name, load(path), str(path)), given=given)


def read_upload(upload: Upload, *, given: date | None = None) -> tuple[Document, ...]:
    """The same of bytes that are no file of ours, such as a page that was fetched."""
    papers = (paper for content in contents_of(upload) if content.text.strip() for paper in parted(content))
    documents = tuple(document_of(paper, given=given) for paper in papers)
    if not documents:
        raise ReadError(_("文件是空的"), where=upload.where, remedy=_("请确认文件内容已保存，再重新导入"))
    return documents


def read_text(name: str, text: str, *, given: date | None = None) -> Document:
    """The document a text makes: imprint, outline and paragraphs, all as spans of `Document.text`."""
    return document_of(Content(name, clean(text)), given=given)


def document_of(content: Content, *, given: date | None = None) -> Document:
    """The document that a reader's content makes."""
    text = content.text
    lines = find_lines(text)
    sections, paragraphs = find_outline(text, lines)
    imprint = hinted(find_imprint(text, lines, given=given), content.hints)
    imprint = replace(imprint, letterhead=find_letterhead(text, lines))
    return Document(
        name=content.name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        imprint=imprint,
        sections=sections,
        paragraphs=paragraphs,
        problems=(*content.problems, *complaints(content.name, imprint.reference)),
        places=content.places,
    )


def complaints(name: str, reference: Reference) -> tuple[Problem, ...]:
    """What a person should mend about a document: a date nobody wrote down."""
    if not reference.weak:
        return ()
    remedy = _("请在配置中写明这份文件的日期，“今年”“年底前”等时限才能推算")
    if reference.day is None:
        return (Problem(name, _("没有写明日期"), remedy),)
    message = _("没有写明日期，暂按文号或标题的年份推定为 {day}").format(day=reference.day.isoformat())
    return (Problem(name, message, remedy),)
