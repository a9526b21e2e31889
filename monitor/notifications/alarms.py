"""A channel that is of no use is told of at once, on one that is."""

from datetime import datetime

from commitments.i18n import _
from commitments.ledger import Claim, Ledger, NewMessage
from monitor.config import Settings
from monitor.notifications.kinds import ALARM
from monitor.notifications.message import Message, to_document
from monitor.safe_text import one_line

REASON_CHARACTERS = 120


def report_broken(ledger: Ledger, settings: Settings, claim: Claim, reason: str, now: datetime) -> str:
    """Put an alarm into the outbox of the first other channel that works; its name, "" if there is none.

    Args:
        ledger: the store of record.
        settings: the channels, in the order in which they are asked.
        claim: the message on which the channel was found broken: it is told of once.
        reason: what is wrong, without secrets.
        now: this instant.
    """
    broken = claim.message.channel
    unfit = {channel.name for channel in ledger.channels() if channel.state == "broken"} | {broken}
    helper = next((each for each in settings.channel if each.name not in unfit), None)
    if helper is None:
        return ""
    ledger.register_channel(helper.name, helper.kind)
    day = now.astimezone(settings.zone).date()
    said = (
        _("通知渠道 {name} 已停用：{why}").format(name=broken, why=one_line(reason, REASON_CHARACTERS)),
        _("改好后运行 duban channel test {name}").format(name=broken),
    )
    occasion = f"{claim.message.ref}.{claim.attempt}"
    new = NewMessage(
        dedup_key=f"{ALARM}|{helper.name}|{broken}|{occasion}",
        channel=helper.name,
        kind=ALARM,
        owner="",
        document=to_document(Message(_("通知渠道停用"), day, (), said)),
    )
    return helper.name if ledger.plan(ALARM, f"{broken}|{occasion}", day, [new]) else ""
