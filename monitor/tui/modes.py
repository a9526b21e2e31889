"""The modes of the app: a digit, a name, and where its screen is built. A screen more is one file and one line here."""

from dataclasses import dataclass

from monitor.words import N_


@dataclass(frozen=True, slots=True)
class Mode:
    """One screen of the app with its own stack, cursor and filter."""

    key: str  # the digit that leads there
    name: str
    title: str  # msgid, for the header
    long: str  # msgid, for help and palette
    screen: str  # module:factory under monitor.tui.screens; the factory takes the services, and is imported late


REVIEW = "review"
LEDGER = "ledger"

MODES: tuple[Mode, ...] = (
    Mode("1", REVIEW, N_("核查"), N_("核查：待核条目，可信的在前"), "agenda:review_screen"),
    Mode("2", LEDGER, N_("台账"), N_("台账：在册条目，紧迫的在前"), "agenda:ledger_screen"),
)


def mode_of(name: str) -> Mode:
    """The mode of this name; raises KeyError for an unknown one."""
    return {mode.name: mode for mode in MODES}[name]
