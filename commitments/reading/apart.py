"""A reader in a process of its own: a file that crashes, hangs or swells costs only itself.

`python -m commitments.reading.apart` answers one request after the other. A request is a line of JSON (format,
language, name, place, size, memory allowed) and the bytes; an answer is a line with a length, and so much JSON.
"""

import atexit
import json
import logging
import os
import re
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Timer
from typing import IO, Any

from commitments.errors import ReadError
from commitments.i18n import _, use_language
from commitments.reading.content import Content, Upload
from commitments.reading.formats import FORMATS, MEGABYTE, Format

LAST_WORDS = 2_000  # characters of what a crashed reader wrote
OUT_OF_MEMORY = 77  # the child's exit status where its memory did not do
IDLE = 20.0  # seconds after which a child that is asked for nothing ends
GRACE = 2.0  # seconds that a child has to put away what it made
MOST_READ = 200 * MEGABYTE  # resident bytes: a child that has grown so far has read its last file
COMMAND = (sys.executable, "-m", "commitments.reading.apart")
# Nothing a document says may reach the network through a proxy setting or a user's start-up file.
PASSED_ON = frozenset(("PATH", "HOME", "TMPDIR", "PYTHONPATH", "LANG", "SYSTEMROOT"))


class _Ended(Exception):
    """A child ended before it answered; `args` hold its exit status."""


class _Late(Exception):
    """A child did not answer in time."""


def read_apart(kind: Format, upload: Upload, *, language: str) -> list[Content]:
    """Read one file in a child process within the format's limits of time and memory.

    Raises:
        ReadError: what the reader itself refused, or that it crashed, or which limit it reached.
    """
    try:
        answer = _answer(kind, upload, language)
    except _Late as error:
        message = _("读取超过 {limit} 秒，已停止").format(limit=kind.seconds)
        raise ReadError(message, where=upload.where, remedy=_("请拆分后再导入，或另存为纯文本")) from error
    except _Ended as error:
        if error.args == (OUT_OF_MEMORY,):
            message = _("读取所需内存超过 {limit} MB，已停止").format(limit=kind.megabytes)
            raise ReadError(message, where=upload.where, remedy=_("请拆分后再导入，或另存为纯文本")) from error
        answer = {"broken": f"exit status {error.args[0]}"}
    if "broken" in answer:
        logging.getLogger(__name__).debug("%s: %s", upload.where, answer["broken"])
        raise ReadError(
            _("文件已损坏，或不是它所称的格式"), where=upload.where, remedy=_("请用原软件打开后另存，再导入")
        )
    if "refused" in answer:
        message, where, remedy = answer["refused"]
        raise ReadError(message, where=where, remedy=remedy)
    return [Content.from_json(values) for values in answer["contents"]]


def _answer(kind: Format, upload: Upload, language: str) -> dict[str, Any]:
    """What a child answers; one that has read other files is not blamed on this one: a fresh one tries again."""
    environ = {name: value for name, value in os.environ.items() if name in PASSED_ON}
    if (used := _idle.take(environ)) is not None:
        with suppress(_Ended):
            return used.asked(kind, upload, language)
    return _Child(environ).asked(kind, upload, language)


class _Child:
    """One process that reads files, one at a time."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        # Our own interpreter and module; names come as data, never as words of a shell.
        self._process = subprocess.Popen(  # noqa: S603
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environ, "OMP_THREAD_LIMIT": "1"},
        )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def asked(self, kind: Format, upload: Upload, language: str) -> dict[str, Any]:
        """The answer to one request; the child is idle afterwards, or gone."""
        request = {"kind": kind.name, "language": language, "name": upload.name, "where": upload.where}
        head = json.dumps({**request, "size": len(upload.data), "megabytes": kind.megabytes}).encode()
        late = False

        def stop() -> None:
            nonlocal late
            late = True
            self._process.kill()

        timer = Timer(kind.seconds, stop)
        timer.start()
        try:
            answer = self._exchange(head, upload.data)
        except BaseException:
            self._abandon()
            raise
        finally:
            timer.cancel()
        if answer is None:
            status = self.close()  # it is ending already
            raise _Late if late else _Ended(status)
        if answer.pop("last"):
            self.close()
        else:
            _idle.give(self)
        return answer

    def _exchange(self, head: bytes, data: bytes) -> dict[str, Any] | None:
        """Send a request, receive the answer; None where the child ends over it."""
        out, back = self._pipes()
        with suppress(OSError):  # a broken pipe: the answer will be missing
            out.write(head + b"\n")
            out.write(data)
            out.flush()
        length = back.readline()
        words = back.read(int(length)) if length.endswith(b"\n") else b""
        found: dict[str, Any] | None = json.loads(words) if words and len(words) == int(length) else None
        return found

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        out, back = self._process.stdin, self._process.stdout
        assert out is not None
        assert back is not None
        return out, back

    def _abandon(self) -> None:
        """End the child in the midst of its work; what it started and wrote goes with it."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        self._process.kill()
        self.close()

    def close(self) -> int:
        """Let the child go, and give its exit status."""
        for pipe in self._pipes():
            with suppress(OSError):  # what was not sent need not be
                pipe.close()
        try:
            return self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


@dataclass(slots=True)
class _Idle:
    """Children that wait for work, shared by the threads of this process."""

    children: list[_Child]
    lock: Lock

    def take(self, environ: Mapping[str, str]) -> _Child | None:
        """One that waits, if any does that was started in this environment; others go."""
        while True:
            with self.lock:
                child = self.children.pop() if self.children else None
            if child is None or child.environ == environ:
                return child
            child.close()

    def give(self, child: _Child) -> None:
        """Keep one for the next file."""
        with self.lock:
            self.children.append(child)

    def dismiss(self) -> None:
        """End all that wait."""
        self.take({})


_idle = _Idle([], Lock())


def dismiss() -> None:
    """End the processes that wait for another file; they end by themselves after a while."""
    _idle.dismiss()


atexit.register(dismiss)


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """The child's work: answer requests until there are none."""
    while True:
        timer = Timer(IDLE, os._exit, (0,))
        timer.daemon = True
        timer.start()
        line = asked.readline()
        timer.cancel()
        if not line:
            return
        request = json.loads(line)
        upload = Upload(request["name"], asked.read(request["size"]), request["where"])
        answer = json.dumps({**answer_to(request, upload), "last": _resident() > MOST_READ}).encode()
        answers.write(b"%d\n" % len(answer))
        answers.write(answer)
        answers.flush()


def answer_to(request: dict[str, Any], upload: Upload) -> dict[str, Any]:
    """The contents of one file, or why there are none."""
    kind = next(known for known in FORMATS if known.name == request["kind"])
    use_language(request["language"])
    _limit_memory(request["megabytes"] * MEGABYTE)
    try:
        return {"contents": [content.as_json() for content in kind.read(upload)]}
    except ReadError as error:
        return {"refused": [error.message, error.where or upload.where, error.remedy]}
    except Exception as error:  # noqa: BLE001  whatever a parser raises is told as damage
        if isinstance(error, MemoryError) or re.search("alloc|map segment", str(error)):  # in the words of native code
            os._exit(OUT_OF_MEMORY)
        return {"broken": traceback.format_exc()[-LAST_WORDS:]}
    finally:
        _limit_memory(None)


def _limit_memory(limit: int | None) -> None:
    """Bound the address space, in bytes, where the system can; None takes the bound away again."""
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if limit is None:
        limit = hard
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _resident() -> int:
    """The most memory this process has held, in bytes; 0 where nobody counts it."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Serve on the standard streams, which are ours alone: what a parser prints goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C is the parent's to hear; it ends us
    signal.signal(signal.SIGTERM, _leave)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


def _leave(_number: int, _frame: object) -> None:
    """Leave in order: temporary folders are removed, programs that were started are stopped."""
    sys.exit(0)


if __name__ == "__main__":
    main()
