"""Deadlines: which date of a sentence binds which of its clauses, and whether it lies ahead."""

from datetime import date, timedelta
from typing import NamedTuple

from commitments.document import Reference, ReferenceBasis, Span
from commitments.extraction import later as re
from commitments.extraction.passage import Mood, Passage
from commitments.extraction.rhythms import as_rhythm, right_before
from commitments.extraction.rule import DateMatch, DateRole
from commitments.extraction.zh.cues import ACTION
from commitments.extraction.zh.dates_apart import AT_ONCE
from commitments.target import Basis, Due

# “到2027年”, “2027年底前”, “今年”, “三年内” set a term; a bare “2027年” in front of a noun only describes it.
TERM_OPENING = re.compile(
    r"到|至|截[至止]|于|在|自|从|今|明|后|本|年|全|上|下|每|用|未来|力争|春|国|五|元|端|中|清|当|近|适|尽|及|限|长|下一|封|汛"
)
LONGEST_VERB = 8  # characters of a verb before the years of a paper
FURTHEST = 40  # clauses back to the date that binds a clause
ASIDE = re.compile("按照|根据|围绕|依据|对照|其中")  # what a paper says, or the date of a part, dates no next whole
CONDITIONS = "经待在于"
CONDITIONAL = re.compile(rf"[{CONDITIONS}][^,，。]{{2,30}}(?:后|的基础上)")
TERM_ENDING = re.compile(r"(?:前|底|末|内|止|之前|以前|期间|时期|规划期|起|中叶|周年|上旬|中旬|下旬|日)$")
AHEAD = ("到", "未来", "今后", "接下来")
FIRM = re.compile(r"(?:前|底|末|内|之前|以前|期间|时期)$")
# “2000年底前建成的小区”: the date belongs to the thing and not to the promise.
DESCRIBING = re.compile(
    r"\s*(?:已|新)?(?:建成|建设|竣工|投用|开工|交付|批准|立项|出让|取得|登记|注册|出生|入职|毕业|印发|签订|参加|完成|认定|命名|入库)(?:投用|使用|并网|备案|登记|交付)?(?:的|[、，,][^。；;]{0,100}?(?:问题|情形|情况|条件|需求)的)"
)
DATELINE = re.compile(r"\s{0,2}(?:电|讯)(?![力子信网梯动商])")  # 新华社北京10月30日电
# “制定2024—2026年实施计划”: the years name the paper and not its term.
OF_A_PAPER = re.compile(
    r"(?:制定|制订|编制|出台|印发|起草|研究|完善|修订|公布|发布|上报|报送|提交|形成)(?:并实施|好|了)?\s*\Z"
)
PAPER = re.compile(
    r"[^，,。；;]{0,40}?(?:计划|规划|方案|清单|要点|预算|报告|目标|意见|办法|名单|目录|台账)(?=[，,。；;、\s）)]|\Z)"
)
ADVERB = re.compile(
    rf"\s*(?!投资(?!\d|约|超|达|额))(?:[,，、:：]|底|\d|[一二两三四五六七八九十百千]|全[省市县区国年行]|全[价产供](?=[值业应])|全集团|全行业|全社会|全系统|人均|城乡|常住|单位(?=GDP|国内|地区|产品|面积|工业|能耗)|规模以上|基本|初步|正式|解决|治理|整治|消除|淘汰|化解|保障|办理|招收|招录|安置|接待|拨付|完工|关闭|搬迁|下闸|蓄水|截流|合龙|封顶|种植|陆续|全线|率先|同步|如期|顺利|先行|优先|分[期批步]|集中|至少|不[少低]于|试行|首(?=[台批个条座期次家列辆])|一期|二期|主体|试(?=运|点|生)|竣工|交付|通车|落成|上线|投运|开通|具备|开始|招生|上市(?!公司|企业)|{ACTION}|要|将|拟|计划|预[计期]|有望|起|各|我|新)"
)
UNREAD = re.compile(r"[今明后本当上下半全\d一二两三四五六七八九十]年|年[底末内终中]|月|季度|旬|学期|财年|[年日周天]内")
SOON = re.compile(r"适时|尽[快早]|择[机期]|条件(?:成熟|具备)")
AT_THE_LATEST = re.compile(r"(?:最迟|最晚|至迟)(?:不(?:超过|晚于|迟于)|[于在至到])?\s?\Z")
LONGEST_LATEST = 8
ATTRIBUTE = re.compile(r"[^，,。；;]{0,16}(?:的|时|中|以来|期间)|份?[^，,。；;]{0,8}(?:会议|大会|活动|论坛)")
LEADING = re.compile(r"(?:其中|同时|并)?\s*")
# “力争2025年高新技术企业达到100家”: behind a word of will the year says by when, whatever follows.
WILLING = re.compile(r"(?:力争|争取|确保|力求|努力|奋力|预计|计划|保证|拟|将)(?:[^,，]{0,16}[在于])?\s*\Z")
LONGEST_WILL = 24  # characters from a word of will to the date behind it
# “2024年市场主体达到9万户”, “2024年上线运行…”: the year opens the clause and its verb says that it will be so.
REACHING = re.compile(
    r"(?![^,，]{0,12}[中内的])[一-鿿A-Za-z]{2,20}?(?:达到|不[低少高]于|不超过|增速|突破|超过|全面|增加到|提高到|扩大到|提升至|下降到|全覆盖|全部)|[一-鿿]{1,10}?(?:要(?!求|素|点)|将|计划|拟|力争|争取|确保|努力)|上线|投运|投用|竣工|完工|通车|落成|上市(?!公司|企业)|再|开始|招收|招生|(?![^,，]{0,12}(?:[第的]|年底|批次|学生))[一-鿿]{2,12}\d"
    r"|[^，,。；;、的]{2,16}?(?:建成|完工|竣工|投产|投用|投运|通车|开工|启用|交付|运营)(?:投[产用运]|运[行营]|使用|通车|并网)?(?=[，,。；;、]|\Z)"
)
# What a clause says that is not done anew each time: a level that is reached, somebody appointed, so many for each.
NOT_REPEATED = re.compile(
    r"每[人户家村县]|聘请|选聘|组建|设立|成立|建立|[率比]\s?\d|达(?:到|\d)|(?:提高|提升|增加|增长|扩大|上升|下降|降低|减少|压减|缩短|缩小|[升增降减])[到至]|(?:稳定|保持|控制|维持)在|保持\d|进入[^，,。；;]{0,8}前|[两三四五]年(?:累计|合计|共)|(?:工作日|小时|分钟|[天日])以?内"
)
# “县医院10月底前投入运营，住院率达到90%”: what happens, and the level that is told behind it.
SUBJECT = re.compile(r"[一-鿿A-Za-z0-9“”（）()、]{4,}")
LEVEL = re.compile(
    r"[^，,。；;\d]{2,24}(?:率|占比|比例|比重|指数|水平|满意度)(?:稳定|保持|控制|维持|达|提高|提升|不[低高]于|超过)"
)
# “会在2035年停止登记”: a year that something is done in, unless its own noun follows or it only says amid what.
DONE_IN = re.compile(r"(?:(?<![位处属关由对用鉴基生成出])于|(?<![现存旨实])在)\s?\Z")
STAGE = re.compile(r"(?:阶段|[一二三四五][期步批]|[初中末近远]期)\s?[（(]\Z")  # “第一阶段（2026年1月—3月）完成…”
AMID = re.compile(
    r"的|[^,，。；;]{0,24}(?:中|里|时|期间|基础上|以来|过程)(?=[,，。；;]|予以|给予|优先|\Z)|工作|预算|计划|考核|任务"
)
OPENS = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、]\s*)?")  # what may stand before an item's date
PUBLISHING = timedelta(days=75)  # a paper is published some weeks after it was written


class Term(NamedTuple):
    """The date that binds a clause; `own` if it stands in the clause itself."""

    match: DateMatch
    past: bool
    own: bool
    firm: bool  # 到, 前, 底, 内: it can only be meant as a limit

    @property
    def dated(self) -> bool:
        """Whether it names a day (尽快 and its like do not)."""
        return self.match.due.day is not None


def past_before(reference: Reference, mood: Mood = Mood.PLANNED) -> date | None:
    """The day before which a date speaks of the past; a plan may be published after its first dates."""
    day = reference.day
    if day is None:
        return None
    if reference.basis is ReferenceBasis.NUMBER:
        return day + timedelta(days=1) if reference.over else date(day.year, 1, 1)
    late = reference.basis is not ReferenceBasis.SIGNED and mood is Mood.PLANNED
    return day - PUBLISHING if late else day


def binds(text: str, passage: Passage, match: DateMatch) -> bool:
    """Whether a date sets a term, rather than describing the noun behind it."""
    if match.role in (DateRole.SINCE, DateRole.BASELINE) or match.rule == "from now on" or describes(text, match):
        return False
    words = match.span.of(text)
    if TERM_OPENING.match(words) or TERM_ENDING.search(words) or match.due.recurrence or match.due.day is None:
        return True
    clause = passage.sentence.clauses[passage.clause_at(match.span.start)].span
    if match.span.end >= clause.end or STAGE.search(text[max(0, match.span.start - 4) : match.span.start]):
        return True
    if ADVERB.match(text, match.span.end, clause.end + 1) or AT_ONCE.match(text, match.span.end, clause.end):
        return True
    if done_in(text, match, clause.end) or is_willed(text, match, clause.start):
        return True
    opens = LEADING.fullmatch(text, clause.start, match.span.start) is not None
    fine = match.due.precision in ("month", "quarter", "half-year")  # 四季度投料试生产
    return opens and (
        REACHING.match(text, match.span.end, clause.end) is not None
        or (fine and ATTRIBUTE.match(text, match.span.end, clause.end) is None)
    )


def describes(text: str, match: DateMatch) -> bool:
    """Whether a date only says since when a thing stands, when a story was sent, or for which years a paper is."""
    end = match.span.end
    return bool(DESCRIBING.match(text, end) or DATELINE.match(text, end) or names_paper(text, match))


def done_in(text: str, match: DateMatch, end: int) -> bool:
    """Whether 在 or 于 stands before a date and what is done follows: “在2035年停止登记”."""
    before = text[max(0, match.span.start - 3) : match.span.start]
    return DONE_IN.search(before) is not None and AMID.match(text, match.span.end, end) is None


def is_willed(text: str, match: DateMatch, start: int = 0) -> bool:
    """Whether a word of will stands right before a date, or before what is to be by it (争取该公司在2026年…)."""
    return WILLING.search(text[max(start, match.span.start - LONGEST_WILL) : match.span.start]) is not None


def names_paper(text: str, match: DateMatch) -> bool:
    """Whether a date only says for which years a paper is written."""
    words = match.span.of(text)
    if TERM_OPENING.match(words) or TERM_ENDING.search(words):
        return False
    before = text[max(0, match.span.start - LONGEST_VERB) : match.span.start]
    return OF_A_PAPER.search(before) is not None and PAPER.match(text, match.span.end) is not None


def term_of(text: str, passage: Passage, index: int, before: date | None, *, counted: bool = False) -> Term | None:
    """The date that binds a clause: one in it, else the last one set by an earlier clause of its sentence or list item.

    A rhythm (每年) is handed on only to the numbers that are `counted` after it, not to a level that is reached once.
    """
    clauses = passage.sentence.clauses
    if not passage.terms or passage.terms[0].span.start >= clauses[index].span.end:
        return None
    for at in range(index, max(-1, index - FURTHEST), -1):
        span = clauses[at].span
        start, end = span
        inside = [match for match in passage.terms if start <= match.span.start < end]
        if at != index and ASIDE.match(text, start):
            continue
        if at != index:
            if clauses[at].item not in (0, clauses[index].item):
                break
            apart = clauses[at].segment != clauses[index].segment
            if apart and not leads_on(passage, at):
                continue
            inside = [
                match
                for match in inside
                if (match.due.day is not None or is_unread(match))
                and (not apart or OPENS.fullmatch(text, span.start, match.span.start))
            ]
            rhythmic = counted and NOT_REPEATED.search(text, clauses[index].span.start, clauses[index].span.end) is None
            inside = [match for match in inside if rhythmic or not match.due.recurrence]
        if inside:
            inside = without_starts(inside)
            match = max(inside, key=lambda m: (m.due.day is not None, weight(text, m), m.span.start))
            match = as_rhythm(match, [*inside, *right_before(passage, at, match)])
            if at != index and stops_short(text, passage, at, index, match):
                break
            words = match.span.of(text)
            firm = words.startswith(AHEAD) or FIRM.search(words) is not None
            past = is_past(match, before) or told_of_past(passage, match, before)
            return Term(match, past, own=at == index, firm=firm)
        if text[start] in CONDITIONS and CONDITIONAL.match(text, start, end):
            break
    return None


def stops_short(text: str, passage: Passage, at: int, index: int, match: DateMatch) -> bool:
    """Whether the date of clause `at` says nothing about a later clause, which has its own or tells of a level."""
    clause = passage.sentence.clauses[index].span
    return names_later_year(text, passage, clause, match.due) or is_of_its_event(text, passage, at, index, match)


def is_of_its_event(text: str, passage: Passage, at: int, index: int, match: DateMatch) -> bool:
    """Whether a date stands behind what happens by it, and a later clause tells of a level that is reached by itself.

    “县医院10月底前投入运营，住院率达到90%以上”: the day of the opening is none of the rate.
    """
    clauses = passage.sentence.clauses
    words = text[clauses[at].span.start : match.span.start]
    if match.due.precision in ("year", "plan-period") or WILLING.search(words) or not SUBJECT.fullmatch(words):
        return False
    return LEVEL.match(text, *clauses[index].span) is not None


def names_later_year(text: str, passage: Passage, clause: Span, due: Due) -> bool:
    """Whether a clause begins with a later year than an earlier clause is due: it is not done by then either."""
    return any(
        match.due.day is not None
        and due.day is not None
        and match.due.day.year > due.day.year
        and match.due.precision == "year"
        and match.role is DateRole.DEADLINE
        and LEADING.fullmatch(text, clause.start, match.span.start) is not None
        for match in passage.dates
        if clause.start <= match.span.start < clause.end
    )


def leads_on(passage: Passage, at: int) -> bool:
    """Whether a date in a clause may reach over a semicolon: in the first part, or as the next of several stages."""
    clauses = passage.sentence.clauses
    if clauses[at].segment == clauses[0].segment:
        return True
    opens = clauses[at - 1].segment != clauses[at].segment
    return opens and passage.terms[0].span.start < clauses[0].span.end


def without_starts(inside: list[DateMatch]) -> list[DateMatch]:
    """The dates of a clause without from when, where it also says by when: 自2025年5月起12个月内."""
    if any(match.role is DateRole.DEADLINE and match.due.day and not match.due.recurrence for match in inside):
        return [match for match in inside if match.role is not DateRole.START]
    return inside


def is_unread(match: DateMatch) -> bool:
    """Whether a date is only not known because nothing tells the year it is read against: 今年, 6月底前."""
    return is_unread_due(match.due)


def is_unread_due(due: Due) -> bool:
    """The same of what a phrase was read as; 2026年汛前 names its year, and is no more than not known to the day."""
    return due.day is None and not due.recurrence and due.text is not None and UNREAD.search(due.text) is not None


def is_soon(match: DateMatch) -> bool:
    """Whether a phrase leaves the day to who acts (适时), so that no date is handed down."""
    return match.due.day is None and match.due.text is not None and SOON.match(match.due.text) is not None


def with_terms(text: str, passage: Passage) -> Passage:
    """The passage with those of its dates that set a term."""
    return passage._replace(terms=tuple(match for match in passage.dates if binds(text, passage, match)))


def looks_back(passage: Passage, index: int, before: date | None) -> bool:
    """Whether a clause or an earlier one says since when, or as of which past day."""
    if not passage.dates:
        return False
    end = passage.sentence.clauses[index].span.end
    return any(
        match.role is DateRole.SINCE
        or (match.role is DateRole.AS_OF and (passage.mood is not Mood.PLANNED or is_past(match, before)))
        for match in passage.dates
        if match.span.start < end
    )


def told_of_past(passage: Passage, match: DateMatch, before: date | None) -> bool:
    """Whether a term counted from another day (15日内) counts from a past day named before it."""
    return (
        match.due.basis is Basis.RELATIVE
        and "within" in match.rule
        and any(is_past(other, before) for other in passage.dates if other.span.end <= match.span.start)
    )


def weight(text: str, match: DateMatch) -> int:
    """Of two dates in one clause the one behind 最迟 is the term, else the one with 前, 底 or 到."""
    words = match.span.of(text)
    last = AT_THE_LATEST.search(text[max(0, match.span.start - LONGEST_LATEST) : match.span.start]) is not None
    return 4 * last + 2 * bool(TERM_ENDING.search(words)) + bool(TERM_OPENING.match(words))


def is_past(match: DateMatch, before: date | None) -> bool:
    """Whether a date lies before the day that parts past from future; a rhythm (每年) goes on."""
    due = match.due
    return due.day is not None and before is not None and due.day < before and not due.recurrence
