"""How one document was kept: heading by heading, what is still open and why, which dates moved."""

from collections.abc import Iterable

from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.target import Basis
from monitor.digest import Digest, Line, News, Summary
from monitor.reports.courses import course_words
from monitor.reports.periods import share_words
from monitor.reports.phrases import move_words, next_words, state_words
from monitor.reports.shelf import Section, Shelf, headline
from monitor.reports.tables import Grid
from monitor.safe_text import one_line
from monitor.words import revisit_words, word

DEEPEST = 3  # headings under each other that are looked at to divide a document
SHORT = 80  # characters of a quote in a table
PATH = " › "


def review_sections(digest: Digest) -> tuple[Section, ...]:
    """Every promise of the document in the order of its text; in a review under its headings."""
    name = _("承诺 → 进展 → 结论")
    if digest.summary is None:
        shelf = Shelf(digest.sources, digest.trails)
        return (shelf.plain("promises", name, digest.in_order, _("这份文件里没有承诺。")),)
    summary, shelf = digest.summary, Shelf(digest.sources, digest.trails, digest.summary.shifts)
    note = _("{n} 项，按期率 {share}")
    groups = [
        (heading, note.format(n=len(lines), share=share_words(summary.tally(lines).share)), lines)
        for heading, lines in by_heading(digest)
    ]
    return (shelf.grouped("promises", name, groups),)


def review_grids(digest: Digest, summary: Summary, news: News) -> tuple[Grid, ...]:  # noqa: ARG001 - as of a period
    """Heading by heading what became of the promises; what is open and why; which dates moved."""
    groups = by_heading(digest)
    rows = [_heading_row(heading, lines, summary) for heading, lines in groups]
    if len(groups) > 1:
        rows.append(_heading_row(_("合计"), digest.in_order, summary))
    left = [line for line in digest.in_order if not line.entry.closed]
    again = tuple(_again_row(line) for line in digest.revisit)
    revisit = Grid(
        "revisit",
        _("待复查的结论"),
        "" if again else _("没有。"),
        (_("编号"), _("承诺事项"), _("结论"), _("原因和下一步")),
        again,
        numbers=False,
    )
    found = [
        Grid("headings", _("各部分兑现情况"), _headings_note(summary), _headings(), tuple(rows)),
        Grid(
            "left",
            _("尚未完成"),
            "" if left else _("没有。"),
            (_("编号"), _("承诺事项"), _("状态"), _("时限"), _("原因和下一步")),
            tuple(_left_row(line, digest) for line in left),
            numbers=False,
        ),
        revisit,
        Grid(
            "moved",
            _("本期改期"),
            "" if summary.shifts else _("没有。"),
            (_("编号"), _("承诺事项"), _("改期")),
            tuple((one.line.entry.code, _short(one.line), move_words(one.move)) for one in summary.shifts),
            numbers=False,
        ),
    ]
    return tuple(found)


def by_heading(digest: Digest) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The lines of a document under its headings, in the order of the text.

    The widest headings that divide the promises at all are taken.
    """
    paths = {line.entry.id: _path(line, digest) for line in digest.in_order}
    depth = next((n for n in range(1, DEEPEST) if len({path[:n] for path in paths.values()}) > 1), DEEPEST)
    groups: dict[str, list[Line]] = {}
    for line in digest.in_order:
        name = one_line(PATH.join(paths[line.entry.id][:depth])) or _("（不在标题下）")
        groups.setdefault(name, []).append(line)
    return tuple((name, tuple(lines)) for name, lines in groups.items())


def _path(line: Line, digest: Digest) -> tuple[str, ...]:
    source = digest.sources.get(line.entry.id)
    return tuple(source.heading.split(PATH)) if source and source.heading else ()


def _headings() -> tuple[str, ...]:
    names = (
        _("章节"),
        _("承诺数"),
        _("本期到期"),
        word(Verdict.MET),
        word(Verdict.MET_LATE),
        _("部分或未兑现"),
        _("已调整或无法衡量"),
        _("到期未结"),
        _("未到期或无时限"),
        _("改期"),
        _("按期率"),
    )
    return tuple(map(headline, names))


def _headings_note(summary: Summary) -> str:
    words = _("到 {day} 为止；按期率：已有结论或已过时限的承诺中按期兑现的比例，已调整和无法衡量的不计。")
    return words.format(day=summary.through)


def _heading_row(heading: str, lines: Iterable[Line], summary: Summary) -> tuple[str, ...]:
    found = tuple(lines)
    came = {line.entry.id for line in summary.came}
    moved = {shift.line.entry.id for shift in summary.shifts}
    tally = summary.tally(found)
    numbers = (
        tally.number,
        sum(line.entry.id in came for line in found),
        tally.met,
        tally.met_late,
        tally.other,
        tally.aside,
        tally.late,
        tally.ahead,
        sum(line.entry.id in moved for line in found),
    )
    return (heading, *map(str, numbers), share_words(tally.share))


def _left_row(line: Line, digest: Digest) -> tuple[str, ...]:
    due = line.entry.due.isoformat() if line.entry.due else word(Basis.NONE)
    return line.entry.code, _short(line), state_words(line), due, why_words(line, digest)


def _again_row(line: Line) -> tuple[str, ...]:
    why = _("；").join((revisit_words(line.revisit), next_words(line)))
    return line.entry.code, _short(line), word(line.entry.verdict), why


def why_words(line: Line, digest: Digest) -> str:
    """Why a promise is still open, as far as the ledger knows, and what is needed next."""
    entry, progress = line.entry, digest.progress.get(line.entry.id)
    reasons = []
    if entry.latest is None:
        reasons.append(_("没有进展证据"))
    elif progress is not None:
        unit = entry.target.quantity.unit if entry.target.quantity else None
        reasons.append(course_words(progress, unit, digest.day))
    else:
        reasons.append(_("最近进展 {day}").format(day=entry.latest.observed_on))
    shifts = digest.summary.shifts if digest.summary else ()
    reasons += [move_words(shift.move) for shift in shifts if shift.line.entry.id == entry.id]
    reasons.append(next_words(line))
    return _("；").join(reason for reason in reasons if reason)


def _short(line: Line) -> str:
    return one_line(line.entry.target.quote, SHORT)
