"""Cases that a third round of papers brought up, in words of our own."""

from datetime import date

import pytest

from tests.commitments.extraction.reading_aloud import firm, milestones, numbers, targets, tasks

PLAN = "关于加强工作的实施方案\n一、主要任务\n"
REPLY = "关于某提案的答复\n尊敬的委员：\n您提出的《关于加强工作的提案》收悉。现答复如下：\n一、关于污染治理\n"


def test_a_will_in_the_clause_of_the_date_governs_what_is_done() -> None:
    """计划用两年时间 says when and how firmly; the next clause says what."""
    text = REPLY + "2022年以来，我县清退面积2万亩。计划用两年时间，完成剩余设施的改造任务。\n"
    [target] = firm(text)
    assert (target.quote, str(target.due.day), target.strength.value) == (
        "计划用两年时间，完成剩余设施的改造任务",
        "2026-03-01",
        "planned",
    )


def test_days_from_each_discovery_are_no_day() -> None:
    """What is to be put right so many days after it is found has no date of its own."""
    text = PLAN + "建立巡查制度，每季度开展一次联合检查，发现问题限期15日内整改到位。\n"
    assert milestones(text) == []
    assert [target.due.recurrence for target in firm(text)] == ["quarterly"]


def test_what_others_are_advised_to_do_is_asked() -> None:
    """建议某市政府…，确保… is no promise of who writes; the share of 建议 that are dealt with is."""
    asked = REPLY + "下一步，我厅将加强指导。建议有关市县政府加大投入，确保配套比例不低于50%。\n"
    assert numbers(asked) == []
    assert numbers(PLAN + "人大代表建议、政协委员提案办结率100%。\n") == [">= 100 % None"]


def test_a_part_of_so_many_is_one_number() -> None:
    """The whole is counted, the part is promised."""
    assert numbers(PLAN + "到2024年底，完成反馈的38项问题中的30项。\n") == [">= 30 项 2024-12-31"]


def test_years_to_come_are_not_the_year_before_them() -> None:
    """未来三年, where nothing tells from when, takes no date from the sentence above it."""
    text = "某公司报告\n2024年，我们将新增岗位40个。未来三年，公司将再投入500万元。\n"
    assert numbers(text, given=None) == [">= 40 个 2024-12-31", ">= 5000000 元 None"]


def test_the_line_of_owners_is_no_duty() -> None:
    """责任单位：…牵头 with the line of the term behind it orders nothing."""
    text = (
        "某市督察反馈问题整改方案\n一、整改任务\n（一）部分矿山修复滞后。\n整改目标：完成27座废弃矿山生态修复。\n"
        "责任单位：市资源局牵头，市林业局、各县人民政府配合\n整改时限：2025年12月底前，立行立改并长期坚持\n"
    )
    assert {quote for quote, _, _ in tasks(text)} == {"完成27座废弃矿山生态修复。"}
    assert {str(target.due.day) for target in firm(text)} == {"2025-12-31"}


def test_each_of_two_rates_has_its_number() -> None:
    """The 及 of 普及率 joins nothing."""
    found = targets(PLAN + "到2027年，数字工具普及率、关键工序数控化率分别超过90%、75%。\n")
    assert [target.metric for target in found] == ["数字工具普及率", "关键工序数控化率"]


def test_what_is_measured_is_the_thing_and_not_who_acts() -> None:
    """The measure drops the verb, the speaker and the number beside it."""
    text = (
        "办好十件民生实事。\n力争引进超10亿元项目2个、5亿元项目5个。\n"
        "2024年，我们将为每名员工提供不少于40小时的培训。\n到2025年帮助100所乡村学校改善条件。\n"
    )
    assert [target.metric for target in targets(PLAN + text)] == [
        "民生实事",
        "超10亿元项目",
        "5亿元项目",
        "培训",
        "乡村学校改善条件",
    ]


def test_the_chapter_on_the_report_is_not_its_title() -> None:
    """关于本报告 stands below the title and tells no year; the title does."""
    text = "某公司2023年可持续发展报告（节选）\n\n关于本报告\n本报告介绍公司。\n· 2050年实现净零排放\n"
    assert numbers(text, given=None) == ["= 0 None 2050-12-31"]


REPORT = (
    "某县2024年政府工作报告\n——2024年1月12日在县人民代表大会第四次会议上\n县长 张某\n各位代表：\n"
    "现在，我代表县人民政府向大会报告工作，请予审议。\n"
)


def test_a_report_goes_on_planning_behind_the_years_work() -> None:
    """The chapter on the government itself plans too; what a review expects of its own year does not."""
    text = (
        "一、2023年工作回顾\n预计全年实现地区生产总值268亿元，增长6.8%。\n二、2024年工作安排\n新增企业12家。\n"
        "三、加强自身建设\n建议提案办复率、满意率均达到100%。一般性支出压减10%。\n"
    )
    assert numbers(REPORT + text) == [
        ">= 12 家 2024-12-31",
        ">= 100 % 2024-12-31",
        ">= 100 % 2024-12-31",
        "change -10 % 2024-12-31",
    ]


def test_the_day_of_an_opening_is_none_of_a_rate() -> None:
    """What is opened acts for nobody, and a level told after it is that of the year; so is one beside a rhythm."""
    text = (
        "二、2024年工作安排\n县医院新院区10月底前投入运营，县域内住院率达到90%以上。市文化馆改造项目上半年开工。"
        "每季度组织1次检查，投诉按期办结率保持100%，满意度进入全省前3名。\n"
    )
    assert numbers(REPORT + text) == [
        ">= 90 % 2024-12-31",
        ">= 1 次 2024-03-31",
        ">= 100 % 2024-12-31",
        "rank<= 3 名 2024-12-31",
    ]
    assert milestones(REPORT + text) == [
        ("县医院新院区10月底前投入运营", "2024-10-31"),
        ("市文化馆改造项目上半年开工", "2024-06-30"),
    ]
    assert {target.owners.lead for target in firm(REPORT + text)} == {()}


def test_the_level_of_an_earlier_year_is_what_is_compared_with() -> None:
    """恢复到2019年的95% is due by the plan's date."""
    [target] = targets("某县2024年工作要点\n一、旅游\n旅游收入恢复到2019年的95%左右。\n")
    assert (target.metric, str(target.due.day)) == ("旅游收入", "2024-12-31")


def test_the_stages_of_a_plan_end_with_its_own_period() -> None:
    """Goals for each year on the way to the last one of the title date nothing else."""
    text = (
        "某市分类提质三年行动方案（2023—2025年）\n一、行动目标\n到2023年底，覆盖率达到80%。\n到2024年底，覆盖率达到90%。\n"
        "到2025年底，覆盖率达到95%。\n二、重点任务\n新购运输车60辆。\n"
    )
    assert numbers(text)[-1] == ">= 60 辆 2025-12-31"


def test_years_count_from_the_reference_and_the_paper_window_is_a_doubt() -> None:
    """5年内 in an item counts from the day of the paper, as the guide says, and asks where the paper says otherwise."""
    text = (
        "关于人才工作的实施意见\n一、总体目标\n2024年起5年内，引进人才2000名。\n"
        "二、项目\n（一）5年内选拔后备人才100名。\n"
    )
    goal, item = firm(text)
    assert (str(goal.due.day), str(item.due.day)) == ("2028-12-31", "2029-03-01")
    assert item.due.confirm == "other-window day=2028-12-31"


def test_what_exists_or_counts_parts_is_no_number_to_reach() -> None:
    """Numbers of what a sentence is about, of agencies, of things to do, and spans in which an answer comes."""
    text = (
        "聚焦精细化工、绿色食品、装备制造三条主导产业链，新增企业12家。\n经论证，具备条件的路段有23条。\n"
        "落实已签约的15个项目用地手续。\n下一步，两部将开展评估。\n重点做好三项工作：一是建成站点6个。\n24小时内响应率100%。\n"
    )
    assert numbers(PLAN + text) == [">= 12 家 None", ">= 6 个 None", ">= 100 % None"]


def test_a_reply_heading_quotes_the_petition_whatever_years_it_names() -> None:
    """关于“2000年前建成的小区…”的建议 is no review of a past year; years that end ahead are ahead."""
    text = (
        "关于某建议的答复\n尊敬的代表：\n您提出的建议收悉。现答复如下：\n"
        "（一）关于“2000年前建成的小区全部改造”的建议。目前尚有40个小区未改造。2024年完成68个小区改造任务。\n"
        "（二）关于人才的建议。2023—2025年，为乡镇卫生院免费培养医学生180名。\n"
    )
    assert numbers(text) == [">= 180 名 2025-12-31"]
    assert numbers(text.replace("2024年完成", "计划2024年完成"))[0] == ">= 68 个 2024-12-31"


def test_a_talk_that_counts_its_matters_plans_them_all() -> None:
    """重点抓好四件事 counts no target, and what the first to the fourth say is planned; a radar reaches nothing."""
    text = (
        "某市水利发布会实录\n发布人：\n2025年是收官之年，我们将重点抓好两件事。\n"
        "第一件事，抓项目。今年新建测雨雷达2部。水库6月份下闸蓄水。\n第二件事，抓节水。用水总量控制在21亿立方米以内。\n"
    )
    found = numbers(text)
    assert [line.rsplit(" ", 1)[0] for line in found] == [">= 2 部", "<= 2100000000 立方米"]


def test_what_is_known_to_be_amiss_is_no_target() -> None:
    """清醒看到 tells of the present."""
    assert numbers(REPORT + "一、2024年目标\n同时也要清醒看到，工业占比不足三成，我们将加以解决。\n") == []


def test_rewards_for_each_leave_the_number_they_are_given_for() -> None:
    """每个示范县安排奖补 sizes the reward, not how many counties are chosen; conditions in 对… stay conditions."""
    assert numbers(PLAN + "年内再遴选15个县开展创建，每个县安排奖补资金200万元。\n") == [">= 15 个 2024-12-31"]
    assert numbers(PLAN + "对种植小麦300亩以上的农户，每亩补助200元。\n") == []


def test_one_outcome_has_one_day() -> None:
    """What is handed in with it is a step of the outcome; a noun described by a year takes none of the term."""
    text = "各县要于2024年5月31日前制定细则，并报领导小组办公室备案。\n"
    [step] = firm(PLAN + text)
    assert step.quote.startswith("各县要于2024年5月31日前制定细则")
    assert milestones(PLAN + "到2025年我市将基本完成2000年底前建成的小区改造任务。\n") == [
        ("到2025年我市将基本完成2000年底前建成的小区改造任务", "2025-12-31")
    ]
    assert milestones(PLAN + "到2026年，建成以某机场为核心的飞行服务保障体系。\n") == [
        ("到2026年，建成以某机场为核心的飞行服务保障体系", "2026-12-31")
    ]


def test_a_paper_of_december_means_the_coming_year_where_it_plans_it() -> None:
    """年内 and 全年 below 2024年工作打算 are those of 2024, above it those of the paper's own year."""
    text = (
        "某镇2023年工作总结及2024年工作打算\n一、2023年工作总结\n建成泵站9座。\n二、2024年工作打算\n"
        "全年接待游客突破20万人次。年内建成冷链中心。6月底前完成水渠配套。\n2023年12月20日\n"
    )
    assert numbers(text, given=None) == ["> 200000 人次 2024-12-31"]
    assert [day for _, day in milestones(text, given=None)] == ["2024-12-31", "2024-06-30"]


def test_the_nearest_horizon_of_one_paragraph_holds_and_stages_of_several_do_not() -> None:
    """到2025年…到2027年 in one paragraph hand down the nearer; a paragraph for each year hands down the title's end."""
    title = "某省机械化提升方案（2023—2027年）\n二、发展目标\n"
    goals = "到2025年，机械化率达到87%。到2027年，机械化率达到88%。\n"
    below = "三、重点任务\n建设基地9个。\n"
    given = "2023年5月4日\n"
    assert numbers(title + goals + below + given, given=None)[-1] == ">= 9 个 2025-12-31"
    apart = goals.replace("。到", "。\n到")
    assert numbers(title + apart + below + given, given=None)[-1] == ">= 9 个 2027-12-31"


def test_a_bracket_may_name_those_who_lead_chains() -> None:
    """牵头 in 各产业链牵头部门 assigns nothing by itself."""
    text = (
        "5.推行链长招商。每位链长每季度外出招商不少于1次。（市委办公室、市商务局，各产业链牵头部门）\n"
        "6.优化服务。新增服务点9个。（市商务局）\n"
    )
    assert [(lead, support) for _, lead, support in tasks(PLAN + text)] == [
        (("市委办公室",), ("市商务局", "各产业链牵头部门")),
        (("市商务局",), ()),
    ]


def test_numbers_that_say_of_whom_or_how_large() -> None:
    """全部, 两条…分别, 100立方米蓄水池5口, 签约, 周边等4个村: one number each, or none."""
    text = (
        "年底前全部村集体经济收入超20万元，其中50万元以上的村达到6个，100万元以上2个。\n"
        "机械、电池两条产业链分别迈上500亿元、300亿元台阶。\n新建100立方米蓄水池5口。\n"
        "新签约亿元以上项目21个。\n完成东崖等4个村的灌溉配套。\n争取上级补助资金不低于3000万元。\n"
    )
    assert [line.rsplit(" ", 1)[0] for line in numbers(PLAN + text)] == [
        "> 200000 元",
        ">= 6 个",
        ">= 2 个",
        ">= 50000000000 元",
        ">= 30000000000 元",
        ">= 5 口",
        ">= 21 个",
        ">= 4 个",
        ">= 30000000 元",
    ]


def test_what_is_open_or_foreseen_is_no_promise() -> None:
    """尚需, 待…后, 考虑到, 预计…将突破: nobody says that it will be brought about."""
    reply = (
        "关于某提案的答复\n尊敬的委员：\n您提出的提案收悉。现答复如下：\n"
        "一、关于“三年内实现全覆盖”的建议。目前农村老年人口占比已达26%，预计到2030年将突破30%。"
        "考虑到部分乡镇老年人口不足500人，单独建设易造成闲置，暂不统一提全覆盖要求。\n"
    )
    assert firm(reply) == []
    assert milestones(PLAN + "水价调整方案待听证后于12月底前报县政府审定。\n") == []


def test_an_annual_report_looks_ahead_from_the_year_it_closes() -> None:
    """The year that opens the plan dates the list behind it; 全年 there is the coming year; a risk is no target."""
    text = (
        "某某股份有限公司2024年年度报告\n第三节 讨论与分析\n六、公司未来发展的展望\n"
        "2025年，公司计划实现营业收入128亿元，同比增长15%。为实现上述目标，公司将重点开展以下工作：\n"
        "1、全年申请专利不少于150件。\n2、综合良品率达到99%。\n如铜、铝价格上涨10%，预计影响毛利率1.2个百分点。\n"
    )
    assert numbers(text, given=None) == [
        ">= 12800000000 元 2025-12-31",
        "change 15 % 2025-12-31",
        ">= 150 件 2025-12-31",
        ">= 99 % 2025-12-31",
    ]
    assert [target.metric for target in targets(text, given=None)][:2] == ["营业收入", "营业收入"]


def test_whom_somebody_acts_with_supports_whoever_writes() -> None:
    """会同某部 without a subject names who helps; what a share of loans is measured in is no number."""
    [review] = firm(PLAN + "2025年底前，会同市卫生健康委对各县开展终期评估，并将结果通报各县政府。\n")
    assert (review.owners.lead, review.owners.support) == ((), ("市卫生健康委",))
    assert numbers(PLAN + "单户500万元以下业务占比不低于70%。\n") == [">= 70 % None"]


def test_minutes_of_a_meeting_order() -> None:
    """会议纪要 settles who does what by when; the one date of a duty is the duty's."""
    text = (
        "某市专题会议纪要\n2024年7月18日下午，副市长张某主持召开专题会议，研究积水点整治工作。纪要如下：\n"
        "截至6月底，全市42处积水点已整治29处。\n会议议定：\n一、关于整治。由市城管局牵头，会同城关区政府于8月15日前完成8处积水点整治。\n"
        "二、关于资金。市财政局要统筹安排资金1200万元，7月底前拨付到位。\n"
    )
    [points] = [target for target in firm(text) if target.owners.lead == ("市城管局",)]
    assert (points.metric, str(points.due.day), points.owners.support) == ("积水点整治", "2024-08-15", ("城关区政府",))
    assert ">= 12000000 元 None" in numbers(text)


def test_what_is_done_already_is_what_a_clause_speaks_of() -> None:
    """已完成改造的区域 ends nothing; a shortage foreseen, a size planned and a start from are no targets."""
    text = (
        "10月底前，完成替代25万户；已完成改造的区域要防止复烧。\n预计到2026年小学学位缺口约3200个。\n"
        "01 某产业园扩建工程：规划面积5平方公里。\n回收率自2020年的58%提升至65%。\n"
    )
    assert [line.rsplit(" ", 1)[0] for line in numbers(PLAN + text)] == [">= 250000 户", ">= 65 %"]
    assert milestones(PLAN + text) == []


def test_a_share_takes_the_noun_it_is_a_share_of() -> None:
    """占…比重 is measured of the clause before it; 全面电动化 is an outcome one can see."""
    found = targets(PLAN + "研发经费投入增长10%，占生产总值比重达到2.5%。\n2030年市区公交全面电动化，累计更换160辆。\n")
    assert [target.metric for target in found[:2]] == ["研发经费投入", "研发经费投入占生产总值比重"]
    assert [(target.kind.value, str(target.due.day)) for target in found[2:]] == [
        ("milestone", "2030-12-31"),
        ("quantified", "2030-12-31"),
    ]


def test_a_headline_in_a_story_says_nothing_of_its_own() -> None:
    """A short line between two paragraphs is told again below it, and is no part of the sentence there."""
    text = (
        "五市竞逐数字经济\n本报讯 记者从各市了解到，数字经济成为发展重点。\n"
        "甲市：未来五年数字经济占比要超45%\n此次甲市提出，到2026年，数字经济占生产总值比重超过45%，新增企业100家。\n"
        "乙市：建成一线城市\n乙市计划到2025年新建数据中心3座，服务全省企业。\n（2021年9月24日《某某日报》）\n"
    )
    assert [(t.quote, str(t.due.day)) for t in firm(text, given=None)] == [
        ("到2026年，数字经济占生产总值比重超过45%", "2026-12-31"),
        ("新增企业100家", "2026-12-31"),
        ("乙市计划到2025年新建数据中心3座", "2025-12-31"),
    ]


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("某省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "2025-12-31"),
        ("某县国民经济和社会发展第十五个五年规划纲要", "2030-12-31"),
        ("某市“十四五”规划和2035年远景目标纲要", "2025-12-31"),
        ("某市国土空间总体规划（2021—2035年）", "2035-12-31"),
        ("某市2035年远景目标规划", "2035-12-31"),
    ],
)
def test_a_five_year_plan_is_written_for_five_years(title: str, due: str) -> None:
    """The distant goals that its title names as well date nothing below it."""
    assert numbers(f"{title}\n一、主要任务\n新建桥梁9座。\n", given=date(2021, 2, 26)) == [f">= 9 座 {due}"]


def test_a_chapter_that_orders_is_no_review_whatever_it_ends_in() -> None:
    """再添新成效 closes an order; 可能面对的风险 tells what is."""
    text = (
        "二、2024年工作安排\n（一）坚持绿色低碳，在转型上再添新成效。\n优良天数比例保持在88%以上。"
        "改造小区120个、惠及居民1.6万户。安排重点项目26个，年度计划投资58亿元。接待游客突破30万人次、收入增长15%。\n"
    )
    found = targets(REPORT + text)
    assert [target.strength.value for target in found if target.quantity] == [
        *["binding"] * 3,
        *["planned"] * 2,
        *["binding"] * 2,
    ]
    assert numbers(PLAN + "（二）可能面对的风险\n铝锭成本占营业成本的80%以上。\n") == []


def test_a_quarter_that_opens_a_clause_dates_it() -> None:
    """四季度投料 is not done by the second quarter; a month that only describes a meeting dates nothing."""
    text = "计划2024年二季度安装设备，四季度投料试生产。\n"
    assert milestones(PLAN + text)[-1] == ("四季度投料试生产", "2024-12-31")
    assert milestones(PLAN + "3月份的会议要求完成整改。\n") == []


def test_who_leads_and_who_helps_may_be_parted_by_a_pause() -> None:
    """将由A牵头、B和C配合 names A alone as the lead."""
    [done] = firm(REPLY + "下一步，将由区住建局牵头、区教育局和城南街道配合，8月底前完成改造。\n")
    assert (done.owners.lead, done.owners.support) == (("区住建局",), ("区教育局", "城南街道"))


def test_numbers_of_chains_regions_ceilings_and_things() -> None:
    """What is named, where it is done, up to what is paid and how large it is are counted by no target."""
    text = (
        "抓好新材料、绿色食品三条主导产业链。\n在西部12个县共建分拨中心20处。\n"
        "最高分别不超过500万元和200万元。\n打造年业务量超千万件的项目15个。\n新增限额以上商贸单位4家。\n"
    )
    assert [line.rsplit(" ", 1)[0] for line in numbers(PLAN + text)] == [">= 20 处", ">= 15 个", ">= 4 家"]


def test_distant_goals_date_nothing_but_themselves() -> None:
    """A party committee's 建议 looks back, sets goals for five years, and then those of 2035."""
    text = (
        "关于制定国民经济和社会发展第十五个五年规划和二〇三五年远景目标的建议\n"
        "（2025年11月28日某委员会第八次全体会议通过）\n一、开启新征程\n"
        "（1）“十四五”时期取得重大成就。地区生产总值突破5万亿元，年均增长5.8%。\n"
        "（2）“十五五”时期发展的主要目标。到2030年，研发投入强度超过3%。\n"
        "（3）二〇三五年远景目标。到二〇三五年，人均生产总值翻一番。\n二、建设产业体系\n（4）打造集群。新增企业5家。\n"
    )
    assert numbers(text, given=None) == [
        "> 3 % 2030-12-31",
        "change 100 % 2035-12-31",
        ">= 5 家 2030-12-31",
    ]


def test_a_paper_on_how_far_things_have_come_promises_where_it_says_so() -> None:
    """进展情况及下步计划: what was done is reported, what will be is planned."""
    text = (
        "某区2024年民生实事进展情况及下步计划\n一、新增学位3000个。已竣工2所、在建4所，累计完成学位1800个。剩余学位将于11月底前全部完成。\n"
        "二、加装电梯60部。在建11部，计划年底前再完工19部以上。\n"
    )
    assert numbers(text) == [">= 100 % 2024-11-30", ">= 19 部 2024-12-31"]


def test_a_span_in_which_results_are_published_is_a_level_of_service() -> None:
    """抽查结果7个工作日内公示 has no day; 明年上半年由省政府公布 names the government alone."""
    assert numbers(PLAN + "抽查结果7个工作日内公示。\n") == ["<= 7 工作日 None"]
    [published] = firm(PLAN + "明年上半年由省政府公布实施。\n")
    assert (published.owners.lead, str(published.due.day)) == (("省政府",), "2025-06-30")


def test_a_name_cut_by_a_page_is_nobody_who_acts() -> None:
    """The second half of a name behind a page break begins no subject; 第1网格 is no rank."""
    text = (
        "支持某某集\n\n团与某大学、某医院就成果转化、人才培养等方面开展合作，设立联合实验室。\n"
        "片区第1网格完成排查12户。\n"
    )
    found = targets(PLAN + text)
    assert {target.owners.lead for target in found} == {()}
    assert numbers(PLAN + text) == [">= 12 户 None"]
