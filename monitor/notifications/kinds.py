"""The kinds of message the outbox holds."""

DIGEST = "digest"  # of one owner, channel and slot
ESCALATION = "escalation"  # to the requester or the manager, of a slot
ALARM = "alarm"  # a channel is of no use; it waits for no quiet hours
