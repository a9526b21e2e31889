"""A web site on loopback whose pages a test writes, with the log of what it was asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.monitor.loopback import Loopback


@dataclass(slots=True)
class Answer:
    """What a page answers: by default with a version, so that it can answer that nothing changed."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    versioned: bool = True


class Site(Loopback):
    """Pages by path; paths nobody wrote answer 404."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Answer]] = {}  # the last of several is given from then on
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            """Answers from the site's pages."""

            def do_GET(self) -> None:
                """Answer, by 304 where the visitor has this version."""
                site.asked.append((self.path, dict(self.headers)))
                answers = site.pages.get(self.path, [Answer(status=404)])
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                tag = f'"{sha256(answer.body).hexdigest()[:8]}"'
                same = answer.versioned and self.headers.get("If-None-Match") == tag
                self.send_response(304 if same else answer.status)
                if answer.versioned:
                    self.send_header("ETag", tag)
                    self.send_header("Last-Modified", formatdate(0, usegmt=True))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                body = b"" if same else answer.body
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

        self.listen(Handler, ThreadingHTTPServer)

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.port}{path}"

    def write(self, path: str, *bodies: str | bytes | Answer) -> None:
        """Put a page up; several are given one after the other."""
        self.pages[path] = [_answer(body) for body in bodies]

    def paths(self) -> list[str]:
        """What was asked for, without the rules."""
        return [path for path, _headers in self.asked if path != "/robots.txt"]


def _answer(body: str | bytes | Answer) -> Answer:
    if isinstance(body, Answer):
        return body
    return Answer(body.encode() if isinstance(body, str) else body)
