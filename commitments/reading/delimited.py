"""Tables as text: comma, semicolon or tab between the cells, in whatever encoding offices use."""

import csv
import io

from commitments.errors import ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Upload
from commitments.reading.grid import Lines, one_cell
from commitments.reading.plain import decode

SEPARATORS = ",\t;，"
LONGEST_CELL = 1_000_000  # characters


def read_delimited(upload: Upload) -> tuple[Content, ...]:
    """The rows of one .csv or .tsv file as one document.

    Raises:
        ReadError: the bytes are no text, or a quoted cell never ends.
    """
    text = decode(upload.data, where=upload.where)
    head = text[:10_000]
    separator = max(SEPARATORS, key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    lines = Lines()
    rows = csv.reader(io.StringIO(text), delimiter=separator, strict=False)
    try:
        for number, row in enumerate(rows, 1):
            lines.add_row([one_cell(cell) for cell in row], sheet="", row=number)
    except csv.Error as error:
        message = _("第 {number} 行读不懂（{reason}）").format(number=rows.line_num, reason=error)
        raise ReadError(message, where=upload.where, remedy=_("检查引号是否成对")) from error
    return (Content(upload.name, lines.text, tuple(lines.places)),)
