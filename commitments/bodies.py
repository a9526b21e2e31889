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
_SHORTEST = 3  # characters that say whom they mean: 财政局, not 市局
_REGION = re.compile(r"^[\u4e00-\u9fff]{2,3}(?=[省市县区])(?=.{3,})")
_GROUP = re.compile(
    r"^(?:各|有关|相关|其他|全[省市县区])|^(?:市州|州市|县市区|市县区?|县区|区县|镇街|乡镇)(?:人民)?(?:政府)?$|(?:有关|相关|各|等)(?:部门|单位|地区|县|区|市)|(?:部门|单位)等$"
)


def key_of(name: str) -> str:
    """What two writings of one body have in common: short forms written out, the region's own name left out."""
    plain = "".join(name.split()).replace("（", "(").replace("）", ")")
    for form in _LONGEST_FIRST:
        if form in plain and _FORMS[form] not in plain.replace(form, "", 1) and not _within(plain, form):
            plain = plain.replace(form, _FORMS[form])
    return plain if is_group(plain) else _REGION.sub("", plain)


def _within(plain: str, form: str) -> bool:
    """Whether the form stands only inside the longer form it is short for."""
    full = _FORMS[form]
    return form in full and full in plain


def is_group(name: str) -> bool:
    """Whether a name means several bodies at once (各市政府, 有关部门), and is kept as such."""
    return _GROUP.search(name) is not None


def region_of(name: str) -> str:
    """The region whose own name stands before a body (大连 of 大连市政府); "" where none does."""
    match = None if is_group(name) else _REGION.match("".join(name.split()))
    return match[0] if match else ""


def writings(name: str, others: Iterable[str]) -> set[str]:
    """Those of the others that are writings of this name and of no other region; none if two regions may be meant."""
    key, region = key_of(name), region_of(name)
    found = {other for other in others if key_of(other) == key}
    if region:
        return {other for other in found if region_of(other) in {"", region}}
    return found if len({region_of(other) for other in found} - {""}) <= 1 else set()


def likely(name: str, known: Iterable[str]) -> str | None:
    """The known name that probably means the same body; None if none does or several do."""
    found = writings(name, known)
    return found.pop() if len(found) == 1 else None


def fullest(names: Iterable[str]) -> str:
    """Of several writings of one body the one to register: as official lists write it, else the longest."""
    return min(names, key=lambda name: (key_of(name) != _REGION.sub("", name), -len(name), name))


class Kinship:
    """Finds among many names those that may mean the body of another one: a question for people, never settled alone.

    One of the two, written out, ends like the whole other (教育局, 市教育局), or leaves characters out but neither the
    first nor the last (农业局, 农业农村局).
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_ending: dict[str, list[str]] = {}
        self._by_frame: dict[str, list[str]] = {}
        self._endings: dict[str, list[str]] = {}
        for name in names:
            key = key_of(name)
            if len(key) < _SHORTEST or is_group(name):
                continue
            self._by_ending.setdefault(key, []).append(name)
            self._by_frame.setdefault(key[0] + key[-1], []).append(name)
            for at in range(1, len(key) - _SHORTEST + 1):
                self._endings.setdefault(key[at:], []).append(name)

    def of(self, name: str) -> tuple[str, ...]:
        """Names akin to this one, itself and other writings of it excluded, the likest in length first."""
        key = key_of(name)
        if len(key) < _SHORTEST or is_group(name):
            return ()
        found = [*self._endings.get(key, ())]
        for at in range(1, len(key) - _SHORTEST + 1):
            found += self._by_ending.get(key[at:], ())
        found += (other for other in self._by_frame.get(key[0] + key[-1], ()) if _abbreviates(key, key_of(other)))
        others = dict.fromkeys(other for other in found if key_of(other) != key)
        return tuple(sorted(others, key=lambda other: (abs(len(key_of(other)) - len(key)), other)))


def _abbreviates(one: str, other: str) -> bool:
    """Whether the characters of the shorter stand in the longer in the same order."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) < len(long) and all(character in rest for character in short)
