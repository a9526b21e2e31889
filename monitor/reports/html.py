"""The report of the day as one HTML page: no script, no address but its own, for screen, phone and paper."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from commitments.i18n import _
from monitor.digest import Digest
from monitor.reports.sections import figures, sections, title, unit_figures
from monitor.safe_text import one_line


def render(digest: Digest) -> str:
    """The digest as a page that stands alone; every word out of a document is escaped."""
    units, chapters = unit_figures(digest), sections(digest)
    return _template().render(
        title=title(digest),
        day=digest.day,
        figures=figures(digest),
        units=units,
        most=max((unit.overdue for unit in units), default=1),
        sections=chapters,
        anchors={section.anchor for section in chapters},
        problems=digest.problems,
        _=_,
        one_line=one_line,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("monitor.reports", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("day.html.j2")
