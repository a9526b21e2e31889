"""References to secrets, and cutting secrets out of what people can read."""

import sys
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from monitor.notifications.secrets import ChannelBroken, Redactor, fingerprint, resolve


def test_a_variable_and_a_file_are_read_anew_each_time(tmp_path: Path) -> None:
    """A rotated secret is taken up at the next attempt."""
    file = tmp_path / "hook.txt"
    file.write_text("\ufeffone\n", encoding="utf-8")
    first = resolve("file:hook.txt", folder=tmp_path)
    file.write_text("two\n", encoding="utf-8")

    assert [first, resolve("file:hook.txt", folder=tmp_path)] == ["one", "two"]
    assert resolve(f"file:{file}", folder=tmp_path / "elsewhere") == "two"
    assert resolve("env:HOOK", folder=tmp_path, environ={"HOOK": " three "}) == "three"


@pytest.mark.parametrize(
    "reference", ["env:NOT_SET", "file:missing.txt", "file:", "file:binary", "env:EMPTY", "env:a/b"]
)
def test_what_leads_nowhere_breaks_the_channel(reference: str, tmp_path: Path) -> None:
    """Missing, empty, unreadable: a sentence for the person who mends it."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ChannelBroken):
        resolve(reference, folder=tmp_path, environ={"EMPTY": " "})


def test_a_secret_written_where_a_reference_belongs_is_not_repeated(tmp_path: Path) -> None:
    """The complaint must not become the leak."""
    for secret in ("https://hooks.example/T/B/X", "env:https://hooks.example/T/B/X", "keyring:x"):
        with pytest.raises(ChannelBroken) as error:
            resolve(secret, folder=tmp_path, environ={})
        assert "hooks" not in str(error.value)


def test_no_reference_is_no_secret(tmp_path: Path) -> None:
    """An unsigned channel is allowed."""
    assert resolve("", folder=tmp_path) == ""


def test_a_fingerprint_tells_secrets_apart_without_telling_them() -> None:
    """Eight hex digits."""
    assert fingerprint("a") == fingerprint("a") != fingerprint("b")
    assert len(fingerprint("a")) == 8


@pytest.mark.parametrize(
    "leak",
    [
        "POST https://hooks.example/robot/send?access_token=t0ken-1234&n=5 failed",
        "no route for /robot/send?access_token=t0ken-1234",
        "token t0ken-1234 unknown",
        "secret SEC/with+slash rejected",
        "secret SEC%2Fwith%2Bslash rejected",
        "user robot-user:passw0rd",
    ],
)
def test_every_telling_piece_is_cut_out(leak: str) -> None:
    """The address, its path, its parameters, the secret, quoted or not."""
    url = "https://robot-user:passw0rd@hooks.example/robot/send?access_token=t0ken-1234&n=5"
    clean = Redactor(url, ["SEC/with+slash"]).clean(leak)

    assert not [part for part in ("t0ken-1234", "with+slash", "with%2Bslash", "passw0rd") if part in clean]
    assert "***" in clean


def test_ordinary_words_stay() -> None:
    """Short pieces of an address do not blot out a vendor's answer."""
    assert Redactor("https://a.example/x?n=5", [""]).clean("error 5 at x") == "error 5 at x"


class _Ring(KeyringBackend):
    """A key ring of one's own, as the system's would be asked."""

    priority = 1
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept under a name; a locked ring says so."""
        if service == "locked":
            raise KeyringLocked("the ring is locked, and the secret is s3cret-in-the-error")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        del self.kept[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> _Ring:
    """The key ring of this process, empty."""
    ring: _Ring = _Ring()  # type: ignore[no-untyped-call]
    monkeypatch.setattr(_Ring, "kept", {})
    monkeypatch.setattr("keyring.core._keyring_backend", ring)
    assert keyring.get_keyring() is ring
    return ring


def test_a_secret_in_the_key_ring_is_read_anew_each_time(ring: _Ring, tmp_path: Path) -> None:
    """A rotated one is taken up at once."""
    ring.set_password("duban", "feishu", "one")
    first = resolve("keyring:duban/feishu", folder=tmp_path)
    ring.set_password("duban", "feishu", " two ")

    assert [first, resolve("keyring:duban/feishu", folder=tmp_path)] == ["one", "two"]


@pytest.mark.parametrize("reference", ["keyring:duban/nobody", "keyring:locked/feishu", "keyring:duban/", "keyring:/x"])
@pytest.mark.usefixtures("ring")
def test_a_key_ring_without_an_answer_breaks_the_channel(reference: str, tmp_path: Path) -> None:
    """Nothing kept, a locked ring, half a name; the ring's own words are not repeated."""
    with pytest.raises(ChannelBroken) as error:
        resolve(reference, folder=tmp_path)

    assert "s3cret" not in str(error.value)


def test_without_the_package_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is an optional extra."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ChannelBroken, match=r"duban\[keyring\]"):
        resolve("keyring:duban/feishu", folder=tmp_path)
