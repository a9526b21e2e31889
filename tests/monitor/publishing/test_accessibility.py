"""The published pages before axe-core in a real browser; `DUBAN_AXE` names its axe.min.js (npm pack axe-core)."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from commitments.ledger import Ledger
from monitor.publishing.site import publish
from tests.monitor.publishing.test_site import EDITION

AXE = os.environ.get("DUBAN_AXE", "")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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

pytestmark = pytest.mark.skipif(
    not (BROWSER and AXE and Path(AXE).is_file()), reason="needs chromium, and DUBAN_AXE to name axe.min.js"
)


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
    file.write_text(html.replace("</body>", RUN.format(axe=Path(AXE).as_uri()) + "</body>"), encoding="utf-8")

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
