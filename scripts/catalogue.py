"""`make locale`: bring the English catalogue up to date with the words in the source, and compile it."""
# ruff: noqa: INP001 - a script beside the packages, not a part of them

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "commitments" / "locale" / "en" / "LC_MESSAGES" / "duban"
READABLE, COMPILED = CATALOGUE.with_suffix(".po"), CATALOGUE.with_suffix(".mo")
CLICK_WORDS = ROOT / "commitments" / "locale" / "zh" / "LC_MESSAGES" / "messages.po"  # click's own, written by hand
PACKAGES = ("commitments", "monitor")
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
NO_DATE = datetime(2026, 11, 1, tzinfo=UTC)  # the compiled file must not change when no word does

HEAD = """\
# What people read, in English. The msgid is the Chinese wording of the source.
# `make locale` adds what is new with an empty msgstr, and drops what is no longer said.
msgid ""
msgstr ""
"Project-Id-Version: duban\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def source_messages() -> Iterator[tuple[str, str]]:
    """(message, file that says it) for every message of the source, marked for now or for later."""
    for package in PACKAGES:
        for file, _line, message, _comments, _context in extract_from_dir(ROOT / package, METHODS, keywords=KEYWORDS):
            assert isinstance(message, str), f"{file}: no plural forms: Chinese has none, the English does without"
            yield message, f"{package}/{file}"


def read_catalogue(text: bytes, language: str = "en") -> Catalog:
    """The readable catalogue as a value; its dates say nothing."""
    catalog = read_po(BytesIO(text), locale=language)
    catalog.creation_date = catalog.revision_date = NO_DATE
    return catalog


def renewed(known: Catalog) -> Catalog:
    """A catalogue of exactly the messages of the source, with the translations that are known."""
    catalog = Catalog(locale="en", creation_date=NO_DATE, revision_date=NO_DATE, fuzzy=False)
    for message in sorted({message for message, _file in source_messages()}):
        found = known.get(message)
        catalog.add(message, found.string if found else "")
    return catalog


def readable(catalog: Catalog) -> bytes:
    """The catalogue as people edit it."""
    body = BytesIO()
    write_po(body, catalog, width=120, omit_header=True)
    return HEAD.encode() + body.getvalue().lstrip()


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    body = BytesIO()
    write_mo(body, catalog)
    return body.getvalue()


def main() -> int:
    """Rewrite both files, compile the words of click; say which messages wait for their English."""
    known = read_catalogue(READABLE.read_bytes()) if READABLE.exists() else Catalog(locale="en")
    catalog = renewed(known)
    READABLE.write_bytes(readable(catalog))
    COMPILED.write_bytes(compiled(catalog))
    CLICK_WORDS.with_suffix(".mo").write_bytes(compiled(read_catalogue(CLICK_WORDS.read_bytes(), "zh")))
    waiting = [message.id for message in catalog if message.id and not message.string]
    sys.stdout.write("".join(f"not translated: {message!r}\n" for message in waiting))
    sys.stdout.write(f"{len(catalog)} messages, {len(waiting)} without English\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
