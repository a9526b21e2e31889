"""Several papers in one file are parted; annexes, quotations and lists of numbers are not."""

from pathlib import Path

import pytest

from commitments.document import Place, PlaceKind
from commitments.extraction import extract
from commitments.reading import read_all
from commitments.reading.content import Content
from commitments.reading.parting import parted

BODY = (
    "您提出的建议收悉，现答复如下：\n到{year}年底，全市新建泵站{count}座，由市水务局负责。"
    + "我们将认真办理，持续抓好落实。" * 8
)


def reply(number: int, year: int, *, title_first: bool = False) -> str:
    """A reply with head, body and signature."""
    title, mark = f"对市人大会议第{number}号建议的答复", f"清水建字〔{year}〕{number}号"
    head = f"{title}\n{mark}" if title_first else f"清河市水务局文件\n{mark}\n{title}"
    return f"{head}\n李某某代表：\n{BODY.format(year=year + 2, count=number)}\n清河市水务局\n{year}年5月20日\n"


@pytest.mark.parametrize("title_first", [True, False])
def test_a_collection_of_replies_is_parted(title_first: bool, tmp_path: Path) -> None:
    """Each reply has its own number, date and promises; offsets quote its own text."""
    (tmp_path / "汇编.txt").write_text(
        "".join(reply(number, 2020 + number, title_first=title_first) for number in (3, 4, 5)), encoding="utf-8"
    )
    documents = read_all(tmp_path / "汇编.txt")

    assert [document.name for document in documents] == ["汇编.txt#1", "汇编.txt#2", "汇编.txt#3"]
    assert [document.imprint.number for document in documents] == [
        "清水建字〔2023〕3号",
        "清水建字〔2024〕4号",
        "清水建字〔2025〕5号",
    ]
    assert [document.imprint.reference.day.year for document in documents if document.imprint.reference.day] == [
        2023,
        2024,
        2025,
    ]
    for document in documents:
        targets = extract(document).targets
        assert targets
        assert all(document.text[target.start : target.end] == target.quote for target in targets)


def test_one_paper_stays_one() -> None:
    """A notice with its annexed plan, and a paper that lists the numbers of others, are single documents."""
    notice = reply(3, 2024) + "\n附件\n清河市水利工作方案\n一、目标\n" + BODY
    lists = reply(3, 2024) + "\n附件：有关文件\n清政办发〔2020〕1号\n清政办发〔2021〕2号\n" + "说明文字。" * 60

    form = (
        "标题：\n对市人大会议第3号建议的答复\n发文字号：\n清水建字〔2024〕3号\n发布日期：\n2024年5月21日\n" + "　" * 150
    )
    for text in (notice, lists, form + reply(3, 2024)):
        assert parted(Content("a.txt", text)) == [Content("a.txt", text)]


def test_pages_stay_with_their_paper() -> None:
    """A place before the cut is where the second paper begins; those behind it are moved along."""
    first = reply(3, 2023)
    places = (
        Place(0, PlaceKind.PAGE, "1"),
        Place(50, PlaceKind.PAGE, "2"),
        Place(len(first) + 30, PlaceKind.PAGE, "3"),
    )
    one, two = parted(Content("a.pdf", first + reply(4, 2024), places))

    assert one.places[:2] == places[:2]
    assert two.places == (Place(0, PlaceKind.PAGE, "2"), Place(30, PlaceKind.PAGE, "3"))


FORM = "索引号：0123/2022-0012\n分类：建议答复\n发布机构：水利局\n发布日期：2022年9月2日\n"


@pytest.mark.parametrize("form", [FORM, FORM + "主题词：农村供水、水质保障\n" * 12])
def test_a_form_above_a_text_is_no_paper_of_its_own(form: str) -> None:
    """The day in a form is no signature, however long the form is: the paper keeps the name of its file."""
    answer = BODY.format(year=2025, count=4)
    text = f"{form}名称：水利局对第12号建议的答复\n刘某某代表：\n{answer}\n水利局\n2022年8月25日\n"
    content = Content("答复.txt", text)

    assert parted(content) == [content]
