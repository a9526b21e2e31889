"""Documents of a size that nobody planned for: what is done is counted, so that a slow machine proves as much."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len

from commitments.ledger import Ledger
from monitor.tui import cells
from monitor.tui.widgets import source_view
from monitor.tui.widgets.source_view import SourceView
from monitor.tui.widgets.virtual_table import PAGE
from tests.monitor.tui.desk import Desk, Drive, a_document, a_target, enter

MEGABYTE = 350_000  # Chinese characters
MANY = 10_000


class Counter:
    """Counts the calls of a function that it stands for: those of a long text, and those on the screen's thread."""

    def __init__(self, act: Any) -> None:
        self.calls = self.large = self.in_the_way = 0
        self._act = act

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """One call more."""
        self.calls += 1
        large = bool(args) and isinstance(args[0], str) and len(args[0]) > MANY
        self.large += large
        self.in_the_way += large and threading.current_thread() is threading.main_thread()
        return self._act(*args, **kwargs)


def test_a_megabyte_on_one_line_is_wrapped_once(ledger: Ledger, drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving, scrolling, deciding and coming back wrap nothing again, and draw what is in view."""
    text = "甲乙丙丁戊己庚辛壬癸" * (MEGABYTE // 10) + "完成旧改一百个，建成学校九所"
    document = a_document(text, title=None)
    enter(ledger, document, a_target(document, "完成旧改一百个"), a_target(document, "建成学校九所"))
    wrap = Counter(cells.wrap)
    monkeypatch.setattr("monitor.tui.source_layout.wrap", wrap)

    async def flow(desk: Desk) -> None:
        source = desk.agenda.query_one(SourceView)
        assert source.marked == "完成旧改一百个"
        assert source.virtual_size.height > 5000
        wrapped = wrap.large
        assert 1 <= wrapped <= 2  # the width may settle while the first one is at work
        drawn = Counter(source._segments)
        monkeypatch.setattr(source, "_segments", drawn)
        await desk.press("j", "J", "J", "a", "k")
        assert source.marked == "完成旧改一百个"
        assert (wrap.large, wrap.in_the_way) == (wrapped, 0)
        assert drawn.calls < 12 * source.size.height
        assert {cell_len(line) for line in desk.lines()} == {120}

    drive(ledger, flow, size=(120, 36))


def test_ten_thousand_targets_of_one_document_cost_what_is_in_view(
    ledger: Ledger, drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are read by page, quotes near a line are found by halving, marks of all others are never walked."""
    quotes = [f"第{n}项完成改造{n}处。" for n in range(MANY)]
    document = a_document("\n".join(quotes))
    starts, start = [], 0
    for quote in quotes:
        starts.append(start)
        start += len(quote) + 1

    first = a_target(document, quotes[0])
    enter(
        ledger,
        document,
        *(replace(first, quote=quote, start=at, end=at + len(quote)) for quote, at in zip(quotes, starts, strict=True)),
    )
    touching = Counter(source_view._touching)
    monkeypatch.setattr(source_view, "_touching", touching)

    async def flow(desk: Desk) -> None:
        fetched = Counter(desk.agenda.table._fetch)
        monkeypatch.setattr(desk.agenda.table, "_fetch", fetched)
        await desk.press("G", "k", "k", "g", "j")
        assert fetched.calls <= 4
        assert len(desk.agenda.table.listing) == MANY
        source = desk.agenda.query_one(SourceView)
        assert source.marked == quotes[1]
        near = source_view._touching(source._others, starts[500], starts[501], source._longest)
        assert 1 <= len(near) <= 3
        assert touching.calls < 30 * source.size.height * 2
        await desk.press("n")
        assert "/10,000 处" in desk.said
        assert PAGE * fetched.calls < MANY

    drive(ledger, flow, size=(100, 30))


def test_a_word_is_found_in_a_long_text_and_walked_through(ledger: Ledger, drive: Drive) -> None:
    """/ in the source finds, n and N go round, the mark is where the word is; Esc ends it."""
    text = "\n".join(f"第{n}条　" + ("ABC 要求" if n % 50 == 0 else "一般性规定") for n in range(1, 201))
    document = a_document(text)
    enter(ledger, document, a_target(document, "第3条"))

    async def flow(desk: Desk) -> None:
        source = desk.agenda.query_one(SourceView)
        await desk.press("tab", "slash")
        await desk.write("abc")
        await desk.press("enter")
        assert desk.said == "找到 4 处"
        hit = source.get_component_rich_style("source--hit")
        marked = [
            segment.text for y in range(source.size.height) for segment in source.render_line(y) if segment.style == hit
        ]
        assert set(marked) == {"ABC"}
        places = []
        for key in ("n", "n", "n", "N"):
            await desk.press(key)
            places.append(desk.said)
        assert places == ["第 2/4 处", "第 3/4 处", "第 4/4 处", "第 3/4 处"]
        await desk.press("slash")
        await desk.write("没有的词")
        await desk.press("enter")
        assert "没有找到" in desk.said
        await desk.press("escape")
        assert desk.agenda.table.has_focus

    drive(ledger, flow)
