"""The jobs of a day, asked one after the other whether their slot is due; one that failed rests for some beats."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime

from monitor.logs import told
from monitor.slots import DailyJob, NotYet, due

LOG = logging.getLogger(__name__)
BEATS_OF_REST = 10  # after a daily job failed: five minutes at the usual half-minute


class JobsFailed(Exception):
    """Some daily jobs failed; each has been logged, and rests for a while."""


class Daily:
    """Asks every daily job whether its slot is due and lets it run; a job that failed rests for some beats."""

    __slots__ = ("_finished", "_jobs", "_now", "_resting")

    def __init__(self, jobs: Sequence[DailyJob], now: Callable[[], datetime]) -> None:
        """Keep the jobs in the order in which they depend on each other."""
        self._jobs = tuple(jobs)
        self._now = now
        self._resting: dict[str, int] = {}
        self._finished: dict[str, date] = {}

    def tick(self) -> None:
        """Do what is due; one job's failure stops no other, and is raised as `JobsFailed` when all had their turn."""
        failed = [job.name for job in self._jobs if self._rested(job) and not self._ran(job)]
        if failed:
            raise JobsFailed(", ".join(failed))

    def _rested(self, job: DailyJob) -> bool:
        left = self._resting.get(job.name, 0)
        self._resting[job.name] = max(left - 1, 0)
        return left == 0

    def _ran(self, job: DailyJob) -> bool:
        try:
            day = due(job.slots, self._now(), lambda day: day == self._finished.get(job.name) or job.done(day))
            if day is not None:
                job.run(day)
                self._finished[job.name] = day
                LOG.info("daily job %s done for %s", job.name, day, extra=told(job=job.name, day=day))
        except NotYet as waits:
            LOG.info("daily job %s waits: %s", job.name, waits, extra=told(job=job.name))
            self._resting[job.name] = BEATS_OF_REST
        except Exception:  # the other jobs of the day go on, and this one gets another try
            words = "daily job %s failed; trying again in %d beats"
            LOG.exception(words, job.name, BEATS_OF_REST, extra=told(job=job.name))
            self._resting[job.name] = BEATS_OF_REST
            return False
        return True
