"""A crew of processes that work through a long list: in order, within bounds, past a piece that kills its worker."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Generic, TypeVar

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

AHEAD = 4  # pieces per worker that may wait: enough to keep all busy, few enough to bound memory


class Lost(Exception):
    """The process that worked on a piece died of it."""


class Crew(Generic[Piece, Answer]):
    """`workers` processes that answer pieces of work with a module-level function."""

    def __init__(self, work: Callable[[Piece], Answer], workers: int) -> None:
        self._work = work
        self._workers = workers
        self._pool = self._hire(workers)

    def answers(self, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Answer | Lost]]:
        """Each piece with its answer, in the order of the pieces; `Lost` for one whose worker died.

        What `work` raises is raised here. When a worker dies, its neighbours' work is done again, so that a piece is
        called lost only if its worker died with nothing else in hand.
        """
        waiting: deque[tuple[Piece, Future[Answer]]] = deque()
        for piece in pieces:
            waiting.append((piece, self._submitted(piece)))
            if len(waiting) >= self._workers * AHEAD:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[tuple[Piece, Future[Answer]]]) -> tuple[Piece, Answer | Lost]:
        if isinstance(_failure(waiting[0][1]), BrokenProcessPool):
            self._recover(waiting)
        piece, answer = waiting.popleft()
        lost = _failure(answer)
        return (piece, lost) if isinstance(lost, Lost) else (piece, answer.result())

    def _recover(self, waiting: deque[tuple[Piece, Future[Answer]]]) -> None:
        """Work on what waited when a worker died, one piece at a time, so that the deadly one is known; then go on."""
        self._dismiss()
        alone = self._hire(1)
        for at, (piece, answer) in enumerate(waiting):
            if answer.done() and not isinstance(_failure(answer), BrokenProcessPool):
                continue
            again: Future[Answer] = Future()
            try:
                again.set_result(alone.submit(self._work, piece).result())
            except BrokenProcessPool:
                again.set_exception(Lost())
                alone = self._hire(1)
            waiting[at] = (piece, again)
        alone.shutdown()
        self._pool = self._hire(self._workers)

    def _submitted(self, piece: Piece) -> Future[Answer]:
        """A piece handed to the pool; where a worker has just died, the piece waits as if it had been among its own."""
        try:
            return self._pool.submit(self._work, piece)
        except BrokenProcessPool as error:
            broken: Future[Answer] = Future()
            broken.set_exception(error)
            return broken

    @staticmethod
    def _hire(workers: int) -> ProcessPoolExecutor:
        # Forking a process that runs threads can deadlock; a fresh interpreter cannot.
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))

    def _dismiss(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def __enter__(self) -> "Crew[Piece, Answer]":
        return self

    def __exit__(self, *_error: object) -> None:
        self._dismiss()


def _failure(answer: Future[Answer]) -> BaseException | None:
    """What a piece failed of, once it is known; None for an answer."""
    return answer.exception()
