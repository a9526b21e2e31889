"""What the outbox screen reads and does besides the ledger: channels as configured, bodies, test messages."""

from collections.abc import Sequence
from datetime import date

from commitments.errors import CommitmentsError
from commitments.i18n import _
from commitments.ledger import OutboxMessage
from monitor.errors import ConfigError
from monitor.notifications.preview import Preview, preview
from monitor.safe_text import one_line
from monitor.services import Services
from monitor.tui.outbox_words import ChannelRow, outcome_words


def channel_rows(services: Services) -> list[ChannelRow]:
    """Configured channels, and those that only the ledger still knows, by name."""
    known = {status.name: status for status in services.ledger.channels()}
    tallies = {tally.channel: tally.states for tally in services.ledger.tallies()}
    configured = {each.name: each.kind for each in services.settings.channel}
    rows = []
    for number, name in enumerate(sorted({*known, *tallies, *configured}), start=1):
        status, states = known.get(name), tallies.get(name, {})
        kind = configured.get(name, "" if status is None else status.kind)
        if status is None:
            rows.append(ChannelRow(-number, name, kind, configured=True, states=states))
            continue
        rows.append(
            ChannelRow(
                -number,
                name,
                kind,
                status.state,
                status.paused_until,
                status.note,
                status.secret_fp or "",
                configured=name in configured,
                states=states,
            )
        )
    return rows


def paused(services: Services, rows: Sequence[ChannelRow]) -> int:
    """Let channels rest until somebody resumes them; how many did not. Those that never sent are made known first."""
    for row in rows:
        services.ledger.register_channel(row.name, row.kind)
    note = _("{who} 暂停").format(who=services.actor)
    return services.ledger.pause_channels([row.name for row in rows], note)


def resumed(services: Services, rows: Sequence[ChannelRow]) -> int:
    """Put channels back into use; how many they are."""
    for row in rows:
        services.ledger.resume_channel(row.name)
    return len(rows)


def body_of(services: Services, message: OutboxMessage, day: date) -> Preview | str:
    """The body that `duban notify --dry-run` prints for a message, or why there is none."""
    try:
        return preview(services.ledger, services.settings, message, today=day)
    except CommitmentsError as error:
        return "：".join(part for part in (error.message, error.remedy) if part)
    except (KeyError, ValueError, TypeError) as error:
        return _("看不懂这条消息的内容（{why}）").format(why=f"{type(error).__name__}: {error}")


def tried(services: Services, name: str, day: date) -> tuple[str, bool]:
    """Send one test message to a channel, once: its answer on one line, and whether it took the message.

    Raises:
        ConfigError: there is no such channel in the configuration, or nobody knows its kind.
    """
    from monitor.notifications.surroundings import configured
    from monitor.notifications.trial import send_test

    settings = services.settings
    each = configured(settings, name)
    if each is None:
        known = "、".join(one.name for one in settings.channel) or _("（无）")
        raise ConfigError(_("没有渠道 {name}；已配置：{known}").format(name=name, known=known))
    outcome = send_test(each, folder=settings.folder, today=day, now=services.clock.now, ledger=services.ledger)
    status = f"HTTP {outcome.http_status}" if outcome.http_status else ""
    answer = " ".join(part for part in (outcome_words(outcome.fate), status, outcome.message) if part)
    if outcome.fate == "accepted":
        answer += "  " + _("对方只说收下了，请到群里或信箱里看一眼是否真的到了")
    return one_line(answer), outcome.succeeded
