"""`make docs`: write docs/rules.md, every rule with its examples; with `--check` only say whether it is stale."""
# ruff: noqa: INP001 - a script beside the packages, not a part of them

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from commitments.extraction.rule import Cue, DateForm, Negative, QuantityForm
from commitments.extraction.watching import Rules
from commitments.extraction.zh import cues, dates, headings, negatives, owners, pledges, quantity_forms, units
from commitments.extraction.zh.owners import OwnerForm

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
HEAD = """\
# What the extraction reads, and what it leaves

Written by `make docs` from the rule tables in `commitments/extraction/zh`; do not edit. Every example and
counterexample is run by the tests. Dates are read against 20 May 2025. A counterexample is a text that this rule leaves
alone; another may read it.
"""
Row = Sequence[str]


def page() -> str:
    """The whole page."""
    sections = (
        ("Dates", ("form", "reads", "leaves"), map(date_row, dates.DATE_FORMS)),
        ("Quantities", ("form", "reads", "leaves"), map(quantity_row, quantity_forms.QUANTITY_FORMS)),
        ("Units", ("row", "units, and what they are brought to", "reads"), map(unit_row, units.UNIT_ROWS)),
        ("Owners", ("form", "reads (lead \\| support)", "leaves"), map(owner_row, owners.OWNER_FORMS)),
        ("Cues", ("cue", "strength", "fires in", "not in"), map(cue_row, rules_of(Cue, cues, pledges))),
        (
            "Screens and headings",
            ("rule", "why", "fires in", "not in"),
            map(negative_row, rules_of(Negative, negatives, headings)),
        ),
    )
    return HEAD + "".join(table(title, columns, rows) for title, columns, rows in sections)


def table(title: str, columns: Row, rows: Iterable[Row]) -> str:
    """One table with its heading."""
    lines = [columns, ["---"] * len(columns), *rows]
    return f"\n## {title}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def rules_of(kind: type[Cue] | type[Negative], *modules: ModuleType) -> Iterator[Cue | Negative]:
    """The rules of a kind in some modules, in the order they are written, each once."""
    seen: set[int] = set()
    for value in (value for module in modules for value in vars(module).values()):
        for found in flat(value):
            if isinstance(found, kind) and id(found) not in seen:
                seen.add(id(found))
                yield found


def flat(value: object) -> Iterator[object]:
    """What stands in a table, however deep."""
    if isinstance(value, (tuple, Rules)):
        for each in value:
            yield from flat(each)
    else:
        yield value


def words(texts: Iterable[str]) -> str:
    """Texts in one cell."""
    return " · ".join(text.replace("\n", "⏎").replace("\t", "→").replace("|", "\\|") for text in texts)


def read_as(pairs: Iterable[tuple[str, object]], shown: Callable[[object], str] = str) -> str:
    """Texts and what they are read as, in one cell."""
    return words(f"{text} → {shown(value)}" for text, value in pairs)


def date_row(form: DateForm) -> Row:
    """A date form; a phrase kept without a day is shown so."""
    return form.name, read_as(form.examples, lambda due: str(due or "no day")), words(form.counterexamples)


def quantity_row(form: QuantityForm) -> Row:
    """A quantity form."""
    return form.name, read_as(form.examples), words(form.counterexamples)


def unit_row(row: units.UnitRow) -> Row:
    """A row of units: those brought to another are shown with it."""
    names = (word if word == unit.base else f"{word}→{unit.base}" for word, unit in row.units.items())
    return row.name, " ".join(names), read_as(row.examples)


def owner_row(form: OwnerForm) -> Row:
    """An owner form."""
    return form.name, read_as(form.examples), words(form.counterexamples)


def cue_row(cue: Cue | Negative) -> Row:
    """A cue."""
    assert isinstance(cue, Cue)
    return cue.name, cue.strength.value, words(cue.examples), words(cue.counterexamples)


def negative_row(rule: Cue | Negative) -> Row:
    """A screen, or a rule of headings."""
    assert isinstance(rule, Negative)
    return rule.name, rule.reason, words(rule.examples), words(rule.counterexamples)


def main(arguments: Sequence[str]) -> int:
    """Write the page, or say whether it is stale."""
    text = page()
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
    if not fresh:
        print("docs/rules.md is stale: run make docs", file=sys.stderr)  # noqa: T201 - what the command is for
    return 0 if fresh else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
