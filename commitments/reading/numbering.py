"""Automatic numbering of word processors: the “一、” and “（二）” that are drawn but not written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

HAN_DIGITS = "〇一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def counted(number: int) -> str:
    """A number as it is counted in Chinese: 一, 十二, 一百零三; digits from a thousand on."""
    if not 0 < number < 1000:  # noqa: PLR2004  no list is longer
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{HAN_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else HAN_DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (HAN_DIGITS[ones] if ones else "")


def spelled(number: int) -> str:
    """A number digit by digit: 二〇."""
    return "".join(HAN_DIGITS[int(digit)] for digit in str(number))


def lettered(number: int) -> str:
    """Letters as word processors count by them: a … z, aa, bb …, zz."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def roman(number: int) -> str:
    """Small Roman numerals, to the hundreds."""
    words = ""
    for worth, letters in ROMAN:
        times, number = divmod(number, worth)
        words += letters * times
    return words


def circled(number: int) -> str:
    """① … ⑳; plain digits beyond."""
    return chr(ord("①") + number - 1) if 0 < number <= 20 else str(number)  # noqa: PLR2004  Unicode has twenty


NUMERALS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + n: ord("０") + n for n in range(10)}),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "chineseCounting": counted,
    "chineseCountingThousand": counted,
    "japaneseCounting": counted,
    "taiwaneseCounting": counted,
    "taiwaneseCountingThousand": counted,
    "chineseLegalSimplified": lambda number: counted(number).translate(LEGAL),
    "ideographLegalTraditional": lambda number: counted(number).translate(LEGAL),
    "ideographDigital": spelled,
    "taiwaneseDigital": spelled,
    "japaneseDigitalTenThousand": spelled,
    "ideographTraditional": lambda number: STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: BRANCHES[(number - 1) % 12],
    "lowerLetter": lettered,
    "upperLetter": lambda number: lettered(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` is the pattern with %1 … %9 for the counts of the levels."""

    numeral: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Counter:
    """The counts of one list as the document goes on."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """The drawn number of the next paragraph at a level; "" for bullets and levels that draw none."""
        level = self.levels.get(depth)
        if level is None:
            return ""
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in self.counts if known > depth]:
            del self.counts[deeper]
        if level.numeral not in NUMERALS:  # bullets, and numerals of other scripts
            return ""
        words = level.text
        for number in range(depth + 1):
            above = self.levels.get(number, level)
            count = self.counts.get(number, above.start)
            words = words.replace(f"%{number + 1}", NUMERALS.get(above.numeral, str)(count))
        return words
