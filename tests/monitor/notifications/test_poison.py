"""One target that nobody can put into words: set aside, named and logged; the digest goes out with the others."""

from datetime import date
from typing import Any

import pytest

from commitments.ledger import OutboxState
from monitor.notifications.feishu import Feishu
from monitor.notifications.message import Message
from tests.commitments.builders import a_target, enter
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import OK, FakeVendor


def _poison(office: Office, target_id: int) -> None:
    """A number that is none, as a damaged row or a hand in the database leaves it."""
    with office.ledger._engines.writing() as connection:
        connection.exec_driver_sql(f"UPDATE target SET value = 'NaN' WHERE id = {int(target_id)}")  # noqa: S608


@pytest.mark.parametrize("where", ["row", "template"])
def test_one_poisoned_target_is_set_aside_and_named(
    bare_office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    """Whether its row is damaged or a template stumbles over it."""
    good, bad = enter(
        bare_office.ledger,
        a_target("新建学校12所", metric="新建学校", due=date(2025, 6, 1)),
        a_target("有毒的一项", metric="有毒的一项", due=date(2025, 6, 1)),
    )
    bare_office.ledger.accept([good, bad], actor="王敏")
    if where == "row":
        _poison(bare_office, bad)
    else:
        _stumble(monkeypatch, bad)
    bare_office.plan()
    with FakeVendor(OK) as vendor:
        bare_office.send(vendor.url)
        (got,) = vendor.received
        said = got.body.decode()

    assert bare_office.states() == [OutboxState.DELIVERED]
    assert "新建学校" in said
    assert f"C{bad:06d} 的内容无法列出" in said
    assert f"C{bad:06d} cannot be" in caplog.text


def _stumble(monkeypatch: pytest.MonkeyPatch, target_id: int) -> None:
    whole = Feishu.payload

    def payload(self: Feishu, message: Message, ref: str, *, plain: bool = False) -> dict[str, Any]:
        if any(item.target_id == target_id for item in message.items):
            raise RuntimeError("template")
        return whole(self, message, ref, plain=plain)

    monkeypatch.setattr(Feishu, "payload", payload)


def test_a_message_that_cannot_be_rendered_at_all_is_given_up_and_holds_up_nobody(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is dead and listed; the next day's digest says that it did not arrive."""
    office.plan()

    def broken(*_: object, **__: object) -> dict[str, Any]:
        raise RuntimeError("template")

    monkeypatch.setattr(Feishu, "payload", broken)
    with FakeVendor(OK) as vendor:
        result = office.send(vendor.url)
        assert vendor.received == []
    assert (len(result.failed), office.states()) == (1, [OutboxState.DEAD])
    monkeypatch.undo()
    office.clock.forward(days=1)
    office.plan()

    assert "没有送达" in str(office.rows()[-1].document["notes"])
