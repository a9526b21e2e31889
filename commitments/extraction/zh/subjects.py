"""The named body that is the subject of a clause."""

from commitments.extraction import later as re
from commitments.extraction.zh.bodies import BODIES, actors, split_units

_DOERS_VERB = (
    r"(?:引导|培训(?!中心|学院|学校|基地)|投资(?!促进|集团|公司|局|控股|发展|有限|管理|基金|服务)|扩建|招录|收治|下达|拨付|承办|协办|参加|参与|始终|成功|联合|分别|高度|正式|首次|率先|将|要|应|已|正在|正|拟|会(?=在|于|由|把|将|与|同|推出|提供|推行|增加|及时|进一步|继续|积极|尽快|加快|认真)|须|也|还|均|都|继续|积极|大力|全力|着力|充分|深入|扎实|稳步|有序|主动|持续|不断|切实|认真|严格|全面|高度|进一步|加快|加强|加大|力争|争取|努力"
    r"|计划|预计|推动|推进|负责|牵头|统筹|组织(?!部)|完成|实现|建设(?![厅局委银])|开展|制定|出台|印发|设立|落实|按照|按|根据|依托|围绕|坚持|聚焦|每年|每月|每季度|每半年|各自|成立|设置|建立|启动|做好|指导"
    r"|提出|明确|承担|会同|联合|定期|及时|适时|尽快|结合|针对|对|把|利用|通过|投入|新增|打造|培育|引进|举办|承诺|承接|安排|确保|保证"
    r"|优化|完善|健全|创建|申报|编制|发布|签约|签订|签署|办理|召开|强化|深化|提升|提高|扩大|改造|新建|发放|筹集|实施|执行|履行|同意|决定|将于|应当|可|需|力推|抢抓"
    r"|开通|恢复|推出|上线|引入|吸引|增设|增加|选派|赴|走访|排查|整治|清理|修订|梳理|搭建|构建|建成|建好|争创"
    r"|攻坚|谋划|规划|申请|拓展|加密|挖掘|公布|公开|汇总|报送|审核|监测|巡查|开设|设定|补助|兑现|推广|推行|试点|探索|研究(?!院|所|室|中心)|从|至少|依申请|参照|以|在(?!建|线|校|编|职|岗|册))"
)
_DATED = r"(?:\d{4}\s?年)?(?:\d{1,2}\s?月)?(?:\d{1,2}\s?日)?(?<=[年月日])(?:[初中底末]?(?:之|以)?前|[底末])?"
PROVINCES = (
    r"(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川"
    r"|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾)(?=[今明未将拟计力争规要“]|\d{4}年|到|在)"
)
"""Provinces by their short names, where a verb of will or a date follows: a closed list of the language."""
_LEAD_IN = (
    r"\s{0,8}(?:(?:\d{1,2}[.．、]|[一二三四五六七八九十百]{1,5}、|[一二三四五六七八九十]是"
    r"|(?:其中|同时|此外|另外|下一步|(?:今后|未来)(?![\d一二两三四五十]{1,2}年)|但是?|故|因此|所以|然后|随后|原则上"
    r"|(?:到|在)?(?:[今明后]年|年内|年底前|全年|(?:未来|今后)[\d一二两三四五十]{1,2}年(?:内|里)?|[\d一二两三四五六半十]{1,3}(?:年|个月|个?季度|周|天|个?工作日)(?:之|以)?内|“?十[一二三四五六]五”?(?:期间|时期))"
    rf"|{_DATED})[，,]?)\s{{0,4}}){{0,3}}"
)
_BRACKETED = (
    r"(?:各|属地|相关)?[县市区镇乡州]{1,2}[（(][市县区镇乡州街道地旗、]{1,8}[)）]"
    r"(?:[\u4e00-\u9fff、]{2,24}?(?:政府|部门|局|委|办|管委会)|党委[和、及]政府)?"
    r"(?:、(?:各[\u4e00-\u9fff]{1,8}|[县市区旗]{1,2}[（(][市县区镇乡州街道地旗、]{1,8}[)）](?:人民政府|政府|党委[和、及]政府)?)){0,3}"
)
_SIGN = r"(?:[（(](?!以下|简称)[\u4e00-\u9fff]{2,16}(?:[局委厅办院会部室处]|中心|公司)[)）])?"  # another name
_SUBJECT = re.compile(
    rf"(?:(?<![^，,。；;：:）)\n\s.．是])|(?<=[一二三四五六七八九十\d]、)|\A){_LEAD_IN}(?P<every>凡是?[^，,。；;\n]{{2,24}}的)?"
    rf"(?P<who>{_BRACKETED}|我(?:[局厅委办部院校处署]|公司|中心|单位)|(?:本|集团)?公司|{BODIES}{_SIGN}|{PROVINCES}|各地区?|各(?:高等)?(?:高校|院校|医院|学校)|各省[(（][^()（）]{{2,12}}[)）]|[省市县区州旗](?:级)?财政(?![局厅部所])|各级财政|有关部门)(?P<also>[（(]以下简称[^()（）]{{2,20}}[)）](?:办公室)?)?(?:等单位|等部门|等)?(?(every)[，,]?)\s{{0,4}}"
    rf"(?:(?P<charge>(?:主要|工作)?(?:职责)?[:：](?!\s*\n))|(?=(?:相关|有关|主要)?(?:负责人|领导)?(?:回复|表示|答复)|(?:到|在|于|自|从)?\s?(?:\d{{4}}\s?年|\d{{1,2}}\s?月)|(?:到|在|于)?(?:[今明]年|未来|今后|[“\"]?十[一二三四五六]五|年内|年底|年末|全年|年度|本年|[上下]半年|第?[一二三四]季度|[一二两三四五]年内)|{_DOERS_VERB}))"
)


# “县医院新院区10月底前投入运营”: a thing is opened, and nobody acts; bodies that command are no things.
_OPENED = re.compile(
    r"[^，,。；;]{0,24}?(?<![将拟要由])(?:(?:全面|正式|全部|基本|主体|如期|顺利|力争|确保|争取|开工|建成|竣工|投入|实现|试)*)"
    r"(?:投入(?:使用|运营|运行|营运)|投用|投运|投产|使用|建成|开工|动工|开工建设|竣工|完工|通车|开园|开业|开馆|开放|启用|全覆盖|封顶|试?运[行营]|达产)\s*\Z"
)
_COMMANDS = re.compile(r"[局委办厅府部会处院]$(?<!院区)|公司$|集团$|^各")
_THING = re.compile(r"[一-鿿]{2,6}(?:工程|项目|行动|计划)\s?[:：]|[一-鿿]{2}率|[^，,。；;\d]{2,20}的(?:比例|比重|占比)")


def _goes_on(text: str, start: int, at: int) -> bool:
    """Whether nothing but a line break stands between a name and its first half: 某集, a new page, 团."""
    before = text[start:at]
    words = before.rstrip()
    return "\n" in before[len(words) :] and words[-1:] not in "，,。；;：:）)” " and bool(words)


def _is_thing(text: str, clause: re.Match[str], end: int) -> bool:
    """Whether what seems to act is a thing that is opened or measured: 新院区投入运营, 机构签约率."""
    if _THING.match(text, clause.end(), end):
        return True
    if _COMMANDS.search(clause["who"]):
        return False
    sign = re.search("[，,。；;]", text[clause.end() : end])
    return _OPENED.match(text[clause.end() : clause.end() + sign.start() if sign else end]) is not None


_BY_WHOM = re.compile(r"^[^由]{0,8}[年月日旬度前底末后]由")  # 明年上半年由省政府公布
_BODY = re.compile(rf"{BODIES}|各[\u4e00-\u9fff、（）()〔〕]{{1,14}}")


def acting_subject(text: str, start: int, end: int) -> tuple[str, ...]:
    """The named bodies that are the subject of the stretch: of its last comma-clause that begins with one.

    全省, 我省 and the like name nobody; a body that is pushed, supported or helped is no subject. A body before a
    colon (市财政局：…) answers for all that follows.
    """
    who: tuple[str, ...] = ()
    for clause in _SUBJECT.finditer(text, start, end):
        if _is_thing(text, clause, end) or _goes_on(text, start, clause.start("who")):
            continue
        named = _BY_WHOM.sub("", clause["who"]) + ("办公室" if (clause["also"] or "").endswith("办公室") else "")
        names = actors(split_units(named, each="、各" in named) or (named,))
        if names and clause["charge"]:
            return names
        who = names or who
    return who


_PLACES = (
    r"(?:设区的?市|地级市|县级市|市[（(]州[）)]|县[（(]市、区[）)]|县[（(]区[）)]|县市区|旗县区?|县区|区县|市县|市州|州市|地市|市区县"
    r"|乡镇[（(]街道[）)]|乡镇街道|乡镇|镇街|街道|县|市|区|旗|州|镇|乡)(?![级域内外场民政直属委局长])"
)
_CLASS = re.compile(
    r"(?:(?<![^，,。；;：:）)\n\s.．])|\A)"
    rf"(?P<who>(?:\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})个{_PLACES}(?=全部|均|都|全面|[要应须将])|每个?{_PLACES}"
    r"|(?:[一二三]级(?:[甲乙]等)?(?:及)?(?:以上)?|[市县区]级(?:及)?以上|各级|所有)(?:公立)?(?:综合|中医)?(?:医院|医疗机构)"
    r"|(?:国家|[省市])级(?:及)?以上(?:经济技术|高新技术(?:产业)?|各类)?(?:开发区|园区)|[省市县区](?:属|级)各?(?:普通|公立)?(?:高校|医院|学校|国有企业)"
    r"|[省市县区]级(?:及)?以上(?:地方)?(?:各级)?(?:人民)?政府(?![部的])"
    r")(?:原则上)?(?=全部|均|都|全面|[要应须]|必须|至少|力争|确保|每[年季月周]|不少于|[于在到]?\d{4}年|[于在到]?\d{1,2}月|[于在到]?年底|(?:建成|建立|建设|培育|打造|创建|完成|设立|配备|开展|新增)\d?)"
)


def class_of_bodies(text: str, start: int, end: int) -> tuple[str, ...]:
    """The bodies of one kind, all of them or so many, that are the subject of a stretch: 每个设区市, 二级以上医院."""
    found = _CLASS.search(text, start, end)
    return (found["who"],) if found else ()


_NAMED_ABOVE = re.compile(
    rf"(?:(?<![^，,。；;：:）)”\n\s“])|(?<=[据从由向]))(?P<who>(?!该)(?:[一-鿿]{{2,16}}?(?:局|厅|委|中心|公司|集团)(?=党组|党委|局长|厅长|董事长|总经理|总裁|主任|副)|{BODIES}))"
)
_THAT = re.compile(
    r"(?:同时|此外|另外|目前)?(?P<that>该(?P<sort>局|厅|委|办|中心|公司|集团))(?=还|也|将|拟|要|计划|预计|力争|争取|承诺|表示|于|在|今|明|下|年|\d)"
)
_NEAR_ABOVE = 2000  # characters
_SAME_SORT = {"公司": ("公司", "集团"), "集团": ("集团", "公司")}


def meant_above(text: str, start: int, end: int) -> tuple[str, ...]:
    """Whom 该局 and the like mean at the start of a stretch: the last body of that sort above in the paragraph."""
    found = _THAT.match(text, start, end)
    if found is None:
        return ()
    above = max(0, start - _NEAR_ABOVE)
    above = max(above, text.rfind("\n", above, start) + 1)
    sorts = _SAME_SORT.get(found["sort"], (found["sort"],))
    heard = (re.split("[据从由向]", named["who"])[-1] for named in _NAMED_ABOVE.finditer(text, above, start))
    names = [name for words in heard for name in actors(split_units(words)) if name.endswith(sorts)]
    return tuple(names[-1:])


_HELPERS = re.compile(
    r"(?<=[要将应拟会、，,\u4e00-\u9fff])(?:会同|联合)(?P<who>[\u4e00-\u9fff、（）()]{2,60}?)"
    r"(?=等|[，,。；;]|制定|研究|出台|编制|组织|开展|建立|共同|负责|推进|加强|对|做好|完善|指导|落实|印发|提出|及时|积极|加快|在|于|自|从"
    r"|抓|完成|建成|建设(?![厅局委部])|新增|新建|改造|将|把|确保|力争|争取|加大|进一步|持续|继续|深入|全面|实施|探索|举办|推动|梳理|统筹|每|适时|定期|年|今|明|尽|\Z)"
)


def helpers(text: str, start: int, end: int) -> tuple[str, ...]:
    """The bodies that the subject of a stretch acts together with: 会同市财政局、市人社局."""
    found = _HELPERS.search(text, start, end)
    names = actors(split_units(found["who"])) if found else ()
    return tuple(name for name in names if _BODY.fullmatch(name))
