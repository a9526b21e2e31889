"""Today's facts as values: every report, screen and message renders these, so that none can disagree with another.

`Digest` holds the lines themselves, `Figures` what is counted over all of them. Each name is loaded
when it is first asked for: a list of targets counts nothing.
"""

from typing import TYPE_CHECKING

from commitments.lazily import names_of

if TYPE_CHECKING:
    from monitor.digest.brief import build_brief, looked_at, sources
    from monitor.digest.changes import Move, News
    from monitor.digest.day import RECENT_DAYS, Digest, Source, UnitLines, build_digest, by_unit, to_look_at_again
    from monitor.digest.figures import (
        AGES,
        Bucket,
        Burn,
        DueLoad,
        Figure,
        Figures,
        Glance,
        OnTime,
        Slip,
        UnitFigures,
        Week,
        build_figures,
        build_glance,
    )
    from monitor.digest.lines import Line
    from monitor.digest.periods import Grain, Period, period_of
    from monitor.digest.summary import Shift, Summary, Tally
else:
    __getattr__ = names_of(
        __name__,
        {
            "brief": ["build_brief", "looked_at", "sources"],
            "changes": ["Move", "News"],
            "day": ["RECENT_DAYS", "Digest", "Source", "UnitLines", "build_digest", "by_unit", "to_look_at_again"],
            "figures": [
                "AGES",
                "Bucket",
                "Burn",
                "DueLoad",
                "Figure",
                "Figures",
                "Glance",
                "OnTime",
                "Slip",
                "UnitFigures",
                "Week",
                "build_figures",
                "build_glance",
            ],
            "lines": ["Line"],
            "periods": ["Grain", "Period", "period_of"],
            "summary": ["Shift", "Summary", "Tally"],
        },
    )

__all__ = [
    "AGES",
    "RECENT_DAYS",
    "Bucket",
    "Burn",
    "Digest",
    "DueLoad",
    "Figure",
    "Figures",
    "Glance",
    "Grain",
    "Line",
    "Move",
    "News",
    "OnTime",
    "Period",
    "Shift",
    "Slip",
    "Source",
    "Summary",
    "Tally",
    "UnitFigures",
    "UnitLines",
    "Week",
    "build_brief",
    "build_digest",
    "build_figures",
    "build_glance",
    "by_unit",
    "looked_at",
    "period_of",
    "sources",
    "to_look_at_again",
]
