"""Addresses and secrets: fetched by reference for one attempt, never kept, cut out of everything people can read."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from commitments.i18n import _

REMOVED = "***"
SHORTEST_PART = 6  # shorter pieces of an address are ordinary words


class ChannelBroken(Exception):
    """The channel is of no use until somebody mends its settings; the text is for that person and holds no secret."""


def resolve(reference: str, *, folder: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The value a reference stands for, read anew on every call so that a rotated secret is taken up at once.

    Args:
        reference: `env:NAME`, `file:PATH` or `keyring:SERVICE/USER`; "" stands for no secret, and is returned as it is.
        folder: where a relative path starts.
        environ: the environment to look in.

    Raises:
        ChannelBroken: it leads nowhere, to nothing but blanks, or is of no known form.
    """
    if not reference:
        return ""
    if not _is_reference(reference):  # it may be the secret itself, so it is not repeated
        raise ChannelBroken(_("地址和密钥要写成 env:变量名、file:路径 或 keyring:服务/用户"))
    scheme, _colon, name = reference.partition(":")
    match scheme:
        case "env":
            value = environ.get(name, "")
        case "file":
            value = _content(folder / name)
        case _:
            value = _kept(name)
    if not value.strip():
        raise ChannelBroken(_("{reference} 取不到内容").format(reference=reference))
    return value.strip()


def _is_reference(reference: str) -> bool:
    scheme, _colon, name = reference.partition(":")
    match scheme:
        case "env":
            return name.isidentifier()
        case "keyring":
            return all(part.strip() for part in name.partition("/"))
        case _:
            return scheme == "file" and bool(name)


def _kept(name: str) -> str:
    """What the system's key ring holds; "" for nothing."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise ChannelBroken(_("没有安装 keyring：pip install 'duban[keyring]'")) from None
    service, _slash, user = name.partition("/")
    try:
        return keyring.get_password(service, user) or ""
    except KeyringError as error:
        raise ChannelBroken(_("系统钥匙串打不开：{why}").format(why=type(error).__name__)) from None


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):  # not there, not ours to read, or no text
        return ""


def fingerprint(secret: str) -> str:
    """Eight hex digits by which people can tell whether two places hold the same secret."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()[:8]


class Redactor:
    """Knows the secrets of one attempt and removes them from any text, in the forms in which they may turn up."""

    __slots__ = ("_parts",)

    def __init__(self, url: str, secrets: Iterable[str] = ()) -> None:
        """Remember the address, the telling pieces of it, and the secrets."""
        parts = {url, *secrets, *(part for part in _telling(url) if len(part) >= SHORTEST_PART)}
        forms = {form for part in parts if part for form in (part, quote(part, safe=""), unquote(part))}
        self._parts = sorted(forms, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """`text` with every secret replaced."""
        for part in self._parts:
            text = text.replace(part, REMOVED)
        return text


def _telling(url: str) -> Iterable[str]:
    """The pieces of an address that work as a password: user part, path, its last segment, every query value."""
    try:
        split = urlsplit(url)
        yield from (split.username or "", split.password or "", split.query)
    except ValueError:
        return
    if len(split.path) > 1:
        yield split.path
        yield split.path.rstrip("/").rpartition("/")[2]
    yield from (value for _name, value in parse_qsl(split.query))
