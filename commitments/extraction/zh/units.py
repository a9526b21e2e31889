"""Counters and units of measure, what each is brought back to, and what may not follow it lest it be another word."""

from collections.abc import Mapping
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit as written: its base unit, and what behind it turns it into the beginning of another word."""

    base: str
    not_before: str = ""
    han: bool = False  # whether it also counts numbers written in Chinese
    idioms: str = ""  # what behind it makes a slogan of a Chinese number: 两个确立, 三个方面


def _units(words: str, *, han: bool = False) -> dict[str, Unit]:
    """Units that stand for themselves, from a row of words."""
    return {word: Unit(word, han=han) for word in words.split()}


UNITS: Mapping[str, Unit] = {
    # measures
    **_units(
        "平方公里 平方米 立方米 公里 米 厘米 毫米 公顷 吨 公斤 克 升 毫升 千瓦时 千瓦 兆瓦 吉瓦 兆瓦时 微克 毫克",
        han=True,
    ),
    **_units("吨标准煤 吨标煤 吨公里 人公里 海里 英里 纳米 微米 千伏 千伏安 兆 分贝 摄氏度 平米", han=True),
    **_units("斤 市斤 亩 英亩 美元 欧元 港元 日元 英镑 人民币 元人民币 亩次", han=True),
    "元": Unit("元", "旦|宵|素|宇|器|件", han=True),
    "平方千米": Unit("平方公里", han=True),
    "千米": Unit("公里", han=True),
    "千克": Unit("公斤", han=True),
    "标箱": Unit("标箱", han=True),
    "标准箱": Unit("标箱", han=True),
    "TEU": Unit("标箱"),
    "度电": Unit("千瓦时", han=True),
    "美金": Unit("美元", han=True),
    # rates
    "%": Unit("%"),
    "％": Unit("%"),
    "‰": Unit("‰"),
    "个百分点": Unit("百分点", han=True),
    "百分点": Unit("百分点", han=True),
    "倍": Unit("倍", "增|频|率|受|加", han=True),
    "折": Unit("折", "扣|算|旧|叠|合|线|射|腾", han=True),
    "分": Unit("分", "钟|别|之|类|级|支|行|公|配|布|工|解|析|享|步|期|区|批|局|层|包|担|红|管|项|组|众|销|时|段"),
    # counters of people and bodies
    "个": Unit(
        "个",
        "月|工作日|自然日|小时|星期|周(?!边)|学期|季度|百分点",
        han=True,
        idioms="方面|层面|维度|环节|阶段|步骤|全面|确立|维护|意识|自信|代表|转变|结合|坚持|务必|毫不|必由|明确|务实|一批|年|五年"
        "|专题|板块|台阶|重点方面|统筹|不|坚定|牢记|更加|关键|聚焦",
    ),
    "家": Unit("家", "庭|居|长|属|禽|畜", han=True),
    "户": Unit("户", "籍|外|用|口|型", han=True),
    "名": Unit("名", "单|录|牌|额|称|词|誉|次|优|胜|义|副其实", han=True),
    "人": Unit("人", "才|均|居|民|工|力|文|口老|机|造|类", han=True, idioms="大|社|物|事|心|格|情|身|为"),
    "位": Unit("位", "列|居|于|置|移|阶|数", han=True),
    "所": Unit("所", "有|在|以|需|得|属|谓|辖|长|处|示|述|用", han=True),
    **_units(
        "人次 人天 户次 家次 架次 台次 车次 班次 航次 批次 场次 轮次 频次 例次 件次 套次 辆次 艘次 标段 户人", han=True
    ),
    # counters of things
    "座": Unit("座", "谈|位|椅|右|标", han=True),
    "条": Unit("条", "件|例|款|理|约|文", han=True, idioms="主线"),
    "项": Unit("项", "目(?!标)", han=True),
    "件": Unit("件", "套", han=True),
    "处": Unit("处", "理|置|罚|长|级|方|境", han=True),
    "台": Unit("台", "阶|湾|账|胞|州", han=True),
    "套": Unit("套", "餐|路|利|娃", han=True),
    "辆": Unit("辆", han=True),
    "列": Unit("列", "入|席|为|出|举|支|养|管", han=True),
    "艘": Unit("艘", han=True),
    "架": Unit("架", "构|设|空|桥|势", han=True),
    "间": Unit("间", "接|隔|距|作|歇|隙|断|或", han=True),
    **_units("栋 幢 宗 羽 株 棵 颗 粒 枚 册 篇 匹 床 张床位 个床位 笔 只 尾 顶 款 根 趟 份 副 支 口井 眼", han=True),
    "批": Unit("批", "准|复|发|次|评|量|示|改|零|而", han=True),
    "场": Unit("场", "所|景|馆|地|次|站|面|内|外|均|平|址|域", han=True),
    "次": Unit("次", "日|年|生|序|要|月|性|级|均", han=True),
    "张": Unit("张", "家|力|贴|罗", han=True),
    "片": Unit("片", "区|面|剂|段", han=True),
    "块": Unit("块", "状|链|茎", han=True),
    "头": Unit("头", "部|雁|等|条|脑|痛|企", han=True),
    "幅": Unit("幅", "度|员", han=True),
    "类": Unit("类", "似|别|型|比", han=True),
    "种": Unit("种", "植(?!物)|养|子|业|质|源|苗|田|粮", han=True),
    "期": Unit("期", "间|限|末|内|满|货|待|刊|房|盼|望|权"),
    "班": Unit("班", "列|车|子|级|次|线|组|长|轮", han=True),
    "个班": Unit("个班"),
    "班列": Unit("列"),
    "组": Unit("组", "织|建|成|合|长|团|装|群|件"),
    "团": Unit("团", "队|体|结|圆|购|委|员|组"),
    "层": Unit("层", "次|级|面|层|楼|高|出|数"),
    "部": Unit("部", "门|署|分|队|位|件|级|委|长|属|省|落", han=True),
    "门": Unit("门", "槛|户|类|诊|票|店|口|前|急|头|廊", han=True),
    "届": Unit("届", "时|满|全|中|毕"),
    "起": Unit("起", "来|步|草|点|诉|用|源|止|底|施|执|至|就", han=True),
    "例": Unit("例", "如|会|外|行|证|子", han=True),
    "单位": Unit("单位"),
    "桶": Unit("桶", "装"),
    "字": Unit("字"),
    "课时": Unit("课时"),
    "学时": Unit("学时"),
    "学位": Unit("个", han=True),
    "床位": Unit("张"),
    "市": Unit("市", "场|民|级|区|值|政|县|直|属|辖|委|人|内|外|公|本"),
    "县": Unit("县", "级|域|区|乡|城|市|直|委|长|处"),
    "镇": Unit("镇", "级|区|村|街|长"),
    "村": Unit("村", "级|民|镇|庄|居|委|支|屯|干|容|集|组|史"),
    "街道": Unit("街道"),
    "社区": Unit("社区"),
    "台套": Unit("台套"),
}

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
    "个月": "月",
    "周": "周",
    "年": "年",
}
"""Units of time: quantities only where something is to be done within them or cut down to them."""


def unit_pattern(*, han: bool = False) -> str:
    """The alternation of all units, longest first; with `han` only those that follow Chinese numerals."""
    words = sorted((word for word, unit in UNITS.items() if unit.han or not han), key=len, reverse=True)
    return "(?:" + "|".join(word + _guard(UNITS[word], han=han) for word in words) + ")"


def _guard(unit: Unit, *, han: bool) -> str:
    """The lookahead that keeps a unit from being the head of another word or the middle of a slogan."""
    words = "|".join(part for part in (unit.not_before, unit.idioms if han else "") if part)
    return f"(?!{words})" if words else ""


def base_unit(words: str) -> str:
    """The base unit of a unit as written; `A/B` keeps its second part, “户(人)” and the like keep the first."""
    words = "".join(words.split())
    head, stroke, per = words.replace("／", "/").partition("/")
    head = head.partition("(")[0].partition("（")[0]
    base = UNITS[head].base if head in UNITS else head
    return f"{base}/{per}" if stroke else base
