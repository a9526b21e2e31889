"""The published pages for everybody: the essentials in plain Python, and axe-core in a real browser where both are."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from commitments.ledger import Ledger
from monitor.publishing.pages import STYLE, asset
from monitor.publishing.site import publish
from tests.monitor.accessibility import faults, pale
from tests.monitor.publishing.test_site import EDITION

ROOT = Path(__file__).parents[3]
# `make axe` brings it here, DUBAN_AXE names another one
AXE = Path(os.environ.get("DUBAN_AXE") or ROOT / "var/axe/node_modules/axe-core/axe.min.js")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
COLOURS = ("ink", "soft", "link", "overdue", "due", "near", "ahead", "undated", "closed")
RUN = """
<script src="{axe}"></script>
<script>axe.run().then(function (found) {{
  var told = found.violations.map(function (one) {{
    return [one.impact, one.id].concat(one.nodes.map(function (node) {{ return node.target.join(); }})).join(" ");
  }});
  var box = document.createElement("pre");
  box.id = "axe";
  box.textContent = JSON.stringify({{passed: found.passes.length, violations: told}});
  document.body.appendChild(box);
}});</script>
"""


def test_every_page_can_be_listened_to_and_tabbed_through(lively: Ledger, tmp_path: Path) -> None:
    """Language, title, one main part, headings in steps, a name for whatever can be followed, pressed or filled in."""
    publish(lively, EDITION, tmp_path / "site")
    pages = list((tmp_path / "site").rglob("*.html"))

    assert len(pages) > 30
    assert {page.name: found for page in pages if (found := faults(page.read_text(encoding="utf-8")))} == {}


def test_every_word_stands_out_from_its_ground() -> None:
    """In light and in dark, the word of each state as well."""
    assert pale(asset(STYLE), COLOURS, ("paper", "card")) == []
    assert pale(asset(STYLE), ["ink"], ["mark"]) == []


def test_the_check_finds_what_it_is_there_for() -> None:
    """A page with everything wrong is not let through."""
    bad = (
        '<html><title>甲</title><main><h1>甲</h1><h3>乙</h3><a href="#q"></a><input><svg></svg><img src="a"><li>丙</li>'
        "<nav></nav><table><tr><td>1</td></tr></table></main></html>"
    )

    told = set(faults(bad))
    assert told >= {f"nameless {name}" for name in ("a", "input", "svg", "img", "nav", "table")}
    assert told >= {"language of html", "heading h3 after h1", "leads nowhere: q", "li in main"}
    assert pale(":root{--a:#777;--b:#888}@media (prefers-color-scheme: dark) {:root{--a:#fff;}}", "a", "b") == [
        "light: a on b 1.26",
        "dark: a on b 3.54",
    ]


@pytest.mark.skipif(not (BROWSER and AXE.is_file()), reason="needs chromium, and axe-core from `make axe`")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["index", "targets/index", "target", "documents/1", "units/index", "search"])
def test_axe_finds_nothing(lively: Ledger, tmp_path: Path, page: str, scheme: str) -> None:
    """No violation of any weight on any kind of page, in light and dark, at the width of a telephone."""
    site = tmp_path / "site"
    publish(lively, EDITION, site)
    name = page if page != "target" else f"targets/{min(file.stem for file in site.glob('targets/C*.html'))}"
    file = site / f"{name}.html"
    html = file.read_text(encoding="utf-8")
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)  # it would not let axe in
    file.write_text(html.replace("</body>", RUN.format(axe=AXE.as_uri()) + "</body>"), encoding="utf-8")

    passed, violations = _axe(file, tmp_path / "profile", scheme)

    assert passed > 10
    assert violations == []


def _axe(file: Path, profile: Path, scheme: str) -> tuple[int, list[str]]:
    """How many rules passed, and what was violated."""
    assert BROWSER
    dark = ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=500,900", "--virtual-time-budget=20000"]
    done = subprocess.run(
        [BROWSER, *options, *dark, f"--user-data-dir={profile}", "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    said = re.search(r'<pre id="axe">(.*?)</pre>', done.stdout, re.DOTALL)
    assert said, "the browser gave no answer"
    answer = json.loads(unescape(said[1]))
    return answer["passed"], answer["violations"]
