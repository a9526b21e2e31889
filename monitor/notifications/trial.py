"""One test message to one channel, once, with the raw answer."""

import uuid
from datetime import date
from pathlib import Path

from commitments.i18n import _
from commitments.ledger import Ledger
from monitor.notice_settings import ChannelSettings
from monitor.notifications.message import Group, Item, Message
from monitor.notifications.secrets import ChannelBroken
from monitor.notifications.surroundings import OUTSIDE, Now, Surroundings, opened
from monitor.notifications.vendor import Fate, Fault, Outcome

TEST_REF = "R-TEST"


def send_test(
    each: ChannelSettings,
    *,
    folder: Path,
    today: date,
    now: Now,
    ledger: Ledger | None = None,
    outside: Surroundings = OUTSIDE,
) -> Outcome:
    """Send one test message, once; `message` of the outcome is the raw answer with every secret cut out.

    Args:
        each: the channel.
        folder: where file references start.
        today: the day the message names.
        now: the clock.
        ledger: where a channel that was broken is declared mended when the message was taken.
        outside: environment, patience and the like.

    Raises:
        ConfigError: the channel is of a kind nobody knows.
    """
    try:
        channel = opened(each, folder, outside)
    except ChannelBroken as error:
        return Outcome(Fate.NOT_SENT, Fault.CONFIG, message=str(error))
    payload = channel.channel.payload(_test_message(today), TEST_REF)
    outcome = channel.send(payload, ident=f"msg_{uuid.uuid4().hex}", now=now, step=outside.step)
    if ledger is not None and outcome.succeeded:
        ledger.register_channel(each.name, each.kind)
        ledger.resume_channel(each.name)
    return outcome


def _test_message(today: date) -> Message:
    item = Item(0, "C000000", _("这是一条测试消息，请忽略"), "", today, 0, (), _("渠道测试"))
    return Message(_("督办渠道测试"), today, (Group(_("测试"), (item,)),))
