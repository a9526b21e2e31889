"""Plain text files: bytes to one text, in whatever encoding offices use."""

import codecs
import re
from pathlib import Path

from commitments.errors import ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Upload

LARGEST = 500_000_000  # bytes of any file; each format has a limit of its own below
NEWLINES = re.compile(r"\r\n?")
# Characters no text editor writes: their presence tells that the bytes were not text in this encoding.
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
WIDE_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ENCODINGS = ("utf-8", "gb18030")  # GB18030 contains GBK and GB2312


def read_plain(upload: Upload) -> tuple[Content]:
    """The text of a file, with plain newlines and without a byte order mark, nothing else changed.

    Raises:
        ReadError: the bytes are no text; `remedy` says what to do.
    """
    return (Content(upload.name, decode(upload.data, where=upload.where)),)


def load(path: Path) -> bytes:
    """The bytes of a regular file of acceptable size, or a ReadError that says why not."""
    where = str(path)
    try:
        if path.is_dir():
            raise ReadError(_("这是文件夹，不是文件"), where=where, remedy=_("请指定文件夹里的文件"))
        check_size(path.stat().st_size, LARGEST, where)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(_("找不到文件"), where=where, remedy=_("请检查文件名和路径")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = _("文件无法读取（{reason}）").format(reason=reason)
        raise ReadError(message, where=where, remedy=_("请检查文件权限")) from error


def check_size(size: int, largest: int, where: str) -> None:
    """Refuse a file that is larger than its format may be; both in bytes."""
    if size > largest:
        message = _("文件过大，超过 {limit} MB").format(limit=largest // 1_000_000)
        raise ReadError(message, where=where, remedy=_("请拆分后再导入"))


def decode(data: bytes, *, where: str) -> str:
    """Decode by the byte order mark, else UTF-8, else GB18030; bytes that are no text raise ReadError."""
    marked = [encoding for mark, encoding in WIDE_MARKS if data.startswith(mark)]
    for encoding in marked or ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not BINARY.search(text):
            return clean(text)
    remedy = _("请另存为 UTF-8 编码的纯文本（.txt）或 Markdown（.md）")
    raise ReadError(_("不是文本文件，或编码无法识别"), where=where, remedy=remedy)


def clean(text: str) -> str:
    """The text with plain newlines and without a byte order mark."""
    return NEWLINES.sub("\n", text.removeprefix("\ufeff"))
