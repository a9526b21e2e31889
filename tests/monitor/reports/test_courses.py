"""Progress of a target over time: the picture, its table and its words show the same numbers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from commitments.progress import Aim, Observed, Progress, progress_of
from commitments.target import Comparator, Quantity
from monitor.digest import Digest
from monitor.reports import render
from monitor.reports.charts import Chart
from monitor.reports.courses import MOST, course, courses, left_out
from monitor.reports.html import picture
from tests.commitments.builders import a_target
from tests.monitor.builders import a_digest, a_line, an_entry, an_observation

START, DUE, DAY = date(2025, 1, 1), date(2025, 12, 31), date(2025, 7, 2)
SVG = "{http://www.w3.org/2000/svg}"
SEEN = ((date(2025, 3, 1), 500), (date(2025, 6, 1), 1500))


def _progress(quantity: Quantity, *seen: tuple[date, int], baseline: int | None = None) -> Progress:
    aim = Aim(quantity, START, DUE, None if baseline is None else Decimal(baseline))
    return progress_of(aim, [Observed(day, Decimal(value)) for day, value in seen], day=DAY, stale_days=100)


def _course(quantity: Quantity, *seen: tuple[date, int], baseline: int | None = None) -> Chart:
    line = a_line(an_entry(a_target(due=DUE, quantity=quantity)), day=DAY)
    return course(line, _progress(quantity, *seen, baseline=baseline), DAY)


def _digest(*ids: int) -> Digest:
    quantity = Quantity(Comparator.AT_LEAST, Decimal(4500), "家")
    entries = [an_entry(a_target(due=DUE, quantity=quantity), id=n, latest=an_observation(target_id=n)) for n in ids]
    return replace(a_digest(*entries, day=DAY), progress=dict.fromkeys(ids, _progress(quantity, *SEEN)))


def test_values_stand_beside_the_pace_from_baseline_to_goal() -> None:
    """Three series told apart by form and word: what was seen, the even pace, and what is expected today."""
    drawn = _course(Quantity(Comparator.AT_LEAST, Decimal(4500), "家"), *SEEN)

    solid, dashed, point = drawn.series
    assert [one.form for one in drawn.series] == ["solid", "dashed", "point"]
    assert [(mark.label, mark.value) for mark in solid.marks] == [("2025-03-01", 500), ("2025-06-01", 1500)]
    assert [(mark.label, mark.value) for mark in dashed.marks] == [("2025-01-01", 0), ("2025-12-31", 4500)]
    assert [(mark.label, mark.value) for mark in point.marks] == [("2025-07-02", 2250)]
    assert drawn.rows[1] == ("2025-06-01", "1500 家", "1866.76 家")
    assert drawn.rows[-2:] == (("2025-07-02 今日", "", "2250 家"), ("2025-12-31 到期", "", "≥ 4500 家"))
    assert "比应有进度慢 750 家" in drawn.note
    assert drawn.text == ("██████░░░░░░░░░░░░░░ 33% 实测", "██████████░░░░░░░░░░ 50% 今日应到")


def test_every_mark_lies_in_the_picture_and_higher_values_higher() -> None:
    """Whatever the size of the numbers: rates, ranks, things counted in thousands of millions."""
    for quantity, values in (
        (Quantity(Comparator.AT_LEAST, Decimal(97), "%"), (92, 95)),
        (Quantity(Comparator.RANK, Decimal(5), "名"), (9, 7)),
        (Quantity(Comparator.AT_LEAST, Decimal(10**12), "元"), (10**11, 10**11 * 4)),
        (Quantity(Comparator.AT_MOST, Decimal(-3), "℃"), (-1, -2)),
    ):
        drawn = _course(quantity, (SEEN[0][0], values[0]), (SEEN[1][0], values[1]), baseline=values[0])
        marks = [mark for one in drawn.series for mark in one.marks]

        assert all(0 <= mark.x <= drawn.width and 0 <= mark.y <= drawn.height for mark in marks)
        ranked = sorted(marks, key=lambda mark: mark.value or 0)
        assert [mark.y for mark in ranked] == sorted((mark.y for mark in marks), reverse=True)
        assert 2 <= len(drawn.up) <= 7


def test_without_a_pace_the_goal_is_a_level() -> None:
    """A rank is not reached step by step."""
    drawn = _course(Quantity(Comparator.RANK, Decimal(5), "名"), (START, 9))

    assert [(one.name, [mark.value for mark in one.marks]) for one in drawn.series] == [("实测", [9]), ("目标", [5, 5])]
    assert drawn.text == ()


def test_a_picture_alone_is_svg_in_which_words_stay_words() -> None:
    """It opens as XML, names what is drawn, and obeys nothing that a document says."""
    quantity = Quantity(Comparator.AT_LEAST, Decimal(4500), "家")
    line = a_line(an_entry(a_target("甲", metric="<script>&" + "长" * 90, quantity=quantity)), day=DAY)

    root = ET.fromstring(picture(course(line, _progress(quantity, *SEEN), DAY)))  # noqa: S314 - ours

    words = [element.text for element in root.iter(f"{SVG}text")]
    assert {"实测", "应有进度", "今日应到"} <= set(words)
    assert words[0] is not None
    assert words[0].startswith("C000001 <script>&长")
    assert [element.tag for element in root.iter() if "script" in element.tag] == []
    assert len(list(root.iter(f"{SVG}circle"))) == 4


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_pictures_are_in_the_report_and_the_rest_is_counted(name: str) -> None:
    """Only so many are drawn."""
    digest = _digest(*range(1, MOST + 3))

    text = render(name, digest).decode("utf-8")

    assert len(courses(digest)) == MOST
    assert "2" in left_out(digest)
    assert text.count("1866.76 家") == MOST
    assert ('data-chart="course-C000001"' in text) is (name == "html")
    assert left_out(_digest(1)) == ""
