"""Rows changed without the program, and what the audit then says."""

from sqlalchemy import Executable

from commitments.ledger import Ledger


def behind_the_back(ledger: Ledger, statement: Executable) -> None:
    """Write as another program would that has the database open."""
    with ledger._engines.writing() as connection:
        connection.execute(statement)


def messages(ledger: Ledger) -> list[str]:
    """What the audit holds against the ledger, in its words."""
    return [finding.message for finding in ledger.audit().findings]
