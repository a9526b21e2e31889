"""The templates of the published pages; every word out of the ledger is escaped."""

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from commitments.i18n import _
from monitor.publishing.cards import unit_page
from monitor.safe_text import one_line, visible

STYLE, SCRIPT = "style.css", "search.js"


def page(template: str, **values: Any) -> str:
    """One page; `up` is the way from it to the front page: "" or "../"."""
    return _environment().get_template(f"{template}.html.j2").render(_=_, **values)


def asset(name: str) -> str:
    """The style sheet, or the script that searches."""
    return files("monitor.publishing").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("monitor.publishing", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"unit_page": unit_page}
    environment.filters |= {"one_line": one_line, "visible": visible}
    return environment
