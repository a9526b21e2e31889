"""Web pages as government sites print them, made around any text."""

from collections.abc import Callable
from html import escape

MENU = ["首页", "政务公开", "办事服务", "互动交流", "走进清河", "专题专栏", "领导之窗", "机构职能"]
LINKS = [f"关于印发清河市某项工作方案的通知解读之{number}" for number in range(8)]


def _menu() -> str:
    return "<ul>" + "".join(f'<li><a href="/{number}">{word}</a></li>' for number, word in enumerate(MENU)) + "</ul>"


def _beside() -> str:
    links = "".join(f'<p><a href="/a{number}">{words}</a></p>' for number, words in enumerate(LINKS))
    return f'<div class="side"><h3>相关链接</h3>{links}</div>'


FOOT = '<div class="foot">版权所有：清河市人民政府办公室 网站标识码：2100000001 <a href="/us">联系我们</a></div>'


def plain_page(text: str) -> bytes:
    """A paragraph a line in a block, with menu, tools, links, foot and a script that speaks of promises."""
    body = "".join(f'<p style="text-indent:2em">{escape(line)}</p>\n' for line in text.split("\n") if line.strip())
    tools = '<div class="tools">【字体：大 中 小】 打印 关闭</div>'
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>甲_清河市人民政府</title></head><body>{_menu()}'
        f'<div>您的位置：<a>首页</a> &gt; <a>文件</a></div><div class="main">{tools}<div id="zoom">{body}</div></div>'
        f'{_beside()}{FOOT}<script>var promise = "到2030年建成100个";</script></body></html>'
    ).encode()


def table_page(text: str) -> bytes:
    """Old: in GB18030 but labelled gb2312, laid out by tables, lines broken by <br>."""
    body = "<br>\n".join("　　" + escape(line) for line in text.split("\n"))
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>'
        f"<table width=100%><tr><td colspan=2>{_menu()}</td></tr><tr><td width=200>{_beside()}</td>"
        f"<td><table><tr><td><font size=4>{body}</font></td></tr></table></td></tr>"
        f"<tr><td colspan=2>{FOOT}</td></tr></table></body></html>"
    ).encode("gb18030")


def word_page(text: str) -> bytes:
    """Saved from a word processor: every few characters in a span of their own."""
    lines = [line for line in text.split("\n") if line.strip()]
    body = "".join(
        "<p class=MsoNormal>"
        + "".join(f"<span lang=EN-US>{escape(line[at : at + 5])}</span>" for at in range(0, len(line), 5))
        + "<o:p></o:p></p>"
        for line in lines
    )
    head = '<html xmlns:o="urn:x"><head><meta charset=utf-8></head><body>'
    return f"{head}{_menu()}<div class=TRS_Editor>{body}</div>{_beside()}{FOOT}</body></html>".encode()


PAGES: dict[str, Callable[[str], bytes]] = {"plain": plain_page, "table": table_page, "word": word_page}
