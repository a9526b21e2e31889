"""Archives and mails: every file in them a document of its own, nothing on the disk, limits before unfolding."""

import io
import stat
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from commitments.errors import ReadError
from commitments.reading import read, read_all
from tests.commitments.reading.make_fixtures import TARGET

FIRST, SECOND = "到2027年，新建泵站12座。", "2026年底前，新建学校3所。"


def zipped(members: dict[str, bytes], path: Path, *, link: str | None = None) -> Path:
    """An archive with these members, and perhaps a symbolic link."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        if link:
            member = zipfile.ZipInfo("link.txt")
            member.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(member, link)
    return path


def inside(members: dict[str, bytes]) -> bytes:
    """The bytes of an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_every_file_of_an_archive_is_a_document(tmp_path: Path) -> None:
    """Text, Word and archives within are read; what cannot be read is named beside the first."""
    members = {
        "答复/一.txt": FIRST.encode(),
        "表.docx": (TARGET / "tasks.docx").read_bytes(),
        "内.zip": inside({"二.txt": SECOND.encode("gb18030")}),
        "坏.pdf": b"%PDF-1.4 nothing",
        "程序.exe": b"MZ\x00\x01",
        "__MACOSX/._一.txt": b"\x00",
    }
    documents = read_all(zipped(members, tmp_path / "全部.zip"))

    assert [document.name for document in documents] == [
        "全部.zip!/答复/一.txt",
        "全部.zip!/表.docx",
        "全部.zip!/内.zip!/二.txt",
    ]
    assert documents[2].text == SECOND
    named = {problem.where.rsplit("!/", 1)[-1] for problem in documents[0].problems}
    assert {"坏.pdf", "程序.exe"} <= named


def test_old_archives_keep_their_chinese_names(tmp_path: Path) -> None:
    """Names written in GBK without a mark come out as they were typed."""
    data = inside({"XXXX.txt": FIRST.encode()})
    (tmp_path / "a.zip").write_bytes(data.replace(b"XXXX.txt", "答复.txt".encode("gbk")))

    assert read(tmp_path / "a.zip").name == "a.zip!/答复.txt"


def test_names_that_climb_and_links_reach_nothing(tmp_path: Path) -> None:
    """Steps out of the archive are only dropped from a name; a symbolic link is not followed."""
    (tmp_path / "secret.txt").write_text("口令", encoding="utf-8")
    path = zipped({"../../b.txt": FIRST.encode()}, tmp_path / "a.zip", link=str(tmp_path / "secret.txt"))
    documents = read_all(path)

    assert [(document.name, document.text) for document in documents] == [("a.zip!/b.txt", FIRST)]
    assert any("链接" in problem.message for problem in documents[0].problems)


def refused(path: Path) -> ReadError:
    """The error with which a file is refused."""
    with pytest.raises(ReadError) as caught:
        read_all(path)
    assert caught.value.remedy
    return caught.value


def test_bombs_are_refused_before_they_unfold(tmp_path: Path) -> None:
    """A file of zeros, archives in archives without end and ten thousand members each name the limit."""
    assert "过大" in refused(zipped({"a.txt": bytes(60_000_000)}, tmp_path / "a.zip")).message
    many = {f"{number}.txt": b"x" for number in range(10_001)}
    assert "过大" in refused(zipped(many, tmp_path / "b.zip")).message
    data = inside({"a.txt": FIRST.encode()})
    for _level in range(5):
        data = inside({"a.zip": data})
    (tmp_path / "c.zip").write_bytes(data)
    assert "层" in refused(tmp_path / "c.zip").message


def test_an_archive_without_words_is_refused(tmp_path: Path) -> None:
    """Nothing inside, or nothing that can be read."""
    assert "没有可读" in refused(zipped({}, tmp_path / "a.zip")).message
    assert refused(zipped({"a.exe": b"MZ"}, tmp_path / "b.zip")).where.endswith("a.exe")


def a_mail() -> EmailMessage:
    """A mail with words and an attached table."""
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "关于报送2027年工作任务的函", "Mon, 02 Mar 2026 09:00:00 +0800"
    mail.set_content(FIRST, charset="gb18030")
    mail.add_attachment((TARGET / "tasks.docx").read_bytes(), maintype="application", subtype="x", filename="任务.docx")
    return mail


def test_a_mail_is_its_words_and_its_attachments(tmp_path: Path) -> None:
    """Subject and day of sending fill the imprint; attachments are documents under the mail's name."""
    (tmp_path / "a.eml").write_bytes(bytes(a_mail()))
    words, table = read_all(tmp_path / "a.eml")

    assert (words.name, words.text.strip(), table.name) == ("a.eml", FIRST, "a.eml!/任务.docx")
    assert words.imprint.title == "关于报送2027年工作任务的函"
    assert str(words.imprint.reference.day) == "2026-03-02"


def test_a_mail_of_html_is_read_as_a_page(tmp_path: Path) -> None:
    """The words of an HTML mail come out without its markup."""
    mail = EmailMessage()
    mail.set_content(f"<html><head><meta charset=gbk></head><body><p>{FIRST}</p></body></html>", subtype="html")
    (tmp_path / "a.eml").write_bytes(bytes(mail))

    assert read(tmp_path / "a.eml").text == FIRST
