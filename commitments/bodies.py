"""Names of responsible units: which writings mean one body, and which names mean a group. Suggestions, for people."""

import re
from collections.abc import Iterable, Mapping

# Writings of one thing, the shortest as the last resort: long form or nickname → the form official lists use.
_FORMS: Mapping[str, str] = {
    "发展和改革委员会": "发展改革委",
    "发展改革委员会": "发展改革委",
    "发展和改革委": "发展改革委",
    "发展和改革局": "发展改革局",
    "发改": "发展改革",
    "工业和信息化委员会": "工业和信息化委",
    "工信": "工业和信息化",
    "人力资源和社会保障": "人力资源社会保障",
    "人社": "人力资源社会保障",
    "住房和城乡建设": "住房城乡建设",
    "住建": "住房城乡建设",
    "卫生健康委员会": "卫生健康委",
    "卫健": "卫生健康",
    "市场监督管理": "市场监管",
    "文旅": "文化和旅游",
    "文化旅游": "文化和旅游",
    "农业农村委员会": "农业农村委",
    "国有资产监督管理委员会": "国资委",
    "自然资源和规划": "自然资源规划",
    "自规": "自然资源规划",
    "科学技术": "科技",
    "交通运输": "交通",
    "林业和草原": "林草",
    "地方金融监督管理": "金融监管",
    "地方金融监管": "金融监管",
    "营商环境建设": "营商",
    "医疗保障": "医保",
    "退役军人事务": "退役军人",
    "应急管理": "应急",
    "人民政府": "政府",
    "办公厅": "办",
    "办公室": "办",
    "委员会": "委",
}
_LONGEST_FIRST = sorted(_FORMS, key=len, reverse=True)
_REGION = re.compile(r"^[\u4e00-\u9fff]{2,3}(?=[省市县区])(?=.{3,})")
_GROUP = re.compile(
    r"^(?:各|有关|相关|其他|全[省市县区])|(?:有关|相关|各|等)(?:部门|单位|地区|县|区|市)|(?:部门|单位)等$"
)


def key_of(name: str) -> str:
    """What two writings of one body have in common: short forms written out, the region's own name left out."""
    plain = "".join(name.split()).replace("（", "(").replace("）", ")")
    for form in _LONGEST_FIRST:
        if form in plain and _FORMS[form] not in plain.replace(form, "", 1) and not _within(plain, form):
            plain = plain.replace(form, _FORMS[form])
    return _REGION.sub("", plain)


def _within(plain: str, form: str) -> bool:
    """Whether the form stands only inside the longer form it is short for."""
    full = _FORMS[form]
    return form in full and full in plain


def is_group(name: str) -> bool:
    """Whether a name means several bodies at once (各市政府, 有关部门), and is kept as such."""
    return _GROUP.search(name) is not None


def likely(name: str, known: Iterable[str]) -> str | None:
    """The known name that probably means the same body; None if none does or several do."""
    key = key_of(name)
    found = {other for other in known if key_of(other) == key}
    return found.pop() if len(found) == 1 else None
