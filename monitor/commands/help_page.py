"""How help pages read: every word of theirs in the language in use, lines broken where a terminal would break them."""

import re
from collections.abc import Iterable
from gettext import gettext as click_word  # of the catalogue in `locale/zh`, not of our own

import click

from monitor.commands.output import cells

_WORDS = re.compile(r"[A-Z]+(?: [A-Z]+)*")
_BREAKS = re.compile(r"\s*\n\s*")


class _Page(click.HelpFormatter):
    """A help page that counts terminal cells: a Chinese character takes two."""

    def write_heading(self, heading: str) -> None:
        """A heading with the colon of its language."""
        self.write(" " * self.current_indent + heading + click_word(":") + "\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, indented."""
        indent = " " * self.current_indent
        for at, paragraph in enumerate(text.split("\n\n")):
            if at:
                self.write_paragraph()
            for line in _lines(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Two columns; what is too long for the first one stands on a line of its own."""
        rows = list(rows)
        first = min(max(cells(name) for name, _said in rows), col_max) + col_spacing
        indent, beneath = " " * self.current_indent, " " * first
        for name, said in rows:
            lines = _lines(said, max(self.width - first - 2, 10))
            if cells(name) <= first - col_spacing:
                head = name + beneath[cells(name) :] + (lines.pop(0) if lines else "")
            else:
                head = name
            self.write("".join(f"{indent}{line.rstrip()}\n" for line in [head, *(beneath + line for line in lines)]))


class _Context(click.Context):
    formatter_class = _Page


def localised(command: click.Command) -> click.Command:
    """The same command, its help page in the language in use; called when the command is loaded.

    Values are named in capitals in the source, ID or FILTER, and in Chinese as the catalogue of click's words says.
    A docstring is for readers of the code: a command without a `help` of its own says its `short_help` on its page.
    """
    command.context_class = _Context
    if command.callback and command.help is command.callback.__doc__:  # the same words in English are a `help`
        command.help = command.short_help
    command.options_metavar = _named(command.options_metavar or "")
    for parameter in command.params:
        if parameter.metavar or not isinstance(parameter.type, click.Choice):
            parameter.metavar = _named(_metavar(parameter, click.Context(command)))
    if isinstance(command, click.Group):
        command.subcommand_metavar = _named(command.subcommand_metavar)
        for name in command.commands:
            localised(command.commands[name])
    return command


def _metavar(parameter: click.Parameter, context: click.Context) -> str:
    if isinstance(parameter.type, click.DateTime) and isinstance(parameter, click.Option):
        return "YYYY-MM-DD"
    return parameter.make_metavar(context)


def _named(metavar: str) -> str:
    return _WORDS.sub(lambda found: click_word(found[0]), metavar)


def _lines(text: str, width: int) -> list[str]:
    """Text as lines of at most `width` cells, none of which starts with a closing mark."""
    from monitor.tui.cells import wrap  # it brings a library that only help pages need here

    line = _BREAKS.sub(" ", text.strip())
    return [line[start:end].strip() for start, end in wrap(line, width)] if line else []
