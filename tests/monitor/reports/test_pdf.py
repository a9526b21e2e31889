"""The PDF report: words as text, fonts embedded, the same bytes again, and a clear word where it cannot be."""

import sys

import pypdfium2
import pytest

from monitor.errors import ReportError
from monitor.reports import pdf
from tests.commitments.builders import a_target
from tests.monitor.builders import a_briefed_day, a_digest, a_document_entry, an_entry

typst = pytest.importorskip("typst")
pytestmark = pytest.mark.skipif(
    not set(pdf.FONTS) & set(typst.Fonts().families()), reason="needs a Chinese font, such as fonts-noto-cjk"
)


def _text(content: bytes) -> str:
    book = pypdfium2.PdfDocument(content)
    try:
        words = "".join(page.get_textpage().get_text_range() for page in book)
    finally:
        book.close()
    return "".join(words.split())


def test_every_line_stands_in_the_file_as_text() -> None:
    """It can be searched and copied: codes, quotes, places and what is needed next."""
    digest = a_briefed_day()

    text = _text(pdf.render(digest))

    assert digest.overdue
    for line in digest.overdue + digest.due + digest.near + digest.undated:
        assert line.entry.code in text
        assert "".join(line.entry.target.quote.split()) in text
    assert "第3页" in text
    assert "请核查是否承诺" in text


@pytest.mark.parametrize(
    "words", ['#panic("x")', "$ x $ *b* _e_", "= 标题", '"] #read("/etc/passwd") [', "<label> @ref"]
)
def test_words_of_a_document_only_ever_become_text(words: str) -> None:
    """No word is read as a command of the typesetter."""
    entry = an_entry(a_target(words, lead=(words,), due=None), document=a_document_entry(title=words))

    assert "".join(words.split()) in _text(pdf.render(a_digest(entry)))


def test_the_same_day_is_the_same_file() -> None:
    """Byte for byte: it is dated by its day."""
    assert pdf.render(a_briefed_day()) == pdf.render(a_briefed_day())


def test_without_the_typesetter_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(ReportError) as caught:
        pdf.render(a_digest())

    assert "duban[pdf]" in caught.value.remedy


def test_without_a_chinese_font_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes instead of words would be worse than no file."""

    class NoFonts:
        def families(self) -> list[str]:
            return ["DejaVu Sans"]

    monkeypatch.setattr(typst, "Fonts", NoFonts)

    with pytest.raises(ReportError) as caught:
        pdf.render(a_digest())

    assert "fonts-noto-cjk" in caught.value.remedy
