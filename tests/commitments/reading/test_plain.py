"""Bytes to text: every encoding offices use, and a helpful refusal of everything else."""

import codecs
from pathlib import Path

import pytest

from commitments.errors import ReadError
from commitments.reading import read
from commitments.reading.plain import LARGEST, decode

TEXT = "到2027年,新建泵站12座。\n第二行"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("gbk"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 le", "utf-16 be", "gb18030", "gbk", "crlf", "cr in gbk"],
)
def test_the_same_words_come_out_of_every_encoding(data: bytes) -> None:
    """Encoding, byte order mark and kind of newline leave no trace."""
    assert decode(data, where="x.txt") == TEXT


def test_one_document_in_two_encodings_has_one_fingerprint(tmp_path: Path) -> None:
    """The fingerprint is of the words, so a copy in another encoding is known again."""
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-8"))
    (tmp_path / "b.md").write_bytes(TEXT.encode("gb18030"))

    assert read(tmp_path / "a.txt").sha256 == read(tmp_path / "b.md").sha256


def test_nothing_else_in_the_text_is_changed(tmp_path: Path) -> None:
    """White space, full-width digits, escapes and direction marks stay where they are."""
    odd = "　２０２７年 底\t\x1b[31m红\u202e\u00a0。 \n\n"
    (tmp_path / "a.txt").write_bytes(odd.encode("utf-8"))

    assert read(tmp_path / "a.txt").text == odd


def refused(path: Path) -> ReadError:
    """The error a path is refused with."""
    with pytest.raises(ReadError) as caught:
        read(path)
    assert str(path) in caught.value.where
    assert caught.value.remedy
    return caught.value


def test_a_program_is_refused(tmp_path: Path) -> None:
    """Bytes that are no text in any encoding are refused, not guessed at."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x7fELF\x02\x01\x01\x00\x00\x00\xff\xfe\x00")

    assert "不是文本文件" in refused(path).message


@pytest.mark.parametrize("data", [b"", b" \n\t\n", codecs.BOM_UTF8])
def test_a_file_without_words_is_refused(tmp_path: Path, data: bytes) -> None:
    """White space is no document."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    assert "空" in refused(path).message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A name that leads nowhere says so."""
    assert "找不到" in refused(tmp_path / "a.txt").message


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is not read as a file, whatever its name ends with."""
    (tmp_path / "a.txt").mkdir()

    assert "文件夹" in refused(tmp_path / "a.txt").message
    assert "文件夹" in refused(tmp_path).message


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """The size is asked of the file system, so nothing large is loaded."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)

    assert "过大" in refused(path).message


def test_an_unknown_kind_of_file_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    """The remedy names what can be read."""
    path = tmp_path / "a.xyz"
    path.write_bytes(b"words")

    assert ".txt" in refused(path).remedy


def test_a_link_that_turns_in_a_circle_is_refused(tmp_path: Path) -> None:
    """What the operating system will not open is reported in its words."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")

    assert "无法读取" in refused(tmp_path / "a.txt").message
