"""scripts/prepare, behind `make run` and `make test`: it installs once, notices changes, and speaks clearly."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READ_BY_IT = ("uv.lock", "pyproject.toml", "requirements.lock", "requirements-dev.lock")

# A stand-in for uv: it notes what it was asked for and leaves an environment whose Python starts.
UV = """#!/bin/sh
[ "$1" = --version ] && exit 0
echo "$@" >>calls
mkdir -p .venv/bin
printf '#!/bin/sh\\n' >.venv/bin/python
chmod +x .venv/bin/python
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script, what it reads, and a uv of ours."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "prepare", tmp_path / "scripts" / "prepare")
    for name in READ_BY_IT:
        shutil.copy(ROOT / name, tmp_path / name)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "uv").write_text(UV, encoding="utf-8")
    (tools / "uv").chmod(0o755)
    return tmp_path


def _prepare(checkout: Path, want: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{checkout / 'tools'}{os.pathsep}{os.environ['PATH']}"
    plain = {name: value for name, value in os.environ.items() if name != "UV"} | {"PYTHON": sys.executable}
    return subprocess.run(
        [checkout / "scripts" / "prepare", want],
        env=plain | {"PATH": path} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _syncs(checkout: Path) -> list[str]:
    """Which package sets were installed so far."""
    calls = checkout / "calls"
    return [line.split()[-1] for line in calls.read_text(encoding="utf-8").splitlines()] if calls.exists() else []


def test_a_second_call_installs_nothing(checkout: Path) -> None:
    """And says nothing."""
    first, second = _prepare(checkout, "runtime"), _prepare(checkout, "runtime")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert _syncs(checkout) == ["--no-dev"]
    assert second.stdout == second.stderr == ""


def test_the_test_packages_hold_the_runtime_ones(checkout: Path) -> None:
    """`make run`, `make test`, `make run` installs twice, not three times, and takes nothing away in between."""
    for want in ("runtime", "dev", "runtime", "dev"):
        assert _prepare(checkout, want).returncode == 0

    assert _syncs(checkout) == ["--no-dev", "--dev"]


@pytest.mark.parametrize("name", READ_BY_IT)
def test_a_changed_lock_is_installed_again(checkout: Path, name: str) -> None:
    """A pull that moves a version is noticed."""
    _prepare(checkout, "dev")
    with (checkout / name).open("a", encoding="utf-8") as file:
        file.write("# moved\n")
    _prepare(checkout, "dev")

    assert len(_syncs(checkout)) == 2


def test_a_checkout_that_was_moved_is_installed_again(checkout: Path) -> None:
    """The environment knows the folder it was made for."""
    _prepare(checkout, "runtime")
    moved = checkout.with_name("elsewhere")
    checkout.rename(moved)
    _prepare(moved, "runtime")

    assert len(_syncs(moved)) == 2


def test_an_environment_whose_python_is_gone_is_made_again(checkout: Path) -> None:
    """An upgrade of the system takes the interpreter away under a virtual environment."""
    _prepare(checkout, "runtime")
    (checkout / ".venv" / "bin" / "python").unlink()
    _prepare(checkout, "runtime")

    assert len(_syncs(checkout)) == 2


def test_a_failed_installation_is_tried_again(checkout: Path) -> None:
    """Only what was installed is remembered as installed."""
    uv = checkout / "tools" / "uv"
    uv.write_text(UV + "exit 2\n", encoding="utf-8")
    failed = _prepare(checkout, "runtime")
    uv.write_text(UV, encoding="utf-8")

    assert failed.returncode != 0
    assert _prepare(checkout, "runtime").returncode == 0


def test_a_python_that_is_too_old_is_named_with_what_is_needed(checkout: Path) -> None:
    """One clear line instead of a failing installation."""
    old = checkout / "tools" / "python-old"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)

    refused = _prepare(checkout, "runtime", PYTHON="python-old")

    assert refused.returncode == 1
    assert "Python 3.11 or newer is needed" in refused.stderr
    assert _syncs(checkout) == []
