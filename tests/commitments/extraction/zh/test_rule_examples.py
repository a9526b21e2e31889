"""Every form of every table does what its own examples say."""

from datetime import date
from time import process_time

import pytest

from commitments.document import Reference, ReferenceBasis
from commitments.extraction.rule import Context, DateForm, QuantityForm
from commitments.extraction.zh.dates import DATE_FORMS, find_dates
from commitments.extraction.zh.owners import OWNER_FORMS, OwnerForm, find_owners
from commitments.extraction.zh.quantities import QUANTITY_FORMS, find_quantities
from commitments.extraction.zh.subjects import acting_subject
from commitments.target import Owners, Quantity

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
