"""The imprint: title, issuer, number, dates, and the reference date they give."""

from datetime import date

import pytest

from commitments.document import ReferenceBasis
from commitments.reading import read_text

SALUTATION = "各县(市、区)人民政府:\n  为加快水利建设,经市政府同意,现提出以下意见。\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024年6月3日", date(2024, 6, 3)),
        ("2005年07月14日", date(2005, 7, 14)),
        ("二〇〇五年七月十四日", date(2005, 7, 14)),
        ("二○一九年十一月二十日", date(2019, 11, 20)),
        ("２０２１年１月８日", date(2021, 1, 8)),
        ("2024 年 6 月 30 日", date(2024, 6, 30)),
        ("2024年\n6月3日", date(2024, 6, 3)),
    ],
)
def test_the_date_under_the_text_is_the_reference(written: str, meant: date) -> None:
    """落款 in figures, in words, full-width, spaced or broken over two lines."""
    imprint = read_text("a.txt", f"{SALUTATION}清河市人民政府办公室\n{written}\n(此件公开发布)").imprint

    assert imprint.signed == meant
    assert imprint.reference.basis is ReferenceBasis.SIGNED


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("清政办发〔2021〕12号", "清政办发〔2021〕12号"),
        ("清政办发[2021]12号", "清政办发[2021]12号"),
        ("清政办函(2021) 12号", "清政办函(2021)12号"),
        ("发文字号：清政发〔2021〕3号", "清政发〔2021〕3号"),
        ("## 清水函【2021】7号", "清水函【2021】7号"),
        ("清水函〖2021〗第7号", "清水函〖2021〗第7号"),
        ("清水函［2021］ 1 2 号", "清水函［2021］12号"),
        ("清建议复﹝2021﹞A7号        签发人：王某某", "清建议复﹝2021﹞A7号"),
        ("文　　号：清水函〔 2021 〕7号", "清水函〔2021〕7号"),
        ("清河市水务局公告2021年第7号", "清河市水务局公告2021年第7号"),
    ],
)
def test_the_number_is_read_in_every_bracket(written: str, number: str) -> None:
    """A number of its own line, and with nothing better its year is a weak reference."""
    imprint = read_text("a.txt", f"{written}\n\n清河市关于加快水利建设的意见\n\n{SALUTATION}").imprint

    assert imprint.number == number
    assert (imprint.reference.day, imprint.reference.basis) == (date(2021, 12, 31), ReferenceBasis.NUMBER)
    assert imprint.reference.weak


@pytest.mark.parametrize("head", ["清河市人民政府令第45号", "清河市人民政府令\n第45号"])
def test_an_order_is_counted_on_without_a_year(head: str) -> None:
    """Its number tells nothing of its day."""
    imprint = read_text("a.txt", f"{head}\n清河市节约用水办法\n{SALUTATION}").imprint

    assert (imprint.number, imprint.reference.day) == ("清河市人民政府令第45号", None)


def test_the_day_in_a_table_below_the_title_is_not_the_day_of_the_paper() -> None:
    """Two lines are read as one only where the date itself is broken over them."""
    text = "某某矿业分析\n企业名称\t某某集团\t成立日期\t2001-03-04\n2023年公司矿产金6.7吨，2024年计划矿产金8吨。"

    assert read_text("a.txt", text, given=date(2024, 4, 30)).imprint.reference.day == date(2024, 4, 30)


def test_a_number_that_is_only_cited_is_not_the_documents_own() -> None:
    """Inside the text or a title in 《》 a number belongs to another paper."""
    text = f"关于贯彻落实工作的通知\n{SALUTATION}按照《通知》(国发〔2019〕3号)和省发〔2020〕4号文件执行。"

    assert read_text("a.txt", text).imprint.number is None


def test_a_title_over_several_lines_is_one_title() -> None:
    """The line that ends in 意见 takes the lines it goes on from."""
    text = f"清政发〔2021〕3号\n清河市人民政府关于\n加快水利建设的实施意见\n\n{SALUTATION}"
    imprint = read_text("a.txt", text).imprint

    assert imprint.title == "清河市人民政府关于加快水利建设的实施意见"
    assert imprint.issuer == "清河市人民政府"


def test_the_masthead_names_the_issuer() -> None:
    """“…文件” above the number is who speaks."""
    text = f"清河市人民政府办公室文件\n清政办发〔2021〕3号\n关于加快水利建设的意见\n{SALUTATION}"

    assert read_text("a.txt", text).imprint.issuer == "清河市人民政府办公室"


@pytest.mark.parametrize(
    "line",
    [
        "发布时间:2024-09-30 15:00:04",
        "- 发布日期：2024年9月30日",
        "发布日期：\n2024年09月30日",
        "印发日期：2024年9月30日",
        "清河市人民政府办公室 2024年9月30日印发",
        "答复时间：2024/9/30 14:27:18",
    ],
)
def test_a_published_date_serves_where_nobody_signed(line: str) -> None:
    """发布, 印发 and 答复 dates, also with the value on the next line."""
    imprint = read_text("a.txt", f"{line}\n{SALUTATION}").imprint

    assert imprint.published == date(2024, 9, 30)
    assert imprint.reference.basis is ReferenceBasis.PUBLISHED


def test_what_the_text_says_wins_over_what_the_user_gave() -> None:
    """Signed, then published, then given, then the year of the number."""
    given = date(2020, 1, 1)
    signed = f"发布日期：2024年8月1日\n{SALUTATION}清河市水利局\n2024年6月3日"
    published = f"发布日期：2024年8月1日\n{SALUTATION}"
    numbered = f"清政发〔2021〕3号\n{SALUTATION}"

    assert read_text("a.txt", signed, given=given).imprint.reference.day == date(2024, 6, 3)
    assert read_text("a.txt", published, given=given).imprint.reference.day == date(2024, 8, 1)
    assert read_text("a.txt", numbered, given=given).imprint.reference.basis is ReferenceBasis.GIVEN
    assert read_text("a.txt", SALUTATION).imprint.reference.basis is ReferenceBasis.NONE


@pytest.mark.parametrize(
    "line",
    [
        "——2024年1月18日在清河市第八届人民代表大会第四次会议上",
        "（2024年1月18日）",
        "2024年1月18日在市第八届人民代表大会第四次会议上",
        "（2024年1月18日市第八届人民代表大会第四次会议批准）",
    ],
)
def test_the_day_a_report_was_given_is_its_date(line: str) -> None:
    """A work report carries its date under the title."""
    text = f"政府工作报告\n{line}\n市长 某某\n各位代表：\n现在，我代表市人民政府，向大会报告工作。"

    assert read_text("a.txt", text).imprint.signed == date(2024, 1, 18)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    """A slip of the pen is left alone."""
    assert read_text("a.txt", f"{SALUTATION}清河市水利局\n2023年2月30日").imprint.signed is None


def test_a_closing_date_behind_the_last_sentence_counts() -> None:
    """Replies flattened into one line carry their date behind the last full stop."""
    text = "答复意见：\n感谢您对我们工作的支持！如有疑问，请与我局联系（电话：0000-0000000）。2018年5月3日\n"

    assert read_text("a.txt", text).imprint.signed == date(2018, 5, 3)


def test_a_document_without_a_date_complains() -> None:
    """Whoever takes it in hears what is missing and how to mend it; a dated document says nothing."""
    silent = read_text("a.txt", f"{SALUTATION}清河市水利局\n2024年6月3日")
    numbered = read_text("b.txt", f"清政发〔2021〕3号\n{SALUTATION}")
    undated = read_text("c.txt", SALUTATION)

    assert silent.problems == ()
    assert [problem.where for problem in (*numbered.problems, *undated.problems)] == ["b.txt", "c.txt"]
    assert "2021-12-31" in numbered.problems[0].message
    assert all(problem.remedy for problem in (*numbered.problems, *undated.problems))


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("你们提出的关于更好发挥双核带动作用的提案收悉,现答复如下：", "对关于更好发挥双核带动作用的提案的答复"),
        (
            "您在省十四届人大三次会议上提出的《关于支持民营经济的建议》（第12号）已收悉。",
            "对关于支持民营经济的建议的答复",
        ),
        (
            "王明等代表提出的“关于加快水利建设，保障灌溉的议案”收到，感谢关心。",
            "对关于加快水利建设，保障灌溉的议案的答复",
        ),
    ],
)
def test_a_reply_without_a_title_is_called_by_what_it_answers(said: str, title: str) -> None:
    """Nobody finds it by a file name; nor is a unit's name a title."""
    assert read_text("002.txt", f"中国农工民主党清河市委：\n{said}\n").imprint.title == title
    assert read_text("002.txt", f"清河市水利局\n王明代表：\n{said}\n").imprint.title == title


def test_a_reply_with_a_title_keeps_it() -> None:
    """And what others proposed makes no title of a paper that is no reply."""
    title = "对市人大三次会议第12号建议的答复"
    answer = f"{title}\n王明代表：\n您提出的关于支持民营经济的建议收悉。\n"
    report = "代表们提出的关于支持民营经济的建议，市政府高度重视，逐件研究办理，全部按期答复。\n"

    assert read_text("a.txt", answer).imprint.title == title
    assert read_text("a.txt", report).imprint.title is None


GOALS = "\n一、目標\n於115年6月底前完成3處社會住宅新建工程。\n"


@pytest.mark.parametrize(
    "written",
    [
        "發文日期：中華民國114年6月3日",
        "發文日期：114年6月3日",
        "發佈日期：2025年6月3日",
        "國家發展委員會\n中華民國一百一十四年六月三日",
        "民國一一四年六月三日",
        "二零二五年六月三日於行政長官辦公室",
    ],
)
def test_days_of_papers_in_traditional_characters_are_read(written: str) -> None:
    """Years of the Republic and figures in words, behind a label or alone on a line."""
    imprint = read_text("a.txt", f"關於推動數位學習的計畫\n{written}\n{GOALS}").imprint

    assert imprint.reference.day == date(2025, 6, 3)


@pytest.mark.parametrize(
    ("written", "number", "year"),
    [
        ("發文字號：北市教國字第1140012345號", "北市教國字第1140012345號", 2025),
        ("第12/2025號行政長官批示", "第12/2025號行政長官批示", 2025),
    ],
)
def test_numbers_of_taiwan_and_macau_name_their_year(written: str, number: str, year: int) -> None:
    """A weak reference, as any number is; given back as written."""
    imprint = read_text("a.txt", f"{written}\n關於推動數位學習的計畫\n{GOALS}").imprint

    assert (imprint.number, imprint.reference.day) == (number, date(year, 12, 31))
    assert imprint.reference.basis is ReferenceBasis.NUMBER


def test_title_and_issuer_stay_in_the_characters_of_the_paper() -> None:
    """Read as simplified ones, shown as written."""
    paper = f"臺北市政府教育局 函\n發文日期：114年6月3日\n主旨：關於推動數位學習計畫\n{GOALS}"
    imprint = read_text("a.txt", paper).imprint

    assert (imprint.title, imprint.issuer) == ("關於推動數位學習計畫", "臺北市政府教育局")


@pytest.mark.parametrize(
    "written", ["發文日期：114年13月3日", "民國一一四年二月三十日", "中華民國年月日", "民國〇年一月一日"]
)
def test_a_day_that_does_not_exist_is_none(written: str) -> None:
    """Nothing is guessed."""
    assert read_text("a.txt", f"關於數位學習的計畫\n{written}\n{GOALS}").imprint.signed is None
