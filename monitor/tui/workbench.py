"""What all screens of one app work with: the ledger and its services, what can be undone, what is remembered."""

from abc import abstractmethod

from textual.app import App

from monitor.services import Services
from monitor.tui.decisions import Decisions
from monitor.tui.memory import Memory


class Workbench(App[None]):
    """The part of the app that screens may know."""

    def __init__(self, services: Services, memory: Memory) -> None:
        """Work on one ledger as one person."""
        super().__init__()
        self.services = services
        self.memory = memory
        self._decisions: Decisions | None = None

    @property
    def decisions(self) -> Decisions:
        """What this person decides; undo reaches across the modes."""
        if self._decisions is None or self._decisions.services is not self.services:
            self._decisions = Decisions(self.services)
        return self._decisions

    @abstractmethod
    async def open_filtered(self, name: str, words: str) -> None:
        """Another mode with what a filter leaves, such as the rows behind a number; raises `FilterError`."""

    @abstractmethod
    async def open_target(self, target_id: int) -> None:
        """The mode that has a target, narrowed down to it."""
