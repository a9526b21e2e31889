"""Wordings that mini papers of many genres brought up: what is promised, by whom it is not, and what is measured."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.reading import read_text
from tests.commitments.extraction.reading_aloud import milestones, numbers

PLAN = "关于加快发展的实施意见\n一、重点任务\n"


def metrics(text: str) -> list[str | None]:
    """What each number of a plan measures."""
    document = read_text("paper.txt", PLAN + text, given=date(2025, 3, 18))
    return [target.metric for target in extract(document).targets if target.quantity]


def test_what_was_the_state_before_is_no_report() -> None:
    """由目前的…提高到 names where a promise starts."""
    text = "县城观察\n全县将新增创新平台10个，转化率由目前的45%提高到65%。\n"
    assert numbers(text) == [">= 10 个 None", ">= 65 % None"]


def test_what_experts_and_townspeople_wish_is_nobody_s_promise() -> None:
    """专家建议 and 市民希望 are told, not promised."""
    text = "滨海观察\n业内专家建议，滨海应在2030年前培育企业5家。\n市民王某希望，2026年底前能开通地铁3号线。\n"
    assert numbers(text) == []
    assert milestones(text) == []


def test_an_official_who_announces_a_plan_does_promise() -> None:
    """The same story with somebody who answers for it."""
    text = "滨海观察\n“我市计划2026年新建泵站3座。”市水利局局长李某说。\n"
    assert numbers(text) == [">= 3 座 2026-12-31"]


def test_a_size_in_brackets_is_not_to_be_reached() -> None:
    """A road's length behind its name; but not how much is done."""
    text = PLAN + "续建项目：东河高速（126公里）、西岭高速（58公里），确保2027年底前建成。\n"
    assert numbers(text) == []
    assert numbers(PLAN + "2027年完成河道治理（12公里）。\n") == [">= 12 公里 2027-12-31"]


def test_what_a_plant_is_called_is_no_number_to_reach() -> None:
    """10GWh names the project whose end is promised."""
    text = PLAN + "南湖基地二期10GWh电芯项目预计2026年三季度投产。\n用于南湖、北湖两个基地建设。\n"
    assert numbers(text) == []
    assert milestones(text) == [("南湖基地二期10GWh电芯项目预计2026年三季度投产", "2026-09-30")]


def test_openings_of_many_kinds_are_outcomes() -> None:
    """落成, 上市, 招生, 开诊 can be seen to happen."""
    text = PLAN + (
        "文化馆预计2026年3月落成。\n争取该公司在2027年上市。\n市五中力争2025年9月开始招生。\n2026年6月底前新院开诊。\n"
    )
    assert [due for _, due in milestones(text)] == ["2026-03-31", "2027-12-31", "2025-09-30", "2026-06-30"]


def test_services_to_be_rendered_are_counted() -> None:
    """服务 with a number of its own is no stock that exists."""
    assert numbers("2025年十件民生实事\n1.提供免费体检，服务不少于5万人次。\n") == [">= 50000 人次 2025-12-31"]


def test_the_problem_comes_before_what_is_done_about_it() -> None:
    """In a paper that puts things right the sentences before 整改措施 tell how bad it is."""
    text = (
        "南河市督察反馈问题整改方案\n一、整改清单\n（一）处置能力不足。全市日产生垃圾约210吨，投诉1200件。\n"
        "整改措施：新建处理厂1座，日处理能力150吨。\n整改时限：2025年3月31日\n"
    )
    assert [number.rsplit(" ", 1)[0] for number in numbers(text)] == [">= 1 座", ">= 150 吨"]


def test_what_befalls_those_who_are_late_is_no_outcome() -> None:
    """逾期未完成的 is a condition."""
    text = PLAN + "10月底前完成剩余23户搬迁任务；逾期未完成的，由督查室予以通报。\n"
    assert milestones(text) == []


def test_each_order_of_magnitude_with_its_own_counter() -> None:
    """Two classes of firms in a row are counted each."""
    assert metrics("培育百亿级企业2家、十亿级企业15家。\n") == ["企业", "百亿级企业", "十亿级企业"]


def test_metrics_are_nouns() -> None:
    """No verb, date, comparison or word of will belongs to what is measured."""
    assert metrics("今年拟新增公办幼儿园托班40个。\n") == ["新增公办幼儿园托班"]
    assert metrics("2026年底前至少开通3条载客航线。\n") == ["载客航线"]
    assert metrics("单位制造成本同比下降8%。\n") == ["单位制造成本"]
    assert metrics("单位产品能耗再降15%。\n") == ["单位产品能耗"]
    assert metrics("2026年底前整治完成率达到80%以上。\n") == ["整治完成率"]
    assert metrics("公交车占比由2025年的72%提高至95%以上。\n") == ["公交车占比"]
    assert metrics("“十五五”新开工高速公路15条、1200公里。\n") == ["新开工高速公路", "新开工高速公路"]


REPLY = "关于对市人大会议第12号建议的答复\n王某某代表：\n您提出的建议收悉，现答复如下：\n"
SIGNED = "市水利局\n2024年6月18日\n"


def test_a_reply_goes_on_with_its_own_plans_to_the_end_of_the_paragraph() -> None:
    """From 我局将 on, under a heading that names the petition; what is found or past ends it."""
    text = (
        f"{REPLY}一、关于供水保障\n我局将会同有关部门开展专项行动。每年组织两次检查，整改率要达到100%。"
        f"目前共有水厂43家。\n{SIGNED}"
    )
    assert numbers(text) == [">= 2 次 2024-12-31", ">= 100 % None"]


def test_items_of_a_reply_that_promise_are_plans() -> None:
    """Two words of what is to come and none of what was, in an item; facts alone stay facts."""
    text = (
        f"{REPLY}一、关于人才下沉\n（一）继续实施专项计划，招聘不少于600名，其中山区不少于150名。\n"
        f"（二）经核实，现有医生1200名，其中山区300名。\n{SIGNED}"
    )
    assert numbers(text) == [">= 600 名 None", ">= 150 名 None"]


def test_what_was_handled_holds_plans_too() -> None:
    """办理情况 tells first what was done, then by when the rest will be."""
    text = (
        f"{REPLY}二、办理情况\n（一）关于管网。已改造管网58公里。目前，一期前期手续已完成，计划7月上旬开工。\n"
        f"（二）关于储备。今年9月底前，配备抢修车辆12台。\n{SIGNED}"
    )
    assert milestones(text) == [("计划7月上旬开工", "2024-07-10")]
    assert numbers(text) == [">= 12 台 2024-09-30"]


def test_now_follows_is_no_will() -> None:
    """现将…回复如下 promises nothing for what stands below it."""
    text = f"{REPLY}现将有关情况回复如下：关于办证问题。业主尚未召开大会。收费项目有7项。\n{SIGNED}"
    assert numbers(text) == []


def test_goals_bind_though_they_are_expected() -> None:
    """A plain statement among 预期目标 binds, as in any list of goals."""
    document = read_text("报告.txt", "工作要点\n今年主要预期目标是：产值增长6%左右。\n", given=date(2025, 1, 5))
    assert [target.strength.value for target in extract(document).targets] == ["binding"]


def test_what_was_before_the_plan_begins_is_recalled() -> None:
    """A plan for 2026—2030 that is printed in February tells how 2025 ended."""
    text = "某州“十五五”规划\n一、重点任务\n2025年末装机达到3240万千瓦。\n到2028年新增装机500万千瓦。\n"
    assert numbers(text, given=date(2026, 2, 27)) == [">= 5000000 千瓦 2028-12-31"]


def test_a_kind_of_water_and_things_watched_are_not_counted() -> None:
    """准四类水质, 两类人员 that are looked after, a levy's rate; but 担保费率保持在1%以下 is a goal."""
    assert metrics("重点关注两类人员。\n全面加强3条河流断面监测。\n2026年出水达到准四类水质标准。\n") == []
    assert metrics("担保费率保持在1%以下。\n制定行业标准不少于10项。\n") == ["担保费率", "行业标准"]


def test_a_year_before_who_must_do_it_is_a_deadline() -> None:
    """2024年集团要完成…: the year opens the clause and somebody shall; 安全第一 and 一式三份 count nothing."""
    text = "某集团召开工作会议\n会议强调，2026年集团要完成发电量1320亿千瓦时以上。"
    text += "各单位要坚持安全第一。本责任书一式三份。\n"
    assert numbers(text) == [">= 132000000000 千瓦时 2026-12-31"]
    assert metrics("2025年底前入库专利数量不低于有效专利总量的30%。\n") == ["入库专利数量"]
    assert metrics("到2030年，单位用水量比2025年下降12%。\n") == ["单位用水量"]


def test_a_date_in_one_of_several_parts_stays_there() -> None:
    """Over a semicolon a date reaches only from the first part, or from stage to stage."""
    text = PLAN + "加快修订《管理办法》；会同财政局，到2026年底建成水厂10座；新建泵站30座。\n"
    assert numbers(text) == [">= 10 座 2026-12-31", ">= 30 座 None"]
    text = PLAN + "到2026年底，建成水厂10座；新建泵站30座。到2026年，建成3座；改造5座；到2027年，建成6座；改造9座。\n"
    assert [number[-10:-6] for number in numbers(text)] == ["2026", "2026", "2026", "2026", "2027", "2027"]


def test_who_issued_a_paper_does_not_lead_what_it_sets() -> None:
    """印发《…》（…号），明确到2025年…: the goal is the paper's, and nobody in the sentence acts."""
    text = f"{REPLY}省政府办公厅印发《建设意见》（省办发〔2021〕29号），明确到2025年基本建成配送体系。\n{SIGNED}"
    found = extract(read_text("答复.txt", text)).targets
    assert [(target.owners.lead, str(target.due.day)) for target in found] == [((), "2025-12-31")]


def test_a_review_ends_where_will_stands_behind_its_date() -> None:
    """“…以来，累计…，今年还将…”: what is still to be done this year is promised."""
    text = "城市观察\n“十四五”以来，全县累计改造乡道860公里，今年还将改造乡道150公里、危桥12座。\n"
    assert numbers(text) == [">= 150 公里 2024-12-31", ">= 12 座 2024-12-31"]


def test_a_count_that_is_all_done_is_one_number() -> None:
    """256个项目年底前全部复工 counts the projects, and 全部 adds nothing."""
    assert numbers(PLAN + "256个项目年底前全部复工。\n") == [">= 256 个 2024-12-31"]
    assert numbers(PLAN + "年底前全部完成整改。\n") == [">= 100 % 2024-12-31"]


def test_a_story_s_next_step_ends_with_its_paragraph() -> None:
    """What the next paragraph tells of the holidays is no plan; nor is what the committee's members suggest."""
    text = (
        "口岸热起来\n“下一步，园区将引进企业10家以上。”园区负责人说。\n春节假期，全市接待游客73万人次，收入5亿元。\n"
        "市政协委员王某则建议，应当增设2处服务驿站。\n"
    )
    assert numbers(text) == [">= 10 家 None"]


def test_goals_told_by_several_ways() -> None:
    """将…主要体现在以下几方面 leads a list; 精简 is a change; 申报材料 applies for nothing."""
    text = "吹风会\n下半年工作将更加主动，主要体现在以下几方面：\n一是落实不低于90亿元基金的出资。\n"
    assert numbers(text) == [">= 9000000000 元 2024-12-31"]
    assert numbers(PLAN + "2026年申报材料精简60%。\n") == ["change -60 % 2026-12-31"]


def test_meetings_and_measures_that_exist_are_not_counted() -> None:
    """七次、八次全会, 十二条措施, 两部制, 在9个市上线."""
    text = PLAN + (
        "按照省委七次、八次全会部署。\n落实支持产业发展十二条措施。\n完善两部制水价。\n9月1日起在全区7个乡镇全面上线。\n"
    )
    assert numbers(text) == []


def test_a_list_in_a_story_ends_with_its_items() -> None:
    """What follows the last 二是 is told, not planned; 目前 ends what a paper demands."""
    text = (
        "吹风会\n下一步重点抓好以下工作：\n一是新建泵站3座。\n二是改造水厂5座。\n今年发行债券1.35万亿元，支持在建项目。\n"
        "《规划》提出，到2026年底建成水库2座。目前，各县整改工作已部署，留抵退税工作正有序开展。\n"
    )
    assert numbers(text) == [">= 3 座 None", ">= 5 座 None", ">= 2 座 2026-12-31"]
    assert milestones(text) == []


def test_what_shall_be_by_a_day_is_promised_in_a_report_too() -> None:
    """要在…前完成 among what was done; projects named by their tons are not counted."""
    text = "整改落实情况\n一、整改工作情况\n学校先后召开会议6次。相关制度的修订要在2024年6月15日前完成。\n"
    assert milestones(text) == [("相关制度的修订要在2024年6月15日前完成", "2024-06-15")]
    assert numbers(PLAN + "推动某厂45万吨味精等项目释放产能。\n公益金用于养老的比例不低于55%。\n") == [">= 55 % None"]


def test_what_happens_to_those_who_fail_is_no_outcome() -> None:
    """Neither the condition nor the penalty is promised by the date in it."""
    assert milestones(PLAN + "对年底前仍未完成任务的，取消年度评优资格。\n") == []
    assert metrics("“十五五”期间将再投入120亿元。\n") == ["投入"]


TABLE = "序号\t指标\t2025年\t2030年\t属性\n1\t森林覆盖率（%）\t67\t68\t约束性\n2\t城镇化率（%）\t72\t76\t预期性\n"


@pytest.mark.parametrize("indent", ["", "　　", "    ", "\t"])
@pytest.mark.parametrize("heading", ["", "第三章　民生福祉\n", "二、  民生福祉\n", "第三章　　民生　福祉\n"])
@pytest.mark.parametrize("table", [TABLE, TABLE.replace("\t", " | "), TABLE.replace("\t", "　　")])
def test_a_table_ends_where_indented_paragraphs_begin(indent: str, heading: str, table: str) -> None:
    """Blanks before a paragraph, or within a heading, part no cells: what stands below a table is read."""
    below = f"{heading}{indent}新建学校40所，新增学位5万个。\n{indent}到2028年，养老床位达到3万张。\n"
    found = numbers(f"某市“十五五”规划纲要\n一、主要指标\n{table}{below}")
    assert found[-3:] == [">= 40 所 2030-12-31", ">= 50000 个 2030-12-31", ">= 30000 张 2028-12-31"]
    assert len(found) == 5


def test_what_exists_already_may_be_what_a_promise_is_about() -> None:
    """要实现已投用…率100% lies ahead; 计划加装 is a plan."""
    text = "要在2026年底前实现已投用电梯维保签订率100%。\n2026年全市计划加装电梯400部。\n"
    document = read_text("方案.txt", PLAN + text)
    found = [(target.due.day, target.strength.value) for target in extract(document).targets]
    assert found == [(date(2026, 12, 31), "binding"), (date(2026, 12, 31), "planned")]
