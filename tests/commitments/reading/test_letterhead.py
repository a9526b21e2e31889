"""Head and foot of papers: who is called, who signed, who got a copy, which proposal is answered."""

import pytest

from commitments.document import Letterhead
from commitments.reading import read_text

REPLY = """清河市水务局
清水建字〔2025〕19号
签 发 人：王某某
对市十七届人大四次会议关于加快泵站建设的建议（第1431318号）的答复
李某某代表：
您提出的建议收悉，现答复如下：
一、关于建设。到2027年，新建泵站12座。
清河市水务局
2025年5月20日
抄送：市人大代表工委，市政府办公室、市财政局。
"""


def test_a_reply_tells_whom_and_what_it_answers() -> None:
    """Every part stands where replies have it; a line that only opens a list calls nobody."""
    assert read_text("a.txt", REPLY).imprint.letterhead == Letterhead(
        signatory="王某某",
        addressee="李某某代表",
        copied_to=("市人大代表工委", "市政府办公室", "市财政局"),
        proposal="第1431318号建议",
    )


@pytest.mark.parametrize(
    ("line", "proposal"),
    [
        ("关于市政协十四届三次会议第0123号提案的答复", "第0123号提案"),
        ("对市人大二次会议第 B45 号建议的答复", "第B45号建议"),
        ("关于加强养老服务的提案（第20220103号）的办理复函", "第20220103号提案"),
        ("对代表议案第7号的答复", "第7号议案"),
        ("关于第1086号（社会建设类12号）提案的答复", "第1086号提案"),
        ("对市政协会议第(1086)号重点提案的答复", "第1086号提案"),
        ("关于市人大会议第1086、1087号代表建议的答复", "第1086号建议"),
        ("提案编号：1086", "第1086号提案"),
        ("對市人大會議第1086號建議的答覆", "第1086号建议"),
        ("清政办发〔2024〕3号", None),
    ],
)
def test_proposals_are_named_in_several_ways(line: str, proposal: str | None) -> None:
    """The number before the kind, behind it, or in a bracket; a document number is none."""
    assert read_text("a.txt", f"{line}\n{REPLY[REPLY.index('您') :]}").imprint.letterhead.proposal == proposal


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("各区县人民政府，市政府各部门：", "各区县人民政府，市政府各部门"),
        ("尊敬的张某委员:", "张某委员"),
        ("各有关单位：", "各有关单位"),
        ("现将有关事项通知如下：", None),
        ("信息来源：市政府办公室", None),
        ("答复单位：", None),
    ],
)
def test_who_is_called(line: str, addressee: str | None) -> None:
    """A line of its own that calls a body or a person, not a label."""
    assert (
        read_text("a.txt", f"关于加快建设的通知\n{line}\n到2027年，新建泵站12座。").imprint.letterhead.addressee
        == addressee
    )


@pytest.mark.parametrize(
    ("line", "index"),
    [
        ("索引号：11210000/2024-00155", "11210000/2024-00155"),
        ("索 引 号: 000014349/2005-1", "000014349/2005-1"),
        ("索引号：主题分类", None),
    ],
)
def test_an_index_holds_figures(line: str, index: str | None) -> None:
    """The label of the next field is no index."""
    assert read_text("a.txt", f"{line}\n{REPLY}").imprint.letterhead.index == index


@pytest.mark.parametrize(
    ("line", "copied", "signatory"),
    [
        ("抄送：市委办公室，市人大办公室，\n市政协办公室。", ("市委办公室", "市人大办公室", "市政协办公室"), "张三"),
        ("（抄　送：市委办公室）", ("市委办公室",), "张三、李四"),
        ("抄送單位：市財政局；市審計局", ("市財政局", "市審計局"), "張三"),
        ("抄送：", (), None),
    ],
)
def test_copies_and_signatories_in_every_form(line: str, copied: tuple[str, ...], signatory: str | None) -> None:
    """Over two lines, in brackets, in traditional characters, two people side by side."""
    signed = f"簽發人：{signatory.replace('、', '　')}\n" if signatory else ""
    letterhead = read_text(
        "a.txt", f"{signed}关于加快建设的通知\n到2027年，新建泵站12座。\n{line}\n"
    ).imprint.letterhead

    assert (letterhead.copied_to, letterhead.signatory) == (copied, signatory)


@pytest.mark.parametrize(
    "said",
    [
        "您提出的“关于加快泵站建设的建议”（第1086号）收悉",
        "您提出的《关于加快泵站建设》的建议已收悉",
        "您提出的关于加快泵站建设的第1086号建议，由我局办理",
        "您提出的加快泵站建设的建议收悉",
        "您提出的第1086号《关于加快泵站建设的建议》收悉",
        "您提出的關於加快泵站建設的建議收悉",
    ],
)
def test_a_reply_without_a_title_takes_its_subject(said: str) -> None:
    """Whatever stands round the subject; a reply to nothing in particular has no title."""
    reply = "李某某代表：\n{}，现答复如下：\n到2027年，新建泵站12座。\n"

    assert read_text("a.txt", reply.format(said)).imprint.title == "对关于加快泵站建设的建议的答复"
    assert read_text("a.txt", reply.format("您提出的建议收悉")).imprint.title is None
