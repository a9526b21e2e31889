"""The whole chain, from bytes to the JSON of a record, against hostile and damaged documents.

`make fuzz` runs the same with many more examples.
"""

import json
import os
import random
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.document import Document
from commitments.errors import ReadError
from commitments.extraction import extract
from commitments.extraction.explain import explain
from commitments.language import find_dates, find_quantities
from commitments.reading import read_text, read_upload
from commitments.reading.content import Upload
from commitments.record import result_record, target_record
from commitments.target import Extraction, Result, Target
from tests.commitments.extraction.test_genres import COMPANY, NEWS, PLAN, REPLY, WORK_REPORT

EXAMPLES = int(os.environ.get("DUBAN_FUZZ_EXAMPLES", "12"))
DAY = date(2025, 3, 10)
patient = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

TABLE = """清河市2025年重点任务分工表
序号\t任务\t目标\t牵头单位\t完成时限
1\t新建改建公路\t120公里\t市交通运输局\t2025年12月底
2\t改造老旧小区\t85个，惠及居民3.2万户\t市住房城乡建设局\t三季度末
3\t数字化改造率\t2025年60%、2026年75%\t市工业和信息化局\t2026年底
"""
ITEMS = """清河市关于优化营商环境的若干措施
清政办发〔2025〕3号

一、总体目标
到2027年，企业开办时间压缩至0.5个工作日以内，一产、二产、三产增加值分别增长4%、7%和6.5%。
二、主要任务
1.推进“一网通办”。2025年6月底前，政务服务事项全程网办率达到95%以上。（牵头单位：市数据局；责任单位：市财政局、各县区政府）
2.加快项目建设。春节前开工建设3个千亿级园区配套项目；年底前完成投资40余亿元。（市发展改革委、市住房城乡建设局按职责分工负责）
有效期至2027年12月31日。
清河市人民政府办公室
2025年3月10日
"""
TRADITIONAL = """某市政府都市發展局 函
發文日期：中華民國114年6月3日
主旨：關於社會住宅興建計畫
一、目標
於115年第3季完成新建社會住宅12萬戶以上，並於116年6月30日前全數入住。
"""
DOCUMENTS = (WORK_REPORT, REPLY, PLAN, NEWS, COMPANY, TABLE, ITEMS, TRADITIONAL)
HALF = "0123456789%()-:;,.ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FULL = str.maketrans(HALF, "".join(chr(ord(char) + 0xFEE0) for char in HALF))
NARROW = str.maketrans({wide: half for half, wide in zip(HALF, HALF.translate(FULL), strict=True)})
ODD = "\x00\x1b\u202e\u200b\ufeff\t\f\v\r\n \u3000《》“”（）()、，。；：%０９二十三千万亿年月日底前到至—-~+：\ud7ff😀"


def sound(document: Document, found: Extraction) -> None:
    """What must hold of any document: quotes are offsets, records are JSON, order is that of the text."""
    quoted: tuple[Target | Result, ...] = (*found.targets, *found.results)
    for each in quoted:
        assert document.text[each.start : each.end] == each.quote
        assert each.quote.strip()
    records = [*map(target_record, found.targets), *map(result_record, found.results)]
    assert json.loads(json.dumps(records, ensure_ascii=False, allow_nan=False)) == records
    for target in found.targets:
        due = target.due
        assert 0 <= target.confidence <= 1
        assert due.earliest is None or due.day is None or due.earliest <= due.day
        assert target.quantity is None or target.quantity.value.is_finite()
    assert all(one.start <= other.start for one, other in pairwise(found.targets))
    assert isinstance(explain(found, document), list)


def damaged(text: str, seed: int) -> str:
    """The text cut, doubled, stirred, widened, narrowed, broken by blank lines or sown with odd characters."""
    chance = random.Random(seed)  # noqa: S311 - mutations, not secrets
    for _turn in range(chance.randint(1, 8)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.randrange(1, 60))
        match chance.randrange(9):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:end] + text[at:]
            case 2:
                text = text[:at] + text[at:end].translate(FULL) + text[end:]
            case 3:
                text = text[:at] + text[at:end].translate(NARROW) + text[end:]
            case 4:
                text = text[:at] + "\n" * chance.randint(1, 4) + text[at:]
            case 5:
                text = text[:at] + "".join(chance.choices(ODD, k=chance.randint(1, 5))) + text[at:]
            case 6:
                text = text[:at] + "".join(chance.sample(text[at:end], end - at)) + text[end:]
            case 7:
                text = text[:at] + text[at:end][::-1] + text[end:]
            case _:
                text = text.replace(chance.choice("，。、；\n\t年月"), chance.choice("，。、；\n\t 年月"))
    return text[: chance.randrange(len(text) + 1)] if chance.random() < 0.2 else text


@patient
@given(st.sampled_from(DOCUMENTS), st.integers(0, 2**32))
def test_a_damaged_document_is_read_to_the_end(text: str, seed: int) -> None:
    """Whatever scanners, converters and hands do to a paper."""
    document = read_text("a.txt", damaged(text, seed), given=DAY)

    sound(document, extract(document))


@patient
@given(
    one=st.sampled_from(DOCUMENTS), other=st.sampled_from(DOCUMENTS), seed=st.integers(0, 2**32), damage=st.booleans()
)
def test_two_papers_run_together_are_read_to_the_end(one: str, other: str, seed: int, *, damage: bool) -> None:
    """A file may hold several papers, or halves of them."""
    cut = seed % (len(one) + 1)
    text = one[:cut] + other[-cut:]
    document = read_text("a.txt", damaged(text, seed) if damage else text, given=DAY)

    sound(document, extract(document))


@patient
@given(
    st.one_of(st.binary(max_size=400), st.text(ODD + "关于的通知责任单位市局建设完成", max_size=200).map(str.encode)),
    st.sampled_from(["a.txt", "a.md", "a.csv", "a.tsv", "a"]),
)
def test_random_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    """A refusal comes with a remedy; anything else is read like any document."""
    documents: tuple[Document, ...] = ()
    remedy = "none was needed"
    try:
        documents = read_upload(Upload(name, data, name), given=DAY)
    except ReadError as error:
        remedy = error.remedy
    assert remedy
    for document in documents:
        sound(document, extract(document))


@pytest.mark.parametrize("text", DOCUMENTS)
def test_a_document_cut_at_any_point_is_read_to_the_end(text: str) -> None:
    """Every tenth place here, every place by `make fuzz`."""
    for cut in range(0, len(text), max(1, 120 // EXAMPLES)):
        document = read_text("a.txt", text[:cut], given=DAY)

        sound(document, extract(document))


SENTENCES = (
    "到2027年，高新技术企业达到1200家。",
    "2026年6月底前完成5个园区循环化改造。",
    "“十五五”末，城镇化率提高到72%以上。",
    "2025年、2027年绿色工厂分别达到50家、80家。",
    "2028年底前，企业开办时间压缩至0.5个工作日以内。",
    "2026年春节前，拖欠工资案件清零。",
    "到2030年，森林覆盖率不低于45.5%。",
    "2027年第三季度，新建充电桩3万余个。",
)
HEAD = "清河市关于推进高质量发展的实施方案\n一、重点任务\n"
Told = list[tuple[str, str | None, str | None]]


def told(sentences: list[str]) -> Told:
    """Quote, value and due date of what a plan of these sentences promises."""
    text = HEAD + "".join(f"{sentence}\n" for sentence in sentences)
    records = map(target_record, extract(read_text("a.txt", text, given=DAY)).targets)
    return [(record["quote"], record["value"], record["due"]) for record in records]


@patient
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
def test_what_two_paragraphs_promise_is_what_each_promises(sentences: list[str]) -> None:
    """Sentences that name their own dates share nothing."""
    assert told(sentences) == [target for sentence in sentences for target in told([sentence])]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_full_width_figures_mean_the_same(sentence: str) -> None:
    """As typed by hand."""
    digits = str.maketrans("0123456789", "０１２３４５６７８９")
    wide = told([sentence.translate(digits)])

    assert told([sentence])
    assert [(value, due) for _quote, value, due in wide] == [(value, due) for _quote, value, due in told([sentence])]


@patient
@given(st.lists(st.sampled_from((*SENTENCES, *PLAN.split("\n"), *ITEMS.split("\n"))), min_size=2, max_size=4))
def test_the_finders_find_in_a_text_what_they_find_in_its_lines(lines: list[str]) -> None:
    """No finding leans on another line."""
    lines = [line.replace("《", "").replace("》", "") for line in lines]
    text, start = "。\n".join(lines), 0
    dates, quantities = [], []
    for line in lines:
        dates += [(start + found.start, start + found.end, found.last) for found in find_dates(line, DAY)]
        quantities += [(start + found.start, start + found.end, found.value) for found in find_quantities(line)]
        start += len(line) + 2

    assert [(found.start, found.end, found.last) for found in find_dates(text, DAY)] == dates
    assert [(found.start, found.end, found.value) for found in find_quantities(text)] == quantities
