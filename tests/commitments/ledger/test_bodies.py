"""The register of units: names lead to bodies, through renamings and mergers, and quotes stay."""

from datetime import date

import pytest

from commitments.errors import LedgerError, UnknownEntry
from commitments.evidence import RejectReason
from commitments.filter import parse_filter
from commitments.ledger import Ledger
from commitments.ledger.revision_values import Alias, BodyKind, Unresolved
from tests.commitments.builders import a_target, enter

DAY = date(2025, 7, 1)


def _found(ledger: Ledger, word: str) -> list[int]:
    return list(ledger.ids(parse_filter([word], today=DAY), day=DAY, near_days=30))


def test_names_on_targets_wait_until_somebody_resolves_them(ledger: Ledger) -> None:
    """The most frequent first, with whom they may mean; groups are groups."""
    enter(ledger, a_target(lead=["省发改委"]), a_target("甲", lead=["省发改委"]), a_target("乙", support=["各市政府"]))
    ledger.add_unit("省发展改革委", actor="王敏")

    assert ledger.unresolved_units() == (
        Unresolved("省发改委", 2, "省发展改革委"),
        Unresolved("各市政府", 1, None, group=True),
    )
    assert ledger.settle_unresolved_units(actor="王敏") == (1, 1)
    assert ledger.unresolved_units() == ()
    assert ledger.unit("各市政府").kind is BodyKind.GROUP


def test_an_empty_register_still_says_which_names_are_one(ledger: Ledger) -> None:
    """Two writings make one unit under the fuller one; what may be short for another is only asked about."""
    named = ["市发改委", "市发展改革委", "市农业局", "市农业农村局", "农业农村局"]
    enter(ledger, *(a_target(f"第{at}项", lead=[name]) for at, name in enumerate(named)))
    queue = {one.name: (one.likely, one.akin) for one in ledger.unresolved_units()}

    assert queue == {
        "市发改委": ("市发展改革委", ()),
        "市发展改革委": (None, ()),
        "市农业局": (None, ("市农业农村局",)),
        "市农业农村局": (None, ("农业农村局", "市农业局")),
        "农业农村局": (None, ("市农业农村局",)),
    }
    assert ledger.settle_unit_name("农业农村局", "市农业农村局", actor="王敏").name == "市农业农村局"
    assert ledger.settle_unresolved_units(actor="王敏") == (1, 2)
    assert [unit.name for unit in ledger.units()] == ["市农业农村局", "市农业局", "市发展改革委"]
    assert ledger.unresolved_units() == ()


def test_names_in_use_are_told_with_the_most_frequent_first(ledger: Ledger) -> None:
    """As written on targets, then what only the register knows; what was sent back may have been misread."""
    one, two = a_target(lead=["省发改委"]), a_target("甲", lead=["乙局"])
    *_left, misread = enter(ledger, one, two, a_target("乙", support=["省发改委"]), a_target("丙", lead=["误读局"]))
    ledger.reject([misread], reason=RejectReason.WRONG_READING, actor="王敏")
    ledger.add_unit("省发展改革委", actor="王敏")
    ledger.alias_unit("省发展改革委", "省发改委", actor="王敏")

    assert ledger.unit_names() == ("省发改委", "乙局", "省发展改革委")


def test_one_name_finds_what_all_names_answer_for(ledger: Ledger) -> None:
    """发改委 and 发展改革委 are one unit's two names; owners read as they were written."""
    one, two, _other = enter(
        ledger, a_target(lead=["省发改委"]), a_target("甲", support=["省发展改革委"]), a_target("乙", lead=["省财政厅"])
    )
    assert _found(ledger, "unit:省发改委") == [one]
    ledger.add_unit("省发展改革委", actor="王敏")
    ledger.alias_unit("省发展改革委", "省发改委", actor="王敏")

    assert _found(ledger, "unit:省发改委") == _found(ledger, "unit:发展改革") == [one, two]
    assert _found(ledger, "lead:发展改革委") == [one]
    assert ledger.entry(one).target.owners.lead == ("省发改委",)


def test_a_renamed_unit_answers_to_both_names_each_in_its_time(ledger: Ledger) -> None:
    """What was promised under the old name is found under the new one."""
    (number,) = enter(ledger, a_target(lead=["省卫计委"]))
    ledger.add_unit("省卫计委", actor="王敏")
    unit = ledger.rename_unit("省卫计委", "省卫生健康委", on=date(2018, 11, 1), actor="王敏")

    assert unit.names == (Alias("省卫计委", None, date(2018, 10, 31)), Alias("省卫生健康委", date(2018, 11, 1)))
    assert _found(ledger, "unit:省卫生健康委") == [number]
    assert ledger.entry(number).target.owners.lead == ("省卫计委",)


def test_a_name_means_whom_it_meant_on_the_day(ledger: Ledger) -> None:
    """One name, two bodies, one after the other."""
    ledger.add_unit("老局", actor="王敏")
    ledger.add_unit("新局", actor="王敏")
    ledger.alias_unit("老局", "市局", until=date(2019, 12, 31), actor="王敏")
    ledger.alias_unit("新局", "市局", since=date(2020, 1, 1), actor="王敏")

    called = [ledger.unit_called("市局", day) for day in (date(2018, 1, 1), date(2021, 1, 1))]
    assert [unit and unit.name for unit in called] == ["老局", "新局"]
    assert ledger.unit_called("没有的局") is None


def test_merged_units_are_found_by_either_name(ledger: Ledger) -> None:
    """And only the one that stays is listed."""
    one, two = enter(ledger, a_target(lead=["市文化局"]), a_target("甲", lead=["市旅游局"]))
    for name in ("市文化局", "市旅游局", "市文化和旅游局"):
        ledger.add_unit(name, actor="王敏")
    for name in ("市文化局", "市旅游局"):
        ledger.merge_units(name, "市文化和旅游局", on=date(2019, 1, 1), actor="王敏")

    assert [unit.name for unit in ledger.units()] == ["市文化和旅游局"]
    assert _found(ledger, "lead:市文化和旅游局") == [one, two]
    called = ledger.unit_called("市旅游局")
    assert called is not None
    assert called.name == "市文化和旅游局"
    with pytest.raises(LedgerError):
        ledger.merge_units("市旅游局", "市文化和旅游局", actor="王敏")


def test_a_unit_can_be_reached(ledger: Ledger) -> None:
    """Contact and chat ids; the log names channels, never ids."""
    ledger.add_unit("省政府", actor="王敏")
    ledger.add_unit("省教育厅", parent="省政府", actor="王敏")
    ledger.reach_unit("省教育厅", contact="赵处", chats={"飞书": "oc_1", "钉钉": "x"}, actor="王敏")
    unit = ledger.reach_unit("省教育厅", chats={"钉钉": ""}, actor="王敏")

    assert (unit.parent, unit.contact, unit.chats) == ("省政府", "赵处", {"飞书": "oc_1"})
    assert "oc_1" not in str(ledger.events())


def test_wrong_names_are_refused(ledger: Ledger) -> None:
    """Empty, taken, unknown; an alias that ends before it begins."""
    ledger.add_unit("省教育厅", actor="王敏")
    ledger.add_unit("省财政厅", actor="王敏")
    with pytest.raises(LedgerError):
        ledger.add_unit(" ", actor="王敏")
    with pytest.raises(LedgerError):
        ledger.add_unit("省教育厅", actor="王敏")
    with pytest.raises(LedgerError):
        ledger.rename_unit("省教育厅", "省财政厅", actor="王敏")
    ledger.merge_units("省财政厅", "省教育厅", actor="王敏")
    with pytest.raises(LedgerError):
        ledger.rename_unit("省教育厅", "省财政厅", actor="王敏")
    with pytest.raises(LedgerError):
        ledger.alias_unit("省教育厅", "甲", since=DAY, until=date(2025, 6, 1), actor="王敏")
    with pytest.raises(UnknownEntry):
        ledger.unit("没有的厅")


def test_a_merger_has_its_day(ledger: Ledger) -> None:
    """Before it a name means the unit that was, from it on the one that took it in; without a day always the latter."""
    ledger.add_unit("市经信委", actor="王敏")
    ledger.alias_unit("市经信委", "市经委", actor="王敏", until=date(2015, 12, 31))
    ledger.add_unit("市工信局", actor="王敏")
    ledger.merge_units("市经信委", "市工信局", actor="王敏", on=date(2019, 1, 1))

    def meant(name: str, day: date | None) -> str | None:
        unit = ledger.unit_called(name, day)
        return unit.name if unit else None

    assert [meant("市经信委", day) for day in (date(2018, 12, 31), date(2019, 1, 1), None)] == [
        "市经信委",
        "市工信局",
        "市工信局",
    ]
    assert [meant("市经委", day) for day in (date(2015, 1, 1), date(2020, 1, 1))] == ["市经信委", "市工信局"]
    assert [(one.name, one.since, one.until) for one in ledger.unit("市工信局").names if one.name != "市工信局"] == [
        ("市经信委", date(2019, 1, 1), None),
        ("市经委", date(2019, 1, 1), None),
    ]
