"""The long tail by Apprise, where it is installed: it tells neither refused from doubtful nor now from never."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from commitments.i18n import _
from monitor.notifications.message import Message, lines
from monitor.notifications.secrets import ChannelBroken
from monitor.notifications.vendor import Fate, Fault, Outcome, Parcel, share

MOST_BYTES = 18_000
NATIVE = {
    "feishu": "feishu",
    "lark": "feishu",
    "dingtalk": "dingtalk",
    "wecombot": "wecom",
    "workflow": "teams",
    "workflows": "teams",
    "msteams": "teams",
    "slack": "slack",
    "discord": "discord",
}  # its scheme → our own kind, which knows the vendor's rule of success


class LongTail:
    """Any of Apprise's services. What it calls a success is only accepted; what it calls a failure is in doubt."""

    kind = "apprise"
    idempotent = False
    per_minute = 10
    per_second = 0

    def payload(self, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:  # noqa: ARG002 - one shape
        """Title and text."""
        return {"title": message.heading, "body": "\n".join(lines(message, ref)[1:])}

    def weight(self, payload: Mapping[str, Any]) -> float:
        """Bytes of both; the service behind it may cut earlier."""
        return share(payload, MOST_BYTES)

    def refusal(self, address: str, mention: Sequence[str]) -> str:
        """Services that we reach ourselves, by their own rule of success, do not go this way."""
        native = NATIVE.get(address.partition("://")[0].lower())
        if native:
            return _("这个服务请用 kind = {kind}：Apprise 会把厂商的拒绝当成成功").format(kind=repr(native))
        return _("Apprise 渠道不支持 mention") if mention else ""

    def carry(self, parcel: Parcel) -> Outcome:
        """Hand the message to Apprise."""
        try:
            import apprise
        except ImportError:
            raise ChannelBroken(_("没有安装 Apprise：pip install 'duban[apprise]'")) from None
        for name in ("apprise", "urllib3"):  # they write addresses, which are passwords
            logging.getLogger(name).setLevel(logging.CRITICAL)
        service = apprise.Apprise()
        if not service.add(parcel.address):
            raise ChannelBroken(_("Apprise 不认识这个地址"))
        parcel.leave()
        if service.notify(title=parcel.payload["title"], body=parcel.payload["body"]):
            return Outcome(Fate.ACCEPTED)
        return Outcome(Fate.AMBIGUOUS, Fault.SERVER, message=_("Apprise 报告失败，未说明原因"))
