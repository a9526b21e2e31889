"""The outline: headings and items as a tree, and sentences put together again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.document import Document
from commitments.reading import read_text


def outline(text: str) -> list[tuple[int, str, str]]:
    """(rank, marker, heading) of every section but the document."""
    document = read_text("a.txt", text)
    return [(s.rank, s.marker, s.heading.of(document.text)) for s in document.sections[1:]]


def paragraphs(document: Document) -> list[str]:
    """The words of every paragraph."""
    return [p.span.of(document.text) for p in document.paragraphs]


def test_chinese_numbering_gives_the_ranks() -> None:
    """一、 above (一) above 1. above (1) above ①."""
    text = (
        "一、总体要求\n(一)工作目标\n1.新建泵站。\n(1)东片。开工。\n①一号站\n２、修缮堤防\n（二）基本原则\n二、保障措施"
    )

    assert outline(text) == [
        (1, "一、", "总体要求"),
        (2, "(一)", "工作目标"),
        (3, "1.", "新建泵站"),
        (4, "(1)", "东片"),
        (5, "①", "一号站"),
        (3, "２、", "修缮堤防"),
        (2, "（二）", "基本原则"),
        (1, "二、", "保障措施"),
    ]


def test_chapters_and_articles_are_mapped_on_the_same_ranks() -> None:
    """第一章 is as high as 一、, 第一条 as 1."""
    assert outline("第一章 总则\n第一条 为规范管理,制定本办法。\n第二条 适用范围") == [
        (1, "第一章", "总则"),
        (3, "第一条", "为规范管理,制定本办法"),
        (3, "第二条", "适用范围"),
    ]


def test_markdown_headings_carry_their_own_numbers() -> None:
    """Signs and emphasis around a number do not count."""
    assert outline("## **一、完善水网**\n\n正文一段。\n\n### 二、加强管护") == [
        (1, "一、", "完善水网"),
        (1, "二、", "加强管护"),
    ]


def test_firstly_and_secondly_are_sections_of_their_paragraph() -> None:
    """一是 and 二是 end with the paragraph that holds them, with emphasis or without."""
    document = read_text("a.txt", "（一）健全机制。**一是**完善制度。每月调度。二是强化考核。\n另起一段。")
    ranks = [(s.marker, s.span.of(document.text)) for s in document.sections if s.rank == 5]

    assert ranks == [("一是", "**一是**完善制度。每月调度。"), ("二是", "二是强化考核。")]


def test_items_inside_one_line_are_told_apart() -> None:
    """A flattened page keeps its outline when the numbers count on."""
    text = "现答复如下：一、基本情况该站建于2009年。二、处理建议1.由县水利局牵头论证。2.由县财政局安排资金。"
    document = read_text("a.txt", text)

    assert [s.marker for s in document.sections[1:]] == ["一、", "二、", "1.", "2."]
    assert paragraphs(document)[-1] == "2.由县财政局安排资金。"


@pytest.mark.parametrize(
    "text",
    ["增速达1.5%，居第3.2位。", "按照（一）项规定执行，参照第1.条。", "电话0371.55。", "共12.5公里、3.6万亩。"],
)
def test_numbers_in_a_sentence_are_no_items(text: str) -> None:
    """A decimal, a cross-reference and a telephone number open nothing."""
    assert outline(text) == []


def test_a_long_first_sentence_is_text_and_no_heading() -> None:
    """An item without a title has an empty heading."""
    sentence = "由县水利局会同县财政局、县自然资源局对全县小型水库逐座开展安全鉴定并建立问题台账后报县政府审定"

    assert outline(f"1.{sentence}。") == [(3, "1.", "")]


def test_a_sentence_cut_by_a_page_break_is_one_paragraph() -> None:
    """Blank lines between two halves of a sentence stay inside the paragraph; offsets do not move."""
    text = "推进灌区现代化改造，完善渠系配套，加快推动\n\n\n数字孪生灌区建设，提升调度能力。\n下一段。"

    assert paragraphs(read_text("a.txt", text)) == [text[: text.index("\n下一段")], "下一段。"]


def test_a_heading_is_not_joined_to_its_text() -> None:
    """A heading ends without a full stop and still stands alone."""
    text = "一、充分发挥龙头企业带动作用，形成新型产业集群\n我市产业基础较好，门类齐全。"

    assert paragraphs(read_text("a.txt", text)) == text.split("\n")


@pytest.mark.parametrize(
    "noise",
    ["- 3 -", "第2页 共9页", "打印", "【字体：大 中 小】", "来源：办公室", "工人正在检修水泵。 王某某 摄", "关闭窗口"],
)
def test_page_furniture_is_no_paragraph(noise: str) -> None:
    """Page numbers, navigation, labels and captions are not what the author said."""
    assert paragraphs(read_text("a.txt", f"新建泵站12座。\n{noise}\n修缮堤防。")) == ["新建泵站12座。", "修缮堤防。"]


def test_two_ideographic_spaces_begin_a_paragraph() -> None:
    """Pages flattened into one line keep their indents."""
    text = "　　二、工作目标　　到2026年，建成泵站12座。　　三、主要任务"
    document = read_text("a.txt", text)

    assert paragraphs(document) == ["二、工作目标", "到2026年，建成泵站12座。", "三、主要任务"]
    assert document.sections[1].heading.of(text) == "工作目标"


@given(st.text(alphabet="一二、(（1.)）①是。，；:：\n　 #*年月日建设第条", max_size=120))
def test_spans_always_nest_and_quote(text: str) -> None:
    """Whatever the text, sections lie inside their parents, paragraphs do not overlap, and all stay in the text."""
    document = read_text("a.txt", text)
    for section in document.sections[1:]:
        parent = document.sections[section.parent or 0]
        assert parent.span.start <= section.span.start <= section.span.end <= parent.span.end <= len(text)
        assert section.span.start <= section.heading.start <= section.heading.end <= len(text)
        assert parent.rank < section.rank
    ends = [0]
    for paragraph in document.paragraphs:
        assert ends[-1] <= paragraph.span.start < paragraph.span.end <= len(text)
        assert 0 <= paragraph.section < len(document.sections)
        ends.append(paragraph.span.end)


def test_an_emphasised_firstly_behind_a_sentence_opens_an_item() -> None:
    """The stars before 一是 belong to its sign, and a long row of stars is nothing but stars."""
    document = read_text("a.txt", "主要做法如下。**一是**新建泵站。**二是**加固堤防。" + "*" * 20_000)

    assert [section.marker for section in document.sections[1:]] == ["一是", "二是"]
