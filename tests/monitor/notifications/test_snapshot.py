"""Snapshots of pages: fetched whole from permitted machines only, wherever a redirect leads."""

import pytest

from monitor.notifications.snapshot import SnapshotError, take
from tests.monitor.notifications.builders import AMPLE, patience_with
from tests.monitor.notifications.fake_vendor import CLOSE, CUT, DRIP, HTML, FakeVendor, Reply


def test_a_page_is_kept_as_it_was_sent() -> None:
    """Byte for byte, with a name to keep it under."""
    with FakeVendor(HTML) as site:
        page = take(f"http://127.0.0.1:{site.port}/a/tj.html", most_bytes=1000, allow_private=True, patience=AMPLE)

    assert (page.content, page.name) == (HTML.body, "tj.html")


def test_a_redirect_is_followed_and_judged_anew() -> None:
    """Three hops, no more; never to another scheme."""
    with FakeVendor(Reply(302, b"", {"Location": "/b"}), HTML) as site:
        assert take(f"http://127.0.0.1:{site.port}/a", most_bytes=99, allow_private=True).url.endswith("/b")
        site.then(Reply(302, b"", {"Location": "/a"}))
        with pytest.raises(SnapshotError):
            take(f"http://127.0.0.1:{site.port}/a", most_bytes=99, allow_private=True)
        site.then(Reply(302, b"", {"Location": "file:///etc/passwd"}), HTML)
        with pytest.raises(SnapshotError):
            take(f"http://127.0.0.1:{site.port}/a", most_bytes=99, allow_private=True)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "https://127.0.0.1/", "https://u:p@example.org/", "ftp://example.org/", "://", ""]
)
def test_what_leads_inside_or_nowhere_is_refused(address: str) -> None:
    """No page of this office's own network, no password in an address, no other scheme."""
    with pytest.raises(SnapshotError) as refused:
        take(address, most_bytes=99)
    assert refused.value.remedy
    assert "u:p" not in str(refused.value)


@pytest.mark.parametrize("reply", [CLOSE, CUT, DRIP, Reply(404, b"gone"), Reply(200, b"x" * 100)])
def test_half_a_page_is_no_page(reply: Reply) -> None:
    """Cut, slow, missing or too large: an error, never a piece."""
    with FakeVendor(reply) as site, pytest.raises(SnapshotError) as refused:
        take(f"http://127.0.0.1:{site.port}/", most_bytes=99, allow_private=True, patience=patience_with(reply))
    assert refused.value.remedy
