"""Owner forms: phrases that name who answers."""

from collections.abc import Callable
from dataclasses import dataclass

from commitments.extraction import later as re
from commitments.extraction.rule import OwnerMatch
from commitments.extraction.scanner import Scanner, compile_form, compile_gate, trimmed
from commitments.extraction.zh.bodies import BODIES, actors, somebodies, split_units
from commitments.extraction.zh.numerals import joined
from commitments.extraction.zh.subjects import acting_subject, helpers
from commitments.target import Owners

__all__ = ["OWNER_FORMS", "OwnerForm", "acting_subject", "find_owners"]


_LABEL = re.compile(
    r"(?P<role>牵头|主办|主责|主要责任|第一责任|责任|配合|协办|协同|协助|协作|支撑|联合|承办|参与|参加|支持|落实|实施|完成|分工|督办|监督)(?:责任)?"
    r"(?:(?P<whose>单位|部门|科室|处室|机构|主体|领导|人员?)(?:[:：]|为)|(?<=[主协承][办责])[:：]|(?<=牵头|配合)[:：])"
)
_LEADING = {"牵头", "主办", "主责", "主要责任", "第一责任"}
_WATCHING = {"督办", "监督"}
_PERSONS = {"领导", "人", "人员"}
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[:：]")  # 完成时限：
WHOLE_BODY = re.compile(rf"{BODIES}|各[\u4e00-\u9fff、（）()〔〕]{{1,14}}")
_FOR_ALL = re.compile(r"以下.*")
_MARKED = re.compile(r"[(（]牵头[)）]\Z")
_TIMED = re.compile(
    r"^(?:\d{1,4}年|\d{1,2}月|年底|年内|全年|长期|持续|常态|每(?:半?年|季度?|月|周|旬))[^、]{0,14}$|(?:底|日|末)前(?:完成)?$"
)
_DUTY_END = re.compile(r"(?:负责|落实|实施)\Z")
_SEGMENT_ROLE = re.compile(
    r"(?P<lead>牵头(?:负责|组织实施|落实|组织)?|主办)\Z|(?:等(?:有关|相关)?(?:部门|单位)?)?(?P<support>配合|参与|参加|协助|支持|协同|协办)(?:落实|实施)?\Z"
)


def first_leads(names: tuple[str, ...]) -> Owners:
    """A list without a mark: the first leads, the rest support; units marked (牵头) lead whatever their place."""
    marked = tuple(_MARKED.sub("", name) for name in names if _MARKED.search(name))
    if marked:
        return Owners(marked, tuple(name for name in names if not _MARKED.search(name)))
    return Owners(names[:1], names[1:])


_EVERY = re.compile(r"各|[县市区旗]{1,2}[（(]|[\u4e00-\u9fff]{0,10}(?:部门|[子分]公司|单位|机构|院校|高校)\Z")


def as_subject(words: str, names: tuple[str, ...]) -> Owners:
    """The bodies that act in a clause: of A、B the first leads, A和B and 各A、各B both do."""
    if names and names[0].startswith("各") and all(_EVERY.match(name) for name in names):  # none helps another
        return Owners(names)
    parts = [words.find(name) for name in names]
    listed = all(
        words[at + len(name) : after].strip() == "、" for name, at, after in zip(names, parts, parts[1:], strict=False)
    )
    return first_leads(names) if listed else Owners(names)


_LED = re.compile(r"(?<![（(])牵头(?=[,，;；。\s]|\Z)")


def with_helpers(words: str) -> tuple[str, str]:
    """A list taken apart at 会同: who leads, and who helps; no helpers where nobody is named."""
    leaders, _, helpers = words.partition("会同")
    return leaders.removesuffix("牵头"), helpers


def labelled(words: str) -> Owners:
    """The owners of “牵头单位:…,责任单位:…”, in whatever order the labels come."""
    labels = list(_LABEL.finditer(words))
    stops = [*(label.start() for label in labels), len(words)][1:]
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    for label, stop in zip(labels, stops, strict=True):
        if label["whose"] in _PERSONS or label["role"] in _WATCHING:
            continue
        said = _OTHER_LABEL.split(words[label.end() : stop], maxsplit=1)[0]
        listed, helpers = with_helpers(said)
        if label["role"] not in _LEADING and not helpers and _LED.search(said):  # 责任单位：A、B牵头，C配合
            found = assigned(said)
            lead, support = lead + found.lead, support + found.support
            continue
        names = tuple(name for name in split_units(listed, each=True) if not _TIMED.search(name))
        if helpers:
            lead, support = lead + names, support + split_units(helpers, each=True)
        elif label["role"] in _LEADING:
            lead += names
        else:
            support += names
    return Owners(lead, support) if lead else first_leads(support)


def assigned(words: str) -> Owners:
    """The owners of “省教育厅牵头,省财政厅、各市政府配合” and “省教育厅、省财政厅负责”."""
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    waiting = ""
    for segment in re.split(r"[,，;；]", joined(words)):
        role = _SEGMENT_ROLE.search(segment)
        if not role and _TIMED.search(segment):
            continue
        waiting = f"{waiting}、{segment}" if waiting else segment
        if role is None and not _DUTY_END.search(segment):
            continue
        leaders, helpers = with_helpers(waiting.removeprefix("由"))
        names = split_units(leaders)
        if helpers:
            lead, support = lead + names, support + split_units(helpers)
        elif role and role["lead"]:
            lead += names
        elif role or lead:
            support += names
        else:
            found = Owners(names) if "、" not in waiting else first_leads(names)
            lead, support = found.lead, support + found.support
        waiting = ""
    if waiting and lead:  # (市教育局牵头;各县区教育局)
        support += tuple(name for name in split_units(waiting) if WHOLE_BODY.fullmatch(name))
    return Owners(lead, support)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerForm:
    """A phrase that names who answers."""

    name: str
    heads: str = ""  # as for the other forms
    tails: str = ""
    pattern: re.Pattern[str]
    owners: Callable[[re.Match[str]], Owners]
    bracketed: bool = False
    examples: tuple[tuple[str, str], ...]  # (text, "lead lead | support support")
    counterexamples: tuple[str, ...] = ()


def _labelled(found: re.Match[str]) -> Owners:
    """Labels and lists; a sentence behind them (…。各市政府负责落实) adds support."""
    labels, _stop, more = found["body"].partition("。")
    if _LABEL.match(more.lstrip()):
        return labelled(found["body"])
    owners = labelled(labels)
    return Owners(owners.lead, owners.support + assigned(_FOR_ALL.sub("", more)).lead) if more else owners


def _assigned(found: re.Match[str]) -> Owners:
    """Lists with 牵头, 配合, 负责 behind them."""
    return assigned(found["body"])


def _led(found: re.Match[str]) -> Owners:
    """由A牵头,B配合."""
    return Owners(split_units(found["lead"]), split_units(found["support"] or found["asked"] or ""))


def _done_by(found: re.Match[str]) -> Owners:
    """由A、B做某事: the first leads."""
    return first_leads(actors(split_units(found["lead"])))


def _subject(found: re.Match[str]) -> Owners:
    """A和B负责: both lead; A、B负责: the first does, unless they 牵头; A会同B: B supports."""
    names = actors(split_units(found["lead"]))
    if found["support"]:
        return Owners(names, split_units(found["support"]))
    if found.group().endswith("会同"):
        return Owners(names, helpers(found.string, found.start(), found.end() + LONGEST_LIST))
    return Owners(names) if "牵头" in found.group() or "、" not in found["lead"] else first_leads(names)


def _for_all(found: re.Match[str]) -> Owners:
    """以下均由A、B负责: support for everything that follows."""
    return Owners((), split_units(found["lead"]))


def _jointly(found: re.Match[str]) -> Owners:
    """A将与B一起: A leads, B supports."""
    return Owners(split_units(found["lead"]), split_units(found["support"]))


_LABEL_WORDS = (
    r"(?:(?:牵头|主办|主责|主要责任|第一责任|责任|配合|协办|协同|协助|协作|支撑|联合|承办|参与|参加|支持|落实|实施|完成|分工)(?:责任)?"
    r"(?:单位|部门|科室|处室|机构|主体)|(?:牵头|配合|主办|协办|承办)(?=[:：]))"
)
NEXT_ITEM = (
    r"(?<![第\d])(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|第[一二三四五六七八九十]{1,3}[章节条])"
)
"""What opens the next item where a text has lost its lines."""
LONGEST_LIST = 80  # characters of the helpers behind 会同
_LIST = r"(?:[^\s，,。；;：:()（）《》]|[（(][^\s()（）]{1,12}[)）]){2,60}?"
_OPENS = r"(?:(?<=[，,。；;：:)）\n\s是])|(?<=[一二三四五六七八九十\d][、.．])|(?<![\s\S]))"
_HEAD = _OPENS + r"(?:其中|同时)?"
PARTS = {
    "LABEL": _LABEL_WORDS,
    "NEXT": NEXT_ITEM,
    "INNER": r"(?:[^()（）〔〕【】\[\]]|[(（〔][^()（）〔〕]{0,40}[)）〕])",
    "LIST": _LIST,
    "HEAD": _HEAD,
    "SHARING": (
        r"(?:等[^，,。；;\s]{0,6})?(?:(?:按照?(?:各自)?(?:职责|职能)?分工|分工|共同|具体|分别)(?:负责|落实|推进)|负责(?=[，,。；;\s]|\Z))"
        r"(?:落实|实施|推进)?"
    ),
    "HELPING": r"(?:等[^，,。；;\s]{0,6})?(?:积极|做好|共同|予以)?(?:配合|参与|协助|支持|协同|协办)",
    "BODIES": BODIES,
    "SOON": r"[\d一二两三四五六七八九十半]{1,3}个?(?:工作)?[月周日天]内|\d{1,2}月(?:底|\d{1,2}日)?前|年底前",
}

FOR_ALL_BELOW = OwnerForm(
    name="for all below",
    heads="以",
    pattern=compile_form(r"以下(?:各项|任务|工作|内容)?均?由(?P<lead>«LIST»)(?:分工|具体)?负责(?:落实)?", **PARTS),
    owners=_for_all,
    examples=(("以下任务均由各县、各街道办事处负责实施，不再注明", "| 各县 各街道办事处"),),
)

OWNER_FORMS: tuple[OwnerForm, ...] = (
    OwnerForm(
        name="labels in brackets",
        heads="([【（〔",
        pattern=compile_form(r"[(（〔【\[](?P<body>«LABEL»(?:[:：]|为)(?:«INNER»){2,600})[)）〕】\]]", **PARTS),
        owners=_labelled,
        bracketed=True,
        examples=(
            ("(牵头单位:省营商局,责任单位:省商务厅、各市政府)", "省营商局 | 省商务厅 各市政府"),
            ("【牵头单位：省科技厅；责任单位：省教育厅】", "省科技厅 | 省教育厅"),
            ("〔牵头单位：省科技厅；配合单位：省教育厅〕", "省科技厅 | 省教育厅"),
            ("（责任单位：市教育局、市财政局，各县区政府）", "市教育局 | 市财政局 各县区政府"),
            ("（牵头单位：市水利局；每季度通报一次，2025年底前完成）", "市水利局 |"),
            ("（牵头单位：省科技厅；配合单位：省教育厅等有关部门）", "省科技厅 | 省教育厅"),
            ("（牵头单位：区交通委，支撑单位：区建设管理委）", "区交通委 | 区建设管理委"),
            ("（牵头单位：市人社局，配合单位：市教育局、各有关单位）", "市人社局 | 市教育局 各有关单位"),
            ("(责任单位:沈阳、大连、营口市政府)", "沈阳市政府 | 大连市政府 营口市政府"),
        ),
        counterexamples=("(此件公开发布)",),
    ),
    OwnerForm(
        name="labels in a line",
        heads="主协参完实承支牵第落责配分",
        pattern=compile_form(
            r"(?P<body>«LABEL»[:：](?:(?!«NEXT»)[^\n。()（）]|。(?=\s{0,2}«LABEL»[:：])){2,400}(?:[(（][^()（）\n]{1,20}[)）][^\n。()（）]{0,200})*)",
            **PARTS,
        ),
        owners=_labelled,
        examples=(
            (
                "牵头单位：市商务局，责任单位：各县区人民政府，市政府相关单位",
                "市商务局 | 各县区人民政府 市政府相关单位",
            ),
        ),
        counterexamples=("明确责任单位和完成时限",),
    ),
    OwnerForm(
        name="duty in brackets",
        heads="([【（〔",
        pattern=compile_form(
            r"[(（〔【\[](?P<body>[^()（）【】\[\]:：。]{2,400}?(?:负责(?:落实|组织实施|实施|推进)?|牵头|配合|分工落实|落实))(?:[，,；;][^()（），,；;]{2,24}完成)?[)）〕】\]]"
        ),
        owners=_assigned,
        bracketed=True,
        examples=(
            ("（省教育厅、省财政厅负责）", "省教育厅 | 省财政厅"),
            ("〔省教育厅牵头，省财政厅配合〕", "省教育厅 | 省财政厅"),
            ("（省教育厅牵头，12月底前完成）", "省教育厅 |"),
            ("（省发展改革委牵头，省财政厅、各市政府配合）", "省发展改革委 | 省财政厅 各市政府"),
            ("（市民政局和市卫生健康委负责）", "市民政局 市卫生健康委 |"),
            ("（省商务厅、沈阳海关等按职责分工负责）", "省商务厅 | 沈阳海关"),
            ("（由市住建局牵头，市城管局参与，各区政府按职责分工负责）", "市住建局 | 市城管局 各区政府"),
            ("（市财政局牵头会同市发改委、市住建局负责）", "市财政局 | 市发改委 市住建局"),
            (
                "（省水利厅牵头，省财政厅等部门配合，各市、县、自治县人民政府负责落实）",
                "省水利厅 | 省财政厅 各市、县、自治县人民政府",
            ),
        ),
        counterexamples=("（逐项抓好落实情况）",),
    ),
    OwnerForm(
        name="led by",
        heads="由",
        pattern=compile_form(
            r"由(?P<lead>«LIST»)(?:(?:负责)?(?:牵头|主办)(?:负责|组织)?|负责(?=[，,]«LIST»«HELPING»))"
            r"(?:[，,、](?:会同)?(?P<support>«LIST»)(?:«HELPING»|(?=做好)|«SHARING»)|会?商(?P<asked>«LIST»)(?=等|研究|提出|制定|确定|拟|出台|编制|[，,。；;]|\Z))?",
            **PARTS,
        ),
        owners=_led,
        examples=(
            ("由县教育局牵头，县财政局配合", "县教育局 | 县财政局"),
            ("由县教育局牵头、县财政局和县妇联配合", "县教育局 | 县财政局 县妇联"),
            ("由县教育局、县三中牵头委托第三方调查", "县教育局 县三中 |"),
            ("由市交通局主办，各县区政府协办", "市交通局 | 各县区政府"),
            ("由县发改局牵头商县财政局研究提出", "县发改局 | 县财政局"),
            ("由市数据局负责，市公安局、市卫健委等部门配合", "市数据局 | 市公安局 市卫健委"),
            ("由县支行牵头，县金融办、县财政局按职责分工负责", "县支行 | 县金融办 县财政局"),
            ("由市住建局牵头，市城管局、各街道办事处做好疏导", "市住建局 | 市城管局 各街道办事处"),
        ),
        counterexamples=("由此带来的问题",),
    ),
    OwnerForm(
        name="done by",
        heads="由",
        pattern=compile_form(
            r"由(?P<lead>«BODIES»)(?:主要负责人|负责人)?(?=(?:负责|牵头|正确|引导|组织|确定|依法|依规|按|将|对|会同|抓|出台|制定|正确|统一|统筹|带队"
            r"|承担|办理|实施|推进|研究|提出|开展|安排|指导|协调|定期|具体|分别|共同|予以|进行|完成|编制|报|审|签|落实|转发|发布|公布|更新|召集|会商|汇总|组建|验收|考核|拨付|集中|处理|«SOON»))",
            **PARTS,
        ),
        owners=_done_by,
        examples=(
            ("由县住建局依法办理施工许可证", "县住建局 |"),
            ("由市金融办一个月内提出", "市金融办 |"),
            ("由县教育局、县信访局负责协调", "县教育局 | 县信访局"),
        ),
        counterexamples=("由企业自主申报", "由南向北推进", "由分管领导带队走访"),
    ),
    FOR_ALL_BELOW,
    OwnerForm(
        name="leading subject",
        pattern=compile_form(
            r"«HEAD»(?![将拟应须]?由)(?P<lead>«BODIES»)(?:要|应|将|正在)?(?:按照?(?:各自)?(?:职责|职能)分工)?(?:具体|主要|分别)?(?:(?:牵头|负责)[，,]?会同|(?:负责牵头|牵头负责|牵头|负责)(?:[，,](?P<support>«LIST»)«HELPING»(?=[，,。；;\s)）]|\Z))?|会同|统筹)(?!人|制|任|考)",
            **PARTS,
        ),
        owners=_subject,
        examples=(
            ("省税务局负责优化征缴", "省税务局 |"),
            ("省自然资源厅牵头改革工作", "省自然资源厅 |"),
            ("市教育局和市人社局负责", "市教育局 市人社局 |"),
            ("自治区财政厅、人力资源和社会保障厅按职责分工负责", "自治区财政厅 | 人力资源和社会保障厅"),
            ("市应急指挥中心办公室要会同有关单位", "市应急指挥中心办公室 |"),
            ("县卫健局牵头，县教育局、县发改局等部门配合", "县卫健局 | 县教育局 县发改局"),
            ("市商务局牵头，会同市税务局、市人社局，将时间压缩", "市商务局 | 市税务局 市人社局"),
        ),
        counterexamples=("我省负责落实", "主要负责人", "支持领军企业牵头", "持续完善城乡统筹", "12个成员单位负责"),
    ),
    OwnerForm(
        name="together with",
        pattern=compile_form(
            r"«HEAD»(?P<lead>«BODIES»)(?:要|应|将|拟|会)?[与同和](?P<support>«LIST»)(?:等单位|等部门|等)?(?:一起|一道|共同)",
            **PARTS,
        ),
        owners=_jointly,
        examples=(("市商务局将与市文旅局、市财政局等单位一起，组织制定", "市商务局 | 市文旅局 市财政局"),),
    ),
)
_MARKS = (
    ("([（〔【", r"(?=[^)）】\]]{0,600}(?:单位|部门|科室|处室|机构|主体|负责|牵头|配合|落实))"),
    ("主协参完实承支牵第落责配分", r"(?=[\u4e00-\u9fff]{1,6}\s{0,4}[:：])"),
    ("由", "(?!于|此)"),
    ("以", r"(?=\s?下)"),
)
_DOING = r"(?:负\s?责|牵\s?头|会\s?同|统\s?筹|一\s?[起道]|共\s?同)"
_ACTS = re.compile(_DOING)
_BY_MARK = Scanner(tuple(form for form in OWNER_FORMS if form.heads), compile_gate(*_MARKS))
_SCANNER = Scanner(
    OWNER_FORMS,
    re.compile(_BY_MARK.gate.pattern + rf"|{_OPENS}(?=[^，,。；;：:()（）\n]{{2,60}}?{_DOING})"),
)
"""Subjects are looked for only where a word of their doing stands; marks everywhere."""


def find_owners(text: str, start: int, end: int) -> tuple[OwnerMatch, ...]:
    """The phrases of a stretch of text that say who answers, in order; bodies as written, nobody invented.

    A match of the rule “for all below” names support for everything that follows in the document; it may stand inside
    the bracket of another match.
    """
    found = []
    scanner = _SCANNER if _ACTS.search(text, start, end) else _BY_MARK
    for form, words in scanner.scan(text, start, end):
        found.append(_match(form, words))
        if form.bracketed:
            found.extend(_match(FOR_ALL_BELOW, words) for words in FOR_ALL_BELOW.pattern.finditer(text, *words.span()))
    return tuple(match for match in found if match.owners)


def _match(form: OwnerForm, words: re.Match[str]) -> OwnerMatch:
    """The match of one form."""
    span = trimmed(words.string, words.start(), words.end())
    return OwnerMatch(span, form.name, _nobody_left_out(form.owners(words)), form.bracketed)


def _nobody_left_out(owners: Owners) -> Owners:
    """The owners without words that name nobody, each once."""
    lead = somebodies(owners.lead)
    return Owners(lead, tuple(name for name in somebodies(owners.support) if name not in lead))
