"""Builders of messages, channels and settings for notices; say only what the test is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from monitor.config import Settings
from monitor.notice_settings import ChannelSettings, NotifySettings
from monitor.notifications.deadline import Patience
from monitor.notifications.message import Group, Item, Message
from monitor.notifications.surroundings import Surroundings
from monitor.slots import Slots, slots
from tests.monitor.notifications.fake_vendor import Reply

DAY = date(2025, 7, 1)
NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)  # 09:03 in the office
SECRET = "demo-secret-of-the-robot"
SECRET_REFERENCE = "env:ROBOT_SECRET"
WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
AMPLE = Patience(connect=60.0, write=60.0, read=60.0, total=120.0)  # a machine under load is no fault of the far side
SHORT = Patience(connect=2.0, write=2.0, read=0.3, total=1.0)  # where it is the silence that is tested
AT_NINE: Slots = slots("09:03", ZoneInfo("Asia/Shanghai"))


def an_item(
    target_id: int = 1,
    *,
    promise: str = "高新技术企业数量",
    due: date | None = date(2025, 6, 1),
    days: int | None = -30,
) -> Item:
    """One target in a notice, a month late."""
    return Item(target_id, f"C{target_id:06d}", promise, "≥ 4500 家", due, days, ("市科技局",), "2025年工作方案")


def a_message(*items: Item, notes: tuple[str, ...] = (), more: int = 0) -> Message:
    """A notice with one group."""
    return Message("督办日报 2025-07-01", DAY, (Group("已逾期", items or (an_item(),), more),), notes)


def calling(message: Message, *people: str) -> Message:
    """The same notice, calling people by name."""
    return replace(message, mentions=people)


def a_channel(
    *,
    name: str = "督办群",
    kind: str = "feishu",
    secret: str = SECRET_REFERENCE,
    allow_private: bool = True,
    on_uncertain: str = "hold",
    **more: Any,
) -> ChannelSettings:
    """A channel whose address and secret stand in the environment; what is in doubt waits for a person."""
    return ChannelSettings(
        name=name,
        kind=kind,
        url="env:ROBOT_URL",
        secret=secret,
        allow_private=allow_private,
        on_uncertain=on_uncertain,
        **more,
    )


def settings_with(*channels: ChannelSettings, include: str = "tracked", folder: Path = Path()) -> Settings:
    """Settings with these channels."""
    return Settings(channel=channels, notify=NotifySettings(include=include), folder=folder)


def patience_with(reply: Reply) -> Patience:
    """How long to wait for this answer: not long for one that never comes, or never ends."""
    return SHORT if reply.how in {"hang", "drip"} else AMPLE


def outside(url: str, *, secret: str = SECRET, patience: Patience = AMPLE) -> Surroundings:
    """An environment in which the references lead to this address and secret."""
    return Surroundings(environ={"ROBOT_URL": url, "ROBOT_SECRET": secret}, patience=patience)
