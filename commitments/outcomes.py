"""Outcomes without a number: which reported one is the end of which promise. Pure; it decides nothing.

The rule is one of language: a promise names a thing after a verb that brings it about (建设大宗商品仓单登记中心), and a
report says of the thing of the very same name, by a verb of the same class, that it has come about (…登记中心成功上线).
A thing is a name only if it is long enough to be one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from commitments.matching import Goal, Match, Report, is_too_early, surroundings

SHORTEST = 6  # characters of what is a name by itself; 服务平台 or 产业园区 may be anybody's
SCORE = 0.6  # what the name and the verb alone are worth; places and owners add to it
# What a promise does → what a report says once it is done.
_CLASSES = (
    (
        r"(?:新建|改建|扩建|筹建|组建|建设|建成|建立|设立|成立|创建|搭建|打造|布局|开通|启用|上线|落地)",
        r"建成|落成|竣工|完工|上线|运行|运营|投用|投入使用|启用|揭牌|挂牌|开馆|开园|开业|投产|通车|开通|贯通|成立|组建|设立|获批|落地",
    ),
    (r"(?:制定|编制|修订|研究制定|出台|印发|发布|颁布)", r"出台|印发|发布|颁布|施行|正式实施|通过"),
    (r"(?:举办|承办|召开|主办)", r"举办|承办|召开|主办"),
    (r"(?:签署|签订)", r"签署|签订|签约"),
)
_PROMISES = tuple(re.compile(said + "(?P<thing>[^，,。；;、]+)") for said, _done in _CLASSES)
_DONE = tuple(re.compile(done) for _said, done in _CLASSES)
_PLAIN = re.compile(r"[\s“”\"'‘’《》〈〉（）()]+")
_HEAD = re.compile(r"^(?:一批|一个|全国|全省|全市|首个|首届|若干|国家级?|省级|市级|区域性|高水平|高标准|现代化|好|了)+")
_TAIL = re.compile(r"(?:等|建设|工作|项目建设|并.*|和.*)$")
_NOUN = re.compile(
    r"^(?:的|成为|项目|用地|工程|领域|部门|系统|标准|资金|业主|单位|过程|厅|局|委|健全|完善|等|以)"
)  # 建设项目, 建设局
_OPEN = re.compile(r"一批|若干|等$|一系列|各类|各级|更多|体系|机制|环境|格局|水平|能力|力度")


@dataclass(frozen=True, slots=True)
class Work:
    """What a promise without a number brings about: the class of its verb, and the name of the thing."""

    verb: int
    thing: str


def works_of(quote: str) -> tuple[Work, ...]:
    """The named things that a promise brings about; none where it names nothing that could be told from others."""
    found = []
    for verb, pattern in enumerate(_PROMISES):
        for match in pattern.finditer(quote):
            whole = _plain(match["thing"])
            thing = _TAIL.sub("", _HEAD.sub("", whole))
            if len(thing) >= SHORTEST and not _OPEN.search(whole) and not _NOUN.match(whole):
                found.append(Work(verb, thing))
    return tuple(dict.fromkeys(found))


def _plain(words: str) -> str:
    return _PLAIN.sub("", words)


class Outcomes:
    """An index over open targets without a number; build it once for many results."""

    def __init__(self, goals: Iterable[Goal]) -> None:
        """Index the targets by the first characters of what they bring about."""
        self._works: dict[str, list[tuple[Work, Goal]]] = defaultdict(list)
        for goal in goals:
            for work in works_of(goal.quote):
                self._works[work.thing[:2]].append((work, goal))

    def matches(self, report: Report) -> tuple[Match, ...]:
        """The targets whose thing this result says has come about, by id."""
        said = _plain(report.quote)
        found: dict[int, Match] = {}
        for key in {said[at : at + 2] for at in range(len(said) - 1)} & self._works.keys():
            for work, goal in self._works[key]:
                at = said.find(work.thing)
                if at >= 0 and goal.id not in found and _comes_about(work, said, at) and not is_too_early(goal, report):
                    bonus, why = surroundings(goal, report)
                    if bonus >= 0:
                        score = round(min(1.0, SCORE + bonus), 3)
                        found[goal.id] = Match(goal.id, report.id, score, (("metric", work.thing), *why))
        return tuple(found[number] for number in sorted(found))


def _comes_about(work: Work, said: str, at: int) -> bool:
    """Whether the rest of the sentence says that a thing of this kind is there now."""
    return _DONE[work.verb].search(said[:at] + "|" + said[at + len(work.thing) :]) is not None
