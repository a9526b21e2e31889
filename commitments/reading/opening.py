"""Opening one file, or one file within another: tell its format, hold it to its limits, have it read."""

from collections.abc import Iterable

from commitments.i18n import language_in_use
from commitments.reading.content import Content, Upload
from commitments.reading.formats import format_of
from commitments.reading.plain import check_size


def contents_of(upload: Upload) -> Iterable[Content]:
    """The documents of a file, by the reader of its format; in a process of its own where the format asks for one.

    Raises:
        ReadError: the file cannot be read; `where` and `remedy` are filled.
    """
    kind = format_of(upload)
    check_size(len(upload.data), kind.largest, upload.where)
    if not kind.apart:
        return kind.read(upload)
    from commitments.reading.apart import read_apart

    return read_apart(kind, upload, language=language_in_use())
