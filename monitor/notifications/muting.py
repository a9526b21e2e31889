"""Whom and what nobody is told of for a while: mutes by the words of a filter, kept in the ledger with their reason."""

from datetime import date

from commitments.errors import FilterError
from commitments.ledger import Ledger
from monitor.notice_settings import words_of


def muted_ids(ledger: Ledger, today: date, near_days: int) -> frozenset[int]:
    """The targets that a mute in force covers on a day; what is muted climbs no ladder and stands in no digest.

    A mute whose words nobody understands any more silences nothing: to be told too much is the lesser evil.

    Args:
        ledger: where mutes are kept.
        today: the day.
        near_days: length of the warning window, for filters that speak of timing.
    """
    found: set[int] = set()
    for mute in ledger.mutes(today):
        try:
            wanted = words_of(mute.filter, today)
        except FilterError:
            continue
        found.update(ledger.ids(wanted, day=today, near_days=near_days))
    return frozenset(found)
