"""How documents, activity and outbox look: every line as wide as the terminal, and the words where they were."""

import sys
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from commitments.errors import Problem
from commitments.evidence import Evidence, RejectReason
from commitments.i18n import use_language
from commitments.ledger import Ledger, OutboxState
from commitments.ledger.browsing_values import Shelved
from commitments.ledger.entries import CountedDocument
from commitments.target import Extraction
from monitor.tui import beside
from monitor.tui.document_words import document_fields
from monitor.tui.glyphs import use_ascii
from monitor.tui.memory import Memory
from monitor.tui.outbox_words import outbox_fields
from monitor.tui.screens.activity import activity_screen
from monitor.tui.screens.comparison import ComparisonScreen
from monitor.tui.screens.documents import documents_screen
from monitor.tui.screens.outbox import outbox_screen
from monitor.tui.widgets.details import Fact, Told, drawn
from monitor.tui.widgets.record_table import LEAD, arranged
from tests.commitments.builders import a_document
from tests.conftest import NOW
from tests.monitor.tui.records import Factory, Look, RecordDesk
from tests.monitor.tui.test_documents import REREADS
from tests.monitor.tui.test_outbox import HOSTILE, SETTINGS, _plan, _settle

SIZES = [(80, 24), (120, 36)]
UNREAD = [
    {"path": "/来 文/扫描件.txt", "message": "不是文本文件，或编码无法识别", "remedy": "请另存为 UTF-8", "where": ""},
    {"path": "/来 文/b.txt", "message": "", "remedy": "", "where": ""},
]
Walk = tuple[Factory, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]]  # keys that lead there, keys that lead back
WALKS: dict[str, Walk] = {
    "documents": (
        documents_screen,
        {
            "list": (("j", "j"), ("g",)),
            "unread": ((), ()),
            "import": (("i",), ("escape",)),
            "enlarged": (("G", "o"), ("o",)),
            "compared": (("R",), ("escape",)),
            "help": (("question_mark",), ("escape",)),
        },
    ),
    "activity": (
        activity_screen,
        {"list": ((), ()), "detail": (("j",), ()), "person": (("w",), ()), "filter": (("slash",), ("escape",))},
    ),
    "outbox": (
        outbox_screen,
        {
            "channel": (("j",), ()),
            "message": (("j",), ()),
            "body": (("j", "b", "o"), ("o",)),
            "resolve": (("k", "f"), ("escape",)),
            "marked": (("asterisk",), ()),
            "trial": (("t",), ("escape",)),
        },
    ),
}


@pytest.fixture
def lively(filled: Ledger) -> Ledger:
    """Documents with problems and hostile names, decisions of two people, messages in every need."""
    poor = a_document("空话", name=f"空{HOSTILE}.txt", title=HOSTILE, problems=(Problem("空话", "没有日期", "补上"),))
    filled.enter(poor, Extraction(()), actor="李航")
    filled.accept([1], actor="李航")
    filled.extend(1, date(2026, 6, 30), reason="手续未结", approver="周副市长", actor="李航")
    filled.reject([2], reason=RejectReason.DUPLICATE, actor="Anna Li", note=HOSTILE)
    filled.add_evidence(1, Evidence(date(2025, 6, 30), note="统计公报"), actor="王敏")
    filled.register_channel("督办群", "feishu")
    _plan(filled, 4)
    _settle(filled, OutboxState.DELIVERED, http_status=200)
    _settle(filled, OutboxState.DEAD, http_status=400, vendor_message=HOSTILE)
    _settle(filled, OutboxState.READY, break_channel="签名不对")
    return filled


@pytest.fixture
def walk(lively: Ledger, look: Look, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, list[str]]]:
    """Go through all states of one screen; each as text, line by line."""
    monkeypatch.setattr(beside, "COMMAND", (sys.executable, "-S", "-c", REREADS))

    def through(name: str, size: tuple[int, int], theme: str = "dark", *, most: int = 9) -> dict[str, list[str]]:
        factory, every = WALKS[name]
        states = dict(list(every.items())[:most])
        memory, seen = Memory(), dict[str, list[str]]()
        memory.keep("import", "unread", UNREAD)

        async def flow(desk: RecordDesk) -> None:
            desk.app.theme = theme
            leave: tuple[str, ...] = ()
            for state, (there, back) in states.items():
                await desk.press(*leave, *there)
                if state == "compared":
                    await desk.until(lambda: isinstance(desk.app.screen, ComparisonScreen))
                seen[state], leave = desk.lines(), back
            await desk.press(*leave)
            await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
            desk.app.theme = "dark"

        look(factory, lively, flow, size=size, settings=SETTINGS, memory=memory)
        for state, lines in seen.items():
            assert [line for line in lines if cell_len(line) != size[0]] == [], state
            assert len(lines) == size[1]
        return seen

    return through


def _as_text(seen: dict[str, list[str]]) -> str:
    return "\n".join(f"{name}\n" + "\n".join(line.rstrip() for line in lines) for name, lines in seen.items())


@pytest.mark.parametrize("name", WALKS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_screen_is_as_it_was(
    walk: Callable[..., dict[str, list[str]]], name: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """One walk through all states, harmless whatever documents and vendors say."""
    text = _as_text(walk(name, size))

    assert text == snapshot
    assert not {"\x1b", "\u202e"} & set(text)


@pytest.fixture
def plain() -> Iterator[None]:
    """Draw with ASCII for one test."""
    use_ascii()
    yield
    use_ascii(on=False)


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("name", WALKS)
def test_ascii_draws_the_same_lines(
    walk: Callable[..., dict[str, list[str]]], name: str, snapshot: SnapshotAssertion
) -> None:
    """With letters and Chinese alone; nothing moves."""
    text = _as_text(walk(name, SIZES[0], "contrast", most=5))

    assert text == snapshot
    assert {char for char in text if not char.isascii() and cell_len(char) < 2 and char not in "·…—“”"} <= {"�"}


@pytest.mark.parametrize("name", WALKS)
def test_english_fits_too(walk: Callable[..., dict[str, list[str]]], name: str, snapshot: SnapshotAssertion) -> None:
    """The second language, in high contrast."""
    use_language("en")

    assert _as_text(walk(name, SIZES[1], "contrast", most=2)) == snapshot


@pytest.mark.parametrize("name", WALKS)
def test_no_size_breaks_a_line(lively: Ledger, look: Look, name: str) -> None:
    """Odd terminals lose columns, never their frame; a terminal that is resized shows the same."""

    async def flow(desk: RecordDesk) -> None:
        assert desk.pilot is not None
        for size in ((20, 6), (99, 29), (160, 40)):
            await desk.pilot.resize_terminal(*size)
            await desk.press("G")
            assert {cell_len(line) for line in desk.lines()} == {size[0]}

    look(WALKS[name][0], lively, flow, size=(40, 12), settings=SETTINGS)


@settings(max_examples=60)
@given(width=st.integers(0, 300))
def test_columns_never_take_more_than_there_is(width: int) -> None:
    """Where there is room for anything at all; what matters least gives way first."""
    for kept in (arranged(document_fields(), width), arranged(outbox_fields(str), width)):
        assert sum(cells + 1 for _field, cells in kept) + LEAD <= max(width, LEAD + 30)
        assert any(not field.width for field, _cells in kept)


def test_the_numbers_of_a_document_of_ten_thousand_targets_are_told_in_full() -> None:
    """And at eighty columns its date too."""
    kept = {field.title: (field, cells) for field, cells in arranged(document_fields(), 80)}
    document = CountedDocument(1, "a.txt", "清单", "", "", None, None, None, "none", "", NOW, 10999, 10998)
    told = [kept[title][0].cell(Shelved(document, tracked=10997)) for title in ("条目", "待核", "在册")]

    assert told == ["10999", "10998", "10997"]
    assert min(kept[title][1] for title in ("条目", "待核", "在册")) == len(told[0])
    assert "日期" in kept


@settings(max_examples=80)
@given(
    words=st.lists(st.text(st.sampled_from("工作a1 ，。“”\x1b\u200b\n★é"), max_size=40), max_size=5),
    body=st.text(st.sampled_from('{"a":1}年底\n\t，'), max_size=300),
    width=st.integers(2, 90),
)
def test_details_never_run_over(words: list[str], body: str, width: int) -> None:
    """Mixed Chinese and Latin, wrapped by cells; nothing a terminal would act upon is left."""
    lines = drawn(Told(tuple(Fact("标签", word) for word in words), "正文", body), width)

    assert all(cell_len(label) + cell_len(text) <= max(width, 8) for label, text, _look in lines)
    assert not any(char in text for _label, text, _look in lines for char in "\x1b\u200b\n\t")
