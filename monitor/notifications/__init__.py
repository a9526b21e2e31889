"""Notices to departments: what is said, in which product's shape, and how it leaves once or says it may not have.

To add a chat product, write one module with a class that fulfils `vendor.Channel`, and name it in `CHANNELS`.
"""

from importlib import import_module

from commitments.i18n import _
from monitor.errors import ConfigError
from monitor.notifications.vendor import Channel

CHANNELS = {
    "apprise": "monitor.notifications.longtail:LongTail",
    "dingtalk": "monitor.notifications.dingtalk:DingTalk",
    "discord": "monitor.notifications.discord:Discord",
    "email": "monitor.notifications.mail:Mail",
    "feishu": "monitor.notifications.feishu:Feishu",
    "slack": "monitor.notifications.slack:Slack",
    "teams": "monitor.notifications.teams:Teams",
    "webhook": "monitor.notifications.webhook:Webhook",
    "wecom": "monitor.notifications.wecom:WeCom",
}


def channel_of(kind: str) -> Channel:
    """The chat product of this kind; its module is imported on first use.

    Raises:
        ConfigError: nobody knows the kind.
    """
    if kind not in CHANNELS:
        message = _("不认识的通知渠道类型 {kind}").format(kind=repr(kind))
        raise ConfigError(message, remedy=_("可用的类型：{kinds}").format(kinds="、".join(sorted(CHANNELS))))
    module, _colon, name = CHANNELS[kind].partition(":")
    found: Channel = getattr(import_module(module), name)()
    return found
