"""Wording: where the quote of a target begins and ends, and what its number measures."""

from collections.abc import Sequence

from commitments.document import Span
from commitments.extraction import later as re
from commitments.extraction.deadlines import Term
from commitments.extraction.passage import Passage
from commitments.extraction.rule import DateMatch, DateRole, QuantityMatch
from commitments.target import Comparator

INNER = re.compile(r"[（(，,；;、]|并(?=[一-鿿])|且(?=[一-鿿])")
BRACKETS = "（("
STARTING_FROM = re.compile(r"(?:由|从)(?:目前|现在|原来|当前|现有)?的?\s?\d[^，,、；;]{0,16}$")  # 由15个工作日压缩至…
FROM = ("由", "从", "比", "较")  # 由2025年的72%提高至…
GENERAL = re.compile(
    r"^(?:“?十[一二三四五六七]五”?(?:期间|时期)?|全[省市县区州旗国行]|我[省市县区州]|全年|今年|每年|年均|力争|同时|其中|当中|并[于在]|年内|展望|[,，、\s])+"
)
CLOSING = re.compile(
    r"(?:(?:[一两二三四五\d]年)?(?:共计?|累计|合计|总计)|分别|累计|总计|共计|合计|同比|环比|(?<![一不])再|(?<!人)均|要|(?<![供响对相适])应|将|须|需|争取|力争|确保|努力|计划|拟|预计|达到|达|突破|超过|实现|保持在?|控制在|稳定在|提高到?|提升到?|恢复[到至](?:20\d\d年?)?|增长|增加到?|下降到?|降低到?|降至|增至|升至|进入(?:全[国省市县区])?|为|至|到|在|年均|年|(?<!占)比|较.{2,8}|[比较]20\d\d年?|不[低少高]于[^，,]{2,20}的|以|约|近|不|至少|不少于|完成|由|从|的|净)+$"
)
DOING = re.compile(
    r"^(?:.*?(?:将|把(?!关|握|控|手|式)|力争|确保|争取|计划|(?<![模虚比])拟(?!合)|至少|完成|实现|推进|推动|实施|启动|供应(?![链商量额能端侧])|开通(?![率数量])|召开|建成(?!区)|建设|开发(?![区商者])|打造|培育|组织|开展|举办|引进|招引|形成|支持|加快|持续|全面|继续|(?<![公总])累计|发放|选派|提供(?![者方商])|帮助|帮扶|扶持|办好|设立|认定|遴选|选取|(?<!新)谋划(?:储备)?|设置|配备|安排|(?<!研发)(?<!经费)投入(?!强度|占比|比例|率)|筹集|剩余|其余|落实|制定|修订|发展)(?![率度量额]))+"
)
WHO_WILL = re.compile(r"^[^，,]{0,12}?(?:将|拟|计划)(?=.)")  # “公司将再投入”
AGAIN = re.compile("^(?:将|再|还|拟|计划)+(?=.)")
FRESH = re.compile(r"新增|新建|新开工|新认定|新培育|新引进|新改建|改造|改扩建|筹集|发放|培训|招聘")
OBJECT = re.compile(r"[的]?((?:[“\"][^“”\"，,。]{1,12}[”\"]|[^，,；;。、（(\d]){1,24})")
OBJECT_END = re.compile(r"(?:的)?(?:目标)?(?:任务|目标|以上|左右|工作)+$")
VERB_ALONE = re.compile(
    r"(?:力争|争取|确保|拟|计划|预计|将|务必|必须|要|应|于|在|原则上|全部|全面|基本|正式|并|可)*"
    r"(?:完成|建成|竣工|完工|通车|投产|投用|投入(?:使用|运营|运行|生产)|推出|出台|印发|上线|运行|开工|启动|交付|验收|实施|见效|到位|建设|建成通车|"
    r"整改|开通|挂牌|落地|完成验收|竣工验收|完成建设|开工建设|建成投用|建成投产|上线运行|完成整改|全面完成|完成竣工验收|全面启动)+"
)
JOINT = re.compile("[和及与或至且]")  # 分别增长4%和6%
NEAR_JOINT = 8  # characters from 和 to the number behind it
UNDER_WAY = re.compile(r"正在|(?<![不对而早])已(?!知|然)|了$")
SIZED = re.compile(  # what a thing costs or measures
    r"(?:投资|占地|面积|全长|总长|造价|资金)[一-鿿]{0,4}\d[^，,；;。]*\Z"
)
LONGEST_METRIC = 30


def sub_clause(text: str, passage: Passage, index: int, match: QuantityMatch) -> Span:
    """The piece of a clause that belongs to one of its numbers: a bracket, or one of several joined by 、."""
    clause = passage.sentence.clauses[index].span
    start, end = clause.start, clause.end
    bracket = max(text.rfind(sign, start, match.span.start) for sign in BRACKETS)
    if bracket >= 0 and not re.search(r"[）)]", text[bracket : match.span.start]):
        close = min((at for sign in "）)" if (at := text.find(sign, match.span.end, end)) >= 0), default=end)
        comma = max(text.rfind(sign, bracket, match.span.start) for sign in "，,；;（(")
        stop = INNER.search(text, match.span.end, close)
        return Span(comma + 1, stop.start() if stop else close)
    others = [
        other
        for other in passage.quantities
        if start <= other.span.start < end and other is not match and other.quantity.comparator is not Comparator.ORDER
    ]
    if match.quantity.comparator is Comparator.ORDER and (counter := counter_beside(text, match, others)):
        return sub_clause(text, passage, index, counter)
    before = [other.span.end for other in others if other.span.end <= match.span.start]
    if before:
        commas = (text.find("、", end_of_other, match.span.start) for end_of_other in sorted(before, reverse=True))
        start = next((comma + 1 for comma in commas if comma >= 0), start)
        start = match.span.start if JOINT.fullmatch(text, max(before), match.span.start) else start
    after = [other.span.start for other in others if other.span.start >= match.span.end]
    if after:
        comma = text.rfind("、", match.span.end, min(after))
        joint = max(text.rfind(word, match.span.end, min(after)) for word in "和及")
        comma = joint if comma < 0 and 0 <= min(after) - joint <= NEAR_JOINT else comma
        end = comma if comma >= 0 else end
    also = re.compile("并(?=[一-鿿])").search(text, match.span.end, end)
    return Span(start, also.start() if also else end)


def counter_beside(text: str, match: QuantityMatch, others: Sequence[QuantityMatch]) -> QuantityMatch | None:
    """The number that counts what an order of magnitude sizes: 千亿级产业集群2个, 2个千亿级产业集群."""
    for other in others:
        first, last = sorted((match.span, other.span))
        if text.find("、", first.end, last.start) < 0:
            return other
    return None


def with_date(passage: Passage, index: int, start: int) -> int:
    """The start of a quote, moved before a date that stands as a clause of its own directly before it."""
    if index == 0 or start != passage.sentence.clauses[index].span.start:
        return start
    above = passage.sentence.clauses[index - 1].span
    for match in passage.dates:
        if above.start <= match.span.start and match.span.end >= above.end and match.span.start - above.start <= 4:  # noqa: PLR2004  力争, 在, 于
            return above.start
    return start


def with_object(text: str, passage: Passage, index: int, term: Term | None) -> int:
    """The start of a quote; a clause that is all date and verb (“力争年底前通车”) takes the one before it along."""
    clause = passage.sentence.clauses[index].span
    start = with_date(passage, index, clause.start)
    if term is None or not term.own or index == 0 or start != clause.start:
        return start
    rest = text[clause.start : term.match.span.start] + text[term.match.span.end : clause.end]
    above = passage.sentence.clauses[index - 1]
    near = above.segment == passage.sentence.clauses[index].segment and not above.leads
    near = near and UNDER_WAY.search(text, above.span.start, above.span.end) is None
    near = near and not any(above.span.start <= d.span.start < above.span.end and d.due.day for d in passage.dates)
    near = near and not SIZED.search(text, above.span.start, above.span.end)
    return above.span.start if near and VERB_ALONE.fullmatch(rest.strip()) else start


def with_noun(text: str, passage: Passage, index: int, piece: Span, match: QuantityMatch) -> int:
    """The start of a number's quote; “到2027年达到50个” takes along the clause that names what is counted."""
    start = with_date(passage, index, piece.start)
    dates = [date.span for date in passage.dates if piece.start <= date.span.start < match.span.start]
    words = text[max([piece.start, *(date.end for date in dates)]) : match.span.start].strip()
    if index == 0 or start != passage.sentence.clauses[index].span.start or CLOSING.sub("", words):
        return start
    above = passage.sentence.clauses[index - 1]
    counted = any(above.span.start <= other.span.start < above.span.end for other in passage.quantities)
    near = above.segment == passage.sentence.clauses[index].segment and not above.leads
    return above.span.start if near and not counted and not text[match.span.end : piece.end].strip() else start


def metric_of(text: str, piece: Span, match: QuantityMatch, dates: Sequence[DateMatch]) -> str | None:
    """What is measured, in the words of the text: the noun before the verb, or the noun behind the counter."""
    terms = [date.span for date in dates if date.role is not DateRole.BASELINE]
    inside = [d for d in terms if piece.start <= d.start and d.end <= match.span.start]
    inside = [d for d in inside if not text.startswith(FROM, max(d.start - 1, piece.start))]
    start = max([piece.start, *(d.end for d in inside)])
    noun = noun_of(text[start : match.span.start])
    behind = OBJECT.match(text, match.span.end, piece.end)
    after = OBJECT_END.sub("", behind.group(1).replace("\n", "")).strip() if behind else ""
    if not noun and inside and not after:  # 改造率2025年达到60%
        noun = noun_of(text[piece.start : inside[0].start])
    if after and match.quantity.comparator is Comparator.ORDER:
        return after
    rest = DOING.sub("", noun) if noun != "对" else ""
    if rest and not FRESH.fullmatch(rest):
        return rest[-LONGEST_METRIC:]
    if after:
        fresh = FRESH.search(noun)
        return (fresh.group() if fresh else "") + after
    return (noun or None) and AGAIN.sub("", WHO_WILL.sub("", noun))[-LONGEST_METRIC:]


def noun_of(words: str) -> str:
    """The words before a number without those that open or close the statement, and without where it starts from."""
    noun = CLOSING.sub("", GENERAL.sub("", words.replace("\n", "")))
    return CLOSING.sub("", STARTING_FROM.sub("", noun)).strip(" ,，、:：“")


def measures(words: str, count: int) -> tuple[str, ...]:
    """One measure for each of `count` numbers: 一产、二产、三产增加值 are three, and a single one is that of all."""
    items = [item for item in LISTED.split(words) if item]
    if "城乡" in words and len(items) == 1 and count == len(TOWN_AND_COUNTRY):
        return tuple(words.replace("城乡", name, 1) for name in TOWN_AND_COUNTRY)
    if len(items) != count:  # otherwise it is not told which is which
        return (words,) * count if items else ()
    last = items[-1]
    if any(item[-1] == last[-1] for item in items[:-1]):
        return tuple(items)
    cut = min((len(item) for item in items[:-1]), default=len(last))
    ending = last[cut:] if cut < len(last) else ""
    return (*(item + ending for item in items[:-1]), last)


def several(words: str, metric: str | None) -> tuple[str | None, ...]:
    """The measures that share one number (“进出口额、零售额增长4%”); the metric itself if it names one."""
    if metric and EACH.search(words) and MEASURE.search(metric):
        return measures(metric, len([item for item in LISTED.split(metric) if item]))
    names = tuple(name for name in (metric or "").split("、") if name)
    shared = len(names) > 1 and all(len(name) >= SHORTEST_MEASURE and MEASURE.search(name) for name in names)
    alone = "分别" not in words or len(FIGURE.findall(words)) == 1  # “A、B分别下降2%”: one number for both
    return names if shared and alone and SHARED.search(words) else (metric,)


MEASURE = re.compile(
    r"(?:额|值|量|率|收入|支出|投资|利润|耗|比重|强度|密度|数|面积|规模|人数|人次|花费|总数|税收|消费)$"
)
FIGURE = re.compile(r"\d+(?:\.\d+)?")
SHARED = re.compile(r"增长|提高|下降|降低|增加")
SHORTEST_MEASURE = 4
EACH = re.compile(
    r"(?<!人)(?<!户)(?<!亩)(?<!年)(?<!平)(?<!地)(?<!日)均(?:要|应|须|需|将)?(?:达|增|提高|提升|下降|降低|超|突破|不|实现|保持|稳定|控制|高于|低于|翻)"
)
LISTED = re.compile(r"、|(?<!饱)(?<!共)和|(?<!普)(?<!以)及|(?<!参)与")
TOWN_AND_COUNTRY = ("城镇", "农村")


def says_again(text: str, passage: Passage, match: QuantityMatch) -> bool:
    """Whether a number in brackets only says the one before them in another unit: 7000平方米(10.5亩)."""
    if text[match.span.start - 1] not in "（(" or text[match.span.end : match.span.end + 1] not in ("）", ")"):
        return False
    before = match.span.start - 1
    return any(other.span.end == before and other.quantity.unit != match.quantity.unit for other in passage.quantities)
