"""The files strangers meet first: two locks that agree, and a Makefile that explains itself."""

import re
import subprocess
import tomllib
from pathlib import Path

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
