"""The report of the day as PDF on A4, set by Typst (extra `pdf`) with a Chinese font of the machine, embedded."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any

from commitments.errors import Problem
from commitments.i18n import _, language_in_use
from monitor.digest import Digest
from monitor.errors import ReportError
from monitor.reports.charts import charts
from monitor.reports.courses import courses, left_out
from monitor.reports.phrases import Facts
from monitor.reports.sections import footing, grids, handover, sections, title
from monitor.reports.shelf import Section
from monitor.reports.tables import ages, change_words, compares_units, figures, helping, leading, news
from monitor.safe_text import one_line

LONGEST_ON_PAPER = 100  # lines of a section: nobody turns more pages, and each costs memory to set
# any of these will do, the first that is there
FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimSun",
)


def render(digest: Digest) -> bytes:
    """The digest as a PDF file, the same bytes for the same digest.

    Raises:
        ReportError: Typst is not installed, or no font for Chinese is.
    """
    typst = _typst()
    source = files("monitor.reports").joinpath("day.typ").read_bytes()
    inputs = {"data": json.dumps(_data(digest, _font(typst)), ensure_ascii=False, default=float)}
    made = datetime.combine(digest.day, time.min, UTC)
    rendered: bytes = typst.compile(source, format="pdf", sys_inputs=inputs, timestamp=int(made.timestamp()))
    return rendered


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        remedy = _("用 pip install 'duban[pdf]' 装上，或改用 html 后在浏览器里打印成 PDF")
        raise ReportError(_("写 PDF 要用 Typst，这里没有装"), where="pdf", remedy=remedy) from error
    return typst


def _font(typst: Any) -> str:
    """The first font for Chinese that this machine has."""
    found = set(typst.Fonts().families())
    for name in FONTS:
        if name in found:
            return name
    remedy = _("装上一种中文字体，例如 Debian 的 fonts-noto-cjk，再试一次")
    raise ReportError(_("写 PDF 要有中文字体，这里没有找到"), where="pdf", remedy=remedy)


def _data(digest: Digest, font: str) -> dict[str, Any]:
    """What the template says, in plain values: it composes, and decides nothing."""
    day, late = digest.day, leading(digest) if compares_units(digest) else ()
    return {
        "title": title(digest),
        "day": day.isoformat(),
        "date": [day.year, day.month, day.day],
        "font": font,
        "lang": language_in_use(),
        "footer": footing(digest),
        "figures": [{**asdict(one), "change": change_words(one.change)} for one in figures(digest)],
        "handover": handover(digest),
        "news": _news(digest),
        "grids": [{**asdict(grid), "short": grid.short} for grid in grids(digest)],
        "charts_title": _("图表"),
        "charts": [asdict(one) for one in charts(digest)],
        "courses_title": _("量化目标的进度"),
        "courses_left": left_out(digest),
        "courses": [asdict(one) for one in courses(digest)],
        "units_title": _("各单位逾期情况"),
        "unit_headings": [_("单位"), _("逾期项数"), _("最长天数")],
        "leading": {"title": _("牵头单位"), "list": [asdict(unit) for unit in late]},
        "helping": {"title": _("责任/配合单位"), "list": [asdict(unit) for unit in helping(digest)]},
        "ages": [asdict(age) for age in ages(digest)],
        "sections": [_section(section) for section in sections(digest, most=LONGEST_ON_PAPER)],
        "problems_title": _("问题提示"),
        "problems": [_problem(problem) for problem in digest.problems],
    }


def _news(digest: Digest) -> dict[str, Any] | None:
    kinds = [kind for kind in news(digest) if kind.count]
    if digest.news is None or not kinds:
        return None
    heading = f"{_('新近变化')} · {_('自 {day} 的日报以来').format(day=digest.news.since)}"
    return {"title": heading, "kinds": [asdict(kind) for kind in kinds]}


def _section(section: Section) -> dict[str, Any]:
    groups = [
        {"heading": group.heading, "note": group.note, "lines": [_line(item.facts) for item in group.lines]}
        for group in section.groups
    ]
    said = {"title": section.title, "count": section.count, "note": section.note, "empty": section.empty}
    return {**said, "groups": groups}


def _line(said: Facts) -> dict[str, Any]:
    details = (
        (_("时限"), said.due),
        (_("单位"), said.units),
        (_("文件"), " · ".join(part for part in (said.document, said.source) if part)),
        *((_("进展"), one) for one in said.trail or (said.evidence,)),
        *((_("改期"), one) for one in said.moves),
        (_("结论"), said.verdict),
        (_("待复查"), said.revisit),
        (_("存疑"), said.doubts),
        (_("下一步"), said.next),
    )
    return {
        "timing": said.timing.value,
        "state": said.state,
        "mark": "" if said.reviewed else _("待核"),
        "promise": said.promise,
        "code": said.code,
        "quote": said.quote,
        "details": [[name, value] for name, value in details if value],
    }


def _problem(problem: Problem) -> str:
    said = _("{where}：{message}").format(where=one_line(problem.where), message=one_line(problem.message))
    return f"{said} — {one_line(problem.remedy)}" if problem.remedy else said
