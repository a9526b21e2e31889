"""The formats that can be read: told by their first bytes, then by the name. A new one is a file and a line here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from commitments.errors import ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Upload

MEGABYTE = 1_000_000
Reader = Callable[[Upload], Iterable[Content]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is known, who reads it, and what it may cost.

    `suffixes` are lower case, with the dot. `magic` are the first bytes, any of which tells the format whatever the
    name says; a format that shares them with others (everything zipped) is told by its name, or by `tells`.
    """

    name: str
    suffixes: tuple[str, ...]
    home: str  # "module:function" in this package, imported when the first such file comes
    magic: tuple[bytes, ...] = ()
    apart: bool = True  # read in a process of its own, which may crash, hang or swell without harm
    seconds: int = 60
    megabytes: int = 1_500  # of memory
    largest: int = 100 * MEGABYTE  # bytes of the file

    @property
    def read(self) -> Reader:
        """The function that reads it."""
        module, name = self.home.split(":")
        found: Reader = getattr(import_module(f"commitments.reading.{module}"), name)
        return found


ZIPPED = b"PK\x03\x04"
FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text"), "plain:read_plain", apart=False, largest=20 * MEGABYTE),
    Format("markdown", (".md", ".markdown"), "plain:read_plain", apart=False, largest=20 * MEGABYTE),
    Format("html", (".html", ".htm", ".shtml", ".xhtml"), "html:read_html", largest=20 * MEGABYTE),
    Format("docx", (".docx", ".docm", ".dotx"), "docx:read_docx", magic=(ZIPPED,)),
    Format("xlsx", (".xlsx", ".xlsm"), "xlsx:read_xlsx", magic=(ZIPPED,)),
    Format("pdf", (".pdf",), "pdf:read_pdf", magic=(b"%PDF-",), seconds=900, megabytes=6_000),
    Format(
        "picture",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"),
        "ocr:read_picture",
        magic=(b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM"),
        megabytes=6_000,  # text recognition reserves far more address space than it uses
    ),
    Format("zip", (".zip",), "archives:read_zip", magic=(ZIPPED, b"PK\x05\x06"), apart=False),
    Format(
        "office",
        (".doc", ".wps", ".dot", ".wpt", ".rtf", ".odt", ".xls", ".et", ".ods"),
        "office:read_office",
        magic=(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", ZIPPED),
        seconds=120,
        megabytes=8_000,  # LibreOffice reserves far more address space than it uses
    ),
    Format("mail", (".eml",), "archives:read_mail", apart=False),
    Format("csv", (".csv", ".tsv"), "delimited:read_delimited", apart=False, largest=20 * MEGABYTE),
)
HTML_OPENS = (b"<!doctype html", b"<html")
TEXT, HTML = FORMATS[0], FORMATS[2]


def format_of(upload: Upload) -> Format:
    """The format of a file.

    Raises:
        ReadError: nothing here reads it; `remedy` names what can be read.
    """
    head = upload.data[:1024]
    suffix = PurePath(upload.name).suffix.lower()
    named = next((known for known in FORMATS if suffix in known.suffixes), None)
    marked = [known for known in FORMATS if any(head.startswith(mark) for mark in known.magic)]
    if marked:
        return named if named in marked else _by_members(upload, marked)
    if any(mark in head.lstrip()[:200].lower() for mark in HTML_OPENS) and suffix != ".eml":
        return HTML
    if named is not None and not named.magic:
        return named
    if named is None and suffix:
        known = "、".join(sorted(suffix for one in FORMATS for suffix in one.suffixes))
        raise ReadError(
            _("不支持的文件类型：{suffix}").format(suffix=suffix),
            where=upload.where,
            remedy=_("请另存为 {known}").format(known=known),
        )
    return TEXT


def _by_members(upload: Upload, marked: Sequence[Format]) -> Format:
    """Which of the formats that begin alike a file without a telling name is: what is zipped names its parts."""
    for part, name in ((b"word/document.xml", "docx"), (b"xl/workbook.xml", "xlsx")):
        if upload.data.startswith(ZIPPED) and part in upload.data:
            return next(known for known in FORMATS if known.name == name)
    return next((known for known in marked if known.name == "zip"), marked[0])
