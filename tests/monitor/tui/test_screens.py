"""How the screens of modes 1 and 2 look: every line exactly as wide as the terminal, in every theme, and in ASCII."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color
from syrupy.assertion import SnapshotAssertion

from commitments.evidence import RejectReason
from commitments.ledger import Ledger
from monitor.tui.cells import fit, wrap
from monitor.tui.glyphs import GLYPHS, use_ascii
from monitor.tui.plain import plain
from monitor.tui.screens.agenda import ledger_screen, review_screen
from monitor.tui.themes import THEMES
from tests.monitor.tui.desk import Desk, Drive, a_document, a_target, enter

PICTURES = Path(__file__).parents[3] / "docs" / "img"
SIZES = [(80, 24), (120, 36)]
QUEUE_STATES = {  # keys that lead there, keys that lead back
    "queue": ((), ()),
    "reject": (("x",), ("escape",)),
    "doubtful date": (("a",), ("escape",)),
    "edit": (("e",), ("escape",)),
    "assign": (("b",), ("escape",)),
    "merge": (("j", "m"), ("escape", "g")),
    "split": (("S",), ("escape",)),
    "marked": (("space", "space", "asterisk", "a"), ("escape", "U", "g")),
    "filter": (("slash",), ("escape",)),
    "go to": (("colon", *"拿"), ("escape",)),
    "jump": (("e", "ctrl+g"), ("escape", "escape")),
    "source": (("j", "o"), ("o", "g")),
    "list alone": (("p",), ("p",)),
    "help": (("question_mark",), ("escape",)),
    "accepted": (("a", "enter"), ()),
}
LEDGER_STATES = {
    "ledger": ((), ()),
    "evidence": (("r", *"9亩", "enter"), ("escape",)),
    "verdict": (("f", "3"), ("escape",)),
    "extension": (("d", *"+1m"), ("escape",)),
    "rest": (("z",), ("escape",)),
    "view": (("right_square_bracket",), ("left_square_bracket",)),
    "conflict": ((), ()),
}
PASTED = {"filter": "lad:x"}  # at once: how far a typed filter is tried depends on how fast it is typed
AAA, AA = 7.0, 4.5  # contrast ratios of WCAG 2


@pytest.fixture
def doubled(filled: Ledger) -> Ledger:
    """Candidates with a double among them, and two targets in care, one of them overdue."""
    again = a_document("年底前完成老旧小区改造120个以上。", name="again.txt", title="2025年补充通知")
    enter(filled, again, a_target(again, "完成老旧小区改造120个以上", doubts=("no-due",)))
    filled.accept([1, 3], actor="李航")
    return filled


@pytest.fixture
def in_ascii() -> Iterator[None]:
    """Everything is drawn with plain ASCII, as under --ascii."""
    use_ascii()
    yield
    use_ascii(on=False)


async def walk(desk: Desk) -> Iterator[tuple[str, list[str]]]:
    """Every state of both modes with its lines."""
    seen: list[tuple[str, list[str]]] = []
    for build, states in ((review_screen, QUEUE_STATES), (ledger_screen, LEDGER_STATES)):
        await desk.app.push_screen(build(desk.services))
        await desk.settle()
        leave: tuple[str, ...] = ()
        for name, (there, back) in states.items():
            await desk.press(*leave, *there)
            if name in PASTED:
                await desk.write(PASTED[name])
            if name == "conflict":
                desk.ledger.reject([1], reason=RejectReason.OTHERS, actor="李航")
                await desk.press("g", "x", "1")
            seen.append((name, desk.lines()))
            leave = back
    await desk.press("2")
    return iter(seen)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_screen_is_as_it_was(
    doubled: Ledger, drive: Drive, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """One walk through all states; each is compared as text, line by line."""
    seen: dict[str, list[str]] = {}

    async def flow(desk: Desk) -> None:
        seen.update(await walk(desk))

    drive(doubled, flow, size=size)

    for name, lines in seen.items():
        assert [line for line in lines if cell_len(line) != size[0]] == [], name
        assert len(lines) == size[1]
    assert _as_text(seen) == snapshot


@pytest.mark.usefixtures("in_ascii")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_under_ascii_every_screen_is_letters_and_chinese(
    doubled: Ledger, drive: Drive, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """No character of doubtful width is left on any of them, Textual's own frames and scrollbars included."""
    seen: dict[str, list[str]] = {}

    async def flow(desk: Desk) -> None:
        seen.update(await walk(desk))

    drive(doubled, flow, size=size)

    left = {char for lines in seen.values() for line in lines for char in line if not _plainly_wide(char)}
    assert left == set()
    assert {cell_len(line) for lines in seen.values() for line in lines} == {size[0]}
    assert _as_text(seen) == snapshot


def _plainly_wide(char: str) -> bool:
    return char.isascii() or unicodedata.east_asian_width(char) in {"W", "F"}


def _as_text(seen: dict[str, list[str]]) -> str:
    return "\n".join(f"{name}\n" + "\n".join(line.rstrip() for line in lines) for name, lines in seen.items())


@pytest.mark.parametrize(("theme", "least"), [("contrast", AAA), ("light", AA), ("dark", AA)])
def test_every_word_can_be_told_from_its_ground(doubled: Ledger, drive: Drive, theme: str, least: float) -> None:
    """Every pair of colours on every screen keeps the contrast that WCAG asks for; decided rows may be dimmer."""
    faint: dict[str, float] = {}

    async def flow(desk: Desk) -> None:
        before, desk.app.theme = desk.app.theme, theme
        for build, keys in ((review_screen, ("", "x", "e")), (ledger_screen, ("", "r"))):
            await desk.app.push_screen(build(desk.services))
            for key in keys:
                await desk.settle()
                await desk.press(*(["escape", key] if key else []))
                faint.update(_faint(desk, least))
            await desk.press("escape")
        desk.app.theme = before

    drive(doubled, flow, size=(120, 36))

    assert faint == {}


def _faint(desk: Desk, least: float) -> dict[str, float]:
    found = {}
    for strip in desk.strips():
        for segment in strip:
            style = segment.style
            if style and segment.text.strip(" ▔▁▏─│▄▇") and style.color and style.bgcolor and not style.reverse:
                ratio = _ratio(style.color, style.bgcolor)
                if ratio < least:
                    found[segment.text] = round(ratio, 2)
    return found


def _ratio(one: Color, other: Color) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = (channel / 255 for channel in color.get_truecolor())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    "size", [(40, 12), (99, 29), (100, 30), (200, 60), (20, 6)], ids=lambda size: f"{size[0]}x{size[1]}"
)
def test_no_size_breaks_a_line(filled: Ledger, drive: Drive, size: tuple[int, int]) -> None:
    """Odd terminals lose columns, never their frame."""

    async def flow(desk: Desk) -> None:
        for keys in ((), ("r",), ("escape", "e"), ("escape", "question_mark")):
            await desk.press(*keys)
            assert {cell_len(line) for line in desk.lines()} == {size[0]}

    drive(filled, flow, size=size)


MIXED = st.text(
    st.sampled_from("学位4500个 aé“”…—·≥①℃〔〕，。（）Ａ1ｱ한🏫\t\u202e\u200b\u0301\x1b\ufeff")
    | st.characters(codec="utf-8", exclude_characters="\x00"),
    min_size=1,
    max_size=30,
)


WORDS = MIXED.filter(lambda text: bool(text.strip()))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=6, max_size=6), st.sampled_from([31, 80, 117]))
def test_whatever_a_document_says_lines_are_as_wide_as_the_terminal(
    ledger: Ledger, drive: Drive, documents: list[tuple[str, str, str]], width: int
) -> None:
    """Quotes, units and titles of any characters, in a terminal of some width: list, facts, source, sheet."""
    known = {entry.name for entry in ledger.documents()}
    for quote, unit, title in documents:
        document = a_document(f"{quote}\n{unit}", name=f"{hash((quote, unit, title))}.txt", title=title)
        if document.name not in known:
            known.add(document.name)
            enter(ledger, document, a_target(document, quote, metric=unit, doubts=(unit,)))

    async def flow(desk: Desk) -> None:
        for keys in (("G",), ("k",), ("k",), ("e",)):
            await desk.press(*keys)
            lines = desk.lines()
            assert {cell_len(line) for line in lines} == {width}
            assert not set("\x1b\u202e\u200b\ufeff\t") & set("".join(lines))

    drive(ledger, flow, size=(width, 24))


@given(MIXED, st.integers(0, 60))
def test_twins_are_as_wide_as_what_they_stand_for(text: str, width: int) -> None:
    """A line keeps its width under --ascii, and cutting and wrapping keep to theirs."""
    line = fit(text, width)

    assert cell_len(line) == width
    assert len(plain(line)) == len(line)
    assert cell_len(plain(line)) == width or not all(cell_len(char) for char in line)
    assert all(drawn not in plain(drawn) or drawn.isascii() for drawn, _twin in GLYPHS.values())
    assert "".join(text[start:end] for start, end in wrap(text, max(width, 2))).replace("\n", "") == text.replace(
        "\n", ""
    )


def test_colour_is_never_the_only_sign(filled: Ledger, drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the cursor, the states and the quote can still be told apart."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def flow(desk: Desk) -> None:
        await desk.press("a")
        assert desk.app.no_color
        text = desk.screen_text
        for sign in ("▸ ", "☐ 在册", "? 待核", "逾期7天", ">二、"):
            assert sign in text

    drive(filled, flow, alone=True)


def test_every_theme_has_the_colours_that_the_screens_use() -> None:
    """None of them is Textual's own, and each has a name that people can type."""
    assert set(THEMES) == {"dark", "light", "contrast"}
    assert [theme.dark for theme in THEMES.values()] == [True, False, True]


def test_the_pictures_in_the_readme_name_no_foreign_address() -> None:
    """A picture that loads a font from elsewhere tells somebody who reads the README."""
    pictures = sorted(PICTURES.glob("*.svg"))

    assert {"review-120x36.svg", "review-80x24.svg"} <= {picture.name for picture in pictures}
    for picture in pictures:
        assert "url(" not in picture.read_text(encoding="utf-8").replace("url(#", "")
        assert "@font-face" not in picture.read_text(encoding="utf-8")
