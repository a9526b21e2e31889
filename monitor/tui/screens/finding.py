"""Targets and views in the command palette: found by the ledger's own search, a handful at a time."""

import asyncio
from functools import partial

from textual.command import Hit, Hits, Provider

from commitments.codes import code_of
from commitments.errors import CommitmentsError
from commitments.i18n import _
from monitor.tui.provider import LedgerProvider
from monitor.tui.row_words import promise_words
from monitor.tui.screens.working import WorkingScreen
from monitor.tui.widgets.go_strip import parse_code

MOST = 8
BELOW_COMMANDS = 0.3  # a score: what is called like the words comes before what merely holds them


class FindTargets(Provider):
    """Codes, words of targets, titles of documents, and the views of the screen."""

    async def discover(self) -> Hits:
        """Before anything is typed the views are offered."""
        if isinstance(screen := self.screen, WorkingScreen):
            for name, words in screen.places().items():
                yield Hit(1.0, _("视图：{name}").format(name=name), partial(screen.go_to, name), help=_about(words))

    async def search(self, query: str) -> Hits:
        """What the ledger has of these words; nothing where it refuses them."""
        screen = self.screen
        if not isinstance(screen, WorkingScreen):
            return
        match = self.matcher(query)
        for name, words in screen.places().items():
            said = _("视图：{name}").format(name=name)
            if (score := match.match(said)) > 0:
                yield Hit(score, match.highlight(said), partial(screen.go_to, name), help=_about(words))
        try:
            found = await asyncio.to_thread(_search, LedgerProvider(screen.bench.services), query)
        except CommitmentsError:
            return
        for target_id, words, document in found:
            yield Hit(
                BELOW_COMMANDS,
                f"{code_of(target_id)} {words}".replace("[", "\\["),
                partial(_show, screen, target_id),
                help=document.replace("[", "\\["),
            )


def _about(words: str) -> str:
    return (words or _("全部条目")).replace("[", "\\[")


def _search(provider: LedgerProvider, query: str) -> list[tuple[int, str, str]]:
    """Id, promise and document of a few targets that have this code, or hold these words."""
    code = parse_code(query)
    lines = provider.find(query, code=code, most=MOST)
    return [(line.entry.id, promise_words(line), line.entry.document.label) for line in lines]


async def _show(screen: WorkingScreen, target_id: int) -> None:
    """Put the cursor there; where the list does not have it, go to the mode that does."""
    if not await screen.go_to(target_id):
        await screen.bench.open_target(target_id)
