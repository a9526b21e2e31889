"""Figures for Prometheus: a text file for its node exporter, replaced as a whole so that nobody reads half of it."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp

from commitments.ledger import Counts, Ledger

READABLE = 0o644  # another user's exporter reads it
STATES = ("ok", "paused", "broken")
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """One metric with its samples."""

    name: str
    kind: str  # gauge or counter
    help: str
    samples: tuple[tuple[Labels, float], ...]

    def lines(self) -> Iterator[str]:
        """Its lines in the text format of Prometheus."""
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} {self.kind}"
        for labels, value in self.samples:
            named = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items())
            yield f"{self.name}{{{named}}} {value:.15g}" if named else f"{self.name} {value:.15g}"


def write_metrics(path: Path, ledger: Ledger, counts: Counts) -> None:
    """Replace the file by the figures as they are now.

    Args:
        path: the file; its name must end in .prom for the node exporter to read it.
        ledger: where messages, channels and workers are counted.
        counts: the targets by timing.

    Raises:
        OSError: it cannot be written; the old one stays as it is.
    """
    text = rendered(families(ledger, counts))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            os.fchmod(file.fileno(), READABLE)
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise


def rendered(found: Iterable[Family]) -> str:
    """The families as one text, ended by a line break as the format asks."""
    return "".join(f"{line}\n" for family in found for line in family.lines())


def families(ledger: Ledger, counts: Counts) -> tuple[Family, ...]:
    """Every metric; names by Prometheus' conventions: base units, _total for what only grows, _timestamp_seconds."""
    figures, channels, skew = ledger.notice_figures(), ledger.channels(), ledger.clock_skew()
    now = ledger.now()
    waited = 0.0 if figures.waiting_since is None else max((now - figures.waiting_since).total_seconds(), 0.0)
    return (
        _gauge(
            "targets", "Targets in the ledger by timing.", (({"timing": k.value}, v) for k, v in counts.timing.items())
        ),
        _gauge("candidates", "Targets that wait for a reviewer.", [({}, counts.candidates)]),
        _gauge(
            "messages",
            "Messages of the outbox by channel and state.",
            (({"channel": name, "state": state.value}, n) for (name, state), n in sorted(figures.messages.items())),
        ),
        Family(
            "duban_attempts_total",
            "counter",
            "Attempts at sending by channel and outcome.",
            tuple(({"channel": name, "outcome": what}, n) for (name, what), n in sorted(figures.attempts.items())),
        ),
        _gauge("oldest_waiting_seconds", "How long the message has waited that has waited longest.", [({}, waited)]),
        _gauge(
            "channel_state",
            "1 for the state a channel is in.",
            (({"channel": c.name, "state": s}, float(c.state == s)) for c in channels for s in STATES),
        ),
        _gauge(
            "heartbeat_timestamp_seconds",
            "When a worker was last seen.",
            (({"worker": name}, _seconds(at)) for name, at in sorted(ledger.heartbeats().items())),
        ),
        _gauge(
            "last_run_timestamp_seconds",
            "When a job was last recorded as run.",
            (({"job": job}, _seconds(at)) for job, at in sorted(figures.last_runs.items())),
        ),
        _gauge(
            "clock_skew_seconds",
            "How far the clock of the channel asked last was ahead of ours.",
            [] if skew is None else [({"channel": skew[0]}, skew[1])],
        ),
        _gauge("written_timestamp_seconds", "When these figures were written.", [({}, _seconds(now))]),
    )


def _gauge(name: str, words: str, samples: Iterable[tuple[Labels, float]]) -> Family:
    return Family(f"duban_{name}", "gauge", words, tuple(samples))


def _seconds(at: datetime) -> float:
    return at.timestamp()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
