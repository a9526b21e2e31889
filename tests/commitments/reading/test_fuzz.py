"""Readers against mutated files: a document or a refusal with a remedy, whatever the bytes."""

import io
import os
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.document import Place
from commitments.errors import ReadError
from commitments.reading import read_upload
from commitments.reading.content import Content, Upload
from commitments.reading.formats import FORMATS
from tests.commitments.reading.make_fixtures import TARGET
from tests.commitments.reading.pages import plain_page

EXAMPLES = int(os.environ.get("DUBAN_FUZZ_EXAMPLES", "25"))
TEXT = "关于加快建设的答复\n清政办发〔2024〕3号\n到2027年，新建泵站12座，\t由市水务局负责。\n"


def a_zip() -> bytes:
    """An archive of a text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", TEXT)
    return out.getvalue()


def a_mail() -> bytes:
    """A mail with an attachment."""
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "报送", "Mon, 02 Mar 2026 09:00:00 +0800"
    mail.set_content(TEXT)
    mail.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="a.txt")
    return bytes(mail)


def a_workbook() -> bytes:
    """A register of tasks with merged cells, a formula and a hidden sheet."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["任务", "单位", "时限"], ["新建泵站12座", "市水务局", "2027年"], ["改造管网", None, "=1+1"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.create_sheet("备用").sheet_state = "hidden"
    book.save(out)
    return out.getvalue()


# What is read in this very process may raise nothing but a refusal; what is read apart is also let fail on its own.
WHOLE = {
    "a.txt": TEXT.encode(),
    "a.md": TEXT.encode("gb18030"),
    "a.csv": TEXT.replace("，", ",").encode(),
    "a.zip": a_zip(),
    "a.eml": a_mail(),
}
TABLE = (TARGET / "tasks.docx").read_bytes()
APART = {"a.html": plain_page(TEXT), "a.docx": TABLE, "a.xlsx": a_workbook()}
ZIPPED = {name: data for name, data in APART.items() if data.startswith(b"PK")}
PAGES = (TARGET / "tasks.pdf").read_bytes()
STREAM = re.compile(rb"(?<=stream\n).*?(?=\n?endstream)|(?<=stream\r\n).*?(?=\r?\n?endstream)", re.DOTALL)
OBJECT = re.compile(rb"\d+ \d+ obj.*?(?=stream\r?\n|endobj)", re.DOTALL)


def mutated(data: bytes, seed: int) -> bytes:
    """The bytes with some of them changed, taken out, doubled or cut off."""
    chance = random.Random(seed)  # noqa: S311  mutations, not secrets
    found = bytearray(data)
    for _turn in range(chance.randint(1, 12)):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(4):
            case 0 if at < len(found):
                found[at] = chance.randrange(256)
            case 1:
                del found[at : at + chance.randrange(40)]
            case 2:
                found[at:at] = found[at : at + chance.randrange(200)]
            case _:
                found[at:at] = bytes(chance.randrange(256) for _byte in range(chance.randrange(6)))
    return bytes(found[: chance.randrange(len(found) + 1)] if chance.random() < 0.2 else found)


def repacked(data: bytes, seed: int) -> bytes:
    """An archive whole outside, with one or two of its members mutated inside."""
    chance = random.Random(seed)  # noqa: S311
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        names = before.namelist()
        chosen = chance.sample(names, min(len(names), chance.randint(1, 2)))
        for name in names:
            words = before.read(name)
            after.writestr(name, mutated(words, chance.randrange(2**32)) if name in chosen and words else words)
    return out.getvalue()


def rewritten(data: bytes, seed: int) -> bytes:
    """A PDF with the words of some objects mutated, and of streams those that they unfold to."""
    chance = random.Random(seed)  # noqa: S311

    def change(found: re.Match[bytes]) -> bytes:
        if chance.random() > 0.15:
            return found.group()
        with suppress(zlib.error):
            return zlib.compress(mutated(zlib.decompress(found.group()), chance.randrange(2**32)))
        return mutated(found.group(), chance.randrange(2**32)) if found.group() else b""

    return OBJECT.sub(change, STREAM.sub(change, data)) if chance.random() < 0.9 else mutated(data, seed)


def sound(places: tuple[Place, ...], length: int) -> bool:
    """Whether places are in the order of the text and inside it."""
    starts = [place.start for place in places]
    return starts == sorted(starts) and all(0 <= start <= length for start in starts)


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_mutated_files_are_read_or_refused(name: str, seed: int) -> None:
    """Nothing but a refusal with a place and a remedy leaves a reader; offsets of what is read hold."""
    try:
        documents = read_upload(Upload(name, mutated(WHOLE[name], seed), name))
    except ReadError as error:
        told = (error.where, error.remedy)
    else:
        told = (documents[0].name, "read")
        assert all(sound(document.places, len(document.text)) for document in documents)

    assert all(told)


@pytest.mark.parametrize(
    ("name", "damage"), [*((name, mutated) for name in APART), *((name, repacked) for name in ZIPPED)]
)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_mutated_office_files_end(name: str, damage: Callable[[bytes, int], bytes], seed: int) -> None:
    """A parser may fail of broken bytes, in its own process; it never hangs, and what it reads is sound."""
    kind = next(known for known in FORMATS if f".{name.partition('.')[2]}" in known.suffixes)
    contents: list[Content] = []
    trouble = ""
    try:
        contents = list(kind.read(Upload(name, damage(APART[name], seed), name)))
    except ReadError as error:
        trouble = "" if error.remedy else "no remedy"
    except RecursionError:
        trouble = "nested too deeply"
    except Exception:  # noqa: BLE001, S110  the parser's own; told as damage by the process that waits
        pass

    assert trouble == ""
    assert all(sound(content.places, len(content.text)) for content in contents)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_mutated_pages_are_read_or_refused(seed: int) -> None:
    """A library in another language may crash, in the process that reads it; the file is named with a remedy."""
    try:
        documents = read_upload(Upload("a.pdf", rewritten(PAGES, seed), "a.pdf"))
    except ReadError as error:
        told = (error.where, error.remedy)
    else:
        told = (documents[0].name, "read")
        assert all(sound(document.places, len(document.text)) for document in documents)

    assert all(told)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_without_a_name_are_read_or_refused(data: bytes) -> None:
    """Whatever somebody drops: no format is guessed that then crashes here."""
    try:
        told = read_upload(Upload("无名", data, "无名"))[0].name
    except ReadError as error:
        told = error.remedy

    assert told
