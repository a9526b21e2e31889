"""`duban list` and `duban show`: looking at the ledger."""

import io
import json
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commitments.document import Place, place_at
from commitments.doubts import worded
from commitments.i18n import _
from monitor.commands.life_lines import life_lines, life_record
from monitor.commands.output import say, table
from monitor.commands.standing import progress_lines, progress_record
from monitor.errors import ReportError
from monitor.safe_text import one_line, visible
from monitor.session import Session
from monitor.words import place_words, quantity_words, revisit_words, word

if TYPE_CHECKING:
    from collections.abc import Collection

    from commitments.ledger import Entry, Event, Observation
    from commitments.progress import Progress
    from monitor.reports.sheets import Sheet

LONGEST = 48  # characters of a quote or a unit in the table
CONTEXT = 60  # characters of the document shown on either side of a quote


@click.command(
    "list",
    short_help=_("查台账；条件见 --help"),
    help=_(
        "列出目标，最紧迫的在前；已退的只在条件写明 核查:已退 时列出。\n\n"
        "各项条件须同时满足：逾期、时限<2025-12-31、牵头:省商务厅、类型:量化目标、结论:待核查、文件:…；"
        "其余的词在原文和指标里查找，-词 表示排除。"
    ),
)
@click.argument("words", nargs=-1, metavar="[FILTER]...")
@click.option("--format", "layout", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), help=_("最多列出几项"))
@click.option("--out", type=click.Path(path_type=Path), help=_("写到这个文件，按后缀 .csv、.xlsx 或 .json"))
@click.pass_obj
def list_entries(session: Session, words: tuple[str, ...], layout: str, limit: int | None, out: Path | None) -> None:
    """List targets, most urgent first; rejected ones only with review:rejected.

    FILTER words must all hold: overdue, due<2025-12-31, lead:NAME, kind:quantified, verdict:open, doc:NAME, plain
    words search quote and metric, -word excludes.
    """
    from commitments.filter import parse_filter

    services = session.services
    wanted = parse_filter(words, today=session.today)
    entries = services.ledger.entries(wanted, day=session.today, near_days=services.near_days, limit=limit)
    if out is not None:
        from monitor.reports.sheets import save

        say(_("已导出 {n} 行：{path}").format(n=save(_sheet(session, entries), out), path=out))
        return
    show = {"table": _as_table, "json": _as_json, "csv": _as_csv}[layout]
    click.echo(show(session, entries))


@click.command(
    short_help=_("看一项目标：原文、依据、证据、记录"),
    help=_("看一项目标和它所出自的原文；svg 是进展随时间变化的图。"),
)
@click.argument("code")
@click.option("--format", "layout", type=click.Choice(["text", "json", "svg"]), default="text", show_default=True)
@click.pass_obj
def show(session: Session, code: str, layout: str) -> None:
    """Show one target with the sentence it came from; svg is a picture of its progress over time."""
    ledger = session.services.ledger
    entry = ledger.entry(target_id(code))
    observations, events = ledger.evidence(entry.id), ledger.events(target_id=entry.id)
    progress = ledger.progress(entry.id, day=session.today, stale_days=session.settings.evidence.stale_days)
    if layout == "svg":
        click.echo(_picture(session, entry, progress), nl=False)
        return
    if layout == "json":
        from monitor.reports.records import observation_record

        record = _record(session, entry) | {"evidence": [observation_record(one) for one in observations]}
        record |= {"progress": progress_record(progress), **life_record(session, entry)}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    text = ledger.document_text(entry.document.id)
    unit = (entry.target.quantity.unit or "") if entry.target.quantity else ""
    for line in [
        *_facts(session, entry),
        *life_lines(session, entry),
        *progress_lines(progress, unit),
        *_source(entry, text, place_at(ledger.document_places(entry.document.id), entry.target.start)),
        *_history(observations, events, session.settings.zone),
    ]:
        click.echo(line)


def _picture(session: Session, entry: "Entry", progress: "Progress | None") -> str:
    """The progress of a target as SVG; `ReportError` where no value was seen of it."""
    from monitor.digest import Line
    from monitor.reports.courses import course
    from monitor.reports.html import picture

    if progress is None or not progress.series:
        remedy = _("用 duban evidence 登记带数值的进展，再试一次")
        raise ReportError(_("没有带数值的进展，画不出图"), where=entry.code, remedy=remedy)
    day = session.today
    line = Line(entry, entry.timing(day, session.services.near_days), entry.days_left(day))
    return picture(course(line, progress, day))


def target_id(code: str) -> int:
    """The number behind a code: C000417, c417 and 417 are the same."""
    digits = code.upper().removeprefix("C")
    if not digits.isdecimal() or not digits.isascii():
        raise click.BadParameter(_("{code} 不是目标编号，应如 C000417").format(code=repr(code)))
    return int(digits)


def _record(session: Session, entry: "Entry") -> dict[str, Any]:
    from monitor.reports.records import entry_record

    return entry_record(entry, day=session.today, near_days=session.services.near_days)


def _as_json(session: Session, entries: "tuple[Entry, ...]") -> str:
    return json.dumps([_record(session, entry) for entry in entries], ensure_ascii=False, indent=2)


def _as_table(session: Session, entries: "tuple[Entry, ...]") -> str:
    headings = [_("编号"), _("状态"), _("核查"), _("时限"), _("天数"), _("牵头"), _("数量"), _("原文")]
    again = session.services.overlooked() | session.services.ledger.revisits().keys()
    return table(headings, [_columns(session, entry, _state(session, entry, again)) for entry in entries])


def _state(session: Session, entry: "Entry", again: "Collection[int]") -> str:
    """What the calendar says, or that it is time to look again: at what it never brings up, at a shaken verdict."""
    timing = word(entry.timing(session.today, session.services.near_days))
    return _("待复查") if entry.id in again else timing


def _as_csv(session: Session, entries: "tuple[Entry, ...]") -> str:
    from monitor.reports.csv import write_table

    file, sheet = io.StringIO(), _sheet(session, entries)
    write_table(file, sheet.columns, (row.cells for row in sheet.rows))
    return file.getvalue().replace("\r\n", "\n").rstrip("\n")


def _sheet(session: Session, entries: "tuple[Entry, ...]") -> "Sheet":
    from monitor.digest import Line
    from monitor.reports.sheets import sheet_of

    day, near = session.today, session.services.near_days
    again = session.services.ledger.revisits()
    lines = (Line(entry, entry.timing(day, near), entry.days_left(day), again.get(entry.id)) for entry in entries)
    return sheet_of(_("台账"), lines, day=day, near_days=near)


def _columns(session: Session, entry: "Entry", state: str) -> list[str]:
    days, target = entry.days_left(session.today), entry.target
    return [
        entry.code,
        state,
        word(entry.review),
        entry.due.isoformat() if entry.due else "—",
        "" if days is None else str(days),
        one_line("、".join(target.owners.lead) or entry.document.issuer or "", LONGEST),
        quantity_words(target.quantity) if target.quantity else "",
        one_line(target.quote, LONGEST),
    ]


def _facts(session: Session, entry: "Entry") -> list[str]:
    target, due = entry.target, entry.target.due
    shaken = session.services.ledger.revisits(only=[entry.id])
    state = _state(session, entry, session.services.overlooked() | shaken.keys())
    facts = [
        (_("状态"), f"{state} · {word(entry.review)} · {word(entry.verdict)}"),
        (_("待复查"), revisit_words(shaken.get(entry.id))),
        (_("类型"), f"{word(target.kind)} · {word(target.strength)}"),
        (
            _("指标"),
            " ".join(filter(None, [target.metric, quantity_words(target.quantity) if target.quantity else ""])),
        ),
        (_("时限"), f"{entry.due or '—'} ← {due.text or '—'}（{word(due.basis)}）"),
        (_("牵头"), "、".join(target.owners.lead)),
        (_("配合"), "、".join(target.owners.support)),
        (_("文件"), " ".join(filter(None, [entry.document.label, entry.document.number]))),
        *_letterhead(session, entry),
        (_("存疑"), "；".join(worded(doubt) for doubt in target.doubts)),
        (_("结论"), entry.verdict_reason),
    ]
    return [entry.code, *(f"  {name}  {one_line(value)}" for name, value in facts if value)]


def _letterhead(session: Session, entry: "Entry") -> list[tuple[str, str]]:
    found = session.services.ledger.document_letterhead(entry.document.id)
    return [
        (_("答复的是"), found.proposal or ""),
        (_("主送"), found.addressee or ""),
        (_("抄送"), "、".join(found.copied_to)),
        (_("签发人"), found.signatory or ""),
        (_("索引号"), found.index or ""),
    ]


def _source(entry: "Entry", text: str, place: Place | None) -> list[str]:
    target = entry.target
    where = _("原文（第 {start}—{end} 字）").format(start=target.start, end=target.end)
    before = one_line(text[max(0, target.start - CONTEXT) : target.start])
    after = one_line(text[target.end : target.end + CONTEXT])
    return [
        "",
        f"{where} {one_line(place_words(place))}" if place else where,
        f"  …{before}【{visible(target.quote)}】{after}…",
    ]


def _history(observations: "tuple[Observation, ...]", events: "tuple[Event, ...]", zone: tzinfo) -> list[str]:
    from monitor.tui.log_words import action_words

    lines = ["", _("证据")] if observations else []
    for one in observations:
        value = f"{one.value:f} {one.unit or ''}".strip() if one.value is not None else ""
        doubt = "" if one.counts else _("未采信")
        parts = [one.observed_on.isoformat(), value, word(one.grade), one.note, one.link, one.recorded_by, doubt]
        lines.append("  " + one_line("  ".join(filter(None, parts))))
    lines += ["", _("记录")]
    for event in reversed(events):
        at = event.at.astimezone(zone)
        said = f"{at:%Y-%m-%d %H:%M}  {one_line(event.actor)}  {action_words(event.action)}  {one_line(event.reason)}"
        lines.append(f"  {said}".rstrip())
    return lines
