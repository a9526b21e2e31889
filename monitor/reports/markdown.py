"""The report of the day as Markdown: plain enough to read raw, safe wherever it is rendered."""

import re
from collections.abc import Iterable, Iterator, Sequence

from commitments.errors import Problem
from commitments.i18n import _
from monitor.digest import Digest
from monitor.reports.charts import Chart
from monitor.reports.courses import courses, left_out
from monitor.reports.phrases import Facts
from monitor.reports.sections import footing, grids, handover, sections, title
from monitor.reports.shelf import Group, Section
from monitor.reports.tables import Figure, Grid, ages, change_words, compares_units, figures, helping, leading, news
from monitor.safe_text import one_line

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS = re.compile(r"[\\`*_{}\[\]|~#$@!^]")  # what opens code, emphasis, links, tables, mentions, maths, images
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|www)(?=[:.])")  # GFM makes bare addresses live


def render(digest: Digest) -> str:
    """The digest as GitHub-flavoured Markdown; nothing out of a document can act in it."""
    return "\n".join(_page(digest)) + "\n"


def _page(digest: Digest) -> Iterator[str]:
    yield f"# {inert(title(digest))} {digest.day}"
    yield ""
    asked = handover(digest)
    if asked:
        yield inert(asked[0])
        yield ""
    yield from _table(figures(digest))
    for grid in grids(digest):
        yield from _grid(grid)
    yield from _news(digest)
    yield from _units(digest)
    drawn = tuple(_courses(courses(digest), left_out(digest)))
    yield from () if asked else drawn
    for section in sections(digest):
        yield from _chapter(section)
    yield from drawn if asked else ()
    yield from _problems(digest.problems)
    yield ""
    yield "---"
    if asked:
        yield ""
        yield asked[1]
    yield ""
    yield footing(digest)


def _table(row: tuple[Figure, ...]) -> Iterator[str]:
    yield "| " + " | ".join(figure.label for figure in row) + " |"
    yield "|" + " ---: |" * len(row)
    yield "| " + " | ".join(_counted(figure) for figure in row) + " |"


def _counted(figure: Figure) -> str:
    return f"{figure.count} ({change_words(figure.change)})" if figure.change is not None else str(figure.count)


def _grid(grid: Grid) -> Iterator[str]:
    yield ""
    yield f"## {grid.title}"
    if grid.note:
        yield ""
        yield grid.note
    if grid.rows:
        yield ""
        yield from _rows(grid.headings, grid.rows, numbers=grid.numbers)


def _rows(headings: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool) -> Iterator[str]:
    """A table whose first column is words, and the others are numbers or words as well."""
    yield "| " + " | ".join(headings) + " |"
    yield "| --- |" + (" ---: |" if numbers else " --- |") * (len(headings) - 1)
    for row in rows:
        yield "| " + " | ".join(map(inert, row)) + " |"


def _courses(drawn: Sequence[Chart], left: str) -> Iterator[str]:
    """Progress over time as far as plain text can show it: bars, and the table behind the picture."""
    if not drawn:
        return
    yield ""
    yield f"## {_('量化目标的进度')} · {len(drawn)}"
    if left:
        yield ""
        yield left
    for chart in drawn:
        yield ""
        yield f"**{inert(chart.title)}** — {inert(chart.note)}"
        if chart.text:
            yield ""
            yield from ("```text", *chart.text, "```")
        yield ""
        yield from _rows(chart.headings, chart.rows, numbers=True)


def _news(digest: Digest) -> Iterator[str]:
    kinds = news(digest)
    told = [kind for kind in kinds if kind.count]
    if digest.news is None or not kinds:
        return
    yield ""
    yield f"## {_('新近变化')} · {_('自 {day} 的日报以来').format(day=digest.news.since)}"
    if not told:
        yield ""
        yield _("没有变化")
    for kind in told:
        yield ""
        yield f"**{kind.label} {kind.count}**"
        if kind.lines:
            yield ""
        for line in kind.lines:
            yield f"- {line.code} {inert(line.words)}"
        if kind.rest:
            yield f"- {_('另有 {n} 项，见 CSV。').format(n=kind.rest)}"


def _units(digest: Digest) -> Iterator[str]:
    """Who is late, as leads and as helpers apart, and for how long."""
    if not compares_units(digest):
        return
    yield ""
    yield f"## {_('各单位逾期情况')}"
    for heading, units in ((_("牵头单位"), leading(digest)), (_("责任/配合单位"), helping(digest))):
        if units:
            yield ""
            yield f"| {heading} | {_('逾期项数')} | {_('最长天数')} |"
            yield "|---|---:|---:|"
            for unit in units:
                yield f"| {inert(unit.unit)} | {unit.overdue} | {unit.longest} |"
    old = ages(digest)
    yield ""
    yield "| " + " | ".join(age.label for age in old) + " |"
    yield "|" + " ---: |" * len(old)
    yield "| " + " | ".join(str(age.count) for age in old) + " |"


def _chapter(section: Section) -> Iterator[str]:
    yield ""
    yield f"## {section.title} · {section.count}"
    for sentence in (section.note, "" if section.groups else section.empty):
        if sentence:
            yield ""
            yield sentence
    for group in section.groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    if group.heading:
        yield ""
        yield f"### {inert(group.heading)} · {group.note}"
    yield ""
    for item in group.lines:
        yield from _item(item.facts)


def _item(said: Facts) -> Iterator[str]:
    mark = "" if said.reviewed else f" · **{_('待核')}**"
    yield f"- **{said.code} {said.state}**{mark} — {inert(said.promise or said.quote)}"
    details = [
        _("“{words}”").format(words=inert(said.quote)) if said.promise else "",
        _("时限 {due}").format(due=inert(said.due)),
        inert(said.units),
        inert(said.document),
        inert(said.source),
        *(_("进展 {evidence}").format(evidence=inert(one)) for one in said.trail or (said.evidence,) if one),
        *(_("改期 {move}").format(move=inert(one)) for one in said.moves),
        _("结论 {verdict}").format(verdict=inert(said.verdict)) if said.verdict else "",
        _("待复查 {why}").format(why=inert(said.revisit)) if said.revisit else "",
        _("存疑 {doubts}").format(doubts=inert(said.doubts)) if said.doubts else "",
        _("下一步 {what}").format(what=inert(said.next)) if said.next else "",
    ]
    for detail in details:
        if detail:
            yield f"  - {detail}"


def _problems(problems: tuple[Problem, ...]) -> Iterator[str]:
    if not problems:
        return
    yield ""
    yield f"## {_('问题提示')} · {len(problems)}"
    yield ""
    for problem in problems:
        remedy = f" — {inert(problem.remedy)}" if problem.remedy else ""
        said = _("{where}：{message}").format(where=inert(problem.where), message=inert(problem.message))
        yield f"- {said}{remedy}"


def inert(text: str) -> str:
    """`text` on one line with no power left to format, link, embed or mention."""
    marked = _MARKS.sub(lambda found: "\\" + found[0], one_line(text))
    safe = "".join(_ENTITIES.get(character, character) for character in marked)
    return _AUTOLINK.sub(r"\1\\", safe)
