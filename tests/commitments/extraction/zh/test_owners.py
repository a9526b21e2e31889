"""Owners are read as written, and nobody is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.rule import OwnerMatch
from commitments.extraction.zh.bodies import split_units
from commitments.extraction.zh.owners import find_owners, labelled
from commitments.extraction.zh.subjects import acting_subject
from commitments.target import Owners

LISTS = {
    "省教育厅、省财政厅": ("省教育厅", "省财政厅"),
    "省住房和城乡建设厅和省文化和旅游厅": ("省住房和城乡建设厅", "省文化和旅游厅"),
    "省发展改革委、财政厅": ("省发展改革委", "财政厅"),
    "济南、青岛、烟台市政府": ("济南市政府", "青岛市政府", "烟台市政府"),
    "济南市、青岛市政府": ("济南市政府", "青岛市政府"),
    "市州、县市区人民政府": ("市州人民政府", "县市区人民政府"),
    "各市、县（市、区）人民政府": ("各市、县（市、区）人民政府",),
    "省商务厅，沈阳海关，各市政府": ("省商务厅", "沈阳海关", "各市政府"),
    "省科技厅、省教育厅等有关部门": ("省科技厅", "省教育厅"),
    "市公安局及有关部门": ("市公安局",),
    "市住建局、市城管局按职责分工负责": ("市住建局", "市城管局"),
    "省人力资源社会保\n障厅、省民政厅": ("省人力资源社会保障厅", "省民政厅"),
    "有关部门": (),
}
CORPUS = {
    "(牵头单位:省商务厅,责任单位:省财政厅、各市政府)": (("省商务厅",), ("省财政厅", "各市政府")),
    "（责任单位：市教育局）": (("市教育局",), ()),
    "（责任单位：市教育局、市财政局）": (("市教育局",), ("市财政局",)),
    "（责任单位：市教育局（牵头）、市财政局）": (("市教育局",), ("市财政局",)),
    "（市教育局、市财政局负责）": (("市教育局",), ("市财政局",)),
    "（市教育局和市财政局负责）": (("市教育局", "市财政局"), ()),
    "（市教育局牵头，市财政局、各区政府按职责分工负责）": (("市教育局",), ("市财政局", "各区政府")),
    "牵头单位：市教育局；配合单位：市财政局；完成时限：2025年底": (("市教育局",), ("市财政局",)),
    "责任领导：张三；责任单位：市教育局": (("市教育局",), ()),
    "由市教育局牵头，市财政局配合": (("市教育局",), ("市财政局",)),
    "由市教育局、市财政局牵头落实": (("市教育局", "市财政局"), ()),
    "由市教育局会同市财政局制定办法": (("市教育局",), ()),
    "市教育局负责组织实施": (("市教育局",), ()),
    "市教育局将与市财政局等单位一起，制定办法": (("市教育局",), ("市财政局",)),
}
SUBJECTS = {
    "杭州市积极推动项目落地": ("杭州市",),
    "优化布局，杭州市力争建成新机场": ("杭州市",),
    "省财政厅、省教育厅要安排资金": ("省财政厅", "省教育厅"),
    "县财政局：落实资金，做好监管": ("县财政局",),
    "3.县水利局：加强河道管理，督促业主开展评估": ("县水利局",),
    "同时，市文旅局计划举办活动": ("市文旅局",),
    "凡是有在建项目的县市区，至少确定1个试点": ("县市区",),
    "各地以县（市、区）为单位，全面排查": ("各地",),
    "全省计划推进500个项目": (),
    "我省将继续加强合作": (),
    "推动上海市建设中心": (),
    "支持企业建设研发机构": (),
    "城镇新增就业50万人": (),
    "加快物流中心建设": (),
    "会议认为，要加强管理": (),
    "我局将开通两条公交线路": ("我局",),
    "公司计划投入研发资金2亿元": ("公司",),
    "但是市住建局已启动整改": ("市住建局",),
    "2026年3月市交通局启动改造": ("市交通局",),
    "区水务局于2026年3月完成清淤": ("区水务局",),
    "江宁区始终推动产业升级": ("江宁区",),
    "绍兴市成功举办交易会": ("绍兴市",),
    "各地联合签署合作协议": ("各地",),
    "不动产登记中心可现场办理": ("不动产登记中心",),
    "市审计局开展专项审计": ("市审计局",),
    "市商业银行推出专项贷款": ("市商业银行",),
    "市贸促会组织企业参展": ("市贸促会",),
    "省农业合作社推广良种": ("省农业合作社",),
    "人民银行某市分行引导金融机构加大投放": ("人民银行某市分行",),
    "市总工会、团市委、市妇联组织活动": ("市总工会", "团市委", "市妇联"),
    "市人大常委会开展执法检查": ("市人大常委会",),
    "市第一中学扩建教学楼": ("市第一中学",),
    "市红十字会培训救护员": ("市红十字会",),
    "于洪区加快建设物流园": ("于洪区",),
    "从化区力争接待游客100万人次": ("从化区",),
    "从城区开展试点": (),
    "将全县纳入试点": (),
    "领导干部要深入一线": (),
    "牵头单位要制定工作台账": (),
    "全社会研发投入持续增长": (),
    "经济社会发展取得新成效": (),
    "镇乡村建设综合服务中心": (),
    "海绵城市建设全面推进": (),
    "公共服务平台上线运行": (),
    "省外12所大学帮扶办学": (),
    "上述经营计划不构成公司对投资者的承诺": (),
    "感谢各位对学校建设的关心": (),
    "践行以人民为中心的发展思想": (),
    "布局建设创新中心": (),
    "夯实科技创新中心建设基础": (),
    "协同市水利局加强管护": (),
    "内部控制制度持续完善": (),
    "全面部署推进重点工作": (),
    "召开推进会部署工作": (),
}


def owners_of(text: str) -> tuple[OwnerMatch, ...]:
    """All owner phrases of a text."""
    return find_owners(text, 0, len(text))


@pytest.mark.parametrize(("words", "names"), LISTS.items())
def test_a_list_of_bodies_is_taken_apart_as_written(words: str, names: tuple[str, ...]) -> None:
    """Shared endings are written out, shared beginnings are not; 和 inside a name parts nothing."""
    assert names == split_units(words)


@pytest.mark.parametrize(("text", "owners"), CORPUS.items())
def test_who_leads_and_who_supports(text: str, owners: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """Labels, brackets and sentences."""
    assert [Owners(*owners)] == [found.owners for found in owners_of(text)]


@pytest.mark.parametrize(
    "text", ["明确责任单位和完成时限", "有关部门负责落实", "我省牵头推进", "(此件公开发布)", "由此可见"]
)
def test_words_about_duties_name_nobody(text: str) -> None:
    """No owner is invented."""
    assert owners_of(text) == ()


def test_a_closing_bracket_is_told_from_a_line() -> None:
    """A bracket owns its whole item, and its span holds the brackets."""
    text = "推进改革。(牵头单位:省商务厅)"
    (found,) = owners_of(text)

    assert found.bracketed
    assert found.span.of(text) == "(牵头单位:省商务厅)"
    assert not owners_of("牵头单位:省商务厅")[0].bracketed


def test_an_owner_of_all_that_follows_is_a_match_of_its_own() -> None:
    """以下均由…负责 stands inside the bracket of one item and supports all the others."""
    item, below = owners_of("(责任单位:市住建局。各区政府负责落实;以下均由各区政府负责落实,不再列出)")

    assert Owners(("市住建局",), ("各区政府",)) == item.owners
    assert ("for all below", Owners((), ("各区政府",))) == (below.rule, below.owners)


@pytest.mark.parametrize(("text", "names"), SUBJECTS.items())
def test_the_acting_body_is_the_subject_of_the_sentence(text: str, names: tuple[str, ...]) -> None:
    """A body that acts is named; 全省 names nobody; what is pushed or supported does not act."""
    assert names == acting_subject(text, 0, len(text))


@given(st.text("省市县厅局委办、和与，,。（）()：:牵头责任单位负责由配合等有关部门教育财政 \n", max_size=60))
def test_whatever_the_text_spans_lie_inside_it(text: str) -> None:
    """No text breaks the reading, and no owner is empty."""
    for found in owners_of(text):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.owners
    assert all(acting_subject(text, 0, len(text)) or [True])


def test_a_label_that_names_no_duty_leaves_everybody_out() -> None:
    """A bracket that looks like a label but holds none of the known ones names nobody, and is no failure."""
    assert labelled("主管单位：市水利局") == Owners()
