"""Search: every stretch of every text is found, from one character up, and nothing else."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.evidence import RejectReason
from commitments.filter import parse_filter
from commitments.ledger import Ledger, listing, search
from commitments.ledger.engine import connect
from tests.commitments.builders import a_target, an_evidence, enter

DAY = date(2025, 7, 1)
ALPHABET = "省商务厅政府，。0９a A的\u3000𠮷%*\"'-"


def _found(ledger: Ledger, *words: str) -> list[int]:
    return list(ledger.ids(parse_filter(words, today=DAY), day=DAY, near_days=30))


@pytest.mark.parametrize(
    "word",
    ["力", "力争", "高新技术企业数量达到4500家", "4500", "５００", "家", "到4", "，", "TEU", "teu", "数 量", "𠮷"],
)
def test_a_quote_is_found_by_any_of_its_pieces(ledger: Ledger, word: str) -> None:
    """One, two or all characters; digits, signs and letters in any width and case."""
    number, _other = enter(ledger, a_target("力争，高新技术企业数量达到4500家TEU𠮷"), a_target("无关", metric=None))

    assert _found(ledger, f'"{word}"') == [number]


@pytest.mark.parametrize("word", ["争力", "企业达到", "45000", "量家", "家力", "万"])
def test_what_is_not_written_in_one_piece_is_not_found(ledger: Ledger, word: str) -> None:
    """Neither scattered characters nor the end of one field with the beginning of the next."""
    enter(ledger, a_target("力争，高新技术企业数量达到4500家", metric="力争的数量", lead=["万事厅"]), a_target("家"))

    assert _found(ledger, word) == ([1] if word == "万" else [])


def test_metric_units_and_notes_are_searched_too(ledger: Ledger) -> None:
    """A note as soon as it is written, no longer once its evidence is struck."""
    (number,) = enter(ledger, a_target(metric="规模以上工业增加值", lead=["省统计局"], support=["省科技厅"]))
    seen = ledger.add_evidence(number, an_evidence(note="见统计公报"), actor="李航")

    assert [_found(ledger, word) for word in ("增加值", "统计局", "科技", "公报")] == [[number]] * 4
    ledger.strike_evidence(seen.id, reason="重复", actor="李航")
    assert _found(ledger, "公报") == []


def test_words_add_up_alternate_and_negate(ledger: Ledger) -> None:
    """As in every filter."""
    one, two, three = enter(ledger, *(a_target(quote, metric=None) for quote in ("养老服务", "托育服务", "养老机构")))

    assert _found(ledger, "养老", "服务") == [one]
    assert _found(ledger, "机构|托育") == [two, three]
    assert _found(ledger, "-养老") == [two]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(ALPHABET, min_size=1, max_size=12), min_size=1, max_size=4),
    st.text(ALPHABET, min_size=1, max_size=4),
)
def test_the_index_finds_what_a_reader_would(ledger: Ledger, quotes: list[str], word: str) -> None:
    """Held against a plain search of the same words."""
    known = len(_found(ledger))
    ids = enter(ledger, *(a_target(quote, metric=None, due=None) for quote in quotes))
    plain = search.normalised(word)
    expected = [number for number, quote in zip(ids, quotes, strict=True) if plain in search.normalised(quote)]

    assert known + len(ids) == len(_found(ledger))
    assert [number for number in _found(ledger, f"“{word}”") if number in ids] == expected


def test_the_index_can_be_made_anew(ledger: Ledger, ledger_url: str) -> None:
    """After a repair, or where rows came in past the program."""
    numbers = enter(ledger, *(a_target(f"第{n}项养老服务") for n in range(3)))
    engines = connect(ledger_url)
    with engines.writing() as connection:
        search.rebuild(connection)
        search.index(connection, numbers[:2])
    engines.dispose()

    assert _found(ledger, "养老") == list(numbers)


@pytest.mark.parametrize(
    "words",
    [
        ("养老",),
        ("养老|托育",),
        ("养老", "-托育"),
        ("养老", "overdue"),
        ("养老", "undated"),
        ("，", "due<2026-02"),
        ("养", "-near"),
    ],
)
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_a_page_is_the_beginning_of_the_whole_list(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], limit: int
) -> None:
    """Whether the word is looked up or the list is walked until the page is full."""
    days = [date(2025, 6, 1), None, date(2026, 1, 1), DAY]
    quotes = [f"第{n}项{('养老', '托育', '养老，托育', '农田')[n % 4]}" for n in range(24)]
    numbers = enter(ledger, *(a_target(quote, metric=None, due=days[n // 4 % 4]) for n, quote in enumerate(quotes)))
    ledger.reject(numbers[:2], reason=RejectReason.OTHERS, actor="王敏")
    asked = parse_filter(words, today=DAY)
    whole = list(ledger.ids(asked, day=DAY, near_days=30))
    looked_up = [entry.id for entry in ledger.entries(asked, day=DAY, near_days=30, limit=limit)]
    monkeypatch.setattr(listing, "COMMON", 1)
    walked = [entry.id for entry in ledger.entries(asked, day=DAY, near_days=30, limit=limit)]

    assert whole
    assert looked_up == walked == whole[:limit]
    assert list(ledger.ids(asked, day=DAY, near_days=30)) == whole
