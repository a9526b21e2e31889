"""How a report of the day is laid out: its figures and sections in order, the same for every format."""

from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.timing import Timing
from monitor.digest import RECENT_DAYS, Digest
from monitor.reports.periods import period_grids, period_sections, period_title
from monitor.reports.phrases import document_words
from monitor.reports.review import review_grids, review_sections
from monitor.reports.shelf import LONGEST_SECTION, Section, Shelf, headline
from monitor.reports.tables import Grid
from monitor.safe_text import one_line
from monitor.words import word

ASKED = ("overdue", "due", "near", "revisit", "undated", "unreviewed")  # sections of a paper for a unit


def title(digest: Digest) -> str:
    """The name of the report, and whose it is if it is not everybody's."""
    whose = document_words(digest.document) if digest.document is not None else one_line(digest.unit)
    if digest.summary is not None:
        name = period_title(digest.summary.period, of_document=digest.document is not None)
    elif digest.document is not None:
        name = _("承诺兑现情况")
    else:
        name = _("督办单") if digest.unit else _("督办日报")
    return f"{name} · {whose}" if whose else name


def footing(digest: Digest) -> str:
    """What stands at the foot: how days are counted, and what the report rests on."""
    said = _("日数按日历日计；“待核”表示尚无人确认这是承诺。由 duban 督办生成。")
    if not digest.as_known:
        return said
    return said + _("按 {day} 终了时台账所知编成。").format(day=digest.day)


def handover(digest: Digest) -> tuple[str, ...]:
    """What a paper for a unit asks of it, and the line on which it takes note; empty for everybody's report."""
    if not digest.unit:
        return ()
    asked = _("以下事项由{unit}牵头或配合，请按“下一步”办理，并反馈进展。").format(unit=one_line(digest.unit))
    return asked, _("签收单位（盖章）：{line}  签收人：{line}  日期：{line}").format(line="＿＿＿＿＿＿")


def grids(digest: Digest) -> tuple[Grid, ...]:
    """The tables of a summary or a review, which open it; a report of the day has none."""
    if digest.summary is None or digest.news is None:
        return ()
    of = review_grids if digest.document is not None else period_grids
    return of(digest, digest.summary, digest.news)


def sections(digest: Digest, *, most: int = LONGEST_SECTION) -> tuple[Section, ...]:
    """Every section in the order of urgency, with so many lines at most; a line is an anchor where it first appears."""
    if digest.document is not None:
        return review_sections(digest)
    if digest.summary is not None and digest.news is not None:
        return period_sections(digest, digest.summary, digest.news, most=most)
    return _asked(_of_day(digest, most)) if digest.unit else _of_day(digest, most)


def _asked(found: tuple[Section, ...]) -> tuple[Section, ...]:
    """What a paper for a unit holds: that of which something is asked, and no empty section."""
    return tuple(section for section in found if section.groups and section.anchor in ASKED)


def _of_day(digest: Digest, most: int) -> tuple[Section, ...]:
    shelf = Shelf(digest.sources, digest.trails, most=most)
    shown = {line.entry.id for line in digest.overdue + digest.due + digest.near + digest.undated}
    rest = tuple(line for line in digest.unreviewed if line.entry.id not in shown)
    recent = _("近 {n} 天的进展").format(n=RECENT_DAYS)
    found = [
        shelf.by_unit("overdue", headline(word(Timing.OVERDUE)), digest, _("没有逾期的目标。")),
        shelf.plain("due", headline(word(Timing.DUE)), digest.due, _("今天没有到期的目标。")),
        shelf.near(digest, _("这段时间内没有到期的目标。")),
        shelf.revisit(digest),
        shelf.plain("undated", headline(word(Timing.UNDATED)), digest.undated, _("每个目标都有时限。")),
        shelf.unreviewed(digest, rest),
        shelf.plain("recent", recent, digest.recent, _("近期没有新的进展证据。")),
        shelf.plain("closed", headline(word(Timing.CLOSED)), digest.closed, _("还没有下过结论。")),
    ]
    if digest.figures is not None or digest.stale:
        days = digest.figures.stale_days if digest.figures else 0
        name = headline(_("证据陈旧"))
        note = _("{n} 天以上没有收到进展。").format(n=days) if days else ""
        found.insert(4, shelf.plain("stale", name, digest.stale, _("没有证据陈旧的目标。"), note))
    if digest.unmeasurable:
        found.insert(-2, shelf.plain("unmeasurable", headline(word(Verdict.UNMEASURABLE)), digest.unmeasurable, ""))
    return tuple(found)
