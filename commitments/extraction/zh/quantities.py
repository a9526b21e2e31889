"""Finding quantities: phrases that say how much, with the words of comparison around them."""

import re
from dataclasses import replace

from commitments.document import Span
from commitments.extraction.rule import QuantityForm, QuantityMatch
from commitments.extraction.scanner import Scanner, compile_gate, trimmed
from commitments.extraction.zh.comparisons import group, lead_in
from commitments.extraction.zh.quantity_forms import HAN_HEADS, QUANTITY_FORMS, TIME_TAILS
from commitments.extraction.zh.units import UNITS
from commitments.target import Comparator, Quantity

_AFTER_HAN = "".join(
    {word[0] for word, unit in UNITS.items() if unit.han}
    | set(TIME_TAILS + "分成以余级量元产园企县镇赛至到届强、大台新门俱规左，,。；;）)")
)
_SCANNER = Scanner(
    QUANTITY_FORMS,
    compile_gate(
        ("#", r"(?<![\d.].)"),
        (
            HAN_HEADS,
            rf"(?<![{HAN_HEADS}].)(?=[{HAN_HEADS}零〇点]{{0,20}}\s{{0,4}}[余多来几]?\s{{0,4}}[万亿]?(?:[{_AFTER_HAN}]|\Z))",
        ),
        ("全", "(?=[覆部])"),
        ("清归为至", "零"),
        ("降", "[为至]零"),
        ("零", '(?=[”"」]?[增新伤死事发排直投感反输积延纠上返缺失违案举库拖审收突])'),
        ("翻", "[一两二三番]"),
        ("倍", "增"),
        ("高多", "出(?=了?一倍)"),
        ("增", "[加长](?=了?一倍)"),
        ("提", "[高升](?=了?一倍)"),
        ("扩", "大(?=了?一倍)"),
        ("前第", r"(?=\s?[\d一二三四五六七八九十])"),
        ("过", "半"),
        ("后末", r"(?=\s?[第\d一二三四五六七八九十])"),
        ("倒", "数"),
        ("半", r"数|(?=个?\s?小时)"),
        ("近上数几成", "(?=[十百千万亿])"),
        ("一", "半"),
        ("减", "半"),
        ("进前提上晋后下", r"[位移进升降滑]了?(?=\s{0,4}[\d一二两三四五六七八九十])"),
    ),
)
_NAMES = re.compile(r"《[^《》]{0,80}》|[“「](?!零[^”」]{0,3}[”」])[^”」，。；,;%％]{1,12}[”」]")
_JOINT = re.compile(r"[、，,和及与]\s*\Z")


def find_quantities(text: str, start: int, end: int) -> tuple[QuantityMatch, ...]:
    """The quantities of a stretch of text in order, none overlapping, none inside 《…》 or a short quoted name.

    A number without a word of comparison is read as `>=`; its span then holds the number and its unit alone.
    """
    first = _SCANNER.opening(text, start, end)
    if first == end:
        return ()
    names = tuple(Span(*name.span()) for name in _NAMES.finditer(text, start, end))
    found: list[QuantityMatch] = []
    for form, words in _SCANNER.scan(text, first, end, names):
        quantity = form.quantity(words)
        if quantity is not None:
            found.append(_carried(_match(form, words, quantity, start), found, text))
    return tuple(found)


def _match(form: QuantityForm, words: re.Match[str], quantity: Quantity, start: int) -> QuantityMatch:
    """The match with the words of comparison before it taken in."""
    text, lead = words.string, lead_in(words)
    number = Span(*words.span("n" if group(words, "n") else 0))
    span = trimmed(text, max(start, lead.start), words.end())
    return QuantityMatch(span, number, form.name, quantity, lead.verb)


def _carried(match: QuantityMatch, earlier: list[QuantityMatch], text: str) -> QuantityMatch:
    """In a row of numbers (不低于10000元、5000元) those without words of their own take the first one's."""
    if not earlier or match.span.start != match.number.start:
        return match
    last, quantity = earlier[-1], match.quantity
    between = text[last.span.end : match.span.start]
    if not _JOINT.fullmatch(between) or last.quantity.unit != quantity.unit or quantity.high is not None:
        return match
    comparator, value = last.quantity.comparator, quantity.value
    if comparator is Comparator.CHANGE:
        value = value.copy_sign(last.quantity.value)
    elif quantity.comparator is not Comparator.AT_LEAST or comparator in (
        Comparator.RANK,
        Comparator.ORDER,
        Comparator.BETWEEN,
    ):
        return match
    return match._replace(quantity=replace(quantity, comparator=comparator, value=value), verb=last.verb)
