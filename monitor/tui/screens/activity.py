"""Mode 6: who did what and when, newest first; narrowed by a key, taken back where the ledger can."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message

from commitments.codes import code_of
from commitments.i18n import _
from commitments.ledger import Event
from commitments.ledger.browsing_values import LogFilter, Logged
from monitor.services import Services
from monitor.tui.actions import Scope, bindings
from monitor.tui.beside import Beside, Ended, Line
from monitor.tui.glyphs import glyph
from monitor.tui.listing import Listing
from monitor.tui.log_filter import parse_log_filter, spelled
from monitor.tui.log_words import action_words, fact_words, moment_words, subject_words, summary_words
from monitor.tui.modes import ACTIVITY, DOCUMENTS, OUTBOX
from monitor.tui.screens.exporting import ExportingScreen
from monitor.tui.screens.record_messages import one_run
from monitor.tui.screens.records import RecordsScreen
from monitor.tui.widgets.details import Fact, Told
from monitor.tui.widgets.record_table import Field, RecordTable
from monitor.words import N_, uncovered_words

if TYPE_CHECKING:
    from monitor.reports.sheets import Sheet

ROOMY = 70  # cells of the list from which there is room for more of the promise
FIRST = 400  # lines that are shown before the rest of a long log has been read


class Audited(Message):
    """The chain has been walked."""

    def __init__(self, line: Line | None, ended: Ended) -> None:
        """What was found, None if the walk did not come to its end."""
        super().__init__()
        self.line, self.ended = line, ended


class ActivityScreen(RecordsScreen[LogFilter, Logged], ExportingScreen):
    """The log, line by line."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.ACTIVITY)]
    MODE = ACTIVITY
    HOME = Scope.ACTIVITY
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.ACTIVITY, Scope.RECORDS, Scope.LIST, Scope.APP)

    def __init__(self, services: Services) -> None:
        """Everything, newest first."""
        super().__init__(services, LogFilter())
        self._zone = services.settings.zone
        self._quick = True  # whether the list may still be short of old lines

    def read(self, asked: LogFilter) -> tuple[Listing, str]:
        """All that is asked for; at first only what is newest, so that something is seen at once."""
        limit = FIRST if self._quick else None
        ids = self.services.ledger.line_ids(asked, limit=limit)
        return one_run(ids), _("记录 {n} 条").format(n=f"{len(ids):,}{'+' if limit == len(ids) else ''}")

    @on(RecordTable.Moved)
    def _read_the_rest(self) -> None:
        if self._quick:
            self._quick = False
            if len(self.table.listing) == FIRST:
                self.load(keep=self.table.row_id)

    def fetch(self, ids: Sequence[int]) -> Sequence[Logged]:
        """One page of the log."""
        return self.services.ledger.lines(ids)

    def fields(self, width: int) -> Sequence[Field[Logged]]:
        """When, who, what, to what, and what it said."""
        return (
            Field(N_("时间"), 11, lambda line: moment_words(line.event.at, self._zone, self.day)),
            Field(N_("人"), 7, lambda line: line.event.actor, 8),
            Field(N_("动作"), 8, lambda line: action_words(line.event.action), style=_look),
            Field(N_("目标或文件"), 20 if width >= ROOMY else 14, subject_words, 6),
            Field(N_("内容"), 0, summary_words),
        )

    def whole(self) -> str:
        """The whole log."""
        return _("全部记录，最新的在前")

    def example(self) -> str:
        """What can be typed."""
        return _("人:王敏 动作:延期 目标:C000417 日期>=11-01 …")

    def understood(self, words: Sequence[str]) -> LogFilter:
        """The words of the log's own filter."""
        return parse_log_filter(words, today=self.day, zone=self._zone)

    # what is told of one line

    def tell(self, row_id: int) -> Told:
        """Who, when, what, about what, before and after, why."""
        found = self.services.ledger.lines([row_id])
        return Told(tuple(self._facts(found[0]))) if found else Told()

    def _facts(self, line: Logged) -> list[Fact]:
        event = line.event
        facts = [
            Fact(_("记录"), f"#{event.id}  {event.at.astimezone(self._zone):%Y-%m-%d %H:%M:%S}", "bold"),
            Fact(_("人"), event.actor),
            Fact(_("动作"), action_words(event.action), "bold"),
        ]
        if event.target_id is not None:
            facts.append(Fact(_("目标"), subject_words(line)))
        if line.document:
            facts.append(Fact(_("文件"), line.document))
        if event.reason:
            facts.append(Fact(_("理由"), event.reason))
        for label, was, now in fact_words(event):
            facts.append(Fact(label, f"{was} → {now}" if was else now))
        if line.undone:
            facts.append(Fact("", f"{glyph('rejected')} " + _("已撤销"), "warning"))
        elif line.undoable:
            facts.append(Fact("", _("u 撤销这条记录"), "dim"))
        return facts

    # keys

    @on(RecordTable.Chosen)
    async def _open(self) -> None:
        """Lead to the target, the document or the message that a line is about."""
        line = self.table.row
        if line is None:
            return
        if line.event.target_id is not None:
            await self.bench.open_target(line.event.target_id)
        elif line.event.document_id is not None:
            await self.bench.open_filtered(DOCUMENTS, f"id:{line.event.document_id}")
        elif "ref" in line.event.after:
            await self.bench.open_filtered(OUTBOX, str(line.event.after["ref"]))
        else:
            self.flash(_("这条记录不针对某一个条目"))

    async def action_take_back(self) -> None:
        """Undo what the line says, as one more line of the log."""
        line = self.table.row
        if line is None:
            return
        if line.undone:
            self.flash(_("第 {id} 号记录已经撤销过").format(id=line.event.id), warning=True)
            return
        words, event = action_words(line.event.action), line.event
        if not line.undoable:
            self.flash(_("{what}不能撤销").format(what=words), warning=True)
            return
        assert event.target_id is not None  # what can be undone was done to a target
        if await self.write(lambda: self._undone(event, words)):
            self.freshen()
            self.flash(_("已撤销：{what} {name}").format(what=words, name=code_of(event.target_id)))

    def _undone(self, event: Event, words: str) -> int:
        reason = _("撤销：{what}").format(what=words)
        return self.services.ledger.undo(event.id, actor=self.services.actor, reason=reason)

    def action_same(self, what: str) -> None:
        """Only lines of the same person, about the same target, or of the same day."""
        line = self.table.row
        if line is None:
            return
        event = line.event
        if what == "target" and event.target_id is None:
            self.flash(_("这条记录不针对某一个条目"))
            return
        words = {
            "actor": spelled("actor", "_".join(event.actor.split())),
            "target": spelled("target", code_of(event.target_id or 0)),
            "day": spelled("day", f"{event.at.astimezone(self._zone):%Y-%m-%d}"),
        }[what]
        self.ask_for(self.understood([words]), words)

    def action_show_all(self) -> None:
        """No filter."""
        self.ask_for(LogFilter(), "")

    def action_export(self) -> None:
        """What the filter leaves of the log, as a file."""
        asked, ledger, zone = self._asked, self.services.ledger, self._zone

        def make() -> "Sheet":
            from monitor.tui.log_sheet import log_sheet

            return log_sheet(ledger, ledger.line_ids(asked), zone)

        self.ask_export(self._words or self.whole(), ACTIVITY, make)

    def action_verify(self) -> None:
        """Walk the whole chain in a process of its own: a long log takes a while."""
        self.flash(_("正在核对记录链……"))
        self.run_worker(self._verify(), group="verify", exclusive=True, exit_on_error=False)

    async def _verify(self) -> None:
        heard: list[Line] = []
        ended = await Beside(self.services, "audit").run(heard.append)
        found = next((line for line in heard if line["is"] == "audited"), None)
        self.post_message(Audited(found, ended))

    @on(Audited)
    def _verified(self, message: Audited) -> None:
        line = message.line
        if line is None:
            self.flash(_("没有核对完：{why}").format(why=message.ended.words), warning=True)
        elif line["problems"]:
            first = line["problems"][0]
            where = _("第一处在第 {id} 号").format(id=first["where"]) if first["where"] else _("第一处")
            said = _("记录链有 {n} 处问题，{where}：{what}")
            said = said.format(n=len(line["problems"]), where=where, what=first["message"])
            self.flash(said, warning=True)
        else:
            said = f"{glyph('done')} " + _("记录链连续，共 {n} 条").format(n=f"{line['events']:,}")
            self.flash("；".join((said, *uncovered_words(line["uncovered"], line["uncovered_records"]))))


def _look(line: Logged) -> str:
    if line.undone:
        return "record--dim"
    return {"reject": "record--warning", "undo": "record--warning", "judge": "record--good"}.get(line.event.action, "")


def activity_screen(services: Services) -> ActivityScreen:
    """Mode 6: the log."""
    return ActivityScreen(services)
