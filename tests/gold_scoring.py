"""Score extracted targets against gold rows: pairs of the same outcome, then shares of right fields."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
FIRM = ("quantified", "milestone", "task")


def overlap(one: Row, other: Row) -> tuple[float, float]:
    """The common stretch of two quotes over the shorter, and over both together."""
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    if common <= 0:
        return 0.0, 0.0
    lengths = one["end"] - one["start"], other["end"] - other["start"]
    return common / max(1, min(lengths)), common / (sum(lengths) - common)


def number(value: str | None) -> Decimal | None:
    """A decimal as written in a row."""
    return Decimal(value).normalize() if value else None


def likeness(gold: Row, found: Row) -> float:
    """How well two rows pair; 0 if they do not."""
    short, union = overlap(gold, found)
    quantified = (gold["kind"] == "quantified") + (found["kind"] == "quantified")
    if quantified == 2:
        equal = number(gold["value"]) == number(found["value"])
        return (2 if equal else 0) + union if union and (equal or short >= 0.5) else 0
    return 0 if short < 0.5 else union * 0.5 if quantified else 1 + union


def pairs(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """One-to-one pairs, the most alike first."""
    ranked = sorted(
        (-score, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (score := likeness(g, f))
    )
    left, right, chosen = set[int](), set[int](), list[tuple[int, int]]()
    for _score, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            chosen.append((i, j))
    return chosen


def units(names: Iterable[str]) -> set[str]:
    """Owner names without white space."""
    return {re.sub(r"\s", "", name) for name in names}


def fields(gold: Row, found: Row) -> dict[str, bool]:
    """Which fields of a pair agree."""
    agree = {
        "kind": gold["kind"] == found["kind"],
        "due": gold["due"] == found["due"],
        "owner": units(gold["lead"]) == units(found["lead"]) and units(gold["support"]) == units(found["support"]),
        "strength": gold["strength"] == found["strength"],
    }
    if gold["kind"] == "quantified":
        same = all(number(gold[key]) == number(found[key]) for key in ("value", "value_high"))
        agree["value"] = same and gold["unit"] == found["unit"]
        agree["comparator"] = gold["comparator"] == found["comparator"]
    return agree


def figures(gold: Sequence[Row], found: Sequence[Row], hard_negatives: Sequence[Row]) -> dict[str, float]:
    """Precision, recall and F1 of firm targets, shares of right fields, share of hard negatives left alone."""
    right, wanted, claimed = 0, 0, 0
    shares: dict[str, list[bool]] = defaultdict(list)
    for doc in sorted({row["doc"] for row in gold}):
        theirs = [row for row in gold if row["doc"] == doc and row["kind"] in FIRM]
        ours = [row for row in found if row["doc"] == doc and row["kind"] in FIRM]
        chosen = pairs(theirs, ours)
        optional = sum(1 for i, _ in chosen if theirs[i].get("optional"))
        counted = [(i, j) for i, j in chosen if not theirs[i].get("optional")]
        right += len(counted)
        wanted += sum(1 for row in theirs if not row.get("optional"))
        claimed += len(ours) - optional
        for i, j in counted:
            for name, agrees in fields(theirs[i], ours[j]).items():
                shares[name].append(agrees)
    precision, recall = right / max(1, claimed), right / max(1, wanted)
    clear = [not any(hit(negative, row) for row in found) for negative in hard_negatives]
    return {
        "firm_precision": precision,
        "firm_recall": recall,
        "firm_f1": 2 * precision * recall / max(0.001, precision + recall),
        **{name: sum(values) / len(values) for name, values in shares.items()},
        "hard_negatives": sum(clear) / len(clear),
    }


def hit(negative: Row, row: Row) -> bool:
    """Whether a firm target covers a clause that promises nothing."""
    return row["doc"] == negative["doc"] and row["kind"] in FIRM and overlap(negative, row)[0] >= 0.5
