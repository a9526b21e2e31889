"""`duban mute`: begun with a reason, seen, ended; a filter nobody understands is refused."""

from tests.monitor.command_line import Duban


def test_a_mute_is_begun_seen_and_ended(office: Duban) -> None:
    """How much it covers is said at once; a second end is told apart."""
    begun = office("mute", "add", "lead:市", "--until", "2026-12-31", "--reason", "机构改革期间")
    shown = office("mute", "list").out
    ended = [office("mute", "end", "1").code for _ in range(2)]

    assert begun.code == 0
    assert "静默 1 已生效" in begun.err
    assert "lead:市" in shown
    assert "机构改革期间" in shown
    assert ended == [0, 3]
    assert "没有静默" in office("mute", "list").err
    assert "王敏" in office("mute", "list", "--all").out


def test_a_mute_without_sense_is_refused(duban: Duban) -> None:
    """An unknown word, a day that has passed, no reason, a number that never was."""
    assert duban("mute", "add", "kind:nonsense", "--until", "2026-12-31", "--reason", "x").code != 0
    assert duban("mute", "add", "late", "--until", "2026-11-20", "--reason", "x").code != 0
    assert duban("mute", "add", "late", "--until", "2026-12-31", "--reason", " ").code != 0
    assert duban("mute", "end", "7").code != 0
    assert duban("mute", "list", "--all").out == ""
