"""Web pages: the words without the page around them, whatever template printed them."""

import re
from datetime import date
from pathlib import Path

import pytest

from commitments.errors import ReadError
from commitments.extraction import extract
from commitments.reading import read
from commitments.reading.content import Upload
from commitments.reading.html import read_html
from commitments.record import target_record
from tests.commitments.reading.pages import LINKS, MENU, PAGES

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
PROSE = "到2027年，全市新建泵站12座，改造管网300公里，由市水务局负责。"


def text_of(markup: str) -> str:
    """The text of a page given as markup."""
    return read_html(Upload("a.html", markup.encode(), "a.html"))[0].text


def facts(path: Path) -> list[tuple[object, ...]]:
    """What is found in a file, quotes without white space."""
    records = [target_record(target) for target in extract(read(path)).targets]
    return [
        (
            re.sub(r"\s", "", str(record["quote"])),
            *(str(record.get(key)) for key in ("kind", "value", "unit", "due", "lead")),
        )
        for record in records
    ]


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_page_promises_what_its_text_promises(seed: Path, template: str, tmp_path: Path) -> None:
    """The same quotes, values, dates and owners come out of page and plain text, and nothing of the frame."""
    page = tmp_path / f"{seed.stem}.html"
    page.write_bytes(PAGES[template](seed.read_text(encoding="utf-8")))

    assert facts(page) == facts(seed)
    text = read(page).text
    assert not [words for words in (*LINKS, "联系我们", "var promise", MENU[4]) if words in text]


def test_a_table_of_tasks_stays_a_row_a_line() -> None:
    """Cells of a row are parted by tabs, also where the markup breaks them into paragraphs."""
    rows = "".join(
        f"<tr><td><p>任务{n}</p></td><td>新建<span>{n}</span>座泵站</td><td>市水务局</td></tr>" for n in (1, 2, 3)
    )
    text = text_of(f"<body><p>{PROSE * 3}</p><table>{rows}</table></body>")

    assert "任务1\t新建1座泵站\t市水务局\n任务2\t新建2座泵站\t市水务局" in text


def test_the_form_above_the_text_is_kept_as_lines() -> None:
    """Number and dates that stand in a form of their own are read into the imprint."""
    form = (
        "<table><tr><td>索引号：</td><td>001</td><td>发文字号：</td><td>清政办发〔2024〕3号</td></tr>"
        "<tr><td>成文日期：</td><td>2024-03-01</td><td>发布日期：</td><td>2024-03-05</td></tr></table>"
    )
    page = f"<body>{form}<div><p>{PROSE * 4}</p><p>{PROSE}</p></div></body>".encode()
    path_text = read_html(Upload("a.html", page, "a.html"))[0].text

    assert path_text.startswith("发文字号：清政办发〔2024〕3号\n成文日期：2024-03-01\n发布日期：2024-03-05\n")


def test_the_tags_of_a_government_site_fill_the_imprint(tmp_path: Path) -> None:
    """Title, office and date of publication come from the meta tags where the text is silent."""
    head = (
        '<meta name="ArticleTitle" content="清河市水务发展方案"><meta name="PubDate" content="2024-03-05 10:00">'
        '<meta name="ContentSource" content="清河市水务局"><meta charset="utf-8">'
    )
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><body><p>{PROSE}</p></body></html>", encoding="utf-8")

    imprint = read(tmp_path / "a.html").imprint

    assert (imprint.title, imprint.issuer) == ("清河市水务发展方案", "清河市水务局")
    assert imprint.published == imprint.reference.day == date(2024, 3, 5)


def test_a_page_without_words_is_refused_with_a_remedy(tmp_path: Path) -> None:
    """A page that a script would fill says so, across the process that read it."""
    (tmp_path / "a.html").write_text("<html><body><div id=app></div></body></html>", encoding="utf-8")

    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.html")

    assert caught.value.where.endswith("a.html")
    assert "浏览器" in caught.value.remedy


def test_a_page_nested_ten_thousand_deep_is_read() -> None:
    """No recursion limit is reached."""
    assert PROSE in text_of("<div>" * 10_000 + PROSE + "</div>" * 10_000)


def test_a_page_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    """A page saved under a wrong name is read as a page."""
    (tmp_path / "a.txt").write_text(f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>", encoding="utf-8")

    assert read(tmp_path / "a.txt").text == PROSE
