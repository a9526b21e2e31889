"""What is known of one target, in words: unit, metric, due date and where it comes from, doubts, evidence."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from commitments.i18n import _
from commitments.ledger import Observation
from commitments.target import Target
from monitor.safe_text import one_line
from monitor.tui.cells import drawable, fit, wrap
from monitor.tui.provider import Preview
from monitor.tui.widgets.agenda_table import relative_words, state_words
from monitor.words import quantity_words, value_words, word

EVIDENCE_SHOWN = 3
Fact = tuple[str, str, str]  # label, words, style


class Facts(Widget):
    """The facts of the row under the cursor; one line when `compact`, for small screens."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nothing to say yet."""
        super().__init__(id=id)
        self._preview: Preview | None = None
        self.compact = False

    def show(self, preview: Preview | None) -> None:
        """Speak of another row."""
        before = self.get_content_height(self.size, self.size, self.size.width)
        self._preview = preview
        self.refresh(layout=self.get_content_height(self.size, self.size, self.size.width) != before)

    def set_compact(self, compact: bool) -> None:
        """One line, or all of them."""
        if compact != self.compact:
            self.compact = compact
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """As many lines as the words need."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """The facts, wrapped by cells; nothing in them is markup."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._preview is None or width <= 0:
            return []
        if self.compact:
            return [Content.styled(fit(summary(self._preview), width), "bold")]
        known = list(facts(self._preview))
        label_width = 1 + max(cell_len(label) for label, _words, _style in known)
        return [line for fact in known for line in _wrapped(fact, label_width, width)]


def _wrapped(fact: Fact, label_width: int, width: int) -> Iterator[Content]:
    label, words, style = fact
    shown = drawable(words)
    for n, (start, end) in enumerate(wrap(shown, width - label_width)):
        head = fit(label if n == 0 else "", label_width)
        yield Content.assemble((head, "dim"), (shown[start:end], style))


def summary(preview: Preview) -> str:
    """What the list does not say, on one line: code, due date and its words, units, how many doubts."""
    entry = preview.line.entry
    doubts = _("⚠ {n} 处存疑").format(n=len(entry.target.doubts)) if entry.target.doubts else ""
    parts = (entry.code, due_words(preview), doubts, "、".join(preview.line.units))
    return one_line(" | ".join(part for part in parts if part))


def _promise(target: Target) -> str:
    if target.quantity is None:
        return one_line(target.metric or word(target.kind))
    return one_line(f"{target.metric or ''} {quantity_words(target.quantity)}")


def due_words(preview: Preview) -> str:
    """The due date, the words it was read from, what they rest on, and whether it was moved."""
    entry, due = preview.line.entry, preview.line.entry.target.due
    day = entry.due.isoformat() if entry.due else _("无时限")
    source = f" ← “{one_line(due.text)}”" if due.text else ""
    moved = _("，原 {day}").format(day=entry.original_due) if entry.times_moved else ""
    return f"{day}{source} ({word(due.basis)}{moved})"


def facts(preview: Preview) -> Iterator[Fact]:
    """Label, words and style of everything worth knowing, most wanted first."""
    line, entry, target = preview.line, preview.line.entry, preview.line.entry.target
    yield _("编号"), f"{entry.code}  {state_words(line)}  {relative_words(line)}".strip(), "bold"
    yield _("责任"), _owners(preview), ""
    yield _("指标"), _promise(target), "bold"
    yield _("时限"), due_words(preview), ""
    yield _("性质"), f"{word(target.kind)}，{word(target.strength)}，" + _confidence(target), ""
    for doubt in target.doubts:
        yield "⚠", one_line(doubt), "$text-warning"
    if target.due.confirm:
        yield "⚠", one_line(target.due.confirm), "$text-warning"
    if entry.verdict_reason:
        yield _("理由"), one_line(entry.verdict_reason), ""
    if entry.reject_reason:
        yield _("理由"), word(entry.reject_reason), ""
    for n, observation in enumerate(preview.evidence[:EVIDENCE_SHOWN]):
        yield _("证据") if n == 0 else "", evidence_words(observation), "$text-success"
    if len(preview.evidence) > EVIDENCE_SHOWN:
        yield "", _("另有 {n} 条").format(n=len(preview.evidence) - EVIDENCE_SHOWN), "dim"
    yield _("文件"), _source(preview), ""


def evidence_words(observation: Observation) -> str:
    """One observation on one line: day, value, note, link, who."""
    value = "" if observation.value is None else value_words(observation.value, observation.unit)
    parts = [observation.observed_on.isoformat(), value, observation.note, observation.link, observation.recorded_by]
    return one_line("  ".join(part for part in parts if part))


def _owners(preview: Preview) -> str:
    owners = preview.line.entry.target.owners
    if not owners:
        issuer = preview.line.entry.document.issuer
        return _("未写明（发文：{issuer}）").format(issuer=issuer) if issuer else _("未写明")
    support = _("配合 {units}").format(units="、".join(owners.support)) if owners.support else ""
    return one_line(" ".join(part for part in ("、".join(owners.lead), support) if part))


def _confidence(target: Target) -> str:
    return _("可信 {n}").format(n=f"{target.confidence:.2f}".lstrip("0"))


def _source(preview: Preview) -> str:
    document = preview.line.entry.document
    return one_line(" ".join(part for part in (document.number, document.label) if part))
