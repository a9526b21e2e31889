"""The terminal that the review screen needs: without one it would be empty, or read keys from a file."""

import os
import sys
from typing import TextIO

from commitments.i18n import _
from monitor.errors import ConfigError

DRIVER = "TEXTUAL_DRIVER"  # set where something else draws, as behind `duban web`


def need_terminal() -> None:
    """Raise `ConfigError` where there is nothing to draw on, or no keyboard; Textual draws on standard error.

    Where standard error goes elsewhere, the complaint would go there too: it is said on standard output as well.
    """
    if os.environ.get(DRIVER):
        return
    if not _is_terminal(sys.__stdin__):
        remedy = _("在终端里直接运行；脚本请用 duban list、accept、edit 等命令")
        raise ConfigError(_("核查界面要从终端读按键，标准输入却不是终端"), remedy=remedy)
    if not _is_terminal(sys.__stderr__):
        error = ConfigError(
            _("核查界面画在标准错误上，它却不是终端，画面会是空的"), remedy=_("去掉 2> 之类的重定向再运行")
        )
        if sys.__stdout__ is not None and sys.__stdout__.isatty():
            sys.__stdout__.write(f"{error}\n{error.remedy}\n")
        raise error


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
