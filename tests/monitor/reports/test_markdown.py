"""The Markdown report: what it says, and what a hostile document cannot make it say."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from syrupy.assertion import SnapshotAssertion

from commitments.errors import Problem
from commitments.evidence import Review
from monitor.digest import Digest
from monitor.reports.markdown import inert, render
from monitor.safe_text import one_line
from tests.commitments.builders import a_target
from tests.monitor.builders import a_briefed_day, a_digest, a_document_entry, an_entry

HOSTILE = [
    "![x](https://evil.example/p.png)",
    "[点此](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "`code` **bold** __em__ ~~gone~~",
    "# heading\n\n- list\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "见 https://evil.example/a?b=c 和 www.evil.example 和 HTTP://evil.example",
    "&lt;script&gt; &#60;b&#62;",
    "\\`\\<b>\\[a\\](b)",
    "@everybody #1234 $x^2$",
    "```\n```",
    "<https://evil.example>",
    "[^1] [x]: https://evil.example",
]


def _rendered(markdown: str) -> Sequence[Token]:
    """The report as a permissive renderer reads it: raw HTML allowed, tables and strikethrough on."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)


def _inline(tokens: Sequence[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def _bare_skeleton(markdown: str) -> list[str]:
    """The structure alone, without any text."""
    tokens = _rendered(markdown)
    return [token.type for token in (*tokens, *_inline(tokens)) if token.type not in ("text", "text_special")]


def test_the_report_of_a_full_day_is_the_golden_file(golden_markdown: SnapshotAssertion) -> None:
    """Every section, every detail: a change shows in the diff of the stored file."""
    assert render(a_briefed_day()) == golden_markdown


def test_an_empty_day_says_so_in_every_section() -> None:
    """Nothing to report is said, not left out."""
    text = render(a_digest())

    assert "没有逾期的目标。" in text
    assert "今天没有到期的目标。" in text
    assert "问题提示" not in text


def test_every_line_shows_its_quote_and_its_document() -> None:
    """A reader can always go back to the words and where they stand."""
    entry = an_entry(
        a_target("力争2025年建成中试基地100个", due=None), document=a_document_entry(title="关于中试的意见")
    )

    text = render(a_digest(entry))

    assert "力争2025年建成中试基地100个" in text
    assert "《关于中试的意见》（某政办发〔2025〕7号）" in text


def test_what_nobody_reviewed_is_marked() -> None:
    """A candidate is only what the rules believe."""
    candidate = an_entry(review=Review.CANDIDATE)

    assert "**待核**" in render(a_digest(candidate))
    assert "**待核**" not in render(a_digest(an_entry()))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_document_only_ever_become_text(words: str) -> None:
    """The structure of the report does not depend on what the document says."""
    plain, hostile = _day_of("平常的话"), _day_of(words)

    assert _bare_skeleton(render(plain)) == _bare_skeleton(render(hostile))


def _day_of(words: str) -> Digest:
    document = a_document_entry(title=words, number=words, issuer=words)
    target = a_target(words, metric=words, lead=(words,), support=(words,), doubts=(words,))
    return a_digest(
        an_entry(target, document=document, review=Review.CANDIDATE), problems=(Problem(words, words, words),)
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_inert_words_read_as_they_were_written(words: str) -> None:
    """Neutralising changes nothing a reader sees but line breaks."""
    tokens = _rendered(inert(words))

    assert "".join(token.content for token in _inline(tokens)) == " ".join(words.split())


@given(st.text(st.characters(), max_size=30) | st.text("\\`*_{}[]<>()#+-.!|~&;:=\"'$@^ \nab1", max_size=30))
def test_any_words_at_all_stay_words(words: str) -> None:
    """Whatever people or machines come up with: one paragraph, nothing but text in it, and the text is theirs."""
    tokens = _rendered(f"甲{inert(words)}乙")

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {token.type for token in _inline(tokens)} <= {"text", "text_special"}
    assert "".join(token.content for token in _inline(tokens)) == f"甲{one_line(words)}乙"


@pytest.mark.parametrize("address", ["https://evil.example", "HTTP://evil.example/a"])
def test_bare_addresses_stay_dead_where_renderers_make_them_links(address: str) -> None:
    """GFM turns bare addresses into links; ours must not."""
    renderer = MarkdownIt("gfm-like")
    live, dead = renderer.parse(address), renderer.parse(inert(address))

    assert "link_open" in [token.type for token in _inline(live)]
    assert "link_open" not in [token.type for token in _inline(dead)]


def test_addresses_without_a_scheme_are_broken_too() -> None:
    """GFM takes `www.` for an address as well."""
    assert inert("见 www.evil.example") == "见 www\\.evil.example"
