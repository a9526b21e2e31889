"""The catalogue: every Chinese message of the source has its English, and the compiled file is the readable one."""

from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from commitments.i18n import _, use_language
from scripts.catalogue import CLICK_WORDS, COMPILED, READABLE, read_catalogue, readable, source_messages

RENEW = "run `make locale`, then translate what is new"


@pytest.fixture(scope="module")
def source() -> dict[str, str]:
    """What the source says, once for all tests of the module."""
    return dict(source_messages())


@pytest.fixture(scope="module")
def english() -> Catalog:
    """The readable catalogue."""
    return read_catalogue(READABLE.read_bytes())


def _texts(catalog: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog if message.id}


def _forms(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """All forms of a message → those of its translation."""
    return {_all(message.id): _all(message.string) for message in catalog if message.id}


def _all(form: object) -> tuple[str, ...]:
    return (form,) if isinstance(form, str) else tuple(form) if isinstance(form, list | tuple) else ()


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_source_speaks(source: dict[str, str]) -> None:
    """The extraction finds messages marked now and messages marked for later, in both packages."""
    assert {"逾期", "文字"} <= source.keys()
    assert len(source) > 100


def test_every_message_has_its_english(source: dict[str, str], english: Catalog) -> None:
    """A person who chose English never meets a line nobody translated."""
    texts = _texts(english)

    assert [f"{source[msgid]}: {msgid}" for msgid in source if not texts.get(msgid)] == [], RENEW


def test_the_catalogue_holds_nothing_the_source_no_longer_says(source: dict[str, str], english: Catalog) -> None:
    """What is translated is what is said."""
    assert [msgid for msgid in _texts(english) if msgid not in source] == [], RENEW


def test_no_translation_is_a_guess(english: Catalog) -> None:
    """Fuzzy entries are not compiled, so they would be silently missing."""
    assert [message.id for message in english if message.id and message.fuzzy] == []


def test_placeholders_agree(english: Catalog) -> None:
    """A translation fills in what the original fills in, no more and no less."""
    assert [msgid for msgid, text in _texts(english).items() if text and _fields(msgid) != _fields(text)] == []


def test_the_compiled_catalogue_is_the_readable_one(english: Catalog) -> None:
    """What runs is what was reviewed."""
    assert _texts(english) == _texts(read_mo(BytesIO(COMPILED.read_bytes()))), RENEW


def test_the_words_of_click_are_compiled_as_they_are_written() -> None:
    """What click prints in Chinese is what was reviewed, plural forms included."""
    written = read_catalogue(CLICK_WORDS.read_bytes(), "zh")
    used = read_mo(BytesIO(CLICK_WORDS.with_suffix(".mo").read_bytes()))

    assert _forms(used) == _forms(written), RENEW


def test_renewing_the_catalogue_changes_nothing(english: Catalog) -> None:
    """Nobody's change carries the reformatting of somebody else's words."""
    assert readable(english) == READABLE.read_bytes(), RENEW


def test_a_process_speaks_the_language_it_is_told() -> None:
    """English on request, Chinese by default and again on request."""
    spoken = [_("逾期")]
    for language in ("en", "zh"):
        use_language(language)
        spoken.append(_("逾期"))

    assert spoken == ["逾期", "overdue", "逾期"]


def test_a_language_without_a_catalogue_is_refused() -> None:
    """Nobody ends up in a half-translated program."""
    with pytest.raises(ValueError, match="fr"):
        use_language("fr")
