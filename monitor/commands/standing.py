"""What `duban show` says of progress: latest against target and pace, as lines and as JSON."""

from typing import Any

from commitments.i18n import _
from commitments.progress import Progress


def progress_lines(found: Progress | None, unit: str) -> list[str]:
    """Progress in words; nothing where nothing was observed and nothing is stale."""
    if found is None or (found.latest is None and not found.stale):
        return []
    parts = []
    if found.latest is not None:
        parts.append(_("{day} 为 {value}").format(day=found.latest.day, value=f"{found.latest.value:f} {unit}".strip()))
    if found.reached:
        parts.append(_("已达到目标"))
    elif found.gap is not None:
        parts.append(_("还差 {gap}").format(gap=f"{found.gap:f} {unit}".strip()))
    if found.share is not None:
        parts.append(_("已走完 {share:.0%}").format(share=float(found.share)))
    if found.behind is not None and not found.reached:
        ahead = found.behind <= 0
        parts.append(_("快于均匀进度") if ahead else _("落后均匀进度 {behind:.4g}").format(behind=float(found.behind)))
    if found.projected is not None and not found.reached:
        parts.append(_("照近期趋势 {day} 达到").format(day=found.projected))
    if found.stale:
        parts.append(_("久无新证据"))
    return ["  " + _("进展") + "  " + "，".join(parts)]


def progress_record(found: Progress | None) -> dict[str, Any] | None:
    """Progress for scripts: decimals and dates as text, the share as a number."""
    if found is None:
        return None
    return {
        "latest": f"{found.latest.value:f}" if found.latest else None,
        "reached": found.reached,
        "share": None if found.share is None else round(float(found.share), 4),
        "expected": None if found.expected is None else f"{found.expected:.6g}",
        "gap": None if found.gap is None else f"{found.gap:f}",
        "projected": found.projected.isoformat() if found.projected else None,
        "stale": found.stale,
    }
