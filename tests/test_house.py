"""The files strangers meet first: locks that agree, a Makefile that explains itself, pages that tell the truth."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from commitments.evidence import Review, Verdict
from commitments.target import Kind
from commitments.timing import Timing
from monitor.cli import COMMANDS
from monitor.words import word

ROOT = Path(__file__).parents[1]


def _exported(name: str) -> dict[str, str]:
    """Package → version of a file that pip reads."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def _locked() -> dict[str, str]:
    """Package → version of uv.lock, without ourselves."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package["version"] for package in packages if package["name"] != "duban"}


def test_pip_and_uv_install_the_same_versions() -> None:
    """What was exported for pip is what uv.lock says."""
    runtime, everything, locked = _exported("requirements.lock"), _exported("requirements-dev.lock"), _locked()

    assert runtime
    assert runtime.items() <= everything.items() <= locked.items(), "run `make lock`"


def test_every_direct_dependency_is_locked_for_pip() -> None:
    """A dependency added without `make lock` would be missing where there is no uv."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = [_name(requirement) for requirement in project["project"]["dependencies"]]
    development = [_name(requirement) for requirement in project["dependency-groups"]["dev"]]

    assert set(runtime) <= _exported("requirements.lock").keys()
    assert {*runtime, *development} <= _exported("requirements-dev.lock").keys()


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return found[0]


def test_every_make_target_says_what_it_does() -> None:
    """`make help` lists each public target with one line."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {"run", "test", "check", "gold", "demo"} <= targets
    assert targets == set(re.findall(r"^  make (\w+) +\S", listed, re.MULTILINE))


def test_every_hook_and_step_is_executable() -> None:
    """A fresh clone can run what the Makefile and continuous integration call."""
    assert all((ROOT / name).stat().st_mode & 0o111 for name in ("scripts/prepare", ".ci/run"))


def test_the_readme_explains_every_command_in_both_languages() -> None:
    """A command nobody can find in the README does not exist."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name in COMMANDS if readme.count(f"`duban {name}") < 2] == []


def test_the_words_on_screen_are_the_words_of_the_glossary() -> None:
    """One word, one thing: the table people are told to follow is the one the program uses."""
    glossary = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    words = [word(member) for members in (Kind, Review, Timing, Verdict) for member in members]

    assert [said for said in words if said not in glossary and said != word(Timing.CLOSED)] == []


def test_the_index_of_decisions_is_complete() -> None:
    """Every decision is listed, every link leads to one."""
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"\(([\w-]+\.md)\)", index) == sorted(file.name for file in folder.glob("0*.md"))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/adr/README.md", "seeds/README.md"])
def test_every_local_link_and_picture_is_there(page: str) -> None:
    """No page sends a reader into the void."""
    file = ROOT / page
    links = re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8"))

    assert [link for link in links if not (file.parent / link).exists()] == []


def test_the_version_of_the_package_heads_the_changelog() -> None:
    """A release without its notes cannot happen unnoticed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert found
    assert found[1] == project["version"]
