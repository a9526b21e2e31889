"""A crew of processes: in order, all of it, and past a piece that kills its worker."""

import os
import signal

from commitments.crew import Crew, Lost

DEADLY = 7


def squared(number: int) -> int:
    """The square, or the end of the process that was asked for the deadly one."""
    if number == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def test_answers_come_in_order_and_the_dead_are_named() -> None:
    """One piece kills whoever works on it; every other piece is answered, in the order given."""
    with Crew(squared, 2) as crew:
        answers = list(crew.answers(range(30)))

    assert [piece for piece, _answer in answers] == list(range(30))
    assert [piece for piece, answer in answers if isinstance(answer, Lost)] == [DEADLY]
    assert all(answer == piece * piece for piece, answer in answers if piece != DEADLY)


def test_a_long_list_is_not_read_ahead() -> None:
    """Only a few pieces wait, so that a list may be longer than memory."""
    seen: list[int] = []

    def pieces() -> object:
        for number in range(100, 200):
            seen.append(number)
            yield number

    with Crew(squared, 2) as crew:
        next(iter(crew.answers(pieces())))  # type: ignore[arg-type]

    assert len(seen) <= 8
