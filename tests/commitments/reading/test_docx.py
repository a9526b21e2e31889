"""Word documents: what a reader of the printed page sees, in its order."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from commitments.document import Place, PlaceKind
from commitments.errors import ReadError
from commitments.extraction import extract
from commitments.reading import read
from commitments.reading.content import Content, Upload
from commitments.reading.docx import read_docx
from commitments.reading.numbering import NUMERALS, counted

LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "·"))


def saved(package: Any) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    package.save(out)
    return out.getvalue()


def content_of(package: Any) -> Content:
    """What is read out of a document."""
    return read_docx(Upload("a.docx", saved(package), "a.docx"))[0]


def lines_of(package: Any) -> list[str]:
    """The lines with words in them."""
    return [line for line in content_of(package).text.split("\n") if line]


def with_lists() -> tuple[Any, Callable[[str, int, int], None]]:
    """A document with one kind of list, number 7 and a restarted number 8, and a function that adds an item."""
    package = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{numeral}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (numeral, text) in enumerate(LEVELS)
    )
    root = package.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>{restart}</w:num>'))

    def add(words: str, depth: int, number: int) -> None:
        properties = package.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
        )

    return package, add


def test_drawn_numbers_become_words() -> None:
    """Levels count on, deeper ones start anew below each, bullets draw nothing, a restarted list counts alone."""
    package, add = with_lists()
    for words, depth, number in (
        ("总体要求", 0, 77),
        ("主要任务", 0, 77),
        ("水利", 1, 77),
        ("泵站", 2, 77),
        ("管网", 2, 77),
        ("说明", 3, 77),
        ("交通", 1, 77),
        ("道路", 2, 77),
        ("保障措施", 0, 77),
        ("另一份", 0, 78),
    ):
        add(words, depth, number)

    assert " ".join(lines_of(package)) == (
        "一、总体要求 二、主要任务 （一）水利 1.泵站 2.管网 说明 （二）交通 1.道路 三、保障措施 一、另一份"
    )


def test_a_style_numbers_its_paragraphs() -> None:
    """A number that comes with a heading style, or with the style it is based on, is drawn too."""
    package, _add = with_lists()
    package.styles["Heading 1"].element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>')
    )
    based = package.styles.add_style("章", 1)
    based.base_style = package.styles["Heading 1"]
    package.add_paragraph("总体要求", style="Heading 1")
    package.add_paragraph("主要任务", style="章")

    assert lines_of(package) == ["一、总体要求", "二、主要任务"]


def test_tracked_changes_are_read_as_accepted() -> None:
    """Inserted words are there, deleted and moved away ones are not, nor is a deleted row."""
    package = docx.Document()
    paragraph = package.add_paragraph("到2027年新建泵站")
    run = "<w:r><w:t>12座</w:t></w:r>"
    paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="甲">{run}</w:ins>'))
    gone = "<w:r><w:delText>10座</w:delText></w:r>"
    paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="2" w:author="甲">{gone}</w:del>'))
    paragraph._p.append(parse_xml(f'<w:moveFrom {nsdecls("w")} w:id="3" w:author="甲">{run}</w:moveFrom>'))
    table = package.add_table(2, 2)
    for row, words in zip(table.rows, ("留下", "删去"), strict=True):
        row.cells[0].text = words
        row.cells[1].text = "乙"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="4" w:author="甲"/>'))

    assert lines_of(package) == ["到2027年新建泵站12座", "留下\t乙"]


def test_a_merged_owner_cell_speaks_for_every_row() -> None:
    """Cells merged downwards are repeated in columns of owners and dates, and only there."""
    package = docx.Document()
    table = package.add_table(3, 3)
    for at, words in enumerate(("任务", "目标", "责任单位")):
        table.cell(0, at).text = words
    table.cell(1, 0).merge(table.cell(2, 0)).text = "水利"
    table.cell(1, 1).text, table.cell(2, 1).text = "新建泵站12座", "改造管网30公里"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "市水务局"
    content = content_of(package)

    assert content.text.strip().split("\n") == [
        "任务\t目标\t责任单位", "水利\t新建泵站12座\t市水务局", "\t改造管网30公里\t市水务局",
    ]  # fmt: skip
    assert content.places == (
        Place(0, PlaceKind.TABLE, "1:1"), Place(11, PlaceKind.TABLE, "1:2"), Place(27, PlaceKind.TABLE, "1:3"),
    )  # fmt: skip
    assert content.text[27:].startswith("\t改造")


def test_boxes_controls_and_inner_tables_are_read_once() -> None:
    """A text box comes after its paragraph and not twice; a content control and a table in a cell are read through."""
    package = docx.Document()
    body = "<w:p><w:r><w:t>框内：年底前完成验收。</w:t></w:r></w:p>"
    shape = f"<v:textbox><w:txbxContent>{body}</w:txbxContent></v:textbox>"
    box = f"<w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'>{shape}</v:shape></w:pict>"
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = (
        f"<mc:AlternateContent {names}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    package.add_paragraph("段落")._p.append(parse_xml(f"<w:r {nsdecls('w')}>{choice}</w:r>"))
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    package.element.body.insert(1, parse_xml(control))
    outer = package.add_table(1, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "外", "表"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内", "格"

    assert lines_of(package) == ["段落", "框内：年底前完成验收。", "控件", "外\t表", "内\t格"]


def test_headers_and_footers_are_no_words_of_the_document() -> None:
    """What is printed on each page is left out."""
    package = docx.Document()
    package.sections[0].header.paragraphs[0].text = "内部资料"
    package.sections[0].footer.paragraphs[0].text = "第1页"
    package.add_paragraph("正文")

    assert lines_of(package) == ["正文"]


def test_a_task_table_gives_targets_with_their_owners(tmp_path: Path) -> None:
    """A row of a table is a promise with owner and place, as in a plain table."""
    package = docx.Document()
    package.add_paragraph("清河市2027年水利工作任务分工表")
    table = package.add_table(2, 3)
    for at, words in enumerate(("工作任务", "责任单位", "完成时限")):
        table.cell(0, at).text = words
    for at, words in enumerate(("新建泵站12座", "市水务局", "2027年12月底")):
        table.cell(1, at).text = words
    package.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx")
    targets = extract(document).targets

    assert [(target.owners.lead, str(target.due.day)) for target in targets if target.quantity] == [
        (("市水务局",), "2027-12-31")
    ]
    assert document.place_at(targets[0].start) == Place(document.text.index("新建"), PlaceKind.TABLE, "1:2")


def refused(data: bytes, path: Path) -> ReadError:
    """The error with which bytes under the name of a document are refused."""
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert str(path) in caught.value.where
    assert caught.value.remedy
    return caught.value


def test_damage_is_told_by_name_and_remedy(tmp_path: Path) -> None:
    """A cut file, a zip that is no document and a bomb are each refused with a sentence."""
    whole = saved(docx.Document())
    other, bomb = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("hello.txt", "x")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "0" * 30_000_000)
    for data in (whole[: len(whole) // 2], other.getvalue()):
        assert "损坏" in refused(data, tmp_path / "a.docx").message
    assert "过大" in refused(bomb.getvalue(), tmp_path / "b.docx").message


def test_an_outside_entity_is_never_fetched(tmp_path: Path) -> None:
    """A document that wants a local file drawn into its text does not get it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("口令", encoding="utf-8")
    inside = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]>'
    source, out = io.BytesIO(saved(docx.Document())), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                body = "<w:p><w:r><w:t>甲&x;乙</w:t></w:r></w:p>"
                data = f"{inside}<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>".encode()
            new.writestr(name, data)
    try:
        text = read_docx(Upload("a.docx", out.getvalue(), "a.docx"))[0].text
    except ReadError:
        return

    assert "口令" not in text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (103, "一百零三"),
        (120, "一百二十"),
        (999, "九百九十九"),
    ],
)
def test_numbers_are_counted_in_chinese(number: int, words: str) -> None:
    """As they are read aloud."""
    assert counted(number) == words


@pytest.mark.parametrize("numeral", NUMERALS)
def test_every_numeral_counts_far(numeral: str) -> None:
    """No count of a long list fails, and neighbours never look alike."""
    drawn = [NUMERALS[numeral](number) for number in range(1, 11)]

    assert len(set(drawn)) == len(drawn)
    assert all(isinstance(NUMERALS[numeral](number), str) for number in range(300))
