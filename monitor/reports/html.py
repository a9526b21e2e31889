"""The report of the day as one HTML page: no address but its own, for screen, phone, mail and paper.

Where scripts run, a few lines sort the tables of units; nothing else needs them.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from unicodedata import east_asian_width

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from commitments.i18n import _
from monitor.digest import Digest
from monitor.reports.charts import Chart, charts
from monitor.reports.courses import courses, left_out
from monitor.reports.sections import footing, grids, handover, sections, title
from monitor.reports.tables import ages, change_words, compares_units, figures, helping, leading, news
from monitor.safe_text import one_line

TITLE_WIDTH, NOTE_WIDTH = 62, 76  # columns of a line over a picture that stands alone

# Sorts a table by the column whose heading is pressed; numbers by size, words as they are.
SORTING = (
    'document.querySelectorAll("table.sortable").forEach(function(t){t.querySelectorAll("thead th").forEach('
    'function(h,i){h.setAttribute("aria-sort","none");h.onclick=function(){var b=t.tBodies[0],'
    'd=h.getAttribute("aria-sort")==="descending";t.querySelectorAll("thead th").forEach(function(o){'
    'o.setAttribute("aria-sort","none")});h.setAttribute("aria-sort",d?"ascending":"descending");'
    "Array.from(b.rows).sort(function(x,y){var p=x.cells[i].textContent,q=y.cells[i].textContent;"
    "var c=i?p-q:p.localeCompare(q);return d?c:-c}).forEach(function(r){b.appendChild(r)})}})});"
)


def render(digest: Digest) -> str:
    """The digest as a page that stands alone; every word out of a document is escaped."""
    chapters = sections(digest)
    return _template().render(
        title=title(digest),
        day=digest.day,
        figures=figures(digest),
        handover=handover(digest),
        footing=footing(digest),
        change_words=change_words,
        news=news(digest),
        since=digest.news.since if digest.news else "",
        grids=grids(digest),
        charts=charts(digest),
        courses=courses(digest),
        courses_left=left_out(digest),
        units=leading(digest) if compares_units(digest) else (),
        helpers=helping(digest),
        ages=ages(digest),
        sections=chapters,
        anchors={section.anchor for section in chapters},
        codes={item.anchor for section in chapters for group in section.groups for item in group.lines if item.anchor},
        problems=digest.problems,
        script=Markup(SORTING),  # noqa: S704 - ours, and without a word of anybody else's
        script_hash="sha256-" + b64encode(sha256(SORTING.encode()).digest()).decode(),
        _=_,
        one_line=one_line,
    )


def picture(chart: Chart) -> str:
    """One picture as an SVG file that stands alone, with its title, its words and its legend."""
    heading, note = (_broken(words, most) for words, most in ((chart.title, TITLE_WIDTH), (chart.note, NOTE_WIDTH)))
    top = 18 * len(heading) + 16 * len(note) + 34
    return _template("chart.svg.j2").render(chart=chart, heading=heading, note=note, top=top, _=_)


def _broken(words: str, most: int) -> list[str]:
    """Words on lines of so many columns, a Chinese character taking two."""
    lines, width = [""], 0
    for character in words:
        wide = 2 if east_asian_width(character) in "WF" else 1
        if width + wide > most:
            lines, width = [*lines, ""], 0
        lines[-1] += character
        width += wide
    return lines


@cache
def _template(name: str = "day.html.j2") -> Template:
    environment = Environment(
        loader=PackageLoader("monitor.reports", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
