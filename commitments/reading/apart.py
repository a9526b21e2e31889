"""A reader in a process of its own: a file that crashes, hangs or swells costs only itself.

`python -m commitments.reading.apart FORMAT LANGUAGE NAME WHERE` reads the bytes from its standard input, writes JSON.
"""

import json
import logging
import os
import subprocess
import sys
from typing import Any

from commitments.errors import ReadError
from commitments.i18n import _, use_language
from commitments.reading.content import Content, Upload
from commitments.reading.formats import FORMATS, MEGABYTE, Format

LAST_WORDS = 2_000  # characters of what a crashed reader wrote
OUT_OF_MEMORY = 77  # the child's exit status where its memory did not do


def read_apart(kind: Format, upload: Upload, *, language: str) -> list[Content]:
    """Read one file in a child process within the format's limits of time and memory.

    Raises:
        ReadError: what the reader itself refused, or that it crashed, or which limit it reached.
    """
    command = [sys.executable, "-m", "commitments.reading.apart", kind.name, language, upload.name, upload.where]
    # Nothing a document says may reach the network through a proxy setting or a user's start-up file.
    environ = {
        name: value
        for name, value in os.environ.items()
        if name in {"PATH", "HOME", "TMPDIR", "PYTHONPATH", "LANG", "SYSTEMROOT"}
    }
    environ["OMP_THREAD_LIMIT"] = "1"
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and module; the name is an argument, never a shell word
            command, input=upload.data, capture_output=True, timeout=kind.seconds, check=False, env=environ
        )
    except subprocess.TimeoutExpired as error:
        message = _("读取超过 {limit} 秒，已停止").format(limit=kind.seconds)
        raise ReadError(message, where=upload.where, remedy=_("请拆分后再导入，或另存为纯文本")) from error
    if done.returncode == OUT_OF_MEMORY:
        message = _("读取所需内存超过 {limit} MB，已停止").format(limit=kind.megabytes)
        raise ReadError(message, where=upload.where, remedy=_("请拆分后再导入，或另存为纯文本"))
    if done.returncode:
        logging.getLogger(__name__).debug("%s: %s", upload.where, done.stderr.decode(errors="replace")[-LAST_WORDS:])
        raise ReadError(
            _("文件已损坏，或不是它所称的格式"), where=upload.where, remedy=_("请用原软件打开后另存，再导入")
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        message, where, remedy = answer["refused"]
        raise ReadError(message, where=where, remedy=remedy)
    return [Content.from_json(values) for values in answer["contents"]]


def serve(name: str, language: str, upload: Upload) -> int:
    """The child's work: read, and answer on standard output."""
    kind = next(known for known in FORMATS if known.name == name)
    use_language(language)
    _limit_memory(kind.megabytes * MEGABYTE)
    answer: dict[str, Any]
    try:
        answer = {"contents": [content.as_json() for content in kind.read(upload)]}
    except ReadError as error:
        answer = {"refused": [error.message, error.where or upload.where, error.remedy]}
    except Exception as error:
        if isinstance(error, MemoryError) or "alloc" in str(error):  # native parsers word it in their own ways
            return OUT_OF_MEMORY
        raise
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _limit_memory(limit: int) -> None:
    """Bound the address space, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1], sys.argv[2], Upload(sys.argv[3], sys.stdin.buffer.read(), sys.argv[4])))
