"""Numerals as officials write them, digits, Chinese or mixed, and their exact value."""

import re
from decimal import Decimal

DIGIT_WORDS = ("零〇○０", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
DIGIT_VALUES = {word: value for value, words in enumerate(DIGIT_WORDS) for word in words}
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000}
LARGE_SCALES = {"万": 10**4, "亿": 10**8}
SCALE_VALUES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
    "十": 10,
}

BLANK = "[ \u00a0\u2009\u202f]"  # parts thousands as a comma does; a tab or a wide space parts cells
SPACED = rf"(?<![\d.\n])(?<!\d[ ,，、]|[年月]\s)\d{{1,3}}(?:{BLANK}\d{{3}}(?!\d))+(?!{BLANK}?\d)"
FIGURES = rf"(?:{SPACED}|\d{{1,16}}(?:[,，]\d{{3}}(?!\d))*)(?:[.．]\d+)?"  # 1,200  1 200  63.0  ３００
SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏卡赫焦兆帕字升])|百(?![分强]))"
HAN = r"[一二两三四五六七八九十百千万亿][一二两三四五六七八九十百千万亿零〇]{0,20}(?:点[零〇一二三四五六七八九]+)?"
NUMBER = rf"(?:{FIGURES}[^\S\t]?{SCALE}?(?:\d+{SCALE})?|{HAN})"
"""One number in figures, Chinese or a mixture, with its scale word: what other patterns embed."""

_FIGURES = re.compile(FIGURES)
_FRACTION = re.compile(r"(?P<whole>.+)分之(?P<part>.+)|(?P<above>\d+)[/／](?P<below>\d+)")
_TENTHS = re.compile(r"(?P<tenths>[一二两三四五六七八九\d])成(?P<half>[半一二三四五六七八九])?")
HUNDRED = Decimal(100)
PERCENT_STEP = Decimal("0.01")


def joined(words: str) -> str:
    """The words without the white space that breaks put into them."""
    return "".join(words.split())


def parse_number(words: str) -> Decimal | None:
    """The value of a numeral in figures, Chinese or a mixture; None if the words are none."""
    if words.isascii() and words.isdigit():
        return Decimal(int(words))
    words = joined(words).replace(",", "").replace("，", "").replace("．", ".")
    figures = _FIGURES.match(words)
    value = _mixed(words, figures) if figures else _chinese(words)
    return None if value is None else plain(value)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def parse_percent(words: str) -> Decimal | None:
    """The percentage that 百分之三点五, 三分之一, 1/3, 三成 or 一半 stand for, to the hundredth; None if none does."""
    words = joined(words)
    if words in {"一半", "半数", "半"}:
        return HUNDRED / 2
    if tenths := _TENTHS.fullmatch(words):
        value = parse_number(tenths["tenths"])
        more = Decimal(5) if tenths["half"] == "半" else parse_number(tenths["half"] or "零")
        return None if value is None else value * 10 + (more or 0)
    fraction = _FRACTION.fullmatch(words)
    if fraction is None:
        return None
    below = parse_number(fraction["whole"] or fraction["below"])
    above = parse_number(fraction["part"] or fraction["above"])
    return _ratio(above, below)


def _ratio(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    """One hundred times the quotient, to the hundredth."""
    if above is None or not below:
        return None
    return plain((above * HUNDRED / below).quantize(PERCENT_STEP))


def _mixed(words: str, figures: re.Match[str]) -> Decimal | None:
    """Figures followed by scale words, such as 4.6万 or 3亿5000万."""
    total = Decimal(0)
    found: re.Match[str] | None = figures
    while found:
        scale = _FIGURES.search(words, found.end())
        word = words[found.end() : scale.start() if scale else len(words)]
        if word and word not in SCALE_VALUES:
            return None
        total += Decimal(found.group()) * SCALE_VALUES.get(word, 1)
        found = scale
    return total


def _chinese(words: str) -> Decimal | None:
    """A Chinese numeral with or without a fraction after 点, or a run of digits such as 二〇二五."""
    whole, dot, fraction = words.partition("点")
    value = _digit_run(whole) if len(whole) > 1 and all(word in DIGIT_VALUES for word in whole) else _scaled(whole)
    if value is None or not dot:
        return value
    return value + Decimal(f"0.{''.join(str(DIGIT_VALUES[word]) for word in fraction)}")


def _digit_run(words: str) -> Decimal:
    """The digits read one by one, as in a year."""
    return Decimal("".join(str(DIGIT_VALUES[word]) for word in words))


def _scaled(words: str) -> Decimal | None:
    """The value of 三亿五千万: sections below 万 and 亿, each a sum of digits times 十, 百, 千."""
    total = section = digit = last = 0
    for word in words:
        if word in DIGIT_VALUES:
            digit, last = DIGIT_VALUES[word], last if DIGIT_VALUES[word] else 0
        elif word in SMALL_SCALES:
            last = SMALL_SCALES[word]
            section, digit = section + (digit or 1) * last, 0
        elif word in LARGE_SCALES:
            last = LARGE_SCALES[word]
            total, section, digit = _lifted(total, section + digit, last), 0, 0
        else:
            return None
    return Decimal(total + section + digit * (last // 10 if last > 10 else 1)) if words else None  # noqa: PLR2004


def _lifted(total: int, section: int, scale: int) -> int:
    """Apply 万 or 亿: to the section just read, and 亿 also to what stands before it (一万亿)."""
    if scale == LARGE_SCALES["亿"]:
        return (total + section or 1) * scale
    return total + (section or 1) * scale
