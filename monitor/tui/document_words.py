"""What a list and its details say of a document, and of a file that is not in the ledger."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from pathlib import PurePath
from typing import Any

from commitments.i18n import _
from commitments.ledger.browsing_values import ChangeKind, Shelved
from monitor.safe_text import one_line
from monitor.tui.glyphs import glyph
from monitor.tui.log_words import change_words
from monitor.tui.unread import Unread
from monitor.tui.widgets.details import Fact, Told
from monitor.tui.widgets.record_table import Field
from monitor.words import N_

Row = Shelved | Unread
KINDS: Mapping[ChangeKind, str] = {  # msgids
    ChangeKind.UPDATED: N_("跟着更新"),
    ChangeKind.ADDED: N_("新增"),
    ChangeKind.DROPPED: N_("不再认为是承诺"),
    ChangeKind.DIFFERING: N_("待定差异"),
}


def document_fields() -> Sequence[Field[Row]]:
    """Number, title, who issued it, when, and what became of its targets."""
    return (
        Field(N_("文号"), 18, lambda row: _of(row, lambda one: one.document.number), 22),
        Field(N_("标题"), 0, lambda row: _of(row, lambda one: one.document.label)),
        Field(N_("发文单位"), 14, lambda row: _of(row, lambda one: one.document.issuer), 34),
        Field(N_("日期"), 10, lambda row: _of(row, lambda one: one.document.signed or one.document.published), 23),
        # A register of a region has more than ten thousand of them: five cells, and no comma.
        Field(N_("条目"), 5, lambda row: _of(row, lambda one: f"{one.document.targets}"), right=True),
        Field(N_("待核"), 5, lambda row: _of(row, lambda one: f"{one.document.candidates}"), right=True, style=_eager),
        Field(N_("在册"), 5, lambda row: _of(row, lambda one: f"{one.tracked}"), right=True),
        Field(N_("问题"), 4, lambda row: _of(row, trouble), right=True, style=lambda _row: "record--warning"),
    )


def _of(row: Row, read: Any) -> str:
    return str(read(row) or "") if isinstance(row, Shelved) else ""


def trouble(shelved: Shelved) -> str:
    """How many problems it has, and how many differences of a later reading wait; nothing for none."""
    found = len(shelved.problems) + shelved.differences
    return str(found) if found else ""


def _eager(row: Row) -> str:
    return "record--warning" if isinstance(row, Shelved) and row.document.candidates else ""


def unread_words(unread: Unread) -> tuple[str, str]:
    """One line of a file that is not in the ledger, with its look."""
    name = one_line(PurePath(unread.path).name)
    if not unread.message:
        return f"{glyph('empty')} {name}  " + _("还没有读"), "record--dim"
    return f"{glyph('failed')} {name}  {one_line(unread.message)}", "record--bad"


def unread_facts(unread: Unread) -> Told:
    """What went wrong with a file, where, and what to do."""
    facts = [Fact(_("文件"), unread.path, "bold")]
    if unread.message:
        facts.append(Fact(_("原因"), unread.message, "bad"))
        if unread.where not in {"", unread.path}:
            facts.append(Fact(_("位置"), unread.where))
        facts.append(Fact(_("办法"), unread.remedy or _("核对文件后按 r 再试")))
        if not unread.is_file:
            facts.append(Fact("", _("这是网址，由 duban run 再试"), "dim"))
    else:
        facts.append(Fact("", _("上次导入停下时还没有读到它；按 r 继续"), "dim"))
    return Told(tuple(facts))


def document_facts(shelved: Shelved, text: str, zone: tzinfo) -> Told:
    """Everything worth knowing of a document, then its text."""
    document = shelved.document
    known = (
        (_("文号"), document.number),
        (_("发文单位"), document.issuer),
        (_("成文"), document.signed),
        (_("发布"), document.published),
        (_("基准日"), document.reference),
        (_("文件"), document.name),
        (_("收录"), f"{document.added_at.astimezone(zone):%Y-%m-%d %H:%M}  #{document.id}"),
    )
    facts = [Fact(_("标题"), document.label, "bold")]
    facts += [Fact(label, str(words)) for label, words in known if words]
    counts = _("{n} 项：待核 {candidates}，在册 {tracked}，已退 {rejected}").format(
        n=document.targets, candidates=document.candidates, tracked=shelved.tracked, rejected=shelved.rejected
    )
    facts.append(Fact(_("条目"), counts, "bold"))
    if shelved.differences:
        said = _("{n} 条待定；按 R 重读并处理").format(n=shelved.differences)
        facts.append(Fact(_("差异"), said, "warning"))
    for problem in shelved.problems:
        facts.append(Fact(glyph("doubt"), problem.message, "warning"))
        if problem.remedy:
            facts.append(Fact("", problem.remedy, "dim"))
    return Told(tuple(facts), _("原文"), text)


def numbers_words(numbers: Mapping[str, int]) -> str:
    """What a reading would do, in numbers."""
    told = (
        (_("不变 {n}"), "same"),
        (_("跟着更新 {n}"), "updated"),
        (_("新增 {n}"), "added"),
        (_("不再认为是承诺 {n}"), "dropped"),
        (_("待定差异 {n}"), "differing"),
    )
    return "，".join(words.format(n=numbers[name]) for words, name in told if numbers[name])


def reading_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What a later reading says otherwise; finer points than people decide on are told as such."""
    return change_words(before, after) or _("细处：可信度、依据等")
