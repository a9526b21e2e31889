"""Names of units: many writings, one body."""

import pytest

from commitments.bodies import is_group, key_of, likely


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("省发改委", "省发展改革委"),
        ("省发展和改革委员会", "省发展改革委"),
        ("辽宁省发展和改革委员会", "省发改委"),
        ("市人社局", "市人力资源和社会保障局"),
        ("省住建厅", "省住房和城乡建设厅"),
        ("省卫健委", "省卫生健康委员会"),
        ("市场监管总局", "市场监督管理总局"),
        ("大连市人民政府", "市政府"),
        ("省工信厅", "省工业和信息化厅"),
        ("省 文旅厅", "省文化和旅游厅"),
    ],
)
def test_writings_of_one_body_share_a_key(one: str, other: str) -> None:
    """Short forms, long forms, with or without the region's name."""
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("各县区人民政府", "县市区人民政府"),
        ("省发改委", "市发改委"),
        ("省财政厅", "省教育厅"),
        ("市工信局", "市人社局"),
        ("省政府", "省政协"),
    ],
)
def test_different_bodies_do_not(one: str, other: str) -> None:
    """Another rank, another body."""
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "name", ["各市政府", "有关部门", "各县区人民政府", "省直有关单位", "相关部门", "县市区人民政府"]
)
def test_groups_are_known_by_their_words(name: str) -> None:
    """They are never somebody's fault alone."""
    assert is_group(name)
    assert not is_group("省教育厅")


def test_a_likely_body_is_named_only_when_it_is_the_only_one() -> None:
    """Two candidates are a question for a person."""
    assert likely("省发改委", ["省发展改革委", "省财政厅"]) == "省发展改革委"
    assert likely("省发改委", ["省发展改革委", "辽宁省发展改革委"]) is None
    assert likely("省教育厅", []) is None
    assert likely("沈阳市政府", ["大连市政府"]) is None
    assert likely("市政府", ["大连市政府"]) == "大连市政府"
    assert likely("市政府", ["大连市政府", "沈阳市政府"]) is None
