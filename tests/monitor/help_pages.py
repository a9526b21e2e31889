"""Every help page of the command line in one language, as JSON: the words are bound when the modules are imported.

Run as `python -m tests.monitor.help_pages zh`; it prints {command: {"page": …, "help": …, "docstring": …}}.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from monitor.cli import build_cli, main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Page:
    """One command: what it prints, the paragraphs at its head, what its function says of itself, its own options."""

    page: str
    help: str
    short_help: str
    docstring: str
    options: tuple[str, ...]


def pages_in(language: str) -> dict[str, Page]:
    """Command as typed after `duban` → its page, in an interpreter of its own, on a screen of 80 columns."""
    call = [sys.executable, "-m", "tests.monitor.help_pages", language]
    env = os.environ | {"COLUMNS": "80"}
    done = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return {name: Page(**page) for name, page in json.loads(done.stdout).items()}


def _commands(group: click.Group, context: click.Context, *before: str) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*before, name)), command
        if isinstance(command, click.Group):
            yield from _commands(command, context, *before, name)


def _print(language: str) -> None:
    printed = {"": _printed(language)}
    group = build_cli()
    assert isinstance(group, click.Group)
    found = {"": group, **dict(_commands(group, click.Context(group)))}
    printed |= {name: _printed(language, *name.split()) for name in found if name}
    sys.stdout.write(json.dumps({name: _facts(command) | {"page": printed[name]} for name, command in found.items()}))


def _printed(language: str, *words: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["--lang", language, *words, "--help"]) == 0, words
    return out.getvalue()


def _facts(command: click.Command) -> dict[str, object]:
    options = [name for one in command.params for name in (*one.opts, *one.secondary_opts) if name.startswith("-")]
    docstring = command.callback.__doc__ if command.callback else None
    return {
        "help": command.help,
        "short_help": command.short_help or "",
        "docstring": docstring or "",
        "options": options,
    }


if __name__ == "__main__":
    _print(sys.argv[1])
