"""Repetitions: one phrase over and over, as no paper says it, is read like any text and quoted as it stands."""

import pytest

from commitments.extraction import extract
from commitments.reading import read_text

PHRASES = [
    "（一）建泵站（市水利局牵头）。",
    "1.建泵站。（牵头单位：市水利局）",
    "一、建设泵站。\n责任单位：市水利局\n",
    "二、目标\n到2027年达到5个。\n",
    "以下任务均由市水利局、市财政局负责。",
    "序号\t任务\t责任单位\n1\t建泵站三座\t市水利局\n",
    "年底前建成3座泵站，",
    "6月上 旬至中 旬建成泵站。",
    "**一是**建成泵站",
    "（责任单位：",
    "力争",
    "《",
    "“",
    "|",
]


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_said_over_and_over_is_read(phrase: str) -> None:
    """Whatever is found is quoted from its place."""
    document = read_text("a.txt", "清河市水利工作要点\n" + phrase * 60)

    for target in extract(document).targets:
        assert document.text[target.start : target.end] == target.quote
        assert target.start < target.end
