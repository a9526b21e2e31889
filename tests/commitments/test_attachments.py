"""The store of attached files: what goes in comes out, or an error says why."""

import hashlib
import stat
from pathlib import Path

import pytest

from commitments.attachments import AttachmentError, Attachments, media_type


@pytest.fixture
def store(tmp_path: Path) -> Attachments:
    """A store for small files."""
    return Attachments(tmp_path / "evidence", most_bytes=64)


def test_a_file_is_kept_by_the_hash_of_its_bytes(store: Attachments, tmp_path: Path) -> None:
    """Once, whatever names it comes under, and readable only."""
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text("验收证书", encoding="utf-8")
    first, second = store.put(tmp_path / "甲.txt"), store.put(tmp_path / "乙.txt")

    assert (first.sha256, first.size) == (hashlib.sha256("验收证书".encode()).hexdigest(), 12)
    assert (first.name, second.name, first.media_type) == ("甲.txt", "乙.txt", "text/plain")
    assert store.read(first.sha256).decode() == "验收证书"
    (only,) = [path for path in store.folder.rglob("*") if path.is_file()]
    assert stat.S_IMODE(only.stat().st_mode) & 0o333 == 0


def test_a_changed_file_is_found_out_on_reading(store: Attachments) -> None:
    """Nobody is shown as proof what somebody edited."""
    stored = store.put_bytes(b"4100", "a.txt")
    place = store.place(stored.sha256)
    place.chmod(0o600)
    place.write_bytes(b"9900")

    with pytest.raises(AttachmentError):
        store.read(stored.sha256)
    place.unlink()
    with pytest.raises(AttachmentError):
        store.read(stored.sha256)


@pytest.mark.parametrize("content", [b"", b"x" * 65, b"#!/bin/sh\n", b"MZ\x90", b"\x7fELF\x02"])
def test_empty_large_and_executable_files_are_refused(store: Attachments, content: bytes) -> None:
    """Each with a remedy, and nothing is left behind."""
    with pytest.raises(AttachmentError) as refused:
        store.put_bytes(content, "a.bin")
    assert refused.value.remedy
    assert not store.folder.exists()


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_what_cannot_be_read_is_named(store: Attachments, tmp_path: Path, name: str) -> None:
    """A missing file, a folder."""
    with pytest.raises(AttachmentError) as refused:
        store.put(tmp_path / name)
    assert refused.value.where


@pytest.mark.parametrize("word", ["../../etc/passwd", "", "A" * 64])
def test_only_a_hash_leads_into_the_store(store: Attachments, word: str) -> None:
    """No path is ever made of what somebody typed."""
    with pytest.raises(AttachmentError):
        store.read(word)


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7", "a.txt", "application/pdf"),
        (b"PK\x03\x04..", "a.XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"PK\x03\x04..", "a", "application/zip"),
        (b" <!DOCTYPE html><p>", "a", "text/html"),
        ("验" * 2000 + "收", "a", "text/plain"),
        (b"\xff\xfe\x00", "a.txt", "application/octet-stream"),
        (b"a\x00b", "a.txt", "application/octet-stream"),
    ],
)
def test_the_bytes_say_what_they_are(content: bytes | str, name: str, kind: str) -> None:
    """A name proves nothing."""
    assert media_type(content.encode() if isinstance(content, str) else content, name) == kind


def test_files_are_carried_over_one_by_one(store: Attachments, tmp_path: Path) -> None:
    """What is whole arrives, what is not is named; what lies there already is left, and mended if it was damaged."""
    files = [store.put_bytes(content, "a.txt") for content in (b"one", b"two", b"three")]
    other = Attachments(tmp_path / "other")
    _damage(store, files[1].sha256)

    new, wrong = store.carry(files, other)
    assert (new, [error.where for error in wrong]) == (2, [str(store.place(files[1].sha256))])
    assert other.read(files[2].sha256) == b"three"
    _damage(other, files[0].sha256)
    assert store.carry([files[0], files[2]], other) == (1, ())
    assert other.read(files[0].sha256) == b"one"


def _damage(store: Attachments, sha256: str) -> None:
    place = store.place(sha256)
    place.chmod(0o640)
    place.write_bytes(b"xxx")
