"""Today's facts as values: every report, screen and message renders these, so that none can disagree with another.

`Digest` holds the lines themselves, `Figures` what is counted over all of them.
"""

from monitor.digest.day import RECENT_DAYS, Digest, Line, UnitLines, build_digest, by_unit
from monitor.digest.figures import (
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

__all__ = [
    "RECENT_DAYS",
    "Bucket",
    "Burn",
    "Digest",
    "DueLoad",
    "Figure",
    "Figures",
    "Glance",
    "Line",
    "OnTime",
    "Slip",
    "UnitFigures",
    "UnitLines",
    "Week",
    "build_digest",
    "build_figures",
    "build_glance",
    "by_unit",
]
