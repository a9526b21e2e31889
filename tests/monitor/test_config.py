"""config.toml: every key known, every value typed, and an answer that helps when it is not."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from monitor.config import Settings, load
from monitor.errors import ConfigError
from monitor.notice_settings import ChannelSettings, LadderSettings, RouteSettings

ROOT = Path(__file__).parents[2]
SECRET = "SEC-very-private-value"

_CHANNEL = "[[channel]]\nname = 'x'\nkind = 'feishu'\nurl = 'env:U'\n"

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a config.toml and hand back its path."""

    def _write(text: str) -> Path:
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return _write


def _refused(file: Path) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load(file)
    return caught.value


def test_the_file_in_the_repository_states_the_defaults() -> None:
    """Who deletes a line of config.toml changes nothing; only the seed document is particular to this checkout."""
    shipped = load(ROOT / "config.toml")

    assert replace(shipped, folder=Path(), document=()) == Settings()
    assert [document.file for document in shipped.document] == ["004_c471f9b9c223db6f.txt"]


def test_the_file_in_the_repository_names_every_key() -> None:
    """A setting nobody can find is no setting."""
    words = set((ROOT / "config.toml").read_text(encoding="utf-8").replace("#", " ").split())
    settings = Settings()
    tables = ("ledger", "sources", "review", "reports", "schedule", "notify")
    keys = {name for table in tables for name in getattr(settings, table).__slots__}
    lists = {name for kind in (ChannelSettings, RouteSettings, LadderSettings) for name in kind.__slots__}

    assert keys | lists | {"file", "reference", "language", "timezone"} <= words
    assert {f"[{table}]" for table in tables} <= words


def test_no_file_means_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program works in any folder."""
    monkeypatch.chdir(tmp_path)

    assert load(None) == Settings()


def test_the_file_of_the_working_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --config the file beside you counts."""
    shutil.copy(ROOT / "config.toml", tmp_path)
    monkeypatch.chdir(tmp_path)

    assert load(None).document[0].reference == date(2023, 10, 1)


def test_a_file_that_was_asked_for_must_exist(tmp_path: Path) -> None:
    """A mistyped --config must not silently mean the defaults."""
    error = _refused(tmp_path / "nowhere.toml")

    assert "nowhere.toml" in str(error)
    assert error.remedy


@pytest.mark.parametrize(
    ("text", "wrong", "nearest"),
    [
        ("langauge = 'en'", "langauge", "language"),
        ("[review]\nnear_day = 3", "review.near_day", "review.near_days"),
        ("[reviews]\nnear_days = 3", "reviews", "review"),
        ("near_days = 3", "near_days", "review.near_days"),
        ("[ledger]\npatterns = []", "ledger.patterns", "sources.patterns"),
        ("[[channel]]\nname = 'x'\nkind = 'webhook'\nurl = 'env:U'\nsecrets = 'env:S'", "secrets", "channel.secret"),
    ],
)
def test_an_unknown_key_is_refused_and_the_nearest_offered(write: Write, text: str, wrong: str, nearest: str) -> None:
    """A typing mistake is named, and so is what was probably meant."""
    error = _refused(write(text))

    assert wrong in error.message
    assert nearest in error.remedy


def test_a_key_like_no_other_lists_the_keys_there_are(write: Write) -> None:
    """Where nothing is near, everything possible is shown."""
    error = _refused(write("[ledger]\nzzz = 1"))

    assert "ledger.url" in error.remedy


def test_the_name_of_the_folder_is_no_key(write: Write) -> None:
    """What the program works out for itself cannot be configured."""
    assert "folder" in _refused(write("folder = '/'")).message


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("language = 1", "language"),
        ("[review]\nnear_days = '30'", "review.near_days"),
        ("[review]\nnear_days = true", "review.near_days"),
        ("[schedule]\nweekends = 0", "schedule.weekends"),
        ("[sources]\npaths = 'seeds'", "sources.paths"),
        ("[sources]\npaths = [1]", "sources.paths"),
        ("[[document]]\nfile = 'a.txt'\nreference = '2023-10-01'", "document.reference"),
        ("[[document]]\nfile = 'a.txt'\nreference = 2023-10-01T00:00:00", "document.reference"),
        ("ledger = 'x'", "ledger"),
        ("[document]\nfile = 'a.txt'", "document"),
    ],
)
def test_a_value_of_the_wrong_type_names_its_key(write: Write, text: str, key: str) -> None:
    """A number in quotes is not a number, and true is not one either."""
    error = _refused(write(text))

    assert key in error.message
    assert error.remedy


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("language = 'fr'", "language"),
        ("timezone = 'Asia/Atlantis'", "Asia/Atlantis"),
        ("timezone = ''", ""),
        ("timezone = '../../etc/passwd'", "passwd"),
        ("[reports]\nformats = ['papyrus']", "reports.formats"),
        ("[reports]\nperiods = ['quarter']", "reports.periods"),
        ("[reports]\nattach = ['pdf']", "reports.attach"),  # which is not written
        ("[reports]\nattach_megabytes = 0", "reports.attach_megabytes"),
        ("[reports]\nbase_url = 'https://a.example/x)[y'", "reports.base_url"),
        ("[review]\nnear_days = -1", "review.near_days"),
        ("[notify]\ninclude = 'none'", "notify.include"),
        ("[schedule]\nnotify_at = '9 Uhr'", "schedule.notify_at"),
        ("[schedule]\nnotify_at = '09:03+08:00'", "schedule.notify_at"),
        ("[schedule]\nnotify_at = '24:00'", "schedule.notify_at"),
        ("[[document]]\nfile = 'a.txt'", "[[document]]"),
        ("[[document]]\nreference = 2023-10-01", "[[document]]"),
        ("[[channel]]\nname = 'x'", "[[channel]]"),
        ("[schedule]\ncalendar = 'nowhere.toml'", "日历文件"),
        (_CHANNEL + "on_uncertain = 'twice'", "channel.on_uncertain"),
        (_CHANNEL + "quiet = '22-07'", "channel.quiet"),
        (_CHANNEL.replace("'x'", "'x|y'"), "|"),
        ("[notify]\nmanager = '局长'", "notify.manager"),
        ("[[route]]\nchannel = '二群'", "route.channel"),
        (_CHANNEL + "[[route]]\nchannel = 'x'\nfilter = 'colour:red'", "route.filter"),
        (_CHANNEL + "[[route]]\nchannel = 'x'\nowner = 'a|b'", "route.owner"),
        ("[[ladder]]\noverdue = [0]", "[[ladder]]"),
        ("[[publish]]\nto = 'a.ics'", "publish.kind"),
        ("[[publish]]\nkind = 'feed'", "[[publish]]"),
        (2 * "[[publish]]\nkind = 'feed'\nto = 'a.atom'\n", "a.atom"),
        ("[[publish]]\nkind = 'site'\nto = 'a'\ninclude = ['contacts']", "publish.include"),
        ("[[publish]]\nkind = 'site'\nto = 'a'\nfilter = 'colour:red'", "publish.filter"),
        ("[[ladder]]\nfilter = 'kind:nothing'", "ladder.filter"),
        (2 * "[[channel]]\nname = 'x'\nkind = 'webhook'\nurl = 'env:U'\n", "x"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_with_a_remedy(write: Write, text: str, key: str) -> None:
    """The right type is not enough."""
    error = _refused(write(text))

    assert key in error.message
    assert error.remedy


@pytest.mark.parametrize("text", ["language = ", "= 3", "[a", "a = 1\na = 2"])
def test_what_is_no_toml_names_the_file(write: Write, text: str) -> None:
    """The parser knows the line; we name the file."""
    file = write(text)

    assert str(file) in str(_refused(file))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """A file in another encoding is a clear complaint, not a traceback."""
    file = tmp_path / "config.toml"
    file.write_bytes("[[channel]]\nname = '督办群'".encode("gb18030"))

    assert "config.toml" in str(_refused(file))


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    """Windows editors write one."""
    file = tmp_path / "config.toml"
    file.write_bytes("\ufefflanguage = 'en'".encode())

    assert load(file).language == "en"


@pytest.mark.parametrize(
    "value", [f"'{SECRET}'", f"['{SECRET}']", f"{{ token = '{SECRET}' }}", f"'https://hook.example/{SECRET}'"]
)
@pytest.mark.parametrize("key", ["url", "secret"])
def test_a_secret_written_into_the_file_is_refused_and_never_repeated(write: Write, key: str, value: str) -> None:
    """Error lines end up in logs and screenshots."""
    other = "secret" if key == "url" else "url"
    error = _refused(write(f"[[channel]]\nname = 'x'\nkind = 'feishu'\n{other} = 'env:OK'\n{key} = {value}"))

    assert SECRET not in f"{error} {error.message} {error.where} {error.remedy}"
    assert key in error.message


def test_a_channel_that_is_no_table_is_not_repeated(write: Write) -> None:
    """Somebody may write the address where the table belongs."""
    assert SECRET not in str(_refused(write(f"channel = ['https://hook.example/{SECRET}']")))
    assert SECRET not in str(_refused(write(f"channel = 'https://hook.example/{SECRET}'")))


def test_references_to_secrets_are_accepted(write: Write) -> None:
    """An environment variable, a file or the key ring; no secret at all is fine too."""
    channels = load(
        write(
            "[[channel]]\nname = 'a'\nkind = 'feishu'\nurl = 'env:A_URL'\nsecret = 'file:/run/secret'\n"
            "[[channel]]\nname = 'b'\nkind = 'webhook'\nurl = 'file:b.url'\n"
            "[[channel]]\nname = 'c'\nkind = 'slack'\nurl = 'keyring:duban/slack'\n"
        )
    ).channel

    assert [(channel.name, channel.url, channel.secret) for channel in channels] == [
        ("a", "env:A_URL", "file:/run/secret"),
        ("b", "file:b.url", ""),
        ("c", "keyring:duban/slack", ""),
    ]


def test_relative_paths_start_at_the_file(write: Write) -> None:
    """A daemon started elsewhere reads the same documents."""
    file = write("")

    assert load(file).path("seeds") == file.parent / "seeds"


def test_a_given_date_finds_its_document_by_name_or_by_path(write: Write) -> None:
    """A file name is enough; a path is matched from the file's folder."""
    file = write(
        "[[document]]\nfile = 'a.txt'\nreference = 2023-10-01\n[[document]]\nfile = 'in/b.txt'\nreference = 2024-01-02"
    )
    settings = load(file)

    assert settings.given_reference(Path("anywhere/a.txt")) == date(2023, 10, 1)
    assert settings.given_reference(file.parent / "in" / "b.txt") == date(2024, 1, 2)
    assert settings.given_reference(Path("b.txt")) is None


def test_an_empty_time_switches_a_job_off(write: Write) -> None:
    """Empty is allowed where a time is expected."""
    assert load(write("[schedule]\nreport_at = ''")).schedule.report_at == ""
