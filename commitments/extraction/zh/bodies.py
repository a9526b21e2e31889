"""Names of bodies: how they are recognised by their endings, and how lists of them are taken apart."""

from commitments.extraction import later as re

_FIRST = (
    "[煤铁铜金电热农林牧采人政委管办领联指专工公集中大学医海部单机企街社乡国本一二三四五六七八九十路河林示支总"
    "残妇文侨小厅局署院会队站所处室科股台校行镇村市省州盟旗县区园馆网]"
)
ENDINGS = (
    rf"(?={_FIRST})"
    r"(?:人民政府|政府|委员会|管委会|办公室|办事处|领导小组|联席会议|指挥部|专班|工作组|公司|集团|(?<!为)中心|大学|学院|学校|医院|海关|部门|单位"
    r"|机构|企业|街道|社区|(?<!城)乡镇|国资|本级|[一二三四五六七八九十]中|路长|河长|林长|专管员|示范区|煤矿|[铁铜金]矿|电厂|热电厂|农场|林场|牧场|采油厂|支队|大队|总队|中队|机关|残联|妇联|文联|社联|侨联|工商联|科协|作协|人大|政协|中学|小学"
    r"|(?<!常)委(?!托|派|任)|(?<![客大歌餐])厅|(?<![布格开结全大破棋])局|(?<![举主承开创协督兴试经停包])办(?!理|法|好|学|案|结|公)|(?<![全内外西东南北中干腹底顶])部(?!署|分|门)"
    r"|(?<![签部])署|院(?!士|校|落)|(?<![社机都展博览易聘介谈证布动销乐场度年晚庙开与参商府局厅署])(?<!推进)会(?!同|议|展|商|谈|计)|(?<=[商])会(?!谈|展|议)|(?<![带排列归入领])队"
    r"|(?<!车)站(?!点|位)|(?<![场厕])所(?![有在以需得属谓长处示述用])|(?<![好用各坏害益到深高远妙])处(?!理|置|于|罚)|(?<![教居动议浴诊病展作书览调厨卧温地])室|科(?!学|技|创|研)|股(?!权|份)"
    r"|(?<![平舞讲后前烟柜站阳站灶电])台(?!阶|账)|(?<=电)台|社(?!会|区|保|工|交)|(?<![高母在])校(?!园|企|长|地)|(?<=[银分支总农工建中央人商])行(?!业|动|为|政|道)"
    r"|(?<![城返下])乡(?!村|镇|企|贤)|(?<!城)镇(?!村|区)|(?<![农乡])村(?!级|庄|民|集|镇|屯|道)|(?<![上超门夜楼股早菜集都])市(?!场|民|值|容|政(?!府)|级|域)|(?<![节跨])省(?!级|市|外|内|际)"
    r"|州(?!级)|(?<!联)盟(?!国)|旗(?!下|舰|帜)|县(?!级|域|城|区)|区(?!域|位|块|间|内|外)|(?<![家公校花乐果菜])园(?!区|林|艺)|馆|(?<=[电国南])网)"
)
_ONE_PLACE = (  # 从化区, 将乐县, but not 从城区 or 将全县
    "(?![全各本我外该城山园灾景社老片学矿库小校郊市县辖新地牧林灌湖港农厂院病街战疫旗商一二两三四五六七八九十多东西南北])"
    r"[\u4e00-\u9fff][区县](?![域内外级])"
)
_VERBS_FIRST = (
    r"推动|推进|支持|加快|加强|加大|建设(?!部|厅|局|委|银)|建立|打造|促进|深化|深入|完善|提升|提高|扩大|强化|开展|引导|引进|鼓励|实施|实现|做好|做强|做大|构建|健全|统筹|积极|大力|全面|全力"
    r"|着力|努力|奋力|尽力|拟(?!.?[市县])|计划|预计|有望|力争|争取|继续|持续|组织(?!部)|落实|优化|创建|培育|探索|研究(?!院|所|室|中心)|制定|出台|设立|坚持|围绕|通过|利用|依托|结合|针对|根据|按|为|在|对|以|与|和|由|把|使|到|其"
    rf"|(?:从|将|让|向|于)(?!{_ONE_PLACE})"
    r"|该|此|本次|这|那|并|且|及|或|同时|包括|涉及|等|还|也|又|再|均|以下|确保|保障|保持|抢抓|抓|发挥|发展(?!改革|和改革|研究)|聚焦|紧|巩固|拓展|扩展|畅通|规范|严格|改造|新建|扩建|编制|申报|督促|指导"
    r"|协助|配合|联合|会同|协调|服务(?!中心|局|办)|联系|走进|参加|参与|高标准|高质量|高水平|高起点|一批|一个|新增|完成|启动|举办|承办|有序|有效|有力|切实|不断|进一步|尽快|加速|力推|力促|谋划"
    r"|储备|凡是|如果|对于|关于|随着|面向|面对|特别是|尤其|以来|目前|近年|今年|去年|明年|当前|截至|至|自(?!然|治|贸|行)|经(?!济|信|开|贸)|据|因|若|当(?!地)|是|有(?!关)|没有|无(?!.[市县区])|要|应|可|须|需|负责|承担"
    r"|如(?!.[市县区])|选择|上述|现(?!代)|感谢|希望|欢迎|借鉴|践行|夯实|创新(?!中心|局|委|办|创业)|增强|协同|督查(?!室|局|组|办)|精心|认真|系统化|动员|助力|采取|实行|原则|然后|但|故|先后|累计|依法"
    r"|瞄准|锚定|紧盯|立足|加密|稳步|扎实|赋能|助推|撬动|带动|拉动|激发|释放|破解|解决|处理|拓宽|未来|下一步|同步|限时|定向|参照|委托|聘请|邀请|分管|专人|的|所|了|不(?!动产)|更|最|很|全社会|经济社会|家(?!庄)|户|每|各类|以及"
    r"|具体|建议|成员|我们|你们|他们|报(?!社|业)|请|要求|牵头|主要|责任|得到|成为|纳入|入选|召开|印发|转发|下发|贯彻|学习|宣传|重点|所有|全部|主动|充分|广泛|分别|共同|先后|逐步|逐一|已|正|曾|仍"
)
NOT_A_BODY = rf"(?!{_VERBS_FIRST}|(?:牵头|责任|配合)(?:单位|部门))"
"""No name of a body begins so: verbs, prepositions and adverbs that open a clause."""

BODIES = (
    rf"(?:{NOT_A_BODY}[\u4e00-\u9fffA-Za-z0-9·、]{{1,60}}?{ENDINGS}"
    r"|领导小组(?:办公室)?|指挥部|联席会议(?:办公室)?|国办|办公室|各[市县区州盟旗乡镇街道、（）()〔〕及和]{1,16}(?:人民)?政府)"
)
"""The shape of one body's name or a list of them: words that end as bodies end; never a list of one place's bodies.

It has no inner repetition, so that no text can make it slow; `split_units` takes a list apart.
"""

_CORE = r"(?:人民政府|政府|党委|管委会|党工委)"
_LEVEL = r"(?:市|县|区|州|省|盟|旗|镇|乡|街道|自治区|直辖市|自治县)"
_SHARED = re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{2,6}}?)(?P<ending>{_LEVEL}?{_CORE})")
_ONLY_LEVELS = re.compile(rf"(?:{_LEVEL})+(?P<ending>{_CORE})")
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{1,3}}{_LEVEL}|市州|县市区?|县区|市县|区县")
_GLUED = re.compile(  # a whole name ends, and one of the same level begins
    r"(?<=[一-鿿]{3}[局办委部厅院站队会])(?<!总局)(?=[省市县区州旗][一-鿿]{1,10}(?:局|办|委|部|厅|院|站|队|会|公司|中心|政府)$)"
    r"|(?<=[一-鿿]{3}[局办部厅])(?=[省市县区州旗][一-鿿]{1,6}[局办部厅委][省市县区州旗])"
)
_EACH = re.compile(rf"各{_LEVEL}{{1,3}}(?:、(?:自治)?{_LEVEL})*")
_LEVELS = re.compile(rf"(?:(?:自治)?{_LEVEL}|[(（〔、]|[)）〕])+{_CORE}|(?:自治)?{_LEVEL}")
_BESIDE_PARTY = {"政府", "人民政府", "管委会", "政府办公室"}
_ENDED = re.compile(rf"{ENDINGS}(?:[(（〔][^()（）〔〕]*[)）〕])?\Z")
_GENERIC = re.compile(
    r"(?:等|各|及|和|以及)?(?:有关|相关|其他|各有关|各相关|其他有关|其他相关|各)(?:责任|成员|职能|主管|业务)?(?:部门|单位|方面|地区|企业|机构|处室|科室|单位和部门|部门和单位|部门单位)?"
)
_DUTY = re.compile(
    r"(?:(?:按照?|根据|依据)(?:各自)?的?(?:职责|职能)(?:分工)?(?:分别)?(?:负责)?(?:落实)?|分别负责|分工负责|共同负责|结合(?:各自|本地|工作)?(?:实际|职能|职责)"
    r"|(?:具体)?负责(?:落实|组织实施|实施|推进)?|(?:共同)?牵头(?:负责)?|(?:积极)?(?:配合|参与|参加|协助)|(?:抓好|组织|认真|共同|切实)*(?:抓)?落实(?:工作)?)+\Z"
)
_AND_OTHERS = re.compile(
    r"等(?:\d+|[一二三四五六七八九十]+)?(?:个|家)?(?:[省市州县区镇国][级直]|中央|有关|相关|各|成员|责任|职能|主管|业务)*(?:部门|单位|地区|市|方面|机构|企业)?(?:(?:和|及|、)(?:有关|相关)?(?:单位|部门|地区))?\Z"
)
_NOBODY = re.compile(
    r"(?!我(?:局|厅|委|办|部|院|校|处|公司|单位))(?:我|全|本|该|贵|某|整个|其|此|外|多|同|两|三|四|五|六|一|二)"
    r"(?:省|市|县|区|州|部|院|校|镇|乡|村|局|厅|委|办|处|会|公司|单位)|各方面?"
)
_LONGEST_NAME = 28
_IN_A_CLAUSE = re.compile(  # words of a sentence, which no name holds
    r"[了着被把您]|[我你他]们|(?<!着)为(?!民|农|老|企)|不(?!动产|锈)|于(?!.[区县])|是(?!否)|(?<=.)(?:推动|签署|签约|报送|要求|感谢|希望|提出|具有|成为|属于|入围|获评|参加|参与|帮扶|高度|积极|致力|方案|以上|所需|拟任|书记|主任|常委(?!会)|同志|[县市区省镇乡州]长(?!办|热线|质量))"
    r"|\d+(?:\.\d+)?[万亿余]*[家个户项名所条套栋层年月日]|按(?!揭|摩)|在(?!线|职|建|编|校)|将(?!军|.[区县])|的(?!士)"
)
_NO_ACTOR = re.compile(
    r"(?:剩余|其余|其他|另外)?[\d一二两三四五六七八九十]{1,3}[处所]|(?:县|地)级城市|"  # 剩余3处 are no offices
    r"(?!大兴安岭|阿里|阿克苏|喀什|和田|塔城|阿勒泰)[\u4e00-\u9fff]{1,8}地区|"  # 缺水地区; prefectures are bodies
    r"城市|都市|全域|省市|跨(?:省|区|部门|区域|层级)|地区|园区|片区|示范区|社区|小区|城区|郊区|市区|农村|乡村|县域|老区|山区|景区|灌区|校区|港区"
    r"|(?:[一-鿿]{0,8}(?:薄弱|经济|贫困|脱贫|示范|试点|重点|空壳|整治|搬迁))村|[一-鿿]{0,6}(?:重点|联合)?实验室"
    r"|新区|街区|城镇|城乡|乡镇|县城|老城|居民|群众|(?:海绵|智慧|文明|现代|特大|超大|新型|绿色|韧性|宜居|卫生|森林|园林|试点|示范|节水|创新|重点|沿海)城市|公共服务平台|政府(?:部门)?|部门|单位|企业|机构|每\w{1,8}"
)


_FIRST_LEADS = re.compile(
    r"[（(〔\[][列排][^（()）〔〕\[\]]{0,12}牵头[^（()）〔〕\[\]]{0,4}[)）〕\]]"
)  # （列第一位的为牵头单位）


def split_units(words: str, *, each: bool = False) -> tuple[str, ...]:
    """The bodies of a list, as written; 和 parts two bodies only where the first already ends as bodies end.

    A shared ending is written out (沈阳、大连市政府), and “等有关部门” names nobody; “各有关单位” as an item of its own
    does only where `each` is asked for, behind a label.
    """
    words = _FIRST_LEADS.sub("", "".join(words.split()))
    pieces = [part for piece in _joined([_DUTY.sub("", piece) for piece in _split(words)]) for part in _parted(piece)]
    named = [name for piece in pieces if (name := _named(piece, each=each))]
    return tuple(dict.fromkeys(_written_out(named)))


def _split(words: str) -> list[str]:
    """Cut at the marks of enumeration that stand outside brackets, and where a cell lost them: 县河长办县水利局."""
    pieces, depth, piece = [], 0, ""
    for word in words:
        depth += (word in "(（〔[【") - (word in ")）〕]】")
        if word in "、,，;；" and depth <= 0:
            pieces.append(piece)
            piece = ""
        else:
            piece += word
    return [part for each in (*pieces, piece) for part in _GLUED.split(each)]


def _joined(pieces: list[str]) -> list[str]:
    """Put 各市、县(市、区)人民政府 and 各县党委、政府 together again: they share one 各."""
    out: list[str] = []
    for piece in pieces:
        levels = out and _EACH.fullmatch(out[-1]) and _LEVELS.fullmatch(piece)
        if levels or (out and out[-1].endswith(("党委", "党工委")) and piece in _BESIDE_PARTY):
            out[-1] += f"、{piece}"
        else:
            out.append(piece)
    return out


def _parted(piece: str) -> list[str]:
    """Cut at 和, 及, 与 where what stands before is a whole body."""
    if _AND_OTHERS.search(piece):
        return [piece]
    for joint in re.finditer(r"以及|[和及与或]", piece):
        head, rest = piece[: joint.start()], piece[joint.end() :]
        if head.endswith(("党委", "党工委")) and rest in _BESIDE_PARTY:  # one body of one place
            continue
        if _ENDED.search(head) and len(head) > 1 and (_ENDED.search(rest) or _GENERIC.match(rest)):
            return [head, *_parted(rest)]
    return [piece]


def _named(piece: str, *, each: bool) -> str:
    """The body without 等, 负责 and the like; empty if the words name nobody in particular."""
    piece = _AND_OTHERS.sub("", piece.strip("。.：: "))
    vague = not piece or (_GENERIC.fullmatch(piece) and not (each and piece.startswith("各") and len(piece) > 1))
    return "" if vague else piece


def _written_out(names: list[str]) -> list[str]:
    """Give the ending of the last name to those before it that have none."""
    out: list[str] = []
    ending = ""
    for name in reversed(names):
        if _ENDED.search(name) and not (ending and _PLACE.fullmatch(name)):
            ending = _shareable(name)
            out.append(name)
        elif ending and name[-1] == ending[0] and len(ending) > 1:
            out.append(name + ending[1:])
        else:
            out.append(name + ending)
    return out[::-1]


def _shareable(name: str) -> str:
    """The ending that names before this one may lack: 市政府 of 营口市政府, 人民政府 of 县市区人民政府."""
    if name.startswith("县级市"):  # “各区、县级市政府”: 县级市 is one word
        return name.removeprefix("县级市")
    found = _ONLY_LEVELS.fullmatch(name) or _SHARED.fullmatch(name)
    return found["ending"] if found and not name.startswith("各") else ""


def somebodies(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that name somebody: 全市, 我省 and the like do not."""
    return tuple(name for name in names if not _NOBODY.fullmatch(name))


def actors(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that can act in a sentence: a kind of place or body alone (社区, 企业) is no actor."""
    return tuple(name for name in somebodies(names) if _can_act(name))


def _can_act(name: str) -> bool:
    """Whether a name is short enough, no mere kind of body, and no piece of a sentence."""
    return len(name) <= _LONGEST_NAME and not (_NO_ACTOR.fullmatch(name) or _IN_A_CLAUSE.search(name))
