"""Files that hold files: archives and mails. Nothing is written to a disk; a member is read like a file of its own."""

import stat
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath

from commitments.errors import Problem, ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Hints, Upload
from commitments.reading.opening import contents_of
from commitments.reading.zipped import open_zip

DEEPEST = 3  # archives within archives
SEPARATOR = "!/"  # between the name of the outer file and that of the inner one
UTF8_NAME = 0x800
SKIPPED = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


def read_zip(upload: Upload) -> tuple[Content, ...]:
    """The documents of every member that can be read; the others are problems of the first one.

    Raises:
        ReadError: nothing in the archive can be read, or it breaks a limit.
    """
    if upload.where.count(SEPARATOR) >= DEEPEST:
        message = _("压缩包套压缩包超过 {limit} 层").format(limit=DEEPEST)
        raise ReadError(message, where=upload.where, remedy=_("请解开后再导入"))
    with open_zip(upload.data, where=upload.where) as archive:
        members = [member for member in archive.infolist() if not member.is_dir() and not skipped(member_name(member))]
        links = [member for member in members if is_link(member)]
        uploads = (inner(upload, member_name(member), member, archive) for member in members if member not in links)
        problems = [
            Problem(f"{upload.where}{SEPARATOR}{member_name(member)}", _("压缩包里的链接不读取"), _("请放入文件本身"))
            for member in links
        ]
        return gathered(upload, uploads, problems)


def inner(upload: Upload, name: str, member: zipfile.ZipInfo, archive: zipfile.ZipFile) -> Upload:
    """One member as a file of its own; damage is left to the reader to tell."""
    try:
        data = archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        data = b""
    return Upload(name, data, f"{upload.where}{SEPARATOR}{name}")


def member_name(member: zipfile.ZipInfo) -> str:
    """The name of a member as its author wrote it: old archives keep GBK; steps out of the archive are dropped."""
    name = member.filename
    if not member.flag_bits & UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return "/".join(part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in {"/", "..", "."})


def skipped(name: str) -> bool:
    """Whether a member was left by a file manager, or has no name."""
    return not name or any(mark in name.lower() for mark in SKIPPED)


def is_link(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a symbolic link, which would name a file outside of the archive."""
    return stat.S_ISLNK(member.external_attr >> 16)


def gathered(upload: Upload, uploads: Iterable[Upload], problems: list[Problem]) -> tuple[Content, ...]:
    """The documents of inner files under the name of the outer one, the problems with the first of them."""
    contents: list[Content] = []
    for one in uploads:
        try:
            found = [content for content in contents_of(one) if content.text.strip()]
        except ReadError as error:
            problems.append(Problem(error.where or one.where, error.message, error.remedy))
            continue
        contents += [replace(content, name=f"{upload.name}{SEPARATOR}{content.name}") for content in found]
    if not contents:
        first = problems[0] if problems else Problem(upload.where, _("里面没有可读的文件"), _("请放入文件后再导入"))
        raise ReadError(first.message, where=first.where, remedy=first.remedy)
    contents[0] = replace(contents[0], problems=(*contents[0].problems, *problems))
    return tuple(contents)


def read_mail(upload: Upload) -> tuple[Content, ...]:
    """The words of one .eml file and the documents attached to it.

    Raises:
        ReadError: neither words nor attachments can be read.
    """
    try:
        uploads, hints = parts_of(upload)
    except (LookupError, ValueError, TypeError, AttributeError) as error:  # the library's many words for broken headers
        remedy = _("请用原软件打开后另存，再导入")
        raise ReadError(_("文件已损坏，或不是它所称的格式"), where=upload.where, remedy=remedy) from error
    return tuple(
        replace(content, name=upload.name, hints=hints) if content.name.endswith(tuple(BODY.values())) else content
        for content in gathered(upload, uploads, [])
    )


def parts_of(upload: Upload) -> tuple[list[Upload], Hints]:
    """Words and attachments of a mail as files of their own, and what its head says."""
    message = message_from_bytes(upload.data, policy=policy.default)
    body = message.get_body(("html", "plain"))
    uploads = [] if body is None else [body_upload(upload, body)]
    for number, part in enumerate(message.iter_attachments(), 1):
        name = PurePosixPath((part.get_filename() or f"{number}").replace("\\", "/")).name
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            uploads.append(Upload(name, data, f"{upload.where}{SEPARATOR}{name}"))
    sent = sent_at(message)
    title = str(message.get("subject", "")).strip()
    return uploads, Hints(title=title or None, published=sent.date() if sent else None)


BODY = {"text/html": "正文.html", "text/plain": "正文.txt"}


def body_upload(upload: Upload, body: object) -> Upload:
    """The words of a mail as a file of their own, in UTF-8."""
    assert isinstance(body, EmailMessage)
    name = BODY[body.get_content_type()]
    words: str = body.get_content()
    mark = b"\xef\xbb\xbf"  # tells the reader of pages that their own label is out of date
    return Upload(name, mark + words.encode(errors="replace"), f"{upload.where}{SEPARATOR}{name}")


def sent_at(message: EmailMessage) -> datetime | None:
    """When a mail says it was sent."""
    try:
        return parsedate_to_datetime(str(message["date"])) if message["date"] else None
    except ValueError:
        return None
