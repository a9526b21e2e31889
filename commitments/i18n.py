"""The one catalogue: what a person reads is written in Chinese here and translated by gettext.

The source language of the messages is zh-CN, so the first language can never miss a line; `locale/en` holds the second.
"""

import gettext
from pathlib import Path

LANGUAGES = ("zh", "en")
DOMAIN = "duban"
LOCALE_FOLDER = Path(__file__).with_name("locale")

_process_wide: list[gettext.NullTranslations] = [gettext.NullTranslations()]
_spoken = ["zh"]


def use_language(language: str) -> None:
    """Let every following message of this process speak `language` (`zh` or `en`)."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _spoken[0] = language
    _process_wide[0] = (
        gettext.NullTranslations()
        if language == "zh"
        else gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[language])
    )


def language_in_use() -> str:
    """The language of this process, for a child process to go on in."""
    return _spoken[0]


def _(message: str) -> str:
    """Translate one message; the msgid is its Chinese wording."""
    return _process_wide[0].gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a message for the catalogue; what is stored is its Chinese wording, translated where it is shown."""
    return message
