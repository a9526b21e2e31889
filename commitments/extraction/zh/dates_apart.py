"""Where 、 parts two outcomes that each have their date: “2027年底前主体完工、2028年全线通水”."""

from commitments.extraction import later as re

MARK = "、"
_DATE = (
    r"(?:到|至|于|在)?(?:(?:20\d\d|[今明后])\s?年(?:度)?(?:的)?|(?=年底|[上下]半年|年内|\d{1,2}\s?月|第?[一二三四]季度))"
    r"(?:年?(?:底|末|内|初|中)|[上下]半年|第?[一二三四]季度末?|\d{1,2}\s?月(?:份|[底末初]|[上中下]旬|\d{1,2}\s?日)?)?(?:(?:以|之)?前|(?:以|之)?内)?"
)
OUTCOMES = (
    r"(?:[完竣]工|通[水车航气电邮]|建成|开工|投[产用运]|[运开]营|开通|启用|达[产效标到]|交付|封顶|完成|启动|验收|上线|落地|出台|印发|"
    r"实现|贯通|并网|点火|运行|开[放业诊馆园]|入驻|挂牌|获批|签约|供[水气热电]|发电|蓄水|合龙|动工|覆盖|投放|落成|入住|招生|上市|核准|移交)"
)
_OUTCOME = rf"[^，,、。；;：:\d\n]{{0,16}}?{OUTCOMES}"
AT_ONCE = re.compile(rf"\s?(?:全线|全面|主体|双线|正式|基本|整体|首[批台]|一期|二期)?{OUTCOMES}(?!的|项目)")
"""An outcome right behind a date, which can only be its deadline: 三季度并网."""
_BEHIND = re.compile(rf"(?:力争|争取|确保|预计|计划|并)?(?:[一二三四五][期标]段?(?:工程|项目)?)?{_DATE}{_OUTCOME}")
_BEFORE = re.compile(rf"{_DATE}{_OUTCOME}[^，,、。；;：:\n]{{0,24}}\Z")
_BEGINS = frozenset("0123456789今明后年上下第一二三四五到至于在力争确预计并")
_REACH = 60  # characters before the sign


def parts_outcomes(text: str, at: int) -> bool:
    """Whether the 、 at a place stands between two dated outcomes, which are two clauses; mostly it parts nouns."""
    if text[at + 1 : at + 2] not in _BEGINS or _BEHIND.match(text, at + 1) is None:
        return False
    return _BEFORE.search(text[max(0, at - _REACH) : at]) is not None
