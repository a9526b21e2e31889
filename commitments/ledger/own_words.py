"""Reasons and names that the program itself writes: kept in one wording, whoever ran it, and translated where shown."""

import re

from commitments.i18n import N_, _

EVIDENCE_STRUCK = N_("证据已作废")
NO_PROMISE_ANY_MORE = N_("再次识别不再认为是承诺")
RECORDING_UNDONE = N_("撤销登记")
MERGE_UNDONE = N_("撤销合并")
SENT_BEFORE_RESTORE = N_("台账自备份恢复：这条消息可能已经发出")
SENDING_BROKEN_OFF = N_("发送中断，没有等到结果")
TYPED = N_("手工登记")
TYPED_ON = N_("手工登记 {day}")
_OWN = frozenset(
    {
        EVIDENCE_STRUCK,
        NO_PROMISE_ANY_MORE,
        RECORDING_UNDONE,
        MERGE_UNDONE,
        SENT_BEFORE_RESTORE,
        SENDING_BROKEN_OFF,
        TYPED,
    }
)
_TYPED_ON = re.compile(TYPED_ON.format(day=r"(\d{4}-\d{2}-\d{2})"))


def translated(stored: str) -> str:
    """What is stored, in the language of who reads it; the words of people stay as they wrote them."""
    if stored in _OWN:
        return _(stored)
    typed = _TYPED_ON.fullmatch(stored)
    return _(TYPED_ON).format(day=typed[1]) if typed else stored
