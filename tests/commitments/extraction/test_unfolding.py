"""A document in traditional characters is read like its simplified twin, and quoted as it is written."""

from commitments.extraction import extract
from commitments.reading import read_text

SIMPLIFIED = "2026年工作计划\n\n一、主要任务\n2026年底前，市环境保护局新建监测站12座，处理率达到95%。\n"
TRADITIONAL = "2026年工作計劃\n\n一、主要任務\n2026年底前，市環境保護局新建監測站12座，處理率達到95%。\n"


def test_traditional_characters_are_read_like_their_simplified_twins() -> None:
    """Same places, numbers and dates."""
    plain, written = (extract(read_text("計劃.txt", text)).targets for text in (SIMPLIFIED, TRADITIONAL))

    assert [(target.start, target.end, target.quantity, target.due.day) for target in written] == [
        (target.start, target.end, target.quantity, target.due.day) for target in plain
    ]
    assert len(written) == 2


def test_words_are_given_back_as_they_are_written() -> None:
    """Quote, metric, date words and owners keep the characters of the document."""
    document = read_text("計劃.txt", TRADITIONAL)
    targets = extract(document).targets

    assert [document.text[target.start : target.end] for target in targets] == [target.quote for target in targets]
    assert all(target.metric is None or target.metric in TRADITIONAL for target in targets)
    assert {name for target in targets for name in target.owners.lead} <= {"市環境保護局"}
    assert targets[1].metric == "處理率"
