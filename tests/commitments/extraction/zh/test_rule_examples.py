"""Every form of every table does what its own examples say."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.document import Reference, ReferenceBasis
from commitments.extraction.rule import Context, DateForm, QuantityForm
from commitments.extraction.scanner import Scanner
from commitments.extraction.zh import dates, quantities
from commitments.extraction.zh.dates import DATE_FORMS, find_dates
from commitments.extraction.zh.owners import OWNER_FORMS, OwnerForm, find_owners
from commitments.extraction.zh.quantities import find_quantities
from commitments.extraction.zh.quantity_forms import QUANTITY_FORMS
from commitments.extraction.zh.subjects import acting_subject
from commitments.target import Basis, Owners, Quantity

PRECISIONS = {"day", "dekad", "week", "month", "quarter", "half-year", "year", "plan-period"}
CONTEXT = Context(Reference(date(2025, 5, 20), ReferenceBasis.SIGNED))


def spoken(quantity: Quantity) -> str:
    """A quantity in the notation of the tables: "between 3..5 家"."""
    high = "" if quantity.high is None else f"..{quantity.high}"
    return f"{quantity.comparator} {quantity.value}{high} {quantity.unit or ''}".strip()


def named(owners: Owners) -> str:
    """Owners in the notation of the tables: "lead lead | support"."""
    return f"{' '.join(owners.lead)} | {' '.join(owners.support)}".strip()


@pytest.mark.parametrize(
    ("form", "text", "due"),
    [pytest.param(form, text, due, id=text) for form in DATE_FORMS for text, due in form.examples],
)
def test_a_date_form_reads_its_examples(form: DateForm, text: str, due: str | None) -> None:
    """Read against 2025-05-20, by the whole table."""
    read = [
        (found.rule, found.due.day and found.due.day.isoformat()) for found in find_dates(text, 0, len(text), CONTEXT)
    ]

    assert (form.name, due) in read


@pytest.mark.parametrize(
    ("form", "text"), [pytest.param(form, text, id=text) for form in DATE_FORMS for text, _due in form.examples]
)
def test_a_date_comes_with_its_interval_its_precision_and_its_anchor(form: DateForm, text: str) -> None:
    """A reviewer sees how wide the words are and what they were counted from; words without a day claim neither."""
    due = next(each.due for each in find_dates(text, 0, len(text), CONTEXT) if each.rule == form.name)

    if due.day is None:
        assert (due.earliest, due.precision, due.anchor, due.basis) == (None, None, None, Basis.NONE)
    else:
        assert due.earliest is not None
        assert due.earliest <= due.day
        assert due.precision in PRECISIONS
        assert due.anchor in ({"signed", "period"} if due.basis is Basis.RELATIVE else {"words", "sentence"})


@pytest.mark.parametrize(
    ("form", "text"), [pytest.param(form, text, id=text) for form in DATE_FORMS for text in form.counterexamples]
)
def test_a_date_form_leaves_its_counterexamples(form: DateForm, text: str) -> None:
    """Another form may read them, this one does not."""
    assert form.name not in [found.rule for found in find_dates(text, 0, len(text), CONTEXT)]


@pytest.mark.parametrize(
    ("form", "text", "quantity"),
    [pytest.param(form, text, quantity, id=text) for form in QUANTITY_FORMS for text, quantity in form.examples],
)
def test_a_quantity_form_reads_its_examples(form: QuantityForm, text: str, quantity: str) -> None:
    """Comparator, value and base unit, by the whole table."""
    assert (form.name, quantity) in [
        (found.rule, spoken(found.quantity)) for found in find_quantities(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("form", "text"), [pytest.param(form, text, id=text) for form in QUANTITY_FORMS for text in form.counterexamples]
)
def test_a_quantity_form_leaves_its_counterexamples(form: QuantityForm, text: str) -> None:
    """Names, ordinals and dates measure nothing."""
    assert form.name not in [found.rule for found in find_quantities(text, 0, len(text))]


@pytest.mark.parametrize(
    ("form", "text", "owners"),
    [pytest.param(form, text, owners, id=text) for form in OWNER_FORMS for text, owners in form.examples],
)
def test_an_owner_form_reads_its_examples(form: OwnerForm, text: str, owners: str) -> None:
    """Who leads and who supports, as written."""
    assert (form.name, owners) in [(found.rule, named(found.owners)) for found in find_owners(text, 0, len(text))]


@pytest.mark.parametrize(
    ("form", "text"), [pytest.param(form, text, id=text) for form in OWNER_FORMS for text in form.counterexamples]
)
def test_an_owner_form_leaves_its_counterexamples(form: OwnerForm, text: str) -> None:
    """Words about duties are not yet a duty."""
    assert form.name not in [found.rule for found in find_owners(text, 0, len(text))]


HOSTILE = (
    "市和",
    "一",
    "1、",
    "每周\n\n",
    "1月1日至",
    "（责任单位：",
    "由省厅",
    "《",
    "十四五",
    "百分之一",
    "在一二三后",
    "为万",
    "1、2、",
    "5米",
    "我局",
    "民国1",
    "1,000",
    "三四",
    "各有关单位、",
    "市从",
    " \n",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    """Ten thousand characters of one pattern's favourite food take well under the time of a thousand honest pages."""
    text = piece * (10_000 // len(piece))
    started = process_time()
    find_dates(text, 0, len(text), CONTEXT)
    find_quantities(text, 0, len(text))
    find_owners(text, 0, len(text))
    acting_subject(text, 0, len(text))

    assert process_time() - started < 2


TABLES: tuple[tuple[DateForm | QuantityForm | OwnerForm, ...], ...] = (DATE_FORMS, QUANTITY_FORMS, OWNER_FORMS)


def test_every_form_proves_itself() -> None:
    """A form without an example or a counterexample would be taken on trust."""
    unproved = [form.name for table in TABLES for form in table if not (form.examples or form.counterexamples)]

    assert unproved == []


def test_no_two_forms_share_a_name() -> None:
    """The trail behind a reading names its rules."""
    for table in TABLES:
        names = [form.name for form in table]

        assert len(names) == len(set(names))


DATE_WORDS = (
    "2025年 二〇二五年 今年 明年 6月 十二月 15日 底 末 前 内 到 至 自 — 、 三 3 个月 工作日 年 季度 第 一 上半年 下旬"
    " “十五五” 期间 力争 用 未来 每 起 后 在 从 国庆 节 尽快 近 满 以上 截至 完成 ，"
)
QUANTITY_WORDS = (
    "3 5 1,200 4.6 12.5 2025 万 亿 百 千 一 三 五 十 个 家 户 % 个百分点 亿元 元/亩 公里 千伏 米 级 圈 天 小时 岁 年"
    " 第 前 名 强 以上 左右 余 多 达到 提高 不低于 控制在 — 至 、 和 ， 一半 翻 番 全 覆盖 : 1 项目 工作日"
)
Reader = Scanner[DateForm] | Scanner[QuantityForm]


def sentences(words: str) -> st.SearchStrategy[str]:
    """Words in any order."""
    return st.lists(st.sampled_from(words.split()), max_size=12).map("".join)


def everything(scanner: Reader, text: str) -> list[tuple[str, int, str]]:
    """What a scanner finds."""
    return [(form.name, found.start(), found.group()) for form, found in scanner.scan(text, 0, len(text))]


@given(sentences(DATE_WORDS), sentences(QUANTITY_WORDS))
def test_a_form_that_is_passed_over_would_not_have_fired(dated: str, counted: str) -> None:
    """The characters a form says it begins and goes on with cost no finding, nor does reading without gaps."""
    date_forms = tuple(replace(form, heads="", tails="") for form in DATE_FORMS)
    quantity_forms = tuple(replace(form, heads="", tails="") for form in QUANTITY_FORMS)
    patient: Reader
    for scanner, patient in (
        (dates._SCANNER, Scanner(date_forms, dates._SCANNER.gate)),
        (quantities._SCANNER, Scanner(quantity_forms, quantities._SCANNER.gate)),
    ):
        vars(patient)["_tight"] = patient._loose
        for text in (dated, counted):
            assert everything(patient, text) == everything(scanner, text)
