"""Spans of time within which something is settled whenever it comes up: a level of service, and no date."""

import re

_SERVED = re.compile(
    r"(?:快速|及时|完成|全部|基本)?(?:响应|到达|抵达|赶到|出车|出警|出动|处置|修复|恢复|送达|直达|通达|办结|接通|反馈|答复|回应|上门|救援|就位|到位|出具|办好|办理)(?!率|能力|水平)"
)
_AT_ONCE = frozenset(("分钟", "秒", "小时"))
_IN_DAYS = frozenset(("工作日", "日", "天"))
_CASE = re.compile(
    r"(?:备案|审批|审核|审查|登记|许可|开户|报装|申请|受理|事项|业务|手续|申领|注册|开办|证照|变更|过户|注销|工单|诉求|投诉|证明|合同|结果|决定)\s?\Z"
)
_SETTLED = re.compile(
    r"(?:全部|限时|及时)?(?:办结|办完|办妥|办成|办好|审结|发证|出证|接电|处置完毕"
    r"|公示|公开|公布|反馈|答复|回复)"
)
_LONGEST_CASE = 4
# “本方案印发后”, “意见下发之日起”: the day of the paper itself, and not of the one it carries out (省方案).
PAPERS = ("方案", "意见", "通知", "办法", "措施", "规定", "细则")
AFTER_ISSUE = re.compile(
    rf"(?:本(?:实施|行动|工作)?|(?:(?<=[\s，,。；;：:、在于自从应须要])|\A))(?:{'|'.join(PAPERS)})"
    r"(?:正式)?(?:印发|下发|发布|公布|出台)(?:之日)?(?:之?后|起)的?[，,]?"
)
_SINCE_ISSUE = re.compile(r"自(?:本\w{1,6})?(?:印发|下发|发布|公布|出台|施行|实施)之日起的?")
_LONGEST_ISSUE = 20
_CASE_BEGINS = re.compile(
    r"(?:接[到报诉警]|收到|受理|发现|举报|投诉|提交|签收)[^，,。；;\n]{0,14}?(?:后|之日起|时)[^。；;\n]*\Z"
    r"|(?:发现|查出|排查出)的?[^，,。；;\n]{1,10}?的?[，,]?(?:要|应当?|须|必须|责令|督促|限期|于|在)+\Z"
)
_LONGEST_PROCEDURE = 60


def since_issue(text: str, end: int) -> bool:
    """Whether the words before a place count from the day on which the paper itself is issued."""
    start = max(0, end - _LONGEST_ISSUE)
    return any(each.end() == end for form in (AFTER_ISSUE, _SINCE_ISSUE) for each in form.finditer(text, start, end))


def in_procedure(text: str, start: int, unit: str) -> bool:
    """Whether a span of days is the next step of a case that has come up: 接到举报后24小时内核查，5日内办结."""
    return unit in _IN_DAYS and _CASE_BEGINS.search(text, max(0, start - _LONGEST_PROCEDURE), start) is not None


def served_within(text: str, start: int, end: int, unit: str) -> bool:
    """Whether a span of time (30分钟内) is one in which an answer comes, or a case is settled (备案3个工作日内办结)."""
    if unit in _AT_ONCE:
        return _SERVED.match(text, end) is not None
    if unit not in _IN_DAYS or _SETTLED.match(text, end) is None:
        return False
    return _CASE.search(text, max(0, start - _LONGEST_CASE), start) is not None
