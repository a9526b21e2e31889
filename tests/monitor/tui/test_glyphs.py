"""The table of glyphs: every one has a twin of its own width."""

from rich.cells import cell_len

from monitor.tui.glyphs import GLYPHS, RAMPS, glyph, is_ascii, ramp, use_ascii


def test_a_twin_is_ascii_and_as_wide_as_its_glyph() -> None:
    """Drawn with twins a screen has the same columns, and no glyph that a terminal may take for two cells."""
    for name, (drawn, twin) in {**GLYPHS, **RAMPS}.items():
        assert twin.isascii(), name
        assert twin.isprintable(), name
        assert cell_len(drawn) == cell_len(twin) == len(drawn) == len(twin), name


def test_a_ramp_begins_with_nothing_and_ends_full() -> None:
    """The first step of every ramp is empty, so that no load looks like no load."""
    for drawn, twin in RAMPS.values():
        assert drawn[0] == twin[0] == " "
        assert len(set(drawn)) == len(drawn)


def test_one_switch_turns_every_glyph() -> None:
    """The whole process draws one way or the other."""
    assert (glyph("cursor"), ramp("heat"), is_ascii()) == ("▸", " ░▒▓█", False)
    use_ascii()
    try:
        assert (glyph("cursor"), ramp("heat"), is_ascii()) == (">", " :+*#", True)
    finally:
        use_ascii(on=False)
