"""Headlines without a number: which lines are some, and what stands below them."""

import pytest

from commitments.reading import read_text

REVIEW = "临江市政府工作报告\n各位代表：\n一、2024年工作回顾\n新建学校12所。\n（一）工业。新增企业30家。\n"


def headings(text: str) -> list[tuple[str, int]]:
    """(words, rank) of every section without a marker."""
    document = read_text("文件.txt", text)
    return [(s.heading.of(document.text), s.rank) for s in document.sections[1:] if not s.marker]


@pytest.mark.parametrize(
    "line", ["2025年重点工作", "今年工作安排", "“十五五”时期的主要目标任务", "下一步打算：", "主要目标（到2025年）"]
)
def test_a_short_line_that_names_a_part_is_a_headline(line: str) -> None:
    """Alone behind a sentence, with prose below."""
    words = line.rstrip("：")
    assert headings(f"{REVIEW}{line}\n全市要新建泵站12座，改造渠道30公里。\n") == [(words, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "新建泵站12座。",
        "抓好春耕、夏管、秋收工作",
        "各位代表：",
        "李某某",
        "临江市水利局",
        "工业、农业、服务业完成情况，总体向好",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    """Sentences, enumerations, salutations and names head nothing."""
    assert headings(f"{REVIEW}{line}\n全市要新建泵站12座，改造渠道30公里。\n") == []


def test_the_cells_of_a_table_are_none() -> None:
    """A line between other short lines is a cell."""
    assert headings("考核表\n序号\n重点任务\n工作目标\n责任单位\n1\n新建泵站\n") == []


def test_the_title_is_no_headline() -> None:
    """Nothing stands above it that has ended."""
    assert headings("临江市2025年重点工作\n新建泵站12座，改造渠道30公里。\n") == []


def test_a_headline_stands_above_the_list_it_opens() -> None:
    """What is numbered below it from one on belongs to it; what counts on from above does not."""
    document = read_text(
        "文件.txt", REVIEW + "2025年重点工作\n要抓好下列工作：\n一、工业。新增企业40家。\n二、农业。新建泵站2座。\n"
    )
    words = [s.heading.of(document.text) for s in document.sections]
    at = words.index("2025年重点工作")
    assert [words[i] for i, s in enumerate(document.sections) if s.parent == at] == ["工业", "农业"]


def test_a_headline_right_below_another_is_part_of_it() -> None:
    """“2025年重点工作” goes on heading what “主要目标” heads."""
    document = read_text("文件.txt", REVIEW + "2025年重点工作\n主要目标\n全市要新增企业40家，新建泵站2座。\n")
    inner = document.sections[-1]
    assert document.sections[inner.parent or 0].heading.of(document.text) == "2025年重点工作"
