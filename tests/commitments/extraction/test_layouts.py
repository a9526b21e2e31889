"""How a page is laid out changes nothing: indented paragraphs, blank lines and no indent at all promise the same."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from commitments.extraction import extract
from commitments.reading import read_text

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
PUTS_RIGHT = """南河市督察反馈问题整改方案
一、整改目标
到2024年底，完成整改任务18项；到2025年底，完成整改任务27项。
二、整改清单
（一）流域污染治理不力。2023年断面水质为Ⅴ类。
整改目标：2025年12月底前，断面水质稳定达到Ⅳ类。
整改措施：
1.加快雨污分流，2024年10月底前改造管网28公里。
2.9月底前完成排污口溯源，整治完成率达到80%以上。
整改时限：2025年12月底
责任单位：清河区政府、市生态环境局
督导单位：市水利局
（二）能力不足。
整改措施：新建处理厂1座。（责任单位：市城管局；完成时限：2025年3月31日）
"""
STAGED = """关于推进可再生能源利用的指导意见
一、主要目标
到2025年，年利用量达到11亿吨以上；2030年，比例达到25%以上。
二、重点任务
（一）建设基地。单位造价较2020年下降30%。（省能源局牵头，省财政厅配合）
（二）健全机制。2.6万户屋顶加装光伏。
"""
SHEETS = """县乡村振兴目标责任书
一、考核指标
考核内容\t目标值\t责任单位
新建高标准农田\t3.2万亩\t县农业农村局
改造农村户厕\t1200户\t县乡村振兴局
二、考核办法
（一）县委督查室于7月20日前完成半年评估。
（二）得分90分以上的评为优秀。
"""
PAPERS = {**{path.stem: path.read_text(encoding="utf-8") for path in SEEDS}} | {
    "puts right": PUTS_RIGHT,
    "staged": STAGED,
    "sheets": SHEETS,
}


def lined(text: str, change: Callable[[str], str]) -> str:
    """The text with each line changed that is no row of a table."""
    return "\n".join(line if "\t" in line else change(line) for line in text.split("\n"))


def plain(text: str) -> str:
    """Without indents."""
    return lined(text, lambda line: line.strip(" \u3000"))


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wide indents": lambda text: lined(plain(text), lambda line: line and f"　　{line}"),
    "narrow indents": lambda text: lined(plain(text), lambda line: line and f"    {line}"),
    "hard indents": lambda text: lined(plain(text), lambda line: line and f"\xa0\xa0\xa0\xa0{line}"),
    "blank lines": lambda text: lined(plain(text), lambda line: f"{line}\n"),
    "carriage returns": lambda text: plain(text).replace("\n", "\r\n"),
}


def promises(text: str) -> set[tuple[object, ...]]:
    """All that is read of each target, its quote without white space."""
    found = extract(read_text("paper.txt", text, given=date(2024, 3, 1))).targets
    return {
        (t.kind, t.quantity, t.metric and re.sub(r"\s", "", t.metric), t.due.day, t.owners, re.sub(r"\s", "", t.quote))
        for t in found
    }


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_layout_changes_no_promise(paper: str, layout: str) -> None:
    """The same targets, with the same dates, numbers and owners."""
    text = plain(PAPERS[paper])
    assert promises(LAYOUTS[layout](text)) == promises(text)


LONG = """关于做好乡村振兴重点工作的实施意见
一、重点任务
（一）抓好粮食生产。确保粮食播种面积稳定在620万亩以上、产量稳定在5000000吨以上，开展吨粮田创建，实施玉米单产提升工程，示范面积30万亩，2026年9月底前建成高标准农田36万亩，亩均投入不低于2400元。（牵头单位：市农业农村局；责任单位：市财政局、市自然资源和规划局、市水利局）
（二）构建食物供给体系。生猪出栏稳定在310万头左右，肉蛋奶总产量达到95万吨，水产品产量增长3%，新建日光温室1.2万亩，设施蔬菜产量突破200万吨，到2027年底新认定市级以上龙头企业20家。（市农业农村局牵头，市商务局、市工业和信息化局配合）
（三）改善人居环境。市住房和城乡建设局要会同市生态环境局，在2026年12月31日前改造农村户厕45000座，生活污水治理率达到42.5%，生活垃圾无害化处理率100%。
"""


def broken(text: str, width: int) -> str:
    """The text as a page prints it: every line cut at so many characters, wherever that falls."""
    lines = (("　　" + line if len(line) > width else line) for line in text.split("\n"))
    return "\n".join(line[at : at + width] for line in lines for at in range(0, max(len(line), 1), width))


@pytest.mark.parametrize("width", range(26, 61, 3))
def test_lines_cut_at_their_width_cut_no_number_and_no_name(width: int) -> None:
    """36万 broken behind its 3 is not 6万, and 市水|利局 not 利局; quotes keep the breaks of the page."""
    text = broken(LONG, width)

    assert promises(text) == promises(LONG)
    for target in extract(read_text("paper.txt", text, given=date(2025, 3, 1))).targets:
        assert text[target.start : target.end] == target.quote
        assert all(hit.span is None or hit.span.of(text).strip() for hit in target.rules)


def test_pages_that_are_not_cut_by_width_stay_as_they_are() -> None:
    """A break or two inside a paragraph are those of pages, and rows of a table are parted by theirs."""
    text = "工作方案\n一、任务\n到2026年底，建成中小型水库\n6座，新增灌溉面积3\n万亩。\n"
    assert {str(target.quantity.value) for target in extract(read_text("a.txt", text)).targets if target.quantity} >= {
        "6"
    }
