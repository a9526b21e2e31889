"""Feeds, sitemaps and list pages: the pages they name, each once."""

import pytest

from monitor.collecting.listing import Link, ListingError, is_index, links_of

HOME = "https://www.example.gov.cn/gk/index.html"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>公报</title><link>https://www.example.gov.cn/</link>
<item><title>关于甲的通知</title><link>https://www.example.gov.cn/a.html</link></item>
<item><title>关于乙的意见</title><link>/b.html#top</link></item>
<item><title>又一次</title><link>/b.html</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>公报</title>
<entry><title>关于甲的通知</title><link rel="self" href="/self"/><link href="a.html"/></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://www.example.gov.cn/a.html</loc></url></urlset>"""
PAGE = """<html><head><meta charset="utf-8"></head><body><div class="menu"><a href="/">首页</a></div>
<ul class="list"><li><a href="./a.html">关于甲的 通知</a></li><li><a href="javascript:void(0)">更多</a></li>
<li><a href="mailto:x@example.org">写信</a></li><li><a>无址</a></li></ul></body></html>"""


def test_a_feed_names_its_entries() -> None:
    """RSS and Atom, relative addresses made whole, the same page only once."""
    assert links_of("feed", HOME, RSS.encode()) == [
        Link("https://www.example.gov.cn/a.html", "关于甲的通知"),
        Link("https://www.example.gov.cn/b.html", "关于乙的意见"),
    ]
    assert links_of("feed", HOME, ATOM.encode()) == [Link("https://www.example.gov.cn/gk/a.html", "关于甲的通知")]


def test_a_sitemap_names_its_pages() -> None:
    """And an index of sitemaps is told apart."""
    assert links_of("sitemap", HOME, SITEMAP.encode()) == [Link("https://www.example.gov.cn/a.html")]
    assert is_index(b'<?xml version="1.0"?><sitemapindex>')
    assert not is_index(SITEMAP.encode())


def test_a_list_page_names_what_its_selector_finds() -> None:
    """Only real addresses of pages, with their words."""
    assert links_of("list", HOME, PAGE.encode(), selector="ul.list a") == [
        Link("https://www.example.gov.cn/gk/a.html", "关于甲的 通知")
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>no feed",
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><rss/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><link>&x;</link></item></channel></rss>',
        b"",
    ],
)
def test_what_is_no_feed_is_refused_with_a_remedy(content: bytes) -> None:
    """Broken XML, and declarations that unfold or read files."""
    with pytest.raises(ListingError) as refused:
        list(links_of("feed", HOME, content))
    assert refused.value.remedy
