"""Values of cells: what a figure in a table says with the unit that its column, or the name of its row, sets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from commitments.extraction import later as re
from commitments.extraction.grid_cells import MOVED
from commitments.extraction.zh.quantities import find_quantities
from commitments.target import Basis, Comparator, Due, Quantity

VALUE = re.compile(
    r"[\[〔（(【]?\s*(?P<before>≥|≤|＞|＜|>=|<=|>|<|不[低少小]于|不[超高大多][过于出]|约|达到|超过|[高大]于|[低小少]于|控制在|=|＝|\+|-|－)?\s*"
    r"(?P<number>\d[\d,，]*(?:\.\d+)?(?:\s*[-—~～至]\s*\d[\d,，]*(?:\.\d+)?)?)\s*(?P<unit>[万亿千]?[一-鿿%％‰/·]{0,8}?)"
    r"(?P<after>以上|以下|以内|左右|余)?\s*[\]〕）)】]?"
)
WORDS = {
    "≥": "不低于",
    ">=": "不低于",
    "≤": "不超过",
    "<=": "不超过",
    "＞": "超过",
    ">": "超过",
    "＜": "低于",
    "<": "低于",
}
RISING = re.compile(r"(?:增长|提高|提升|增加)(?:率|幅度)?[（(]?[%％]?[)）]?$")
FALLING = re.compile(r"(?:下降|降低|减少|削减|降幅)(?:率|幅度)?[（(]?[%％]?[)）]?$")
# What is done anew each year, be it less than the year before, is no ceiling.
DONE = re.compile(
    r"新[增建改]|改[建造]|建设|建成|引进|培训|输转|完成|整治|治理(?!成本)|举办|开展|争取|投资|造林|开工|竣工"
)
NO_UNIT = "—-－/／ "
IN_NAME = re.compile(r"[（(]\s*(?P<unit>[%％‰万亿千]?[^（()）\d]{0,8})\s*[)）]$")
RATES = {"%", "％"}
COUNTED = re.compile(r"\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[)）])\s*(?!\d)")  # before the name of an indicator
ADDED = re.compile(r"\s*[〔\[].*")  # what a period adds up to
GROWTH = re.compile(r"增长|增速|增幅|变化")
SIGNED = re.compile(r"\s*[<>＜＞≥≤]")
# “60.6*”, “＞7、力争高于…”: what stands behind a figure.
BESIDE = re.compile(r"(?<=[\d%％])(?:\s*[*＊①-⑳]|[、，；。](?!\d).*)")


def figure_in(words: str) -> re.Match[str] | None:
    """The figure that a cell is, without a mark or a clause behind it."""
    return VALUE.fullmatch(BESIDE.sub("", words).strip())


def quantity_of(name: str, unit: str, words: str, base: Decimal | None) -> Quantity | None:
    """What a cell says with the unit of its column or of its row's name; None if it says no number."""
    found = figure_in(words)
    if found is None:
        moved = MOVED.fullmatch(words.strip())
        return find_quantities(words, 0, len(words))[0].quantity if moved else None
    unit = unit.strip(NO_UNIT)
    in_name = IN_NAME.search(name.strip())
    unit = unit or (in_name["unit"] if in_name else "")
    before = WORDS.get(found["before"] or "", "") or (found["before"] or "").strip("+-－=＝")
    written = f"{before}{found['number']}{found['unit'] or unit}{found['after'] or ''}"
    read = find_quantities(written, 0, len(written))
    quantity = read[0].quantity if read else plain(found["number"], unit)
    if quantity is None:
        return None
    noun = IN_NAME.sub("", name).strip()
    if FALLING.search(noun) or found["before"] in ("-", "－"):
        return replace(quantity, comparator=Comparator.CHANGE, value=-abs(quantity.value))
    rate = found["unit"] in RATES and bool(unit) and unit not in RATES  # 元 … [8%]: a rate of growth
    if RISING.search(noun) or rate:
        return replace(quantity, comparator=Comparator.CHANGE)
    number = number_of(words)
    lower = base is not None and number is not None and number < base and DONE.search(noun) is None
    plainly = quantity.comparator is Comparator.AT_LEAST and not before and not found["after"]
    if plainly and (lower or not quantity.value):
        return replace(quantity, comparator=Comparator.AT_MOST if quantity.value else Comparator.EQUAL)
    return quantity


def number_of(words: str) -> Decimal | None:
    """The bare number of a cell."""
    found = figure_in(words)
    try:
        return Decimal(found["number"].replace(",", "").replace("，", "")) if found else None
    except InvalidOperation:
        return None


def plain(number: str, unit: str) -> Quantity | None:
    """A number whose unit the forms do not know, or that has none."""
    value = number_of(number)
    return None if value is None else Quantity(Comparator.AT_LEAST, value, unit or None)


def added(quantity: Quantity, name: str, words: str, base: str) -> Quantity:
    """A figure that says in brackets what a period adds to a base without them is a change."""
    adds = ADDED.fullmatch(words) and number_of(base) is not None and not ADDED.fullmatch(base)
    return replace(quantity, comparator=Comparator.CHANGE) if adds and DONE.search(name) is None else quantity


def rate_of(name: str, unit: str, words: str, head: str) -> Quantity | None:
    """What a column for a whole period says (年均增长, 五年累计): in brackets or as a growth it is a change."""
    grows = GROWTH.search(head) is not None and SIGNED.match(words) is None and ADDED.fullmatch(words) is None
    in_name = IN_NAME.search(name.strip())
    own = unit.strip(NO_UNIT) or (in_name["unit"] if in_name else "")
    percent = grows and own not in RATES and not any(sign in words for sign in RATES)
    quantity = quantity_of(IN_NAME.sub("", name) if percent else name, "%" if percent else unit, words, None)
    if quantity and (grows or (ADDED.fullmatch(words) and DONE.search(name) is None)):
        return replace(quantity, comparator=Comparator.CHANGE)
    return quantity


def growth_of(words: str, head: str) -> tuple[Quantity, str, str] | None:
    """The growth that a column of a year sets (2024年增速), its rule, and what is measured where that is a noun."""
    quantity = quantity_of("", "%", words, None)
    noun = re.search("增速|增幅", head)
    if quantity is None:
        return None
    quantity = quantity if noun else replace(quantity, comparator=Comparator.CHANGE)
    return quantity, "growth of an indicator", noun.group() if noun else ""


def year_due(year: int, words: str, basis: Basis = Basis.INHERITED) -> Due:
    """The end of a year that a head, a title or a cell names; handed down unless `basis` says otherwise."""
    day = date(year, 12, 31)
    return Due(day, words, basis, earliest=day.replace(month=1, day=1), precision="year", anchor="words")
