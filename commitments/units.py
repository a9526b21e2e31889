"""Units of measure: which ones tell the same thing in another size, and how a value goes from one to the other."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

from commitments.errors import CommitmentsError
from commitments.i18n import _

DIGITS = Context(prec=15)  # of a converted value that has no exact decimal: 100 亩 are 6.66666666666667 公顷
_MULTIPLES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_MULTIPLES |= {"百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
_MULTIPLE = re.compile("(" + "|".join(sorted(_MULTIPLES, key=len, reverse=True)) + ")(?=.)")

# Each row is one dimension: unit → its size in the first unit of the row.
FAMILIES: tuple[Mapping[str, Fraction], ...] = (
    {"米": Fraction(1), "公里": Fraction(1000), "千米": Fraction(1000), "里": Fraction(500), "厘米": Fraction(1, 100)}
    | {"毫米": Fraction(1, 1000), "微米": Fraction(1, 10**6), "纳米": Fraction(1, 10**9), "海里": Fraction(1852)},
    {"平方米": Fraction(1), "平米": Fraction(1), "平方公里": Fraction(10**6), "平方千米": Fraction(10**6)}
    | {"公顷": Fraction(10**4), "亩": Fraction(2000, 3)},
    {
        "立方米": Fraction(1),
        "方": Fraction(1),
        "升": Fraction(1, 1000),
        "千升": Fraction(1),
        "毫升": Fraction(1, 10**6),
    },
    {"公斤": Fraction(1), "千克": Fraction(1), "吨": Fraction(1000), "克": Fraction(1, 1000), "斤": Fraction(1, 2)}
    | {"市斤": Fraction(1, 2), "毫克": Fraction(1, 10**6), "微克": Fraction(1, 10**9)},
    {"吨标准煤": Fraction(1), "吨标煤": Fraction(1)},
    {"千瓦": Fraction(1), "兆瓦": Fraction(1000), "吉瓦": Fraction(10**6), "瓦": Fraction(1, 1000)},
    {"千瓦时": Fraction(1), "度": Fraction(1), "度电": Fraction(1), "兆瓦时": Fraction(1000)}
    | {"吉瓦时": Fraction(10**6), "太瓦时": Fraction(10**9)},
    {"千伏安": Fraction(1), "兆伏安": Fraction(1000)},
    {"MB": Fraction(1), "KB": Fraction(1, 1000), "GB": Fraction(1000), "TB": Fraction(10**6), "PB": Fraction(10**9)}
    | {"EB": Fraction(10**12)},
    {"Mbps": Fraction(1), "Kbps": Fraction(1, 1000), "Gbps": Fraction(1000), "Tbps": Fraction(10**6)},
    {"PFLOPS": Fraction(1), "P": Fraction(1), "EFLOPS": Fraction(1000)},
    {"元": Fraction(1), "人民币": Fraction(1), "元人民币": Fraction(1)},
    {"美元": Fraction(1), "美金": Fraction(1)},
    {"%": Fraction(1), "％": Fraction(1), "‰": Fraction(1, 10), "‱": Fraction(1, 100), "成": Fraction(10)},
    {"百分点": Fraction(1), "个百分点": Fraction(1)},
    {"标箱": Fraction(1), "标准箱": Fraction(1), "TEU": Fraction(1)},
    {"天": Fraction(1), "日": Fraction(1), "个自然日": Fraction(1), "周": Fraction(7)},
    {"分钟": Fraction(1), "小时": Fraction(60), "个小时": Fraction(60), "秒": Fraction(1, 60)},
    {"月": Fraction(1), "个月": Fraction(1), "年": Fraction(12), "季度": Fraction(3)},
    {"工作日": Fraction(1), "个工作日": Fraction(1)},
)
_FAMILY_OF = {unit: number for number, family in enumerate(FAMILIES) for unit in family}


class UnitMismatch(CommitmentsError):
    """One unit cannot be brought to the other: they count or measure different things."""


def factor(unit: str | None, to: str | None) -> Fraction | None:
    """By what a value in `unit` is multiplied to be one in `to`; None if they tell different things."""
    left, right = _reduced(unit), _reduced(to)
    if left is None or right is None or left[1] != right[1]:
        return None
    return left[0] / right[0]


def convert(value: Decimal, unit: str | None, to: str | None) -> Decimal:
    """`value` in the unit `to`, exact where a decimal can be, else to fifteen digits; raises `UnitMismatch`."""
    times = factor(unit, to)
    if times is None:
        raise UnitMismatch(
            _("“{unit}”换算不成“{to}”").format(unit=unit or "", to=to or ""),
            remedy=_("按目标的单位填写数值，或核对单位写法"),
        )
    if times == 1:
        return value
    product = Fraction(value) * times
    rest = product.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    exact = rest == 1
    plain = DIGITS if not exact else Context(prec=len(str(product.numerator)) + len(str(product.denominator)) * 4 + 4)
    return _plain(plain.divide(Decimal(product.numerator), Decimal(product.denominator)))


def _plain(value: Decimal) -> Decimal:
    """Without an exponent and without zeros behind the point."""
    return Decimal(f"{value.normalize():f}")


def _reduced(unit: str | None) -> tuple[Fraction, str] | None:
    """The size of a unit, and the name of what it measures; `A/B` keeps its second part as part of the name."""
    head, stroke, per = "".join((unit or "").split()).replace("／", "/").partition("/")
    size = Fraction(1)
    if head not in _FAMILY_OF and (match := _MULTIPLE.match(head)):
        size, head = Fraction(_MULTIPLES[match[1]]), head[match.end() :]
    if head in _FAMILY_OF:
        family = FAMILIES[_FAMILY_OF[head]]
        size, head = size * family[head], next(iter(family))
    return size, head + stroke + per
