"""Targets and documents in the command palette: found by the ledger's own search, a handful at a time."""

import asyncio
from functools import partial

from textual.command import Hit, Hits, Provider

from commitments.errors import CommitmentsError
from commitments.i18n import _
from monitor.tui.provider import LedgerProvider
from monitor.tui.row_words import promise_words
from monitor.tui.screens.looking import LookingScreen
from monitor.tui.widgets.go_strip import parse_code

MOST = 8
BELOW_COMMANDS = 0.3  # a score: what is called like the words comes before what merely holds them


class FindTargets(Provider):
    """Codes, words of targets, titles of documents, saved views."""

    async def discover(self) -> Hits:
        """Before anything is typed the views are offered."""
        screen = self.screen
        if isinstance(screen, LookingScreen):
            for view in screen.views():
                said = _("视图：{name}").format(name=view.name)
                yield Hit(1.0, said, partial(screen.look_at, view.words), help=view.words or _("全部条目"))

    async def search(self, query: str) -> Hits:
        """What the ledger has of these words; nothing where it refuses them."""
        screen = self.screen
        if not isinstance(screen, LookingScreen):
            return
        match = self.matcher(query)
        for view in screen.views():
            said = _("视图：{name}").format(name=view.name)
            if (score := match.match(said)) > 0:
                yield Hit(score, match.highlight(said), partial(screen.look_at, view.words), help=view.words)
        try:
            found = await asyncio.to_thread(_search, screen.provider, query)
        except CommitmentsError:
            return
        for target_id, words, document in found:
            yield Hit(
                BELOW_COMMANDS,
                f"C{target_id:06d} {words}".replace("[", "\\["),
                partial(_show, screen, target_id),
                help=document.replace("[", "\\["),
            )


def _search(provider: LedgerProvider, query: str) -> list[tuple[int, str, str]]:
    """Id, promise and document of a few targets that have this code, or hold these words."""
    code = parse_code(query)
    lines = provider.find(query, code=code, most=MOST)
    return [(line.entry.id, promise_words(line), line.entry.document.label) for line in lines]


def _show(screen: LookingScreen, target_id: int) -> None:
    """Put the cursor there; where the filter hides it, the filter goes."""
    if screen.table.listing.find(target_id) is None:
        screen.look_at(f"编号:{target_id} 状态:待核|在册|已退")
    else:
        screen.go_to_target(target_id)
