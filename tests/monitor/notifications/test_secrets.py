"""References to secrets, and cutting secrets out of what people can read."""

from pathlib import Path

import pytest

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
