"""Doubts in a word or two each, for a list that has no room for sentences."""

from collections.abc import Mapping

from rich.cells import cell_len

from commitments.doubts import Doubt, code_in
from commitments.i18n import _
from commitments.target import Target
from monitor.tui.cells import fit
from monitor.tui.glyphs import glyph
from monitor.words import N_

_SHORT: Mapping[Doubt, str] = {
    Doubt.NO_DUE: N_("无时限"),
    Doubt.VAGUE_DUE: N_("时限不定"),
    Doubt.NO_REFERENCE: N_("无基准日"),
    Doubt.WEAK_REFERENCE: N_("基准日?"),
    Doubt.NUMBER_REFERENCE: N_("基准日?"),
    Doubt.FAR_ABOVE: N_("时限承上文"),
    Doubt.SEVERAL_LEADS: N_("多牵头"),
    Doubt.NO_METRIC: N_("无指标"),
}
OF_THE_DATE = N_("时限?")  # every doubt about how a date was read
OTHER = N_("存疑")
LEAST = 14  # cells that the promise itself keeps


def open_doubts(target: Target) -> list[str]:
    """The doubts as they are kept, but for those that a correction has answered since."""
    answered = {
        Doubt.NO_DUE: target.due.day is not None,
        Doubt.VAGUE_DUE: target.due.day is not None,
        Doubt.NO_REFERENCE: target.due.day is not None,
        Doubt.SEVERAL_LEADS: len(target.owners.lead) == 1,
        Doubt.NO_METRIC: target.metric is not None,
    }
    settled = {doubt for doubt, yes in answered.items() if yes}
    found = [kept for kept in target.doubts if code_in(kept) not in settled]
    confirm = target.due.confirm
    return [*found, confirm] if confirm and confirm not in found else found


def short_doubts(target: Target) -> list[str]:
    """What a reviewer should look at, in a word or two each, each said once."""
    confirm = target.due.confirm
    return list(dict.fromkeys(_(OF_THE_DATE) if kept == confirm else _short(kept) for kept in open_doubts(target)))


def _short(kept: str) -> str:
    known = code_in(kept)
    if known is None:
        return _(OTHER)
    return _(_SHORT.get(known, OF_THE_DATE))


def with_doubts(words: str, target: Target, width: int) -> str:
    """A promise with its doubts behind it, in at most `width` cells; where there is no room the sign alone."""
    doubts = short_doubts(target)
    if not doubts:
        return words
    sign = glyph("doubt")
    for tail in (f"{sign} {' '.join(doubts)}", f"{sign} {doubts[0]}", sign):
        room = width - cell_len(tail) - 1
        if room >= LEAST or tail == sign:
            return words + " " + tail if cell_len(words) <= room else fit(words, max(room, 0)) + " " + tail
    return words
