"""Two lines that say how an import is getting on, or how it ended."""

from fractions import Fraction

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from commitments.i18n import _
from monitor.safe_text import one_line
from monitor.tui.cells import fit
from monitor.tui.gauge import gauge, percent
from monitor.tui.glyphs import glyph
from monitor.tui.importing import Importing

CELLS = 16  # of the bar
_MINUTE = 60


class ImportProgress(Widget):
    """Hidden while there is nothing to say."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nothing to say yet."""
        super().__init__(id=id)
        self._lines: tuple[str, ...] = ()

    def say(self, importing: Importing | None) -> None:
        """Tell how this import stands; None for none."""
        lines = () if importing is None else progress_words(importing)
        taller = len(lines) != len(self._lines)
        self._lines = lines
        self.display = bool(lines)
        self.refresh(layout=taller)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """As many lines as there are."""
        return len(self._lines)

    def render(self) -> Content:
        """Nothing in it is markup."""
        return Content("\n").join(Content(fit(line, self.size.width)) for line in self._lines)


def progress_words(importing: Importing) -> tuple[str, ...]:
    """How an import stands: its bar and numbers, then the file in hand, or why it stopped."""
    numbers = _("新收 {new} 份 {targets} 项").format(new=importing.new, targets=importing.targets)
    if importing.documents > importing.new:
        numbers += _("，已有 {n} 份").format(n=importing.documents - importing.new)
    if importing.failed:
        numbers += _("，失败 {n} 份").format(n=len(importing.failed))
    if importing.problems:
        numbers += _("，问题提示 {n} 条").format(n=importing.problems)
    done, total = importing.done, len(importing.files)
    if importing.running:
        share = Fraction(done, total)
        bar = f"{gauge(share, CELLS)} {percent(share)}"
        sign = _("正在停止") if importing.stopping else _("正在导入") if importing.started else _("正在启动")
        left = _left(importing.seconds_left)
        first = f"{glyph('running')} {sign} {done:,}/{total:,}  {bar}  {numbers}  {left}".rstrip()
        return first, one_line(f"  {importing.current}")
    if importing.trouble:
        keys = _("r 继续")
        rest = _("还有 {n} 份没有收进来").format(n=len(importing.unread))
        return f"{glyph('failed')} {one_line(importing.trouble)}", f"  {rest}  {numbers}  {keys}"
    if importing.left:
        said = _("已停止，还有 {n} 份没有读").format(n=f"{len(importing.left):,}")
        return (f"{glyph('failed')} {said}  {numbers}  " + _("r 继续"),)
    sign, keys = (glyph("failed"), _("r 再试")) if importing.failed else (glyph("done"), "")
    return (f"{sign} " + _("导入完成") + f" {done:,}/{total:,}  {numbers}  {keys}".rstrip(),)


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _("约 {n} 秒").format(n=max(1, round(seconds)))
    return _("约 {n} 分钟").format(n=round(seconds / _MINUTE))
