"""Counters and units of measure, what each is brought back to, and what may not follow it lest it be another word."""

import re
from collections.abc import Mapping
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit as written: its base unit, and what behind it turns it into the beginning of another word."""

    base: str
    not_before: str = ""
    han: bool = False  # whether it also counts numbers written in Chinese
    idioms: str = ""  # what behind it makes a slogan of a Chinese number: 两个确立, 三个方面


class UnitRow(NamedTuple):
    """Units that measure or count the same sort of thing, with wordings that prove them."""

    name: str
    units: Mapping[str, Unit]
    examples: tuple[tuple[str, str], ...]  # (text, "comparator value unit")


LETTERS = "[A-Za-z]"
THING_NOUNS = "[额目撑持付队部线上顶能票权东市室有下是要选本制据项设治干除源省长理书手会主派转送]"
NOUN_ENDS = "，,。；;、以左）)"


def _units(words: str, *, han: bool = True, not_before: str = "") -> dict[str, Unit]:
    """Units that stand for themselves, from a row of words."""
    return {word: Unit(word, not_before, han=han) for word in words.split()}


def _same(base: str, words: str, *, han: bool = True, not_before: str = "") -> dict[str, Unit]:
    """Other ways of writing a unit, from a row of words."""
    return {word: Unit(base, not_before, han=han) for word in words.split()}


def _only(words: str, nouns: str) -> dict[str, Unit]:
    """Counters too common as parts of other words: read only at the end of a phrase or before these characters."""
    return {word: Unit(word, f"[^{NOUN_ENDS}{nouns}]") for word in words.split()}


UNIT_ROWS: tuple[UnitRow, ...] = (
    UnitRow(
        "length",
        {
            **_units("公里 米 厘米 毫米 海里 英里 英尺 英寸 纳米 微米"),
            **_same("公里", "千米"),
            **_same("米", "公尺"),
            **_same("公里", "km KM", han=False, not_before="[A-Za-z²2]"),
        },
        (
            ("新改建农村公路1200公里", ">= 1200 公里"),
            ("高速公路总里程突破9000千米", "> 9000 公里"),
            ("铺设管网35km", ">= 35 公里"),
        ),
    ),
    UnitRow(
        "area",
        {
            **_units("平方公里 平方米 平方厘米 公顷 亩 英亩 亩次"),
            **_same("平方米", "平米 平方 ㎡ m² m2", han=False, not_before="公|千|厘|英|根|差|和|[A-Za-z\\d]"),
            **_same("平方公里", "平方千米"),
            **_same("平方公里", "km² km2", han=False, not_before="[A-Za-z\\d]"),
            **_same("公顷", "hm² hm2", han=False, not_before="[A-Za-z\\d]"),
        },
        (
            ("新增城市绿地300公顷", ">= 300 公顷"),
            ("建成高标准农田50万亩", ">= 500000 亩"),
            ("新建标准厂房20万平方米", ">= 200000 平方米"),
            ("治理水土流失面积800平方公里", ">= 800 平方公里"),
            ("竣工面积1.5万㎡", ">= 15000 平方米"),
            ("规划控制面积50km²", ">= 50 平方公里"),
            ("标准厂房租金不超过20元/㎡·月", "<= 20 元/㎡·月"),
        ),
    ),
    UnitRow(
        "volume",
        {
            **_units("立方米 立方厘米 升 毫升 加仑 桶", not_before="装|机|温|幅|值|学|任|格|华|高|压|空|国"),
            **_same("立方米", "立方 标方 标准立方米 m³ m3", han=False, not_before="公|厘|根|体|[A-Za-z\\d]"),
            **_units("方", han=False, not_before=f"[^{NOUN_ENDS}的土砂石天]"),
            **_same("立方米/秒", "立方米每秒"),
            **_same("升", "公升"),
            **_units("千升"),
        },
        (
            ("新增库容2.3亿立方米", ">= 230000000 立方米"),
            ("万元地区生产总值用水量降至45立方米", "<= 45 立方米"),
            ("完成土石方120万方", ">= 1200000 方"),
            ("处理餐厨油脂300升", ">= 300 升"),
            ("啤酒产量达到40万千升", ">= 400000 千升"),
        ),
    ),
    UnitRow(
        "mass",
        {
            **_units("吨 公斤 克 毫克 微克 斤 市斤 克拉 盎司", not_before="拉|服|隆|力"),
            **_same("公斤", "千克"),
            **_same("吨", "公吨"),
            **_same("公斤", "kg KG", han=False, not_before=LETTERS),
            **_same("毫克", "mg", han=False, not_before=LETTERS),
            **_same("微克", "μg ug", han=False, not_before=LETTERS),
            **_units("吨标准煤 吨二氧化碳当量 吨二氧化碳 吨碳 吨公里 人公里 车公里"),
            **_same("吨标准煤", "吨标煤"),
        },
        (
            ("粮食产量稳定在1600亿斤以上", ">= 160000000000 斤"),
            ("粮食总产量达到1300万吨", ">= 13000000 吨"),
            ("节能量不少于50万吨标准煤", ">= 500000 吨标准煤"),
            ("PM2.5平均浓度降至30微克/立方米以下", "<= 30 微克/立方米"),
            ("单产提高20公斤", "change 20 公斤"),
            ("细颗粒物浓度控制在35μg/m³以内", "<= 35 微克/立方米"),
        ),
    ),
    UnitRow(
        "energy and power",
        {
            **_units("千瓦时 兆瓦时 吉瓦时 太瓦时 千瓦 兆瓦 吉瓦 千伏安 兆伏安 吉焦 千焦 大卡 千卡"),
            **_same("千瓦时", "度电"),
            **_same("千瓦", "瓩"),
            **_same("千瓦时", "kWh KWh", han=False, not_before=LETTERS),
            **_same("兆瓦时", "MWh", han=False, not_before=LETTERS),
            **_same("吉瓦时", "GWh", han=False, not_before=LETTERS),
            **_same("千瓦", "kW KW", han=False, not_before=LETTERS),
            **_same("兆瓦", "MW", han=False, not_before=LETTERS),
            **_same("吉瓦", "GW", han=False, not_before=LETTERS),
            **_units("瓦", han=False, not_before="斯|片|解|特"),
        },
        (
            ("新增装机300万千瓦", ">= 3000000 千瓦"),
            ("新能源装机规模达到1亿千瓦", ">= 100000000 千瓦"),
            ("外送电量突破500亿千瓦时", "> 50000000000 千瓦时"),
            ("新型储能装机达到2吉瓦", ">= 2 吉瓦"),
            ("储能规模不低于200MWh", ">= 200 兆瓦时"),
            ("新增变电容量240万千伏安", ">= 2400000 千伏安"),
        ),
    ),
    UnitRow(
        "physics",
        {
            **_units("千伏 伏 兆帕 千帕 摄氏度 分贝 赫兹 毫秒 微秒", not_before="安|笔|击|牛|尔"),
            **_same("毫秒", "ms", han=False, not_before=LETTERS),
            **_units("兆", not_before="伏|帕|瓦|丰|头"),
        },
        (
            ("噪声控制在55分贝以内", "<= 55 分贝"),
            ("供电电压提升至110千伏", ">= 110 千伏"),
            ("温度不超过26摄氏度", "<= 26 摄氏度"),
            ("网络时延低于10毫秒", "< 10 毫秒"),
        ),
    ),
    UnitRow(
        "data and computing",
        {
            **_units("KB MB GB TB PB EB Kbps Mbps Gbps Tbps GHz MHz", han=False, not_before=LETTERS),
            **_units("比特 量子比特 字节", not_before="币|跳"),
            **_same("PFLOPS", "PFLOPS PFlops Pflops", han=False, not_before=LETTERS),
            **_units("P", han=False, not_before="[A-Za-z\\d.]"),
            **_same("EFLOPS", "EFLOPS EFlops Eflops", han=False, not_before=LETTERS),
        },
        (
            ("智能算力规模达到5000P", ">= 5000 P"),
            ("算力规模超过15 EFLOPS", "> 15 EFLOPS"),
            ("归集数据200TB", ">= 200 TB"),
            ("国际出口带宽达到3000Gbps", ">= 3000 Gbps"),
        ),
    ),
    UnitRow(
        "money",
        {
            **_units("美元 欧元 港元 日元 英镑 澳元 澳门元 加元 新加坡元 韩元 卢布 泰铢 瑞士法郎 人民币 元人民币"),
            **_same("港元", "港币 港幣"),
            **_same("澳门元", "澳门币"),
            **_same("新台币", "新台币 台币 新台币元"),
            **_same("美元", "美金"),
            "元": Unit("元", "旦|宵|素|宇|器|件|老|首|气", han=True),
        },
        (
            ("实际使用外资20亿美元", ">= 2000000000 美元"),
            ("拨款3亿港元", ">= 300000000 港元"),
            ("亩均税收达到30万元/亩", ">= 300000 元/亩"),
            ("发债50亿元人民币", ">= 5000000000 元人民币"),
            ("编列预算12亿台币", ">= 1200000000 新台币"),
        ),
    ),
    UnitRow(
        "rates",
        {
            "%": Unit("%"),
            "％": Unit("%"),
            "‰": Unit("‰"),
            "‱": Unit("‱"),
            **_same("百分点", "个百分点 百分点"),
            **_same("百分点", "pct pp", han=False, not_before=LETTERS),
            **_same("基点", "个基点 基点"),
            "倍": Unit("倍", "增|频|率|受|加", han=True),
            "折": Unit("折", "扣|算|旧|叠|合|线|射|腾", han=True),
            "分": Unit(
                "分", "钟|别|之|类|级|支|行|公|配|布|工|解|析|享|步|期|区|批|局|层|包|担|红|管|项|组|众|销|时|段"
            ),
        },
        (
            ("地区生产总值增长5%左右", "change 5 %"),
            ("人口自然增长率达到3‰", ">= 3 ‰"),
            ("占比提高1.5个百分点", "change 1.5 百分点"),
            ("毛利率提升2.3pct", "change 2.3 百分点"),
            ("融资成本下降20个基点", "change -20 基点"),
            ("产能扩大到3倍", ">= 3 倍"),
        ),
    ),
    UnitRow(
        "people and bodies",
        {
            "个": Unit(
                "个",
                "月|工作日|自然日|小时|星期|周(?!边)|学期|季度|百分点|位次|[、，和及与]\\d[\\d.]{0,5}个?百分点",
                han=True,
                idioms="方面|层面|维度|环节|阶段|步骤|全面|确立|维护|意识|自信|代表|转变|结合|坚持|务必|毫不|必由|明确|务实|一批|年|五年"
                "|专题|板块|台阶|重点方面|统筹|不|坚定|牢记|更加|关键|聚焦",
            ),
            "家": Unit("家", "庭|居|长|属|禽|畜|喻", han=True),
            "户": Unit("户", "籍|外|用|口|型|均", han=True),
            "名": Unit("名", "单|录|牌|额|称|词|誉|次|优(?!秀)|胜|义|副其实", han=True),
            "人": Unit(
                "人",
                "才|均|会(?!员)|居(?!住)|民|工|力|文|口老|机|造|类|员",
                han=True,
                idioms="大|社|物|事|心|格|情|身|为",
            ),
            "位": Unit("位", "列|居|于|置|移|阶|数", han=True, idioms="一体"),
            "所": Unit("所", "有|在|以(?![上下内]|[^，,。]{1,12}为)|需|得|属|谓|辖|长|处|示|述|用", han=True),
            **_same("人", "口人"),
            **_units(
                "人次 人天 户次 家次 架次 台次 车次 班次 航次 批次 场次 轮次 频次 例次 件次 套次 辆次 艘次 剂次 人份"
                " 标段 户人"
            ),
        },
        (
            ("城镇新增就业60万人以上", ">= 600000 人"),
            ("开展职业技能培训5万人次", ">= 50000 人次"),
            ("新建改扩建学校12所", ">= 12 所"),
            ("培育专精特新企业100家", ">= 100 家"),
            ("改造困难家庭5000户", ">= 5000 户"),
        ),
    ),
    UnitRow(
        "vehicles and freight",
        {
            **_units("标箱 辆 艘 架 标台 机架 标准机架", not_before="构|设|空|桥|势"),
            **_same("标箱", "标准箱"),
            **_same("标箱", "TEU", han=False, not_before=LETTERS),
            "列": Unit("列", "入|席|为|出|举|支|养|管", han=True),
            "班列": Unit("列"),
            "台": Unit("台", "阶|湾|账|胞|州|商|企|资|河", han=True),
            "台套": Unit("台套"),
            "套": Unit("套", "餐|路|利|娃", han=True),
            **_only("对", "列动夫师亲"),
            **_units("箱", not_before="体|变|涵|梁"),
        },
        (
            ("集装箱吞吐量达到4.6万标准箱", ">= 46000 标箱"),
            ("集装箱吞吐量突破3000万TEU", "> 30000000 标箱"),
            ("新增新能源公交车200辆", ">= 200 辆"),
            ("万人公交车辆保有量达到13.2标台", ">= 13.2 标台"),
            ("日开行列车50对以上", ">= 50 对"),
            ("筹集保障性住房5万套", ">= 50000 套"),
        ),
    ),
    UnitRow(
        "things",
        {
            "座": Unit("座", "谈|位|椅|右|标|落", han=True),
            "条": Unit("条", "件|例|款|理|约|文", han=True, idioms="主线"),
            "项": Unit("项", "目(?!标)", han=True, idioms="规定|纪律"),
            "件": Unit("件", "套", han=True),
            "处": Unit("处", "理|置|罚|长|级|方|境|于", han=True),
            "间": Unit("间", "接|隔|距|作|歇|隙|断|或", han=True),
            **_units(
                "栋 幢 宗 羽 株 棵 枝 束 盆 颗 粒 枚 册 篇 匹 床 尾 顶 款 根 趟 份 副 支 口井 眼 只 笔 剂 瓶 盒 袋"
                " 罐 页 股 席位",
                not_before=THING_NOUNS,
            ),
            **_same("张", "张床位 个床位 床位 张病床"),
            **_same("个", "学位 泊位 车位 停车位 就业岗位"),
            "批": Unit("批", "准|复|发|次|评|量|示|改|零|而", han=True),
            "场": Unit("场", "所|景|馆|地|次|站|面|内|外|均|平|址|域", han=True),
            "次": Unit(
                "次",
                "日|年|生|序|要|月|性|级|均|新|高",
                han=True,
                idioms="供水|加压|污染|分配|创业|开发|利用|装修|元|产业",
            ),
            "张": Unit("张", "家|力|贴|罗|掖", han=True),
            "片": Unit("片", "区|面|剂|段", han=True),
            "块": Unit("块", "状|链|茎", han=True),
            "担": Unit("担", "保|任|当|负|心|架|责|忧|子|纲"),
            "头": Unit("头", "部|雁|等|条|脑|痛|企", han=True),
            "幅": Unit("幅", "度|员", han=True),
            "类": Unit("类", "似|别|型|比", han=True),
            "种": Unit("种", "植(?!物)|养|子|业|质|源|苗|田|粮|类", han=True),
            **_units("盏 樘 杆", han=False, not_before="菜|塔|秤"),
            "口": Unit("口", "岸|径|腔|碑|味|号|才|令|罩|袋|服|子|头|粮|语|译|述|诀|之|中|感|气|岁"),
            "节": Unit("节", "能|水|约|日|点|目|省|本|气|假|前|后|庆|会|奏|电|油|地|支"),
            "孔": Unit("孔", "隙|径|子|雀"),
            **_only("本", "（(图书证教画册"),
            **_only("首", "歌诗曲"),
            **_only("双", "鞋袜筷"),
            **_only("面", "锦红旗"),
            **_only("道", "题菜"),
            **_only("单", "快外网业生交"),
            **_only("集", "电剧短"),
        },
        (
            ("改造老旧小区120个", ">= 120 个"),
            ("植树500万株", ">= 5000000 株"),
            ("生猪出栏300万头", ">= 3000000 头"),
            ("家禽出栏1亿羽", ">= 100000000 羽"),
            ("新增养老床位2000张", ">= 2000 张"),
            ("新增学位3万个", ">= 30000 个"),
            ("新增公办幼儿园5000个学位", ">= 5000 个"),
            ("订单量突破100万单", "> 1000000 单"),
            ("处置闲置土地50宗", ">= 50 宗"),
            ("新增授权发明专利800件", ">= 800 件"),
        ),
    ),
    UnitRow(
        "parts and rounds",
        {
            "期": Unit("期", "间|限|末|内|满|货|待|刊|房|盼|望|权"),
            "班": Unit("班", "列|车|子|级|次|线|组|长|轮", han=True),
            "个班": Unit("个班"),
            "组": Unit("组", "织|建|成|合|长|团|装|群|件"),
            "团": Unit("团", "队|体|结|圆|购|委|员|组|场"),
            "层": Unit("层", "次|级|面|层|楼|高|出|数"),
            "部": Unit("部", "门|署|分|队|位|件|级|委|长|属|省|落|将|会|要|均|联", han=True),
            "门": Unit("门", "槛|户|类|诊|票|店|口|前|急|头|廊", han=True),
            "届": Unit("届", "时|满|全|中|毕"),
            "起": Unit("起", "来|步|草|点|诉|用|源|止|底|施|执|至|就", han=True),
            "例": Unit("例", "如|会|外|行|证|子", han=True),
            "单位": Unit("单位"),
            **_units("字 课时 学时 学分", han=False),
        },
        (("开设新课程100门", ">= 100 门"), ("举办培训班20期", ">= 20 期"), ("创作优秀剧目10部", ">= 10 部")),
    ),
    UnitRow(
        "places",
        {
            "市": Unit("市", "场|民|级|区|值|政|县|直|属|辖|委|人|内|外|公|本"),
            "县": Unit("县", "级|域|区|乡|城|市|直|委|长|处|政|人"),
            "镇": Unit("镇", "级|区|村|街|长|政|人"),
            "村": Unit("村", "级|民|镇|庄|居|委|支|屯|干|容|集|组|史"),
            "街道": Unit("街道", "办|党"),
            "社区": Unit("社区"),
        },
        (("推进6市协同发展", ">= 6 市"), ("整治提升100村", ">= 100 村")),
    ),
)
UNITS: Mapping[str, Unit] = {word: unit for row in UNIT_ROWS for word, unit in row.units.items()}

CLASSES = frozenset({"千伏", "伏", "纳米", "微米", "兆"})
"""Units that mostly name a class of things (750千伏通道, 7纳米芯片) and seldom measure."""

DURATIONS: Mapping[str, str] = {
    "个工作日": "工作日",
    "工作日": "工作日",
    "个自然日": "日",
    "天": "天",
    "日": "日",
    "个小时": "小时",
    "小时": "小时",
    "分钟": "分钟",
    "秒": "秒",
    "个月": "个月",
    "周": "周",
    "年": "年",
}
"""Units of time: quantities only where something is to be done within them or cut down to them."""

PER = (
    "立方米|升|平方米|平米|㎡|m²|平方公里|公顷|亩|人次|人|户|万元|亿元|元|吨公里|吨|公斤|千克|斤|千瓦时|千瓦|度|小时|分钟|秒|工作日|天|日|周|月|季度|季|年"
    "|车公里|公里|米|万人|千人|百人|个|台套|台|套|辆|张|床|件|次|标箱|头|株|只|家|m³|m3|L|kWh|h|s"
)
"""What a measure may be taken per, behind a stroke."""


def unit_pattern(*, han: bool = False) -> str:
    """The alternation of all units, longest first; with `han` only those that follow Chinese numerals.

    Units with the same first character share a branch: the engine then passes over most of them at once.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted((word for word, unit in UNITS.items() if unit.han or not han), key=len, reverse=True):
        branches.setdefault(word[0], []).append(re.escape(word[1:]) + _guard(UNITS[word], han=han))
    return "(?:" + "|".join(re.escape(head) + f"(?:{'|'.join(rests)})" for head, rests in branches.items()) + ")"


def _guard(unit: Unit, *, han: bool) -> str:
    """The lookahead that keeps a unit from being the head of another word or the middle of a slogan."""
    words = "|".join(part for part in (unit.not_before, unit.idioms if han else "") if part)
    return f"(?!{words})" if words else ""


_PLAIN = {word: unit.base for word, unit in UNITS.items() if word.isalnum()}


def base_unit(words: str) -> str:
    """The base unit of a unit as written; `A/B` keeps its second part, “户(人)” and the like keep the first."""
    known = _PLAIN.get(words)
    if known is not None:
        return known
    words = "".join(words.split())
    head, stroke, per = words.replace("／", "/").partition("/")
    head = head.partition("(")[0].partition("（")[0]
    head, per = (UNITS[part].base if part in UNITS else part for part in (head, per))
    return f"{head}/{per}" if stroke else head
