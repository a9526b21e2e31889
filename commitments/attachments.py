"""The store of attached files: named by their hash, written once, verified on every read, never run."""

import codecs
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from commitments.errors import CommitmentsError
from commitments.evidence import StoredFile
from commitments.i18n import _

MEGABYTE = 1024 * 1024
_HASH = re.compile("[0-9a-f]{64}")
_READ_ONLY = 0o440  # no bit to execute, and nobody overwrites what others rely on
# What the first bytes say; the name of a file proves nothing.
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"PK\x03\x04", "application/zip"),
)
_OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".ofd": "application/ofd",
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")


class AttachmentError(CommitmentsError):
    """A file that cannot be attached, or is no longer what was attached."""


@dataclass(frozen=True, slots=True)
class Attachments:
    """A folder of files by content hash. Putting the same bytes twice keeps them once."""

    folder: Path
    most_bytes: int = 50 * MEGABYTE

    def put(self, path: Path) -> StoredFile:
        """Take a file in; `AttachmentError` if it cannot be read, is too large, empty or a program."""
        try:
            size = path.stat().st_size
            if size > self.most_bytes:
                raise self._too_large(path.name)
            content = path.read_bytes()
        except OSError as error:
            raise AttachmentError(
                _("读不了这个文件：{why}").format(why=error.strerror), where=str(path), remedy=_("核对路径和权限")
            ) from error
        return self.put_bytes(content, path.name)

    def put_bytes(self, content: bytes, name: str) -> StoredFile:
        """Take bytes in under a name; the same rules."""
        if not content:
            raise AttachmentError(_("文件是空的"), where=name, remedy=_("换一个有内容的文件"))
        if len(content) > self.most_bytes:
            raise self._too_large(name)
        if content.startswith(_PROGRAMS):
            raise AttachmentError(_("程序文件不能作为证据"), where=name, remedy=_("附上文件、图片或表格"))
        sha256 = hashlib.sha256(content).hexdigest()
        place = self.place(sha256)
        if not self.holds(sha256):
            self._write(place, content)
        return StoredFile(sha256, len(content), media_type(content, name), Path(name).name)

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash; `AttachmentError` if they are gone or are not what they were."""
        place = self.place(sha256)
        try:
            content = place.read_bytes()
        except OSError as error:
            raise AttachmentError(
                _("证据文件不在了：{why}").format(why=error.strerror),
                where=str(place),
                remedy=_("从备份里找回这个文件"),
            ) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise AttachmentError(
                _("证据文件被改动过，内容与登记的摘要不符"), where=str(place), remedy=_("从备份里找回原来的文件")
            )
        return content

    def carry(self, wanted: Iterable[StoredFile], destination: Self) -> tuple[int, tuple[AttachmentError, ...]]:
        """Copy files into another store, each verified on the way: how many are new there, and what is wrong.

        What lies there already, and is whole, is left as it is; one bad file does not keep the others back.
        """
        new, wrong = 0, []
        for file in wanted:
            try:
                if not destination.holds(file.sha256):
                    destination.put_bytes(self.read(file.sha256), file.name)
                    new += 1
            except AttachmentError as error:
                wrong.append(error)
        return new, tuple(wrong)

    def holds(self, sha256: str) -> bool:
        """Whether the bytes with this hash are there, and are what they were."""
        place = self.place(sha256)
        return place.is_file() and hashlib.sha256(place.read_bytes()).hexdigest() == sha256

    def place(self, sha256: str) -> Path:
        """Where the file with this hash lies; `AttachmentError` for what is no hash."""
        if not _HASH.fullmatch(sha256):
            raise AttachmentError(_("这不是文件摘要"), where=sha256, remedy=_("摘要是 64 位十六进制数"))
        return self.folder / sha256[:2] / sha256

    def _write(self, place: Path, content: bytes) -> None:
        """Write beside, flush to disk, then name it: a half-written file never bears the hash."""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=place.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(beside).chmod(_READ_ONLY)
                Path(beside).replace(place)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise AttachmentError(
                _("证据文件存不进去：{why}").format(why=error.strerror),
                where=str(place.parent),
                remedy=_("腾出空间，或改正文件夹权限"),
            ) from error

    def _too_large(self, name: str) -> AttachmentError:
        most = self.most_bytes // MEGABYTE
        return AttachmentError(
            _("文件太大，上限 {most} MB").format(most=most),
            where=name,
            remedy=_("压缩或节选后再附，或在 config.toml 的 [evidence] 里调高 max_megabytes"),
        )


def media_type(content: bytes, name: str) -> str:
    """What the bytes are, by their beginning; office files by their name too, since all of them are archives."""
    found = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    if found == "application/zip":
        return _OFFICE.get(Path(name).suffix.lower(), found)
    if found:
        return found
    try:
        head = codecs.getincrementaldecoder("utf-8")().decode(content[:4096])
    except UnicodeDecodeError:
        return "application/octet-stream"
    if "\x00" in head:
        return "application/octet-stream"
    return "text/html" if re.match(r"\s*<(!doctype html|html)", head, re.IGNORECASE) else "text/plain"
