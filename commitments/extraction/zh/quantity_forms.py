"""The table of quantity forms: how each is written, what it says, and examples of both."""

from commitments.extraction.rule import QuantityForm
from commitments.extraction.scanner import compile_form
from commitments.extraction.zh.numerals import FIGURES, HAN, SCALE
from commitments.extraction.zh.quantity_counts import (
    counted,
    half_more,
    level,
    ranged,
    ratio_to_one,
    round_sum,
    unitless,
)
from commitments.extraction.zh.quantity_shares import (
    among_best,
    doubled,
    halved,
    magnitude,
    nothing,
    order_of_magnitude,
    over_half,
    percent,
    percent_range,
    places_gained,
    ranked,
    some_tens,
    two_digits,
    whole,
    within_time,
    years_reached,
    zero,
)
from commitments.extraction.zh.units import DURATIONS, PER, UNITS, unit_pattern

SCALES = "十百千万亿"
DASHES = "-—–－─~～至到"
TIME_TAILS = "".join({word[0] for word in DURATIONS})
NOTHING = "，,。；;、）) \n以左上余多及或之+＋大"
UNIT_TAILS = SCALES + "余多来" + "".join({word[0] for word in UNITS})
HAN_HEADS = "一二两三四五六七八九十百千万亿"
_BREAK = r"[^\S\t]?"
_CLEAR = r"(?<![A-Za-z\d.第〔\[])(?<!\d[+＋/:：,-])(?<!第\s)(?<!N[+＋])"
_ODD = rf"(?:(?P<odd>[余多来])(?P<more>{SCALE})?)?"
_POST = r"(?P<post>及以上|或以上|以上|以内|之内|及以下|以下|左右|上下|余|多(?![元维方样种层级渠业功场])|[+＋](?!\d))?"
_PER = (
    rf"(?:{_BREAK}[/／]{_BREAK}(?:{PER})(?:[/／·](?:{PER}))?(?![A-Za-z])"
    rf"|{_BREAK}[/／]{_BREAK}[\u4e00-\u9fff]{{1,4}}?(?=[，,。；;、）)以左的]|$)|{_BREAK}[(（][\u4e00-\u9fff][)）])?"
)
PARTS = {
    "CLEAR": _CLEAR,
    "F": FIGURES + rf"(?:{_BREAK}{SCALE}(?:\d+{SCALE})?)?",
    "FS": FIGURES + rf"{_BREAK}{SCALE}",
    "HAN": HAN,
    "ODD": _ODD,
    "UNIT": f"(?P<unit>{unit_pattern()}{_PER})",
    "HUNIT": f"(?P<unit>{unit_pattern(han=True)}{_PER})",
    "FIRST": "(?:%|％|‰|个?百分点|[个家户人名项件处所座台套辆场次亩吨米倍元](?!次)|公里|千瓦|人次|标箱)",
    "SIZE": "(?:吨|千瓦时?|[兆吉]瓦时?|标准?箱|TEU|[立平]方米|亩|元|人|户|辆|[千兆]伏安|公?斤|克|公?里|米|张|头)",
    "POST": _POST,
    "DASH": rf"{_BREAK}(?:[-—–－─~～]{{1,2}}|至|到){_BREAK}",
    "TIME": f"(?P<unit>{'|'.join(DURATIONS)})",
    "FIG": FIGURES,
    "SMALL": r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})",
}

QUANTITY_FORMS: tuple[QuantityForm, ...] = (
    QuantityForm(
        name="count or measure",
        heads="#",
        tails=UNIT_TAILS,
        pattern=compile_form(r"«CLEAR»(?P<n>«F»)«ODD»«UNIT»«POST»", **PARTS),
        quantity=counted,
        examples=(
            ("达到4.6万标箱", ">= 46000 标箱"),
            ("突破900列", "> 900 列"),
            ("吞吐量达到4亿吨以上", ">= 400000000 吨"),
            ("本地配套率力争达到60%", ">= 60 %"),
            ("不少于50万元", ">= 500000 元"),
            ("涨幅2%左右", "~ 2 %"),
            ("增速保持在10%以上", ">= 10 %"),
            ("控制在5.5%以内", "<= 5.5 %"),
            ("控制在3%左右", "~ 3 %"),
            ("开展1900 余次会商", "~ 1900 次"),
            ("增长5%左右", "change 5 %"),
            ("同比+5.3%", "change 5.3 %"),
            ("环比-2.8%", "change -2.8 %"),
            ("实现5%以上的增长", "change 5 %"),
            ("提高2个百分点", "change 2 百分点"),
            ("能耗下降10%以上", "change -10 %"),
            ("同比增长5倍", "change 5 倍"),
            ("发放租赁补贴14万户(人)", ">= 140000 户"),
            ("新增50台（套）", ">= 50 台"),
            ("降至0.5吨标准煤/万元", "<= 0.5 吨标准煤/万元"),
            ("推进500个文体旅项目", ">= 500 个"),
            ("装机容量达到3000万千瓦", ">= 30000000 千瓦"),
            ("1,200家", ">= 1200 家"),
            ("增至12 000张", ">= 12000 张"),
            ("拨款1 250 000元", ">= 1250000 元"),
            ("３００个", ">= 300 个"),
            ("负债率不超过60%", "<= 60 %"),
            ("低于3%", "< 3 %"),
            ("至少确定1个项目", ">= 1 个"),
            ("开通100条线路", ">= 100 条"),
            ("服务500家电子企业", ">= 500 家"),
            ("完成35项目标任务", ">= 35 项"),
            ("召开2次会议", ">= 2 次"),
            ("建设3个年产10万吨的项目", ">= 3 个"),
            ("发放贷款1500余万元", "~ 15000000 元"),
            ("合格率>90%", "> 90 %"),
            ("损耗率＜3%", "< 3 %"),
            ("产能扩大2倍", "change 2 倍"),
            ("增幅不低于8%", ">= 8 %"),
        ),
        counterexamples=(
            "2025年",
            "6月30日",
            "第15条",
            "〔2021〕1号",
            "世界500强",
            "5G基站",
            "9+6",
            "PM2.5",
            "3个月内",
            "4A级",
        ),
    ),
    QuantityForm(
        name="count in Chinese numerals",
        heads=HAN_HEADS,
        pattern=compile_form(r"«CLEAR»(?P<n>«HAN»)«ODD»«HUNIT»«POST»", **PARTS),
        quantity=counted,
        examples=(
            ("打造三个千亿级产业集群", ">= 3 个"),
            ("实现千亿元", ">= 100000000000 元"),
            ("新建十二所学校", ">= 12 所"),
            ("不少于一名", ">= 1 名"),
            ("二十余家", "~ 20 家"),
            ("培育三五家企业", "between 3..5 家"),
            ("新建七八十个站点", "between 70..80 个"),
            ("带动万名青年返乡创业", ">= 10000 名"),
            ("举办百场招聘活动", ">= 100 场"),
            ("走访千家企业", ">= 1000 家"),
            ("举办活动百余场", "~ 100 场"),
            ("保有量突破百万辆", "> 1000000 辆"),
            ("上市公司过百家", "> 100 家"),
            ("新增千万吨产能", ">= 10000000 吨"),
            ("每季度召开一次联席会议", ">= 1 次"),
            ("年吞吐量突破百万标箱", "> 1000000 标箱"),
        ),
        counterexamples=(
            "一批项目",
            "一个平台",
            "开展一次普查",
            "千家万户",
            "第三批",
            "三个月内",
            "两个维护",
            "五大安全",
            "亿元以上项目",
            "走进千家万户",
            "百家争鸣",
            "百年老店",
            "建设750千伏输变电工程",
            "建设百万吨炼化项目",
        ),
    ),
    QuantityForm(
        name="range",
        heads="#",
        tails=UNIT_TAILS + DASHES,
        pattern=compile_form(r"«CLEAR»(?P<n>«F»)«FIRST»?«DASH»(?P<n2>«F»)«UNIT»«POST»", **PARTS),
        quantity=ranged,
        examples=(
            ("培育3—5家", "between 3..5 家"),
            ("增速达到6%-8%", "between 6..8 %"),
            ("投资3—5亿元", "between 300000000..500000000 元"),
            ("生产总值增长4.5-5%", "change 4.5..5 %"),
        ),
        counterexamples=("2023—2025年", "1—9月"),
    ),
    QuantityForm(
        name="range in Chinese numerals",
        heads=HAN_HEADS,
        pattern=compile_form(
            r"«CLEAR»(?P<n>[一二两三四五六七八九十]+)(?:至|到)(?P<n2>[一二三四五六七八九十]+)«HUNIT»«POST»", **PARTS
        ),
        quantity=ranged,
        examples=(("建设三至五个园区", "between 3..5 个"),),
    ),
    QuantityForm(
        name="percent in words",
        heads="#" + HAN_HEADS,
        tails="/／成",
        pattern=compile_form(
            r"«CLEAR»(?P<n>百分之[一二三四五六七八九十百零点]+|百分百"
            r"|[一二三四五六七八九十]+分之[一二三四五六七八九十]+(?!\d)"
            r"|[千万]分之(?:[一二三四五六七八九十点]+|\d+(?:\.\d+)?)|[一二两三四五六七八九]成[半一二三四五六七八九]?(?=[以左，,。；;、的]|\Z)|\d{1,2}[/／]\d{1,2}(?=[以，,。；;、的]|\Z))«POST»",
            **PARTS,
        ),
        quantity=percent,
        examples=(
            ("达到百分之六十", ">= 60 %"),
            ("三分之二以上", ">= 66.67 %"),
            ("超过三成", "> 30 %"),
            ("百分之百", ">= 100 %"),
            ("达到八成五", ">= 85 %"),
            ("控制在千分之五以内", "<= 5 ‰"),
            ("控制在万分之0.8以内", "<= 0.8 ‱"),
        ),
        counterexamples=("三成立", "五成员", "百分制"),
    ),
    QuantityForm(
        name="range of percents in words",
        heads="百",
        pattern=compile_form(
            r"«CLEAR»(?P<n>百分之[一二三四五六七八九十零点]+)«DASH»(?P<n2>百分之[一二三四五六七八九十百零点]+)«POST»",
            **PARTS,
        ),
        quantity=percent_range,
        examples=(("增速保持在百分之五至百分之八", "between 5..8 %"),),
        counterexamples=("百分之五、百分之八",),
    ),
    QuantityForm(
        name="halving",
        heads="减",
        pattern=compile_form(r"减半(?!征|收|执行|缴|计|补|发|价|优惠|免)"),
        quantity=halved,
        examples=(("办理时限减半", "change -50 %"),),
        counterexamples=("减半征收房产税", "减半收费"),
    ),
    QuantityForm(
        name="two digits",
        heads="两",
        pattern=compile_form(r"两位数(?:以上)?的?(?:(?P<growth>增长|增幅)|(?=[，,。；;、]|\Z))"),
        quantity=two_digits,
        examples=(("工业投资实现两位数增长", "change 10 %"), ("增速保持两位数，", ">= 10 %")),
        counterexamples=("两位数字",),
    ),
    QuantityForm(
        name="some tens",
        heads="二三四五六七八九十",
        pattern=compile_form(r"«CLEAR»(?P<n>[二三四五六七八九]?十)几«HUNIT»", **PARTS),
        quantity=some_tens,
        examples=(("培育十几家骨干企业", "~ 10 家"), ("建设二十几个站点", "~ 20 个")),
        counterexamples=("几十年", "十几年"),
    ),
    QuantityForm(
        name="places gained",
        heads="进前提上晋后下",
        pattern=compile_form(
            r"(?:进位|前移|前进|提升|上升|晋升|晋位|(?P<fall>后移|下降|下滑))了?(?P<n>«SMALL»)个?(?:位次|名次|位(?!数|置|于))",
            **PARTS,
        ),
        quantity=places_gained,
        examples=(("综合排名前移2位", "change 2 位"), ("全省排名提升3个位次", "change 3 位")),
        counterexamples=("提升3个百分点", "进位制"),
    ),
    QuantityForm(
        name="half",
        heads="一半",
        pattern=compile_form(r"(?P<n>一半|半数)«POST»", **PARTS),
        quantity=percent,
        examples=(("数量不少于一半", ">= 50 %"), ("半数以上", ">= 50 %")),
    ),
    QuantityForm(
        name="over half",
        heads="过",
        pattern=compile_form(r"过半(?!年|载|个)"),
        quantity=over_half,
        examples=(("占比过半", "> 50 %"),),
        counterexamples=("过半年",),
    ),
    QuantityForm(
        name="all",
        heads="全",
        pattern=compile_form(
            r"(?<![健安齐完示])全(?:覆盖|部(?!门|队|件|长|(?:责任|成员|相关|有关)?单位|(?:建成|投产|达产|完工|竣工|投用|完成)(?:投产|达产)?(?:之|以)?后))"
        ),
        quantity=whole,
        examples=(("实现全覆盖", ">= 100 %"), ("全部完成", ">= 100 %")),
        counterexamples=("安全部门", "健全覆盖城乡的体系"),
    ),
    QuantityForm(
        name="zero",
        heads="零清为至归降",
        pattern=compile_form(
            r"(?:(?<!动态)|(?<=家庭动态)|(?<=违建动态)|(?<=建设动态)|(?<=欠薪动态)|(?<=积案动态))清零(?!行动|专项|攻坚|工作|工程|计划|方案|政策|机制)|(?<=[率数量故亡诉件例额])(?:降)?[为至归]零|归零(?!行动|工程)|零[”\"」]?(?:增长|新增|伤亡|死亡|事故|发生|排放|直排|投诉|感染|反弹|输入|积压|延误|纠纷|上访|返贫|缺陷|失误|违规|违纪|案件|举报|库存|拖欠|审批|收费|突破口)(?!行动|专项)"
        ),
        quantity=zero,
        examples=(
            ("实现零增长", "= 0"),
            ("确保零事故", "= 0"),
            ("实现“零”增长", "= 0"),
            ("劣五类断面清零", "= 0"),
            ("重大火灾死亡人数为零", "= 0"),
        ),
        counterexamples=("清零行动", "动态清零", "零距离服务", "零售额", "零的突破", "零碳园区"),
    ),
    QuantityForm(
        name="doubling",
        heads="倍翻高多增提扩",
        pattern=compile_form(
            r"翻(?P<n>[一两二三])?番|(?:高出|多出|增加|提高|扩大|增长|提升|翻)了?一倍(?!以上|多)|倍增(?!计划|行动|工程|方案|器)"
        ),
        quantity=doubled,
        examples=(
            ("总量翻一番", "change 100 %"),
            ("产值翻番", "change 100 %"),
            ("收入翻两番", "change 300 %"),
            ("实现倍增", "change 100 %"),
            ("年均投入高出一倍", "change 100 %"),
        ),
        counterexamples=("倍增计划",),
    ),
    QuantityForm(
        name="order of magnitude",
        heads="#" + HAN_HEADS,
        tails=SCALES + "级量产园企县镇赛元",
        pattern=compile_form(
            r"«CLEAR»(?P<n>(?:\d+|[一二两三四五六七八九])?(?:万亿|千亿|百亿|十亿|亿|千万))元?(?:量?级(?!别)|(?=产业集群|产业园|产业链|级|产业|园区|集群|企业|县|镇|赛道))",
            **PARTS,
        ),
        quantity=order_of_magnitude,
        examples=(
            ("打造万亿级石化产业集群", "order 1000000000000 元"),
            ("建设千亿级园区", "order 100000000000 元"),
            ("规模达到千亿量级", "order 100000000000 元"),
            ("五千亿级", "order 500000000000 元"),
            ("培育百亿企业", "order 10000000000 元"),
        ),
        counterexamples=("千亿元", "县级"),
    ),
    QuantityForm(
        name="rank",
        heads="前",
        pattern=compile_form(
            r"(?:(?P<front>前)(?P<n>«SMALL»)(?:(?P<unit>[名位强])|(?=[，,。；;、的]|行列|\Z)))(?!年|个|季|期|批|次|届)",
            **PARTS,
        ),
        quantity=ranked,
        examples=(("进入全国前5名", "rank<= 5 名"), ("跻身全省前三", "rank<= 3 名"), ("前十强", "rank<= 10 名")),
        counterexamples=("前三季度", "前5个月", "前三年", "前列"),
    ),
    QuantityForm(
        name="place",
        heads="第",
        pattern=compile_form(
            r"(?P<front>)(?<=[居列排至到全国省市为球界第部区])第(?P<n>«SMALL»)(?P<unit>[名位])?(?![\d批次届条款章节期轮季个者方类产任大书时代线医人中小实初高幼年阶步责要])",
            **PARTS,
        ),
        quantity=ranked,
        examples=(
            ("居全国第3位", "rank<= 3 位"),
            ("位居全省第一", "rank<= 1 位"),
            ("升至第2名", "rank<= 2 名"),
            ("居中部第3位", "rank<= 3 位"),
        ),
        counterexamples=("第三批", "全国第一批", "全省第一季度", "国第一中学"),
    ),
    QuantityForm(
        name="magnitude",
        heads="上几成数近",
        pattern=compile_form(
            r"(?P<lead>(?<![迈跨跃站登])上|[近数几成])(?P<n>[十百千万亿]+)(?P<odd>余)?«HUNIT»", **PARTS
        ),
        quantity=magnitude,
        examples=(("近百家企业", "~ 100 家"), ("上千人", ">= 1000 人"), ("数百个", ">= 100 个")),
        counterexamples=("上百度", "几十年"),
    ),
    QuantityForm(
        name="first of several with one unit",
        heads="#",
        tails=SCALES + "、，,和及与个",
        pattern=compile_form(r"«CLEAR»(?P<n>«F»)个?(?=(?:[、，,]«F»个?){0,12}[、和及与]«F»«UNIT»)", **PARTS),
        quantity=counted,
        examples=(
            ("提高2、2.1和1.5个百分点", "change 2 百分点"),
            ("分别提高2个、3个百分点", "change 2 百分点"),
        ),
        counterexamples=("10000元、5000元",),
    ),
    QuantityForm(
        name="number without unit",
        heads="#",
        tails=SCALES,
        pattern=compile_form(r"«CLEAR»(?P<n>«FS»)(?P<odd>余)?(?![年月日号级\d.．%])«POST»", **PARTS),
        quantity=unitless,
        examples=(
            ("标识注册量12亿", ">= 1200000000"),
            ("惠及7.5万创业主体", ">= 75000"),
            ("解决融资需求876亿", ">= 87600000000 元"),
            ("为60万困难群众提供保障", ">= 600000 人"),
            ("全省20万以上在校学生", ">= 200000 人"),
            ("拨付3000万专项资金", ">= 30000000 元"),
            ("GDP突破5000亿", "> 500000000000 元"),
        ),
    ),
    QuantityForm(
        name="round sum",
        heads=HAN_HEADS,
        pattern=compile_form(
            r"«CLEAR»(?P<n>[一二两三四五六七八九十百千万亿]{0,3}(?:万亿|亿|千万))(?:元(?=大关|台阶|门槛|俱乐部))?"
            r"(?=大关|新?台阶|门槛|俱乐部|规模|[，,。；;、）)]|以上|左右|\Z)«POST»",
            **PARTS,
        ),
        quantity=round_sum,
        examples=(
            ("规上工业总产值突破千亿", "> 100000000000 元"),
            ("地区生产总值迈上万亿台阶", ">= 1000000000000 元"),
            ("常住人口突破千万", "> 10000000"),
            ("旅游收入突破两千亿大关", "> 200000000000 元"),
        ),
        counterexamples=("百亿级企业", "数以亿计", "打造千亿产业", "“亿元村”，"),
    ),
    QuantityForm(
        name="years reached",
        heads="#",
        tails="周岁年",
        pattern=compile_form(r"«CLEAR»(?P<n>\d{1,3}(?:\.\d{1,2})?)(?P<unit>周?岁|年)«POST»", **PARTS),
        quantity=years_reached,
        examples=(
            ("人均预期寿命提高到79岁", ">= 79 岁"),
            ("平均受教育年限达到11.5年", ">= 11.5 年"),
            ("人均预期寿命达78.5岁", ">= 78.5 岁"),
            ("人均预期寿命再提高1.5岁", "change 1.5 岁"),
            ("平均预期寿命超过80岁", "> 80 岁"),
            ("轮候时间不超过5年", "<= 5 年"),
        ),
        counterexamples=("60周岁以上老人", "用3年", "10年期"),
    ),
    QuantityForm(
        name="half a unit more",
        heads="#" + HAN_HEADS,
        tails="年个",
        pattern=compile_form(
            r"«CLEAR»(?P<n>«SMALL»)(?:(?P<unit>年)半(?![年径数价载])|个半(?P<smaller>小时|月(?!刊|报)))(?P<post>以内|之内|内|以下|左右|上下|以上)?",
            **PARTS,
        ),
        quantity=half_more,
        examples=(
            ("轮候时间降至四年半", "<= 4.5 年"),
            ("工期压缩至三个半月以内", "<= 3.5 个月"),
            ("工期缩短1年半", "change -1.5 年"),
            ("车程控制在3个半小时左右", "~ 3.5 小时"),
        ),
        counterexamples=("两年半内完成", "三个半月后复查", "一年半载"),
    ),
    QuantityForm(
        name="limit of time",
        heads="#半" + HAN_HEADS,
        tails=TIME_TAILS,
        pattern=compile_form(
            r"«CLEAR»(?P<n>\d{1,3}(?:\.\d)?|«SMALL»|半)«TIME»(?P<post>以内|之内|内|以下|左右|上下)?", **PARTS
        ),
        quantity=within_time,
        examples=(
            ("压缩至2个工作日", "<= 2 工作日"),
            ("办理时间不超过30分钟", "<= 30 分钟"),
            ("备案后20个工作日内", "<= 20 工作日"),
            ("缩短3天", "change -3 天"),
            ("压缩到0.5个工作日内", "<= 0.5 工作日"),
            ("每天综合体育活动不少于2小时", ">= 2 小时"),
            ("办理时限压缩至5天", "<= 5 天"),
            ("确保3分钟内响应", "<= 3 分钟"),
            ("抢修人员2小时内到达现场", "<= 2 小时"),
            ("压缩至3周左右", "~ 3 周"),
        ),
        counterexamples=("3个月内完成", "30日内答复", "公示5天"),
    ),
    QuantityForm(
        name="among the best",
        heads="#百",
        tails="强",
        pattern=compile_form(
            r"«CLEAR»(?P<n>\d{1,3}|百)强(?P<front>)(?P<unit>)(?=[，,。；;、]|行列|县|市|城市|区|镇|乡镇|园区|企业(?!名单)|\Z)",
            **PARTS,
        ),
        quantity=among_best,
        examples=(
            ("进入全国城市30强", "rank<= 30 名"),
            ("跻身全国百强", "rank<= 100 名"),
            ("进入全国百强县行列", "rank<= 100 名"),
        ),
        counterexamples=("引进世界500强企业", "签约500强"),
    ),
    QuantityForm(
        name="size that only qualifies",
        heads="#" + HAN_HEADS,
        tails=SCALES + "美元亩千平吨人公户米",
        pattern=compile_form(
            r"«CLEAR»(?:«F»|«HAN»)(?=[^，,。；;]{1,9}?以\s?上)(?:美?元|亩|千瓦|平方米|公里|吨|人|户|米)(?:及|或)?以上(?:\([^()]{1,6}\)|（[^（）]{1,6}）)?的?(?=[^，,。；;、\d]{0,8}(?:项目|企业|工程|园区|产业|单体|主体|大户|场站|自然村|行政村|村组|村屯|乡镇|社区|小区|城市|县城|灌区|水库|河流|道路))",
            **PARTS,
        ),
        quantity=nothing,
        examples=(),
        counterexamples=("新签约亿元以上项目", "10亿元以上的工业项目", "30户以上自然村通硬化路"),
    ),
    QuantityForm(
        name="level without unit",
        heads="#",
        tails=NOTHING,
        pattern=compile_form(
            r"«CLEAR»(?P<n>«FIG»)(?![\d.．]|[,，]\d{3}(?!\d))«POST»(?=[，,。；;、）)\n]|大关|\Z)", **PARTS
        ),
        quantity=level,
        examples=(
            ("城乡居民收入比缩小到2.1", "<= 2.1"),
            ("空气质量综合指数降至4.5以下", "<= 4.5"),
            ("群众满意度得分不低于95，", ">= 95"),
            ("注册企业突破2000大关", "> 2000"),
        ),
        counterexamples=("编号为95", "到2025", "第3，", "见附件2"),
    ),
    QuantityForm(
        name="ratio",
        heads="#",
        tails=":：∶",
        pattern=compile_form(r"«CLEAR»(?P<n>\d{1,3}(?:\.\d{1,2})?)[:：∶]1(?![\d.:：∶])«POST»", **PARTS),
        quantity=ratio_to_one,
        examples=(("农产品加工业产值与农业总产值之比达到2.8∶1", ">= 2.8 倍"), ("城乡收入比为2.2:1", ">= 2.2 倍")),
        counterexamples=("上午9:1", "按1:1配套"),
    ),
    QuantityForm(
        name="size that names a class",
        heads="#" + HAN_HEADS,
        pattern=compile_form(r"«CLEAR»(?:«F»|«HAN»)«SIZE»级(?!别)", **PARTS),
        quantity=nothing,
        examples=(),
        counterexamples=("建设30万吨级码头2个", "百万千瓦级风电基地", "5000吨级航道"),
    ),
    QuantityForm(
        name="reach of a circle",
        heads="#半" + HAN_HEADS,
        pattern=compile_form(
            r"«CLEAR»(?:«F»|«HAN»|半)(?:米|公里|个?小时|分钟|刻钟)(?:[\u4e00-\u9fff]{0,8}?圈(?!子)|范围|半径|服务半径|覆盖率|见方|跑(?!步)|赛跑)",
            **PARTS,
        ),
        quantity=nothing,
        examples=(),
        counterexamples=("站点500米覆盖率", "15分钟生活圈", "1小时交通圈", "5公里范围内", "10分钟便民服务圈"),
    ),
    QuantityForm(
        name="last of a row",
        heads="后末倒",
        pattern=compile_form(r"(?:倒数|后|末)第?(?:«SMALL»)[名位](?!次)", **PARTS),
        quantity=nothing,
        examples=(),
        counterexamples=("排名后三位的县区", "退出全国后十位", "倒数第一名", "末3位"),
    ),
    QuantityForm(
        name="row of house numbers",
        heads="#",
        tails="、，,",
        pattern=compile_form(
            r"«CLEAR»\d{1,3}(?:[、，,]\d{1,3}){1,12}[和及]?(?:\d{1,3})?(?:栋|幢|号|单元|层|楼|标段|地块)", **PARTS
        ),
        quantity=nothing,
        examples=(),
        counterexamples=("1、7、8栋", "3、5号楼"),
    ),
    QuantityForm(
        name="count of years",
        heads="#" + HAN_HEADS,
        tails=UNIT_TAILS,
        pattern=compile_form(
            r"«CLEAR»«SMALL»个(?:完整)?(?:(?:财政|会计|预算|自然|日历)年度?|财年|年度|年头|学[年期](?!制)|季度|月份)",
            **PARTS,
        ),
        quantity=nothing,
        examples=(),
        counterexamples=("未来五个财政年度", "连续3个学期"),
    ),
    QuantityForm(
        name="session",
        heads="#第" + HAN_HEADS,
        tails=SCALES + "届",
        pattern=compile_form(
            r"(?:第|«CLEAR»)(?:«HAN»|«F»)届(?:[\u4e00-\u9fff]{0,10}?第?«HAN»[次中](?:全体)?(?:会议|全会))?", **PARTS
        ),
        quantity=nothing,
        examples=(),
        counterexamples=("十四届人大三次会议", "十九届二中全会"),
    ),
    QuantityForm(
        name="name with a number",
        heads="#百千",
        tails="强AaGg周岁",
        pattern=compile_form(
            r"«CLEAR»(?:\d+|[百千])强(?!度|化|调)|«CLEAR»\d[AaGg](?![A-Za-z])级?|«CLEAR»\d{1,2}(?:周)?岁", **PARTS
        ),
        quantity=nothing,
        examples=(),
        counterexamples=("世界500强", "5G基站", "4A级", "60周岁"),
    ),
)
