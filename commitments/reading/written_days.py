"""Days as the head and foot of a paper write them: in figures, in words, full-width, and in years of the Republic."""

import re
from datetime import date

DIGIT = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "Ｏ": "0", "O": "0"}
DIGIT |= {chr(ord("０") + n): str(n) for n in range(10)} | {str(n): str(n) for n in range(10)}
REPUBLIC = 1911  # the year before its first

YEAR = r"(?P<year>[12１２一二][\s]*[\d０-９〇○零ＯO一二三四五六七八九](?:\s*[\d０-９〇○零ＯO一二三四五六七八九]){2})"
OF_THE_REPUBLIC = r"(?:中华)?民国\s*(?P<republic>[\d０-９]{2,3}|[一二三四五六七八九十百零〇○]{2,6})"
MONTH = r"(?P<month>[\d０-９]{1,2}|[一二三四五六七八九十]{1,2})"
DAY = r"(?P<day>[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})"
DATE = rf"(?:{YEAR}\s*(?:年|[-/.．])|{OF_THE_REPUBLIC}\s*年)\s*{MONTH}\s*(?:月|[-/.．])\s*{DAY}\s*日?"
LABELLED_DATE = DATE.replace("(?:中华)?民国", "(?:(?:中华)?民国)?(?=1[01]\\d|[^1])", 1)
"""Behind a label the year of the Republic may stand alone: 发文日期：114年6月3日."""


def as_date(found: re.Match[str], *, day: int = 0) -> date | None:
    """The calendar day of a match of `DATE`, or the `day` where it has none; None for a day that does not exist."""
    try:
        return date(_year(found), small(found.group("month")), day or small(found.group("day")))
    except ValueError:
        return None


def _year(found: re.Match[str]) -> int:
    """The year of our era."""
    if republic := found.groupdict().get("republic"):
        return small(republic) + REPUBLIC
    return int("".join(DIGIT[c] for c in found.group("year") if c in DIGIT))


def small(words: str) -> int:
    """A number below a thousand in digits or words: 07 → 7, 十四 → 14, 二十 → 20, 一一四 and 一百一十四 → 114."""
    if "十" not in words and "百" not in words:
        return int("".join(DIGIT[c] for c in words))
    hundreds, hundred, rest = words.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = int(DIGIT[hundreds] if hundreds else 1) * 100 if hundred else 0
    value += int(DIGIT[tens.strip("零〇○") or "一"]) * 10 if ten else 0
    ones = ones.strip("零〇○")
    return value + int(DIGIT[ones] if ones else 0)
