"""What the program itself writes is kept in one wording and told in the reader's language; people's words stay."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from commitments.evidence import Verdict
from commitments.i18n import use_language
from commitments.ledger import Ledger
from commitments.ledger.engine import connect
from commitments.ledger.own_words import translated
from commitments.ledger.schema import bring_up_to_date, upgrade
from tests.commitments.builders import a_target, an_evidence, enter


def test_a_reason_written_under_one_language_is_read_in_another(ledger: Ledger) -> None:
    """The undone recording was undone by somebody who reads English."""
    (number,) = enter(ledger, a_target(), title="手工登记", name="手工登记 2025-07-01")
    seen = ledger.add_evidence(number, an_evidence(), actor="王敏")
    ledger.judge(number, Verdict.MET, reason="证据充分", actor="王敏", self_verified=True)
    use_language("en")
    ledger.undo(_event(ledger, number, "evidence"), actor="Wang")
    english = ledger.evidence(number, struck=True)[0].strike_reason, _document(ledger)
    use_language("zh")
    chinese = ledger.evidence(number, struck=True)[0].strike_reason, _document(ledger)

    assert english == ("recording undone", ("recorded by hand", "entered by hand 2025-07-01"))
    assert chinese == ("撤销登记", ("手工登记", "手工登记 2025-07-01"))
    assert seen.id == 1
    assert ledger.events(target_id=number, limit=1)[0].reason == "证据已作废"
    assert ledger.audit().sound


def _event(ledger: Ledger, number: int, action: str) -> int:
    return next(event.id for event in ledger.events(target_id=number) if event.action == action)


def _document(ledger: Ledger) -> tuple[str | None, str]:
    (document,) = ledger.documents()
    return document.title, document.name


@pytest.mark.parametrize("said", ["逾期", "手工登记 昨天", "核查", "撤销"])
def test_what_people_wrote_is_never_translated(said: str) -> None:
    """Even where the catalogue has the same words."""
    use_language("en")

    assert translated(said) == said


def test_what_was_stored_in_english_is_brought_to_one_wording(ledger_url: str, tmp_path: object) -> None:
    """Old ledgers told each reader what the language of the writer was."""
    url = f"sqlite:///{tmp_path}/old.sqlite3" if ledger_url.startswith("sqlite") else ledger_url
    if not ledger_url.startswith("sqlite"):
        pytest.skip("the migrated schema of the server is shared by all tests")
    engines = connect(url)
    with engines.writing() as connection:
        upgrade(connection, "0017")
        columns = "sha256, name, title, reference_basis, body, problems, added_at, added_by"
        values = "'x', 'entered by hand 2025-07-01', 'recorded by hand', 'given', 'x', '[]', '2025-07-01', 'Wang'"
        connection.execute(text(f"INSERT INTO document ({columns}) VALUES ({values})"))  # noqa: S608
    bring_up_to_date(engines)
    engines.dispose()
    with Ledger.open(url, now=lambda: datetime(2025, 7, 1, tzinfo=UTC)) as ledger:
        assert _document(ledger) == ("手工登记", "手工登记 2025-07-01")
