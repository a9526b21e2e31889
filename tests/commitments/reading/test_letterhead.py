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
