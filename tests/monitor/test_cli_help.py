"""Help pages and complaints of the command line: in Chinese all Chinese, in English all English, and true."""

import re
from pathlib import Path

import pytest

from monitor.commands.output import cells
from tests.monitor.command_line import Duban
from tests.monitor.help_pages import Page, pages_in

ROOT = Path(__file__).parents[2]
COMMON = {"--config", "--ledger", "--today", "--lang", "--as", "--version", "--help"}
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# what is the same in every language: options, values and lists of them, names of files and keys, commands as typed
CODE = re.compile(r"'[\w-]+'|--?[a-z][\w-]*|[\[{][^\]}]*[\]}]|\S*[./_=:<>|]\S*|\bduban(?: [a-z]+)*")
ENGLISH_SENTENCE = re.compile(r"[A-Za-z']{2,}(?:[ ,]+[A-Za-z']+){2,}")
DOCUMENTS = ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
CALL = re.compile(r"\bduban ((?:--?[a-z]+(?:[ =]\S+)? )*)([a-z]+)(?: ([a-z]+(?:\\?\|[a-z]+)*)(?![\w./:<]))?([^`\n]*)")


@pytest.fixture(scope="module")
def zh() -> dict[str, Page]:
    """The pages of the first language."""
    return pages_in("zh")


@pytest.fixture(scope="module")
def en() -> dict[str, Page]:
    """The pages of the second language."""
    return pages_in("en")


def _english(page: str) -> list[str]:
    return [line for line in page.splitlines() if ENGLISH_SENTENCE.search(CODE.sub("，", line))]


def test_what_is_taken_for_an_english_sentence() -> None:
    """The test of the pages can fail: prose is found, code is not."""
    prose = "  Take candidates into the ledger's care."
    code = "  --log [text|json]  duban outbox list 与 config.toml 里的 [review] four_eyes"

    assert _english(f"{prose}\n{code}") == [prose]


def test_both_languages_have_every_page(zh: dict[str, Page], en: dict[str, Page]) -> None:
    """Commands of groups are walked too, in the same order."""
    assert {"", "list", "outbox list", "units resolve"} <= zh.keys()
    assert list(zh) == list(en)
    assert all(one.page.startswith("用法：") for one in zh.values())
    assert all(one.page.startswith("Usage: ") for one in en.values())


def test_chinese_pages_hold_no_english_sentence(zh: dict[str, Page]) -> None:
    """The docstring, which is English, never gets onto a page."""
    assert {name: found for name, one in zh.items() if (found := _english(one.page))} == {}
    assert [name for name, one in zh.items() if not CHINESE.search(one.help)] == []


def test_english_pages_hold_no_chinese(en: dict[str, Page]) -> None:
    """Nor does a Chinese word get onto an English one."""
    assert {name: found for name, one in en.items() if (found := CHINESE.findall(one.page))} == {}


def test_chinese_pages_name_values_in_chinese(zh: dict[str, Page]) -> None:
    """`--note 文字`, not `--note TEXT`; what has no Chinese name keeps its own."""
    usages = {name: re.split(r"\n\n", one.page)[0] for name, one in zh.items()}
    entries = {name: re.findall(r"^  (--?\S+(?: \S+)?)", one.page, re.MULTILINE) for name, one in zh.items()}
    capitals = {name: re.findall(r"[A-Z]{2,}\d*", " ".join([usages[name], *entries[name]])) for name in zh}

    assert {name: found for name, found in capitals.items() if found} == {"evidence file": ["SHA256"]}


def test_the_english_page_says_what_the_function_says_of_itself(en: dict[str, Page]) -> None:
    """One description in the second language: the docstring, or the line of the list where that says it all."""
    other = {
        name: one.help
        for name, one in en.items()
        if name and " ".join(one.help.split()) not in (" ".join(one.docstring.split()), one.short_help)
    }

    assert other == {}


def test_both_languages_say_as_many_paragraphs(zh: dict[str, Page], en: dict[str, Page]) -> None:
    """What the second language explains the first one explains too."""
    counts = {name: (one.help.count("\n\n"), en[name].help.count("\n\n")) for name, one in zh.items()}

    assert {name: count for name, count in counts.items() if count[0] != count[1]} == {}


def test_lines_fit_a_terminal_of_eighty_columns(zh: dict[str, Page]) -> None:
    """Chinese takes two cells a character; only lists of values, which nobody may break, can be longer."""
    lines = [line for one in zh.values() for line in one.page.splitlines()]

    assert [line for line in lines if cells(line) > 80 and "|" not in line] == []


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ("nonsense", "没有命令 nonsense"),
        ("lst", "没有命令 lst。 是不是 'list'？"),
        ("evidence acept", "没有命令 acept。 是不是 'accept'？"),
        ("list --on", "没有选项 --on。 是不是 '--out'？"),
        ("--frob", "没有选项 --frob"),
        ("report --format papyrus", "papyrus 不在可选之列：'markdown'"),
        ("judge C000001 maybe --reason x", "maybe 不在可选之列：'met'"),
        ("judge", "缺少参数 '编号'"),
        ("evidence add", "缺少参数 '编号'"),
        ("judge C000001 met", "缺少选项 '--reason'"),
        ("report --format", "选项 --format 少了 1 个值"),
        ("review --ascii=1", "选项 --ascii 不带值"),
        ("documents extra", "多出的参数（extra）"),
        ("list --limit many", "many 不是整数"),
        ("list --limit 0", "0 不在 x>=1 之内"),
        ("snooze C000001 tomorrow --reason x", "'日期' 的值不对：tomorrow 不是日期，应如 2025-12-31"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_a_remedy(duban: Duban, call: str, says: str) -> None:
    """What is wrong, and where to look; nothing of it in the words of the library."""
    ran = duban("--lang", "zh", *call.split())

    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert re.search(r"^办法：见 duban .*--help$", ran.err, re.MULTILINE)
    assert _english(ran.err) == []


def test_a_group_called_alone_shows_its_page(duban: Duban) -> None:
    """Nothing was done, which the exit code says; the page itself is no complaint."""
    ran = duban("--lang", "zh", "evidence")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("用法： duban evidence")
    assert "\n选项：\n" in ran.err
    assert "错误" not in ran.err


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_only_commands_and_options_that_there_are(document: str, zh: dict[str, Page]) -> None:
    """What the README and the pages of docs/ show in code can be typed."""
    text = (ROOT / document).read_text(encoding="utf-8")
    code = re.findall(r"^\s*```[^\n]*\n(.*?)^\s*```|`([^`\n]+)`", text, re.MULTILINE | re.DOTALL)
    calls = [found for one in code for found in CALL.finditer("".join(one))]

    assert [problem for found in calls for problem in _untrue(found, zh)] == []


def test_what_is_untrue_of_a_command_is_found(zh: dict[str, Page]) -> None:
    """The test of the documents can fail: a command, a subcommand and an option that are not there."""
    text = "duban lists · duban --as 王敏 outbox show|shows N · duban units resolve NAME --newest · duban list --out F"
    calls = [found for one in text.split(" · ") for found in CALL.finditer(one)]

    assert [_untrue(found, zh) for found in calls] == [["duban lists"], ["outbox shows"], ["units --newest"], []]


def test_the_readme_names_every_subcommand_in_both_languages(zh: dict[str, Page]) -> None:
    """A subcommand nobody can find in the rows of its command does not exist."""
    rows = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    pairs = [name.split() for name in zh if " " in name]

    missing = [
        f"{group} {name}"
        for group, name in pairs
        if sum(f"`duban {group}" in row and re.search(rf"[ `|]{name}[ `\\|]", row) is not None for row in rows) < 2
    ]
    assert missing == []


def _untrue(found: re.Match[str], pages: dict[str, Page]) -> list[str]:
    before, command, subcommands, rest = found.groups("")
    if command not in pages:
        return [found[0]]
    below = [f"{command} {word}" for word in re.split(r"\\?\|", subcommands) if word]
    group = any(name.startswith(f"{command} ") for name in pages)
    named = [command, *below] if group else [command]
    known = COMMON.union(*(pages[name].options for name in named if name in pages))
    options = re.findall(r"(?<![\w-])--[a-z][a-z-]*", before + rest)
    return [name for name in named if name not in pages] + [f"{command} {one}" for one in options if one not in known]
