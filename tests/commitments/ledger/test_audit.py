"""The hash chain: whatever is done to the log or to the rows behind the program's back comes to light."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, text, update

from commitments.evidence import RejectReason
from commitments.ledger import Ledger, Seal
from commitments.ledger.chain import GENESIS, link
from commitments.ledger.engine import Engines
from commitments.ledger.schema import upgrade
from commitments.ledger.tables import chain, document, event, evidence, target
from tests.commitments.builders import a_target, an_evidence, enter

DAY = date(2025, 7, 1)
ROW = [column.name for column in evidence.columns if column.name != "id"]
Tamper = Callable[[Connection], object]


@pytest.fixture
def busy(ledger: Ledger) -> Ledger:
    """A ledger with a log of some length."""
    first, second, third = enter(ledger, a_target(), a_target("甲"), a_target("乙"))
    ledger.accept([first, second], actor="李航")
    ledger.reject([third], reason=RejectReason.OTHERS, actor="李航", note="他人之事")
    ledger.add_evidence(first, an_evidence(), actor="王敏")
    ledger.note_timings(day=DAY, near_days=30)
    return ledger


def test_an_untouched_ledger_is_sound(busy: Ledger) -> None:
    """The audit counts every line and gives the seal of the last one."""
    audit = busy.audit()

    assert (audit.findings, audit.events) == ((), len(busy.events()))
    assert audit.head == busy.head()
    assert audit.head.event == busy.events(limit=1)[0].id


def test_an_empty_log_is_sound(ledger: Ledger) -> None:
    """Its seal is the one before the first line."""
    assert ledger.audit().sound
    assert ledger.head() == Seal(0, GENESIS)


def test_anybody_can_compute_a_seal_again() -> None:
    """JSON and SHA-256, no library of ours."""
    line = (1, "2025-07-01 01:03:00.000000", "王敏", "accept", 7, None, "{}", '{"review":"tracked"}', "")
    plain = json.dumps([GENESIS, *line], separators=(",", ":"))

    assert link(GENESIS, line) == sha256(plain.encode("ascii")).hexdigest()


def _behind_the_back(ledger: Ledger, tamper: Tamper) -> None:
    """Write as somebody would who opens the database with another program and knows about the triggers."""
    with ledger._engines.writing() as connection:
        _without_guard(connection)
        tamper(connection)


def _without_guard(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER event_refuses_{verb}"))
        return
    connection.execute(text("ALTER TABLE event DISABLE TRIGGER event_refuses_change"))


def _swap(connection: Connection) -> None:
    for before, after in ((2, -1), (3, 2), (-1, 3)):
        connection.execute(update(event).where(event.c.id == before).values(id=after))


def _insert(connection: Connection) -> None:
    """A line of an event that never was, with a seal that fits where it stands."""
    values = {"at": datetime(2025, 7, 1, tzinfo=UTC), "actor": "x", "action": "accept", "reason": ""}
    row = {"id": 900, **values, "before": {}, "after": {}, "target_id": None, "document_id": None}
    last = connection.execute(select(event.c.hash).order_by(event.c.id.desc()).limit(1)).scalar_one()
    seal = link(last, (900, "2025-07-01 00:00:00.000000", "x", "accept", None, None, "{}", "{}", ""))
    connection.execute(insert(event).values({**row, "hash": seal}))


def _reseal(connection: Connection) -> None:
    """Change a line and seal it and all after it again, as a thorough forger would; the end is left."""
    connection.execute(text("UPDATE event SET actor = '赵某' WHERE id = 2"))
    columns = [event.c[name] for name in ("id", "actor", "action", "target_id", "document_id", "reason")]
    before = connection.execute(select(event.c.hash).where(event.c.id == 1)).scalar_one()
    told = (event.c.before, event.c.after, event.c.readings)
    rows = connection.execute(select(*columns, *told).where(event.c.id > 1).order_by("id"))
    for row in rows.all():
        plain = [json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for value in row[6:8]]
        at = "2025-07-01 01:03:00.000000"
        vouched = (row.readings,) if row.readings else ()
        said = (row.id, at, row.actor, row.action, row.target_id, row.document_id, *plain, row.reason, *vouched)
        before = link(before, said)
        connection.execute(update(event).where(event.c.id == row.id).values(hash=before))


@pytest.mark.parametrize(
    "tamper",
    [
        lambda c: c.execute(text("UPDATE event SET actor = '赵某' WHERE id = 2")),
        lambda c: c.execute(text("UPDATE event SET reason = '' WHERE id = 4")),
        lambda c: c.execute(text("UPDATE event SET at = '2025-06-30 01:03:00.000000' WHERE id = 3")),
        lambda c: c.execute(text("UPDATE event SET target_id = 2 WHERE id = 2")),
        lambda c: c.execute(text("DELETE FROM event WHERE id = 1")),
        lambda c: c.execute(text("DELETE FROM event WHERE id = 3")),
        lambda c: c.execute(text("DELETE FROM event WHERE id = (SELECT max(id) FROM event)")),
        lambda c: c.execute(text("DELETE FROM event")),
        lambda c: c.execute(text("DELETE FROM chain")),
        _swap,
        _insert,
        _reseal,
    ],
)
def test_any_change_behind_the_programs_back_is_found(busy: Ledger, tamper: Tamper) -> None:
    """Edits, deletions at either end and in the middle, insertions, another order, and seals computed anew."""
    _behind_the_back(busy, tamper)

    assert not busy.audit().sound


def test_one_changed_line_is_named_and_the_others_are_not_blamed(busy: Ledger) -> None:
    """An auditor is led to the place."""
    _behind_the_back(busy, lambda c: c.execute(text("UPDATE event SET reason = '补记' WHERE id = 3")))

    assert [finding.event for finding in busy.audit().findings] == [3]


def test_a_log_rewritten_whole_is_found_by_a_seal_kept_elsewhere(busy: Ledger) -> None:
    """The end can be forged too; what was printed and put into a drawer cannot."""
    kept = busy.head()
    _behind_the_back(busy, _reseal)
    with busy._engines.writing() as connection:
        newest = connection.execute(select(event.c.id, event.c.hash).order_by(event.c.id.desc()).limit(1)).one()
        connection.execute(update(chain).values(head=newest.hash))

    assert busy.audit().sound
    assert [finding.event for finding in busy.audit([kept]).findings] == [kept.event]


def test_a_kept_seal_of_a_line_that_is_gone_is_missed(busy: Ledger) -> None:
    """Also when the end was cut and the count mended."""
    kept = Seal(busy.head().event + 1, "0" * 64)

    assert [finding.event for finding in busy.audit([kept]).findings] == [kept.event]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda c: c.execute(update(target).where(target.c.id == 1).values(due=date(2026, 12, 31))),
        lambda c: c.execute(text("UPDATE target SET verdict = 'met' WHERE id = 2")),
        lambda c: c.execute(text("UPDATE target SET review = 'candidate' WHERE id = 1")),
        lambda c: c.execute(text("UPDATE target SET times_moved = 1 WHERE id = 3")),
        lambda c: c.execute(update(document).values(body=document.c.body + "。")),
        lambda c: c.execute(text("UPDATE target SET quote = '别的话' WHERE id = 2")),
        lambda c: c.execute(update(evidence).values(value=Decimal(1))),
        lambda c: c.execute(update(evidence).values(note="改过的说明")),
        lambda c: c.execute(update(evidence).values(observed_on=date(2020, 1, 1))),
        lambda c: c.execute(delete(evidence)),
        lambda c: c.execute(insert(evidence).from_select(ROW, select(*(evidence.c[name] for name in ROW)))),
    ],
)
def test_a_row_changed_without_a_decision_is_found(busy: Ledger, tamper: Tamper) -> None:
    """A date that moved by itself, a verdict nobody gave, words and observations that changed or are gone."""
    _behind_the_back(busy, tamper)

    assert len(busy.audit().findings) == 1


def test_a_ledger_from_before_the_chain_is_sealed_as_it_is(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Migration seals what is there; from then on nothing can be changed unseen."""
    from commitments.ledger.engine import connect

    url = f"sqlite:///{tmp_path_factory.mktemp('old')}/old.sqlite3"
    engines: Engines = connect(url)
    with engines.writing() as connection:
        upgrade(connection, "0001")
        for number in (1, 2, 5):
            connection.execute(
                text("INSERT INTO event VALUES (:n, :at, '王敏', 'run', NULL, NULL, '{}', '{}', '')"),
                {"n": number, "at": "2025-07-01 00:00:00.000000"},
            )
    engines.dispose()
    with Ledger.open(url, now=lambda: datetime(2025, 7, 1, tzinfo=UTC)) as ledger:
        enter(ledger, a_target())
        audit = ledger.audit()

        assert (audit.findings, audit.events, audit.head.event) == ((), 4, 6)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=9).filter(lambda said: "\x00" not in said)), max_size=6))
def test_whatever_people_write_the_chain_holds(emptied: Callable[[], Ledger], decisions: list[tuple[int, str]]) -> None:
    """Any characters in any reason, quotes, brackets and emoji included."""
    ledger = emptied()
    ids = enter(ledger, *(a_target(f"第{number}项") for number in range(4)))
    for at, said in decisions:
        ledger.reject([ids[at]], reason=RejectReason.OTHERS, actor=said or "王敏", note=said)
        ledger.accept([ids[at]], actor="李航")

    assert ledger.audit().sound
