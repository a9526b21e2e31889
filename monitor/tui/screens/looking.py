"""Ways to look at the list: filters and views, orders, going to a place, and finding all of it again tomorrow."""

from collections.abc import Mapping
from dataclasses import replace

from textual import on

from commitments.errors import FilterError
from commitments.filter import parse_filter
from commitments.i18n import _
from monitor.services import Services
from monitor.tui.actions import key_of
from monitor.tui.cells import fit
from monitor.tui.glyphs import glyph
from monitor.tui.listing import Sort
from monitor.tui.messages import Listed
from monitor.tui.provider import Query, View
from monitor.tui.screens.reading import ORDERS, ReadingScreen
from monitor.tui.views import NamedFilter, drop_view, save_view, view_named, views_of
from monitor.tui.widgets.bars import Bar
from monitor.tui.widgets.filter_bar import FilterBar, split_words
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.go_strip import NameStrip

MOST_MARKS = 1000  # that are remembered


class LookingScreen(ReadingScreen):
    """A list that is narrowed, ordered and left as a person likes it."""

    def __init__(self, services: Services, view: View) -> None:
        """Look at all that a view holds."""
        super().__init__(services, view)
        self._before = (self._asked, self._words)  # as it was when the filter line was opened
        self._left: int | None = None  # the row that was left for the filter line: shown wherever the words leave it
        self._top: int | None = None  # the line to scroll to when the list is there

    # memory

    @property
    def _section(self) -> str:
        return f"mode:{self._view.name}"

    def remember(self) -> None:
        """Keep filter, order, row, place and marks."""
        known = {
            "words": self._words,
            "order": self._asked.order.value,
            "row": self.table.row_id,
            "top": self.table.scroll_offset.y,
            "marks": self.table.marks[:MOST_MARKS],
            "folded": self.table.folded,
        }
        for key, value in known.items():
            self.memory.keep(self._section, key, value)

    def resume(self) -> None:
        """Read the list as this person left it; what cannot be understood any more is left out."""
        known = self.memory.section(self._section)
        words, row, top, marks = (known.get(key) for key in ("words", "row", "top", "marks"))
        if known.get("order") in set(Sort):
            self._asked = replace(self._asked, order=Sort(known["order"]))
        if isinstance(words, str) and (asked := self._understood(words)) is not None:
            self._asked, self._words = replace(self._asked, filter=asked.filter), words
        if isinstance(marks, list):
            self.table.mark_these(number for number in marks if isinstance(number, int))
        if isinstance(folded := known.get("folded"), list):
            self.table.fold(key for key in folded if isinstance(key, str))
        self._top = top if isinstance(top, int) else None
        self._load(keep=row if isinstance(row, int) else None)

    def _understood(self, words: str) -> Query | None:
        try:
            return replace(self._asked, filter=parse_filter(split_words(words), today=self.provider.day))
        except FilterError:
            return None

    @on(Listed)
    def _scroll_back(self) -> None:
        if self._top is not None:
            self.table.show_from(self._top)
            self._top = None

    # filters and views

    def look_at(self, words: str) -> None:
        """Show what a filter leaves, from its first row on."""
        asked = parse_filter(split_words(words), today=self.provider.day)
        self._words = words
        self._asked = replace(self._asked, filter=asked)
        self.table.cursor, self.table.head = 0, ""
        self._load()
        self.say_status()

    def action_filter(self) -> None:
        """Type a filter."""
        bar = self.query_one(FilterBar)
        self.query_one(Flash).hush()
        self.query_one("#status").display = False
        bar.text = self._words
        self._before = (self._asked, self._words)
        self._left = self.table.row_id
        bar.open()

    @on(FilterBar.Typed)
    def _try_filter(self, message: FilterBar.Typed) -> None:
        """Show what the words leave; words that mean nothing leave the last list in place."""
        bar = self.query_one(FilterBar)
        try:
            asked = parse_filter(message.words, today=self.provider.day)
        except FilterError as error:
            bar.complain(error)
            return
        bar.underline("")
        self._words = " ".join(message.words)
        self.table.cursor, self.table.head = 0, ""  # words that leave the row out are looked at from the first row on
        self._ask_for(replace(self._asked, filter=asked), keep=self._left)

    def _ask_for(self, asked: Query, *, keep: int | None) -> None:
        self._asked = asked
        self._load(keep=keep)

    @on(FilterBar.Left)
    def _keep_filter(self) -> None:
        if " ".join(split_words(self.query_one(FilterBar).text)) != self._words:
            self.flash(_("筛选没有看懂，仍按上一次的结果显示"), warning=True)
        self.close_filter()

    def close_filter(self, *, undone: bool = False) -> None:
        """Back to the list; `undone` with the filter that was there before."""
        if undone:
            asked, self._words = self._before
            self._ask_for(asked, keep=self._left)
        self.query_one(FilterBar).close()
        self.query_one("#status").display = True
        self.set_focus(self.table)
        self.say_status()

    def views(self) -> list[NamedFilter]:
        """The named filters of this mode and this person."""
        return list(views_of(self._view.name, self.memory))

    def action_view(self, step: int) -> None:
        """The next named filter, or the one before."""
        views = self.views()
        place = next((n for n, view in enumerate(views) if view.words == self._words), 0)
        view = views[(place + step) % len(views)]
        self.look_at(view.words)
        self.flash(_("视图：{name}").format(name=view.name))

    def action_save_view(self) -> None:
        """Keep the filter under a name; without a filter forget a view."""
        if self._words:
            strip = NameStrip(_("视图名称"), _("⏎ 存为视图，同名的被替换  Esc 不存"))
            self.app.push_screen(strip, self._save_view)
        elif own := [view.name for view in self.views() if view.own]:
            label = fit(_("删除视图（{names}）").format(names="、".join(own)), self.size.width // 2).rstrip()
            self.app.push_screen(NameStrip(label, _("⏎ 删除这个名字的视图  Esc 不删")), self._drop_view)
        else:
            self.flash(_("没有自存的视图：先按 {key} 筛选").format(key=key_of("filter")))

    def _save_view(self, name: str | None) -> None:
        if name:
            save_view(self.memory, name, self._words)
            self.flash(_("已存视图 {name}：{words}").format(name=name, words=self._words))
            self.say_status()

    def _drop_view(self, name: str | None) -> None:
        if name:
            gone = drop_view(self.memory, name)
            self.flash(_("已删视图 {name}").format(name=name) if gone else _("没有自存的视图 {name}").format(name=name))

    def say_status(self) -> None:
        """What is shown, what is marked, in which order, and where the cursor is."""
        own_first = reversed(self.views())
        known = next((view for view in own_first if view.words and view.words == self._words), None)
        left = _("筛选：{words}").format(words=self._words) if self._words else _(self._view.whole)
        left += f"  ‹{known.name}›" if known else ""
        total = glyph("cut") if self._partly else f"{len(self.table.listing):,}"
        place = (
            f"{'-' if self.table.head else f'{self.table.cursor + 1:,}'}/{total}" if len(self.table.listing) else "0/0"
        )
        marked = self.table.marked
        left += _("  已标记 {n} 项").format(n=f"{marked:,}") if marked else ""
        self.query_one("#status", Bar).say(left, f"↓{_(ORDERS[self._asked.order])}  {place}")

    def action_sort(self) -> None:
        """The next order; the cursor stays on its row."""
        orders = [order for order in ORDERS if order is not Sort.URGENCY or not self.table.queue]
        order = orders[(orders.index(self._asked.order) + 1) % len(orders)]
        self._ask_for(replace(self._asked, order=order), keep=self.table.row_id)
        self.flash(_("按{order}排列").format(order=_(ORDERS[order])))

    # places

    def places(self) -> Mapping[str, str]:
        """The views, which are places within this screen, with their words."""
        return {view.name: view.words for view in self.views()}

    async def go_to(self, place: int | str) -> bool:
        """To a target of the list, or a view."""
        if isinstance(place, int):
            found = self.table.listing.find(place) is not None
            self.table.go_to(place)
            return found
        view = view_named(place, self.views())
        if view is not None:
            self.look_at(view.words)
        return view is not None
