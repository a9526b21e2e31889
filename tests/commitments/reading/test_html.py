"""Web pages: the words without the page around them, whatever template printed them."""

import re
from datetime import date
from pathlib import Path

import pytest

from commitments.errors import ReadError
from commitments.extraction import extract
from commitments.reading import read, read_all
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

    assert path_text.startswith(
        "索引号：001\n发文字号：清政办发〔2024〕3号\n成文日期：2024-03-01\n发布日期：2024-03-05\n"
    )


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


def a_notice(number: int) -> str:
    """The paragraphs of a notice, as markup."""
    return (
        f"<p>各有关单位：</p><p>{PROSE.replace('12座', f'{number}座')}</p><p>{PROSE * 3}</p>"
        f"<p>清河市水务局</p><p>2025年3月1{number}日</p>"
    )


def test_marked_articles_of_a_page_are_documents_of_their_own() -> None:
    """Each has its title and words; menus and what stands round them belong to none."""
    articles = "".join(
        f"<article><h2><a href='/{n}'>关于第{n}批泵站建设的通知</a></h2>{a_notice(n)}</article>" for n in (3, 4)
    )
    page = f"<body><nav>{MENU}</nav><main>{articles}</main><div>版权所有：清河市水务局</div></body>"
    found = read_html(Upload("a.html", page.encode(), "a.html"))

    assert [content.name for content in found] == ["a.html#1", "a.html#2"]
    assert [content.text.partition("\n")[0] for content in found] == [
        "关于第3批泵站建设的通知",
        "关于第4批泵站建设的通知",
    ]
    assert ["新建泵站3座" in found[0].text, "新建泵站4座" in found[0].text] == [True, False]
    assert not [content for content in found if "版权所有" in content.text]


def test_a_list_with_summaries_is_a_document_for_each_entry() -> None:
    """Titles to be clicked, a day and some words; the parts of one paper, which are counted, are not parted."""
    entry = '<li><h3><a href="/{n}">清河市第{n}批供水工程进展</a></h3><span>2025-03-0{n}</span><p>{words}</p></li>'
    page = "<body><ul>" + "".join(entry.format(n=n, words=PROSE) for n in (1, 2, 3)) + "</ul></body>"
    found = read_html(Upload("a.html", page.encode(), "a.html"))
    parts = "".join(
        f"<div class=part><h2>{n}、工作任务与分工安排</h2><a>附表</a><p>{PROSE}</p></div>" for n in "一二三"
    )

    assert [content.hints.published for content in found] == [date(2025, 3, number) for number in (1, 2, 3)]
    assert [content.text.count(PROSE) for content in found] == [1, 1, 1]
    assert len(read_html(Upload("a.html", f"<body>{parts}</body>".encode(), "a.html"))) == 1


def test_notices_one_under_another_are_parted(tmp_path: Path) -> None:
    """Without numbers and marks: by the title that stands below the date of the notice before."""
    notices = "".join(f"<p>关于第{n}批泵站建设的通知</p>{a_notice(n)}" for n in (3, 4, 5))
    (tmp_path / "a.html").write_text(f"<body><div>{notices}</div></body>", encoding="utf-8")
    found = read_all(tmp_path / "a.html")

    assert [document.imprint.title for document in found] == [f"关于第{n}批泵站建设的通知" for n in (3, 4, 5)]
    assert [document.imprint.signed for document in found] == [date(2025, 3, 10 + n) for n in (3, 4, 5)]


def test_what_stands_above_the_text_tells_title_and_day() -> None:
    """A heading, a line with source and day, and the form of a government site, wherever the template puts them."""
    caption = "<p>2025-03-20 16:35　来源：供水处　【字体：大 中 小】</p>"
    fields = "名称：</dt><dd>{}</dd><dt>发布机构：</dt><dd>清河市水务局</dd><dt>文号：</dt><dd>清水发〔2025〕3号"
    form = f"<dl><dt>{fields}</dd></dl>"
    body = f"<div>{f'<p>{PROSE}</p>' * 6}</div>"
    title = "关于加快泵站建设的通知"
    head = "<title>文件</title>"
    heading = read_html(Upload("a.html", f"{head}<h1>{title}</h1>{caption}{body}".encode(), "a.html"))[0]
    filed = read_html(Upload("a.html", f"{head}{form.format(title)}{body}".encode(), "a.html"))[0]

    assert (heading.hints.title, heading.hints.published) == (title, date(2025, 3, 20))
    assert (filed.hints.title, filed.hints.issuer) == (title, "清河市水务局")
    assert filed.text.startswith("发布机构：清河市水务局\n文号：清水发〔2025〕3号\n")
    assert "字体" not in heading.text


def test_menus_take_nothing_from_the_text_beside_them() -> None:
    """Old pages are tables in tables: a long menu beside a short text, a foot below, and the text alone is read."""
    menu = "".join(f"<tr><td><img></td><td><a href='/{n}'>政府信息公开栏目</a></td></tr>" for n in range(60))
    foot = "<table><tr><td>建议使用：1024×768分辨率浏览，违法和不良信息举报电话：0000-1234567</td></tr></table>"
    page = (
        f"<table><tr><td width=200><table>{menu}</table></td><td><table><tr><td>您现在的位置：<a>首页</a></td></tr>"
        f"<tr><td><div>{PROSE}<br>{PROSE}<br>{PROSE}</div></td></tr></table></td></tr></table>{foot}"
    )

    assert text_of(page) == "\n".join([PROSE] * 3)
