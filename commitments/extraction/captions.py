"""Captions: what the lines above a table say of all its cells, its title and its unit."""

from commitments.extraction import later as re

PLANNED = re.compile(r"目标|任务|计划|安排|分解|实事|清单|要点|方案|下达|指标")
TOLD = re.compile(r"完成情况|进展情况|落实情况|统计表|通报|总结")
UNIT = re.compile(r"(?<![一-鿿])(?:计量|金额|数据)?单位\s*[:：]\s*(?P<unit>[一-鿿%％‰/]{1,10})(?![一-鿿、，,])")
OF_MONEY = re.compile(r"投资|资金|金额|预算|经费|产值|收入|支出")
MONEY = re.compile(r"[万亿千百]{0,2}元")
MOST_ABOVE = 5  # lines above a head in which its title stands
FARTHEST = 160  # characters


def lines_above(text: str, start: int) -> list[str]:
    """The lines right above a head, to the end of the last sentence: title, day of issue, unit."""
    found: list[str] = []
    for line in reversed(text[max(0, start - FARTHEST) : start].split("\n")):
        if "。" in line or len(found) > MOST_ABOVE:
            break
        found += [line.strip()] if line.strip() else []
    return found[::-1]


def title_above(text: str, start: int) -> str:
    """The title of a sheet, which says whether it plans or looks back; empty where none stands above it."""
    return next((line for line in lines_above(text, start) if PLANNED.search(line) or TOLD.search(line)), "")


def unit_above(text: str, start: int, name: str) -> str:
    """The unit that a line above a head sets for its figures (单位：万元), money for money alone."""
    found = next((match for line in lines_above(text, start) if (match := UNIT.search(line))), None)
    fits = found is not None and (MONEY.fullmatch(found["unit"]) is None or OF_MONEY.search(name) is not None)
    return found["unit"] if found and fits else ""
