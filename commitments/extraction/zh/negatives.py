"""Negatives: words that show that a clause, or a number in it, promises nothing.

Patterns about a number see the clause with that number masked: ▇ stands for money, a rate or points, ▢ for
anything else counted or measured, ◇ for a measure with 以上, ◆ for 全覆盖. A mask covers comparator words and unit
as well; ± behind it stands for 以上, 以下, 以内.
"""

from commitments.extraction import later as re
from commitments.extraction.rule import Negative, QuantityMatch
from commitments.extraction.watching import Rules, Watched, signs_seen
from commitments.target import Comparator

MONEY, COUNT, ALL = "▇", "▢", "◆"
WIDTH = 200  # characters on either side of a number that may bear on it
BOUND, MEASURE = "±", "◇"
LEVEL = "▣"  # the order of magnitude of what is to be built: no rule about sizes bears on it
CLUSTER = 10**10
HAN = re.compile(r"(?![以左及和产])[一-鿿]")  # 400万吨/年煤制油: what stands behind is sized by it
BUILT = re.compile(r"打造|建成|建设成|培育|成为|发展成|形成|壮大|做大")
MEASURES = frozenset({"人", "户", "平方米", "立方米", "吨", "千瓦", "兆瓦", "米", "公里", "亩", "公顷", "岁", "千伏"})
EXTENTS = frozenset(
    {"公里", "米", "平方米", "平方公里", "亩", "公顷", "千瓦", "兆瓦", "吉瓦", "立方米", "张", "千伏安"}
)
BRACKETS = ("（(", "）)")
PEOPLE = frozenset({"人", "户", "名", "人次"})
_VERBS_OF_MAKING = (
    "开发 培育 引进 新增 新建 建设 建成 打造 招引 提供 筹集 举办 组织 发展 改造 完成 创建 吸纳 扶持 帮助 培养 "
    "布局 改建 扩建 形成 推出 发布 认定 支持 设立 开展 实施 达到 超过 突破 聚集 集聚 争取 遴选 推广 安排 选派 "
    "招聘 培训 孵化 储备 投放"
)
MAKING = tuple(_VERBS_OF_MAKING.split())
NOT_MADE = "".join(f"(?<!{verb})" for verb in MAKING)  # behind these it is told how many there shall be
VOLTAGE = frozenset({"千伏", "伏", "英寸", "纳米"})  # 220千伏 always sizes a line or a station
# “三年行动”, “50万千瓦电站”: the number is part of a name.
NAMED = re.compile(
    r"(?<=年)(?:专项|攻坚|提升|倍增)?(?:行动|计划|攻坚|规划|方案)|(?:(?<=[千万兆吉]瓦)|(?<=瓦时)|(?<=[MGk]W)|(?<=[MGk]Wh))[一-鿿]{0,10}(?:电站|电厂|机组|工程|项目|基地|通道|线路)"
)
MONEY_UNITS = frozenset({"元", "%", "分", "折", "百分点", "美元", "欧元", "港元"})


def masked(text: str, start: int, end: int, match: QuantityMatch, seen: int) -> tuple[str, int]:
    """The clause with one of its numbers masked, and the patterns that can fire in it now.

    Of a clause without end only the surroundings of the number are given.
    """
    start, end = max(start, match.span.start - WIDTH), min(end, match.span.end + WIDTH)
    words = match.span.of(text)
    sign = MONEY if match.quantity.unit in MONEY_UNITS else COUNT
    if words.endswith(("以上", "以下", "以内")):
        sign += BOUND
    if words.endswith("全覆盖"):
        sign = ALL
    if (
        match.quantity.comparator is Comparator.ORDER
        and match.quantity.value >= CLUSTER
        and BUILT.search(text, start, match.span.start)
    ):
        sign = LEVEL
    if (
        match.quantity.unit in VOLTAGE
        or NAMED.match(text, match.span.end)
        or ((match.quantity.unit or "").endswith("/年") and HAN.match(text, match.span.end))
        or (sign == COUNT + BOUND and match.quantity.unit in MEASURES and not made(text, start, match))
        or (match.quantity.unit in EXTENTS and in_brackets(text, match) and not achieved(text, start, match))
    ):
        sign = MEASURE
    return text[start : match.span.start] + sign + text[match.span.end : end], seen | signs_seen(sign)


def in_brackets(text: str, match: QuantityMatch) -> bool:
    """Whether a number stands alone in brackets: 环城高速（58公里）."""
    return text[match.span.start - 1 : match.span.start] in BRACKETS[0] and text[match.span.end :][:1] in BRACKETS[1]


def achieved(text: str, start: int, match: QuantityMatch) -> bool:
    """Whether the words before a bracket, back to the sign before them, say what is done: 完成河道治理（12公里）."""
    words = re.split("[、，,：:；;]", text[start : match.span.start - 1])[-1]
    return any(verb in words for verb in MAKING)


def made(text: str, start: int, match: QuantityMatch) -> bool:
    """Whether a verb of making stands right before a number of people or households: “完成1000万以上人口脱贫”."""
    people = match.quantity.unit in PEOPLE
    return people and any(text.endswith(verb, start, match.span.start) for verb in MAKING)


# Facts: nothing in the clause lies ahead, whatever the document.
FACTS = Rules(
    Negative(
        name="done",
        pattern=re.compile(
            r"^(?!对|将|把).*?(?<![不对而自早])已(?![^,，]{0,14}的)(?!知|然)|业已|^[^,，]*(?:收到|接到)[^,，]*(?:报送|来信|来电|反映|举报|函|方案|建议|提案)"
        ),
        reason="已: 既成事实",
        examples=("已建成高标准农田20万亩", "该桥已于上月通车"),
        counterexamples=("对已建成的充电站开展检查", "已完成备案的企业"),
    ),
    Negative(
        name="verb with 了",
        pattern=re.compile(
            r"(?<=[一-鿿])(?<!提出)(?<!设定)(?<!确立)了(?!解|却|结|然|望|得|不)(?=[^,，]*[\d一二三四五六七八九十两百千万])|(?:[进开组召推促加落实制出印编下成设建打营构听走发拨签启采提创增改得取形完][一-鿿])了|(?:明确|确定|突出)了|有力地|连续[一-鿿\d]{1,2}年|高达"
        ),
        reason="了: 既成事实",
        examples=("新建了12座泵站", "完成了全部安置任务"),
        counterexamples=("深入了解30个村的情况", "为了保障供水"),
    ),
    Negative(
        name="up to now",
        pattern=re.compile(
            r"截[至止](?:目前|当前|今|\d{4}年.{0,8}[末底日],?[^,，]{0,4}累计)|到目前为止|迄今|至今|以来|(?:一|两|二|三|几|近|多)年来|长期以来|一直|始终|曾(?:经|于|在)|此前|过去"
        ),
        reason="以来、截至目前: 回顾过去",
        examples=("截至目前,共发放贷款30亿元", "“十三五”以来,新增耕地5万亩"),
        counterexamples=("截至2027年底前完成", "未来三年"),
    ),
    Negative(
        name="last year",
        pattern=re.compile(
            r"(?<![比较])去年|(?<!以)上年(?!度[^,，]{0,30}的\d)(?!度?末?[^,，]{0,6}(?:提高|增长|增加|下降|降低|压减|翻))|往年|前年|上一年度?|上半年(?=[^,，]*(?:已|累计|实现了|同比))"
        ),
        reason="去年: 回顾过去",
        examples=("去年引进人才800名",),
        counterexamples=(
            "5家以上年销售收入过百亿元的企业",
            "较上年提高2个百分点",
            "比去年扩大2万亩以上",
            "上半年开工建设",
            "不低于上年度人均可支配收入的60%",
        ),
    ),
    Negative(
        name="honours",
        pattern=re.compile(
            r"^(?![^,，]*(?:力争|争取|推动|支持|确保|计划|拟|推荐)).*?(?:荣获|获评|荣膺|被评为|被授予|通报表扬|通报表彰|受到.{0,8}(?:表彰|表扬|肯定)|成功(?:举办|召开|申报|入选|创建|争取|获批|上线|上市|开通|引进|签约))"
        ),
        reason="获评、成功举办: 既成事实",
        examples=("3个村获评国家级美丽乡村", "成功举办两届茶博会"),
        counterexamples=("力争成功创建国家级园区", "推动古城成功申报世界遗产"),
    ),
    Negative(
        name="overfulfilled",
        pattern=re.compile(
            r"超额完成|圆满完成|顺利完成|提前完成(?!\S{0,4}目标)|如期完成(?=[^,，]*的)|胜利(?:完成|召开)|全面完成(?=[^,，]*年度?[^,，]*(?:下达|确定))"
        ),
        reason="超额完成: 既成事实",
        examples=("超额完成年度造林任务", "圆满完成10件民生实事"),
        counterexamples=("全面完成120个项目建设任务",),
    ),
)

# Signs of a report: in a plan they may stand beside a target, elsewhere they show a result.
REPORTS = Rules(
    Negative(
        name="compared with last year",
        pattern=re.compile(
            r"同比|环比|较上年|比上年|较去年|比去年|增速(?:位居|居|列)|(?:位居|居|位列|列)(?:全国|全省|全市|首位|前列|第)"
        ),
        reason="同比、位居: 统计结果",
        examples=("进出口总额同比增长12%", "总量居全国第4位"),
        counterexamples=("力争进入前十名",),
    ),
    Negative(
        name="summed up",
        pattern=re.compile(
            r"累计|共计|合计|先后|分别达到|首次|首批|新增.{0,12}[\d万]+[^,，]{0,4},总数|总数达|增至|截[至止]|(?<![由从较比])(?:目前|当前|现有)|眼下|正在|最新|(?:顺利|稳步|有序|扎实)(?:推进|进行|实施)$|入选|入围|获批|揭牌"
        ),
        reason="累计、目前: 统计结果",
        examples=("累计培训农民3万人次", "目前在校学生9000人"),
        counterexamples=("新增学位3000个", "由目前的45%提高到65%"),
    ),
    Negative(
        name="money already won",
        pattern=re.compile(
            r"(?:争取|获得|获批|安排|下达|拨付|到位|筹措)(?:到|了)?[^,，]{0,30}(?:资金|专项|贷款|补助|经费|额度)[^,，]{0,24}▇"
        ),
        reason="资金已争取或已安排",
        examples=("争取中央水利发展资金6800万元", "安排专项资金2亿元"),
        counterexamples=("新增贷款投放",),
    ),
    Negative(
        name="forecast of worth",
        pattern=re.compile(
            r"总投资(?:额)?(?:约|近|超过?|达|高达)?▇|预计(?:总|开发|可|能|将)?(?:投资|投入|带动|拉动|实现年?产值|年产值|年销售)"
        ),
        reason="项目规模或效益预测",
        examples=("总投资约30亿元", "预计年产值8亿元"),
        counterexamples=("固定资产投资增长8%",),
    ),
)

# About one number, in any mood: it sizes, limits or pays for something and is not to be reached.
NUMBERS = Rules(
    Negative(
        name="ceiling of a benefit",
        pattern=re.compile(
            r"最高(?:额度|限额|可|可达|达|不超过|给予|补助|奖励|补贴)?[^,，▇▢]{0,10}▇|上限|限额|额度(?:为|不超过)?▇"
        ),
        reason="政策上限，不是目标",
        examples=("提供最高额度30万元的贷款", "补助上限为50万元"),
        counterexamples=("确保投资达到50万元",),
    ),
    Negative(
        name="subsidy",
        pattern=re.compile(
            r"(?:奖励|补助|补贴|资助|奖补|返还|给予|贴息|奖金|罚款|处以|扣除?|扣减|加分|退还|免征|减免|支付(?=[^,，]*(?:违约|保证)))"
            r"[^,，▇▢]{0,14}▇|▇(?:[一-鿿]{0,8})(?:的)?(?:一次性)?(?:[一-鿿]{0,4})(?:补贴|补助|奖励|奖补|资助|贷款支持|罚款|支持$)|"
            r"按[^,，]{0,16}▇[^,，]{0,6}(?:补助|补贴|奖励|给予|返还|计|扣|收取|承担|比例)"
        ),
        reason="补贴、奖惩标准，不是目标",
        examples=("每户奖励8万元", "给予5万元一次性补助", "按设备总额的10%给予补贴"),
        counterexamples=("完成投资8亿元", "发放创业补贴"),
    ),
    Negative(
        name="condition",
        pattern=re.compile(
            r"(?:^|[(（])(?:对|凡|凡是|若|如|如果|当|参加|符合|经)[^,，]*[▇▢][^,，]*(?:的|者)|[▇▢]±?(?:[一-鿿]{0,6})的$|▇±?的?部分|(?<!覆盖)▇±的(?=[一-鿿])|"
            rf"{NOT_MADE}▢±的(?=[一-鿿])|"
            r"(?:^|[^一-鿿])(?:年|首次)[^,，]{2,16}(?:达到|超过|达|满)[▇▢]的"
        ),
        reason="适用条件，不是目标",
        examples=("对年产值超过2亿元的企业予以表扬", "出口额达到500万元的", "超过60万元部分"),
        counterexamples=("对300个小区开展改造", "达到500万元", "年均开发2万个以上的公益性岗位"),
    ),
    Negative(
        name="size of the thing",
        pattern=re.compile(
            r"[（(]◇[）)]|(?<!帮助)(?<!帮扶)(?<!带动)(?<!支持)(?<!培训)(?<!组织)◇(?=[一-鿿])(?!并|且|及|和|或|[一-鿿]{0,14}能力)|▇±?(?:的)?(?:重大|重点|新|在建|工业|产业|招商|制造业|签约|技改|开工|入库|储备|优质)*(?:项目|企业|工程|单位|园区|贷款|订单)|▇±?的[^,，、\d]{0,10}(?:项目|企业|园区|集群|园)"
            r"|[▢◇](?:以上)?(?:年|主营业务|年度)*(?:销售收入|营业收入|收入|产值|营收|销售额|纳税额?|税收)(?:超过?|过|达到?|突破)?▇"
        ),
        reason="说明对象的规模，不是目标",
        examples=("新引进10亿元以上项目", "规模超过50亿元的企业", "消除66人以上大班额", "西线高速（58公里）"),
        counterexamples=("完成投资30亿元", "帮助8万户以上群众圆安居梦"),
    ),
    Negative(
        name="project worth",
        pattern=re.compile(
            r"(?<!完成)(?<!形成)(?<!达到)(?<!新增)(?<!改造)(?<!治理)(?<!整治)(?<!绿化)(?<!种植)(?<!覆盖)(?:项目)?(?:总投资|投资总额|注册资本|合同额|设计[一-鿿]{2,8}|占地|占地面积|总建筑面积|建筑面积|(?:项目)?建设面积|总面积|全长|总长|总库容|容纳[一-鿿]{0,6})(?:额)?(?:约|近|超过?|达|为|约为)?[▇▢]"
        ),
        reason="项目规模，不是目标",
        examples=("总投资12亿元", "占地300亩"),
        counterexamples=("完成总投资12亿元", "投资额达到300亿元"),
    ),
    Negative(
        name="points",
        pattern=re.compile(
            r"(?:得|(?<![累合总])计|满分|分值|扣|(?<![增])加|减(?![少排])|记|各)(?:为)?▇|出现[▢▇]|[▢▇][^,，]{0,10}(?:扣|得|加|减|计|记|奖|不得|得满)\d{0,2}(?:\.\d)?分|[(（]▇[)）]|^▇\s{2,}|每(?:\d{1,4}[至到~～—-])?[▢▇]|每(?:有|少|多|低|高|缺|超|降低|提高|增加|减少)[^,，]{0,8}[▇▢]"
        ),
        reason="评分分值，不是目标",
        examples=("得8分", "每低1个百分点", "出现1例未处理扣2分", "各60分"),
        counterexamples=("满意度达到90分",),
    ),
    Negative(
        name="stock",
        pattern=re.compile(
            r"(?:依托|围绕|发挥|用好|管好|利用(?!处置|处理|项目|设施|率|水平|量|效率|系数|程度|规模|面积|能力|总量|外资|内资|[省市县区境]外)|针对|聚焦|瞄准|面向|参照|作为|(?<!人口)(?<!每户)拥有(?!量|率)|现有|已有|共有|涵盖|(?<!投资)包括|涉及|(?<![一-鿿])服务(?!业|[▢▇])|惠及|辐射|紧扣|(?<![一-鿿])突出|下设|划分为|分为|(?<!归)属于|用于)"
            r"[^,，▇▢建造增培引]{0,16}[▇▢]|(?:^|[,，])有[▇▢]|^(?:下设|分设|内设)[^▇▢]*▢|[▇▢](?:[一-鿿]{0,12})(?:资源|优势|地区|区域|板块)?优势"
        ),
        reason="现有存量或依托对象，不是目标",
        examples=("依托5个国家级园区发展会展业", "发挥40名科技特派员优势", "用于南北两个厂区建设"),
        counterexamples=(
            "新建5个园区",
            "每千人口拥有托位4.5个",
            "每万人口专利拥有量达到3件",
            "固体废物综合利用率达到85%",
            "累计实际利用外资20亿美元",
            "利用闲置校舍改造建设30个养老服务中心",
            "服务不少于5万人次",
        ),
    ),
    Negative(
        name="name of a list",
        pattern=re.compile(
            r"[“\"](?:[一二三四五六七八九十两][个项大条][一-鿿]{2,4}[、,，]){0,6}▢[一-鿿]{2,4}(?:[、,，][一二三四五六七八九十两][个项大条][一-鿿]{2,4}){0,6}[”\"]|"
            r"▢方面|▢(?=\d)(?!\d{1,4}[万千百十]?亿级)|^(?:是|相当于)[^,，]*的▢|▢[^,，]{0,8}如下$|(?:按|以)每▢|(?:采取|抓好|抓实|突出|把握|处理好|坚持|聚焦)[^,，]{0,4}▢[^,，]{0,4}(?:举措|工作|措施|方面|关系|原则|环节|重点)$|(?:提出|明确|确定|部署|梳理|包括|包含)(?:[^,，]*[共计等])?▢[^,，]{0,6}(?:指标|任务|措施|举措|意见|建议|要求)|(?:^|引导)▢(?:业主|居民|住户|村民|职工|群众)|将[^,，]*的▢|(?:^[对将把]?|的|[对将把])原(?:有|来|定|先)?▢(?![^,，]{0,12}(?:增|提高|扩大)[加到至])|[▢](?:条例|规定|纪律|原则|到位$)|、[一-鿿]{2,6}▢[^,，▇▢]{0,12}的|(?<=[中央省市])▢(?=规定)|(?:上述|以上|前述|该|这|其余|剩余[^,，]{0,2}的?其他)[▢▇]"
        ),
        reason="名称或回指，不是目标",
        examples=(
            "上述6个项目",
            "细化提出25项主要指标",
            "梳理包括区域更新、设施优化等方面共22项任务",
            "今年重点抓好三项工作",
            "对原12个示范乡镇帮扶力度不减",
            '完善"四个到位"',
            "实现“一个衔接、两个赶上、三个突破”",
        ),
        counterexamples=("新建6个项目", "平原6个县", "由原12个增加到20个", "打造“三个千亿级产业集群”"),
    ),
    Negative(
        name="how it is done",
        pattern=re.compile(
            r"◆(?=[一-鿿])|^(?:开展|实施|进行|实行|组织)[^,，]{0,6}◆|^(?:完善|健全|落实|优化)[^,，]*▢[^,，]*的[^,，]{0,8}(?:政策|制度|机制|办法)$"
        ),
        reason="“全覆盖”在此只说明做法",
        examples=("开展全覆盖督导检查",),
        counterexamples=("实现自然村公交全覆盖", "力争村级光网全覆盖、乡镇驿站全覆盖"),
    ),
    Negative(
        name="from where it starts",
        pattern=re.compile(
            r"(?:从|由)[^,，▇▢]{0,12}[▇▢][^,，]{0,4}(?:增加|提高|提升|扩大|上升|降低|下降|减少|压缩|缩短|降|增|升)(?:到|至|为)"
        ),
        reason="基数，不是目标",
        examples=("文艺团队从如今的3万余支增加到4万支",),
        counterexamples=("从今年起增加到4万支",),
    ),
    Negative(
        name="how many are measured",
        pattern=re.compile(
            rf"{NOT_MADE}▢[^,，▇▢\d至到]{{0,16}}(?:[率量]|占比|比例|比重|强度|水平|收入|产值|覆盖面)(?:均|全部|总体|平均|年均)?"
            r"(?:达|提高|提升|保持|稳定|控制|不低|不少|超|增长|下降|降|实现|突破)"
            rf"|^(?:提高|提升|完善|改善)[^,，▇▢]{{0,12}}▢[^,，▇▢\d]{{0,8}}(?:标准|待遇|水平|质量|能力)$"
        ),
        reason="说明统计对象有几个，不是目标",
        examples=("城乡三项医疗保险参保率达到95%以上", "20个重点村集体经营收入达到30万元"),
        counterexamples=("新建5个园区，产值达到300亿元", "培育10家企业"),
    ),
    Negative(
        name="dividend",
        pattern=re.compile(
            r"(?:派发|派送|派现|分配|现金红利|现金分红|股利|股息)[^,，▇▢]{0,14}▇|每[▢▇](?=派|送|转)|转增[^,，▇▢]{0,4}[▢▇]|每\d{1,3}股[^,，]*[▇▢]"
        ),
        reason="利润分配方案，不是目标",
        examples=("每10股派发现金红利2.50元（含税）",),
        counterexamples=("每股收益达到2元",),
    ),
    Negative(
        name="capacity of the thing",
        pattern=re.compile(
            r"(?:年产|日产|日处理|年处理|年加工|装机(?:容量)?|总规模|设计年?产能)[^,，▇▢◇]{0,4}▢[^,，▇▢]{0,24}(?:项目|工程|生产线|装置|机组|基地|电站|厂|车间|线)"
        ),
        reason="说明对象的规模，不是目标",
        examples=("年产8万吨高强铝材项目力争三季度投产", "日处理500吨的垃圾焚烧项目", "年产20万吨电解铝厂计划年底投产"),
        counterexamples=("年产量达到8万吨", "新增装机300万千瓦"),
    ),
    Negative(
        name="where it is done",
        pattern=re.compile(
            r"(?:^|[,，])在▢[^,，]*?(?:增补?|建|设|开|培|招|完成|发展|打造|布局)[^,，]*\d"
            r"|在[^,，]*▢[^,，]*?(?:建设|规划|开发|改造|更新|过程|工作)中(?=[一-鿿])"
            r"|[向对给][^,，]{0,24}▢[^,，\d]{0,20}(?:配置|倾斜|集中|集聚|聚集|延伸|转移|流动|布局)"
            r"|(?:资源|要素|产业|人口|力量)向▢|(?:山区|库区|牧区|滩区|老区|沿线|沿江|沿海|周边)▢(?=[一-鿿])"
        ),
        reason="说明范围，不是目标",
        examples=(
            "在12个县区新增学位3万个",
            "推动资源向两个新区和三个片区倾斜",
            "推动优质医疗资源向两个新城",
            "推进山区6县产业平台建设",
            "在8个重点区域、13条道路改造中加大绿植应用",
        ),
        counterexamples=("在12个县区开展试点", "向200所学校配备校医"),
    ),
    Negative(
        name="assumption",
        pattern=re.compile(r"(?:假设|假定|估计|估算|测算|按[^,，]{0,8}计算?|若按|与[^,，]{0,8}差额)[^,，▇▢]{0,16}[▇▢]"),
        reason="假设、估算，不是目标",
        examples=("假设占比为3%", "估计实际产量近1亿吨"),
        counterexamples=("预计今年产量达到8万吨", "按期完成改造12个"),
    ),
    Negative(
        name="terms of a scheme",
        pattern=re.compile(
            r"(?:(?:缴存|缴费|计征|首付|分成|赔付)(?:比例|额度?|标准|率|期限|基数)|贷款(?:期限|利率|额度)|税率|费率|缴存额)"
            r"(?:为|按|不低于|不高于)?[^,，▇▢]{0,6}[▇▢]"
        ),
        reason="制度规定的标准，不是目标",
        examples=("缴存比例为10%—24%", "贷款额度50万元"),
        counterexamples=("住院费用报销比例稳定在70%", "贷款余额达到50亿元"),
    ),
    Negative(
        name="share of cost",
        pattern=re.compile(
            r"按照?[^,，▇▢]{0,24}[▇▢][^,，]*的(?:比例|标准)|按照?[^,，▇▢]{0,12}[▇▢][^,，]{0,4}(?:比例|标准|价格|计算|计提|原则)|以[▇▢][^,，]{0,4}(?:价款|价格)|(?:票价|单价|均价|租金|售价|收费标准)[^,，▇▢]{0,8}▇"
        ),
        reason="标准或价格，不是目标",
        examples=("按照60%的比例分担", "租金每平方米15元", "按照每百户不少于30平方米、老区不少于20平方米的标准配建"),
        counterexamples=("比例达到60%",),
    ),
)

# A project whose worth was told is sized by what follows: “总投资92亿元，装机容量140万千瓦”.
WORTH = re.compile(r"总投资|项目投资|占地|建设规模|总建筑面积")
SIZE = re.compile(
    r"(?:总|其中)?(?:装机(?:容量|规模)?|建设规模|设计[一-鿿]{2,6}|年产|产能|占地|库容|全长|建筑面积|总建筑面积|可容纳|建设内容)"
)
# What behind a clause makes the number in it a threshold of points.
GIVES_POINTS = re.compile(
    r"\s{0,4}[，,；;：:（(]?\s{0,4}的?(?:可|均|各|分别|最高|则|给予|予以|每[项次个例件处]|直接|该项|此项|本项)?"
    r"(?:[得加扣计记奖减]|不得|给)(?:满|基本|基础)?\s{0,2}\d{0,3}(?:\.\d)?\s{0,2}分"
)
POINTS_GIVEN = re.compile(r"[得计加]\s?\d{1,2}(?:\.\d)?\s?分")
# A sentence of rewards: its conditions and sums are no targets.
REWARD = Watched(
    r"(?:奖励|补助|补贴|奖补|资助|返还|贴息|罚款)[^,，。;；]{0,14}?\d{1,12}(?:\.\d{1,4})?\s{0,4}(?:[万亿]?元|[%％])|"
    r"\d{1,12}\s{0,4}(?:[万亿]?元|[%％])[^,，。;；]{0,8}(?:奖励|补助|补贴|奖补|资助|贷款支持|基础支持|优惠券)|给予[^,，。;；]{0,12}\d{1,12}\s{0,4}[万亿]?元|最高额度"
)
REWARD_OPENING = re.compile(r"对|凡|符合|在[省市县].{0,6}(?:连续|就业)|一次性|参保|经")

# What follows from something else is no promise of its own: effects of a project, hypotheses.
FORECAST = Watched(
    r"(?:组织|机构|协会|学会|专家|研究院|分析师|人士|券商|业内|有关方面|联盟|智库)[^,，。;；]{0,6}(?:预计|预测|估计)|(?<!据)预测[,，]|(?:根?据|按照?)[^,，。;；]{2,30}(?:预测|预估|测算|研究报告|数据显示|分析)[,，]|(?:行业|市场)(?:规模|容量|需求)|"
    r"(?:建成|投产|达产|投用|运营|落成|完工|竣工|实施)(?:投产|达产|运营|达效|投用)?(?:之)?后|届时|(?:^|[,，。;；])\s*(?:若|如果|假如|一旦|倘若)|(?<!抑)或(?:将|可)(?!以)|有可能|据传|传闻"
)

# What a clause says about the one before it: that it matters.
MATTERS = re.compile(r"(?:这)?对于?[^，,。；;]{2,80}(?:具有|有着?|意义)[^，,。；;]{0,8}(?:意义|作用|影响|重大)\s*\Z")

# Outcomes that come in degrees: nobody can say whether they happened.
VAGUE = Rules(
    Negative(
        name="gradable",
        pattern=re.compile(
            r"(?:逐步|更好|不断|有效|基本)满足|满足[^,，]*(?:需求|需要|期盼|向往)$|更[一-鿿]{1,3}[、，和][^,，]{0,8}更|(?:显著|明显|进一步|不断|稳步|大幅|持续|有效|更加|逐步|日益|全面|切实|着力|大力|稳定|整体|较大|较快|巩固)[一-鿿]{0,6}?"
            r"(?:提高|提升|增强|改善|完善|优化|健全|加强|好转|降低|扩大|壮大|夯实|深化|发展|增长|下降|拓展|巩固|减少|增加|充实|凸显|释放)|"
            r"更加[一-鿿]{2,4}|取得[一-鿿]{0,6}(?:进展|突破|成效|进步|成果|实效)|上新台阶|新台阶|走在[一-鿿]{0,4}前列|(?:更大|更高|更好|更强|更优|更多)[一-鿿]{2}|"
            r"(?:实现|达到|取得|迈[上出进]|开创|展现|作出)[^,，]{0,6}新[一-鿿]{1,3}$|水平(?:提升|提高)|能力(?:提升|增强|提高)|高质量发展$|落到实处|落地见效|走深走实|见行见效|深入人心"
        ),
        reason="程度性表述，无法核查",
        examples=("治理能力显著提升", "民生福祉达到新水平", "营商环境更加优化", "改革取得积极进展"),
        counterexamples=("基本建成物流枢纽", "新建泵站12座"),
    ),
    Negative(
        name="slogan",
        pattern=re.compile(
            r"(?:加快|逐步|加速|持续|不断|共同|协同|深入|全力|大力|稳步)(?:构建|形成|推进|推动|融合|集聚|壮大|转化)(?![^,，]*(?:建成|完成|通车|投用|开工|挂牌))$|(?:加快|逐步|加速)(?:构建|形成|集聚|崛起)(?:[^,，]{0,12}$)|"
            r"以[一-鿿]{2,8}促[一-鿿]{2,8}|开创[^,，]*局面|打造(?:一批|若干|[^,，]*(?:品牌|名片|标杆|样板|高地|IP|第一城|之[城都乡]|名城|强[省市县区]|首选地|目的地|引擎|桥头堡|风向标|主阵地|策源地|新城市|门户)(?:$|[,，]))|^以[^,，]{2,20}为[一-鿿]{1,4}$|形成[^,，]*(?:效应|氛围|合力|格局|局面|态势|优势|良性循环|愿景|形象)$|"
            r"^(?:大力|深入|全面|积极|扎实|持续|深化|继续|有序|统筹)(?:组织)?实施[^,，]*(?:行动|计划|工程|战略|方案)$|^(?:着力|加快|积极|大力|全力)(?:构建|打造|建设)[^,，]*(?:体系|格局|环境|生态)$|"
            r"给予[^,，]*(?:补贴|补助|扶持|支持|奖励|资助|津贴|优惠|优先|倾斜|资金|经费)|享受[^,，]*(?:补贴|补助|津贴|待遇|优惠|服务)|[一-鿿]有所[一-鿿]|"
            r"(?:^|将|拟|要|并)(?:通过|依托|借助)(?![^,，]*(?:验收|评审|审批|审议|认定|评估|核查|审核))[^,，]{2,30}$|"
            r"^(?:推动|促进|推进)[^,，]*(?:一体化|高质量|协调|融合|均衡)?发展$|"
            r"协助(?:解决|做好|推进|开展)|确保[^,，]{0,20}(?:落实到位|落地见效|顺利(?:推进|实施|进行)|有序推进|取得实效)|(?:协同|共同|合力|联合)推进[^,，]*(?:实施|落实|工作)$"
        ),
        reason="口号或程度性表述，无法核查",
        examples=(
            "现代产业体系加快构建",
            "以开放促改革促发展",
            "开创县域发展新局面",
            "打造一批文化品牌",
            "形成产业集聚效应",
            "协助解决职工住房问题",
            "确保各项措施落实到位",
            "共同推进该工程的实施",
        ),
        counterexamples=("形成调研报告", "加快建成通车", "打造3个特色小镇", "确保大桥建成通车"),
    ),
    Negative(
        name="improvement",
        pattern=re.compile(
            r"^(?:进一步|不断|持续|着力|切实|全面|大力|积极|要)*(?:加大|加强|强化|深化|提升|增强|优化|改善|巩固|拓展|规范|健全|完善|丰富|壮大|做优|做大|做强)"
            r"(?!并|.*(?:建成|完成|出台|印发|设立|达到|全覆盖|投用|上线|试点))"
        ),
        reason="改进类动词，没有可核查的结果",
        examples=("加大宣传推广", "健全工作机制"),
        counterexamples=("建立健全工作机制", "完善并印发操作规程"),
    ),
    Negative(
        name="empty object",
        pattern=re.compile(
            r"(?:各项|相关|有关|以上|上述|既定|全年|年度)[一-鿿]{0,6}(?:目标任务|工作|任务|目标|措施|政策|部署|要求)[一-鿿]{0,4}"
            r"(?:落实|完成|落地|见效|到位|落到实处|收官|推进|实现|开展)|(?:完成|落实|做好|抓好)(?:好)?(?:各项|相关|有关)[一-鿿]{0,8}(?:工作|任务|目标|措施|要求)$|"
            r"(?:实现|完成)(?:好)?(?:各项|以上|上述|既定|全部|今年)[^,，]{0,14}(?:目标|任务)+$|(?:以下|下列|如下)[一-鿿\d]{0,8}(?:目标|任务|工作|措施|举措|实事)|办好[一-鿿\d]{0,10}(?:民生|实事)[一-鿿]{0,4}$|"
            r"完成(?:全年|年度|既定|各项|预期)[一-鿿]{0,6}(?:目标|任务)+$|(?:做好|抓好|开展)[一-鿿]{0,14}(?:保障|服务|宣传|准备|协调|基础)?工作$|目标任务奠定|收好官|圆满收官|开好局|良好开局|开门红|合理区间|实现[^,，]*(?:经济社会发展|小康社会|现代化|奋斗)[^,，]*目标(?:任务)?$"
        ),
        reason="没有可核查的对象",
        examples=("确保各项目标任务圆满完成", "做好资金保障工作", "要努力实现以下目标任务", "办好十件民生实事"),
        counterexamples=("完成12个村的整治任务",),
    ),
    Negative(
        name="purpose",
        pattern=re.compile(
            r"^(?:为|为了)(?!.{0,10}(?:提供|购买))(?!.{0,24}(?:安装|发放|开展|进行|适配|配备|免费))|奠定[一-鿿]{0,8}基础|提供[一-鿿]{0,10}(?:保障|支撑|支持)$|作出[一-鿿]{0,8}贡献|具有[一-鿿]{0,6}意义"
        ),
        reason="目的或意义，不是承诺",
        examples=("为全市经济发展奠定坚实基础", "为全面推进乡村建设"),
        counterexamples=("为困难家庭安装扶手2000套", "为全县学龄前儿童免费开展视力筛查"),
    ),
    Negative(
        name="background",
        pattern=re.compile(
            r"必将|势必|将(?:直接|有效|极大|大大|有力|进一步)?(?:带动|拉动|迎来|受益)|(?<![力])将(?:会)?(?:是|成为)|^(?:所以|因此|因而)?(?:伴随|随着)|意味着|"
            r"(?:时期|年|阶段)(?:仍|既|将)?是(?!否)|^(?:[也更又还]|同样|同时)?是[^,，]*(?:年|期)$|[一-鿿]{2}(?:关键期|机遇期|窗口期|攻坚期|跃升期|提升期|时期)$|第[一二三四五]年$|"
            r"两个确立|两个维护|坚持[以把][^,，]*(?:为|作为)|^坚持[“\"「]|^(?:牢牢)?(?:把握|锚定|紧扣)|把[^,，]*作为|以[^,，]{2,16}为(?:统领|引领|核心|主线|根本|抓手|牵引|契机|导向|重点)|[一-鿿]{2}精神$|^(?:根据|按照?|依据|对照|围绕)[^,，]*(?:》(?:[(（].*)?|划分|分类|要求|部署|安排|规定|预算|计划)$|不?得分|[扣加计]分|按照[^,，]{2,60}的(?:总体)?(?:要求|部署|原则|思路)$|^(?:专栏|附?[表图])\s*[\d一二三四五六七八九十]"
        ),
        reason="背景、原则，不是承诺",
        examples=(
            "2025年是规划实施的第一年",
            "我县进入产业转型攻坚期",
            "必须坚持以质量为核心",
            "专栏2 “十五五”主要指标",
            "全面落实全会精神",
            "也是全面建成小康社会的关键一年",
            "发展目标按照“五年见效、十年建成”的要求",
        ),
        counterexamples=("2025年新建泵站3座", "建成水质监测站"),
    ),
    Negative(
        name="entry into force",
        pattern=re.compile(
            r"(?:本|该)(?:办法|规定|细则|意见|方案|措施|通知|条例|规则|政策|规划|计划)[^,，]{0,6}(?:自|从|由)|自[^,，]{2,24}起(?:施行|实施|执行|生效)|有效期|(?:实施|执行|试行)期限|印发之日"
        ),
        reason="施行日期，不是承诺",
        examples=("本办法自2024年5月1日起施行", "有效期3年"),
        counterexamples=("自2024年起新建泵站3座",),
    ),
    Negative(
        name="courtesy",
        pattern=re.compile(
            r"感谢|希望|欢迎|敬请|恳请|建议(?!书|稿|方案)|如有疑问|联系电话|收悉|您提出|你们?提出|代表提出|委员提出|现将|印发给你们|制定本|(?:提出|制定|作)(?:以下|如下)|年是|之年$|^(?!.*(?:制定|制订|出台|编制|实施|落实|完善|印发|形成|公布|修订|研究)).*(?:工作要点|实施方案|实施意见|行动计划|若干措施|工作方案)$"
        ),
        reason="客套或对方的建议",
        examples=("感谢您对水利工作的关心", "您提出的关于新建泵站的建议收悉"),
        counterexamples=("新建泵站2座",),
    ),
)
COURTESY = Rules(*VAGUE[-1:])
VAGUE_ON_PAPER = Rules(*VAGUE[1:])
