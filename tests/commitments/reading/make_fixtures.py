"""Make tests/fixtures/formats: `python -m tests.commitments.reading.make_fixtures`; LibreOffice, Chromium, poppler.

The files are what offices publish: LibreOffice's PDF and old Word formats, a browser's print of a web page, a scan
without a text layer, and a table of tasks with merged cells. They are made once and kept, so that tests need none of
these programs.
"""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import typst

from tests.commitments.reading.pages import plain_page

ROOT = Path(__file__).parents[3]
TARGET = ROOT / "tests" / "fixtures" / "formats"
SEED = "000_f477c864abbc98c4"
TASKS = (
    ("序号", "工作任务", "责任单位", "完成时限"),
    (
        "1",
        "新建泵站12座，改造老旧供水管网300公里，全市城市公共供水管网漏损率控制在9%以内，力争达到全省先进水平",
        "市水务局、市住房城乡建设局",
        "2027年12月底",
    ),
    ("2", "新增高标准农田5万亩", "", "2027年6月底"),
    ("3", "新建公办幼儿园20所，新增学位6000个", "市教育局", "2027年9月底"),
    ("4", "完成老旧小区改造150个", "市住房城乡建设局", "2027年11月底"),
)


def office(source: Path, target: str, folder: Path) -> Path:
    """Convert with LibreOffice; `target` is the suffix, with a filter where it needs one."""
    command = ["soffice", "--headless", "--convert-to", target, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{source.stem}.{target.partition(':')[0]}"


def table_document(folder: Path) -> Path:
    """A register of tasks in which one owner cell stands for two rows."""
    package = docx.Document()
    package.add_paragraph("清河市2027年重点工作任务分工表")
    package.add_paragraph("为确保完成全年目标任务，现将重点工作分解如下，请各责任单位认真抓好落实，按时报送进展情况。")
    table = package.add_table(len(TASKS), len(TASKS[0]), style="Table Grid")
    for row, cells in enumerate(TASKS):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(1, 2).merge(table.cell(2, 2)).text = TASKS[1][2]
    package.add_paragraph("联系人：市政府督查室。")
    path = folder / "tasks.docx"
    package.save(str(path))
    return path


def printed(page: bytes, folder: Path, target: Path) -> None:
    """Print a web page with a browser."""
    source = folder / "page.html"
    source.write_bytes(page)
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*browser, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True)


def scanned(source: Path, folder: Path, target: Path) -> None:
    """Turn the second page of a PDF, where figures are, into a PDF that only holds its picture."""
    picture = folder / "scan"
    subprocess.run(
        ["pdftoppm", "-jpeg", "-gray", "-r", "150", "-f", "2", "-l", "2", str(source), str(picture)], check=True
    )
    name = next(folder.glob("scan*.jpg")).name
    (folder / "scan.typ").write_text(f'#set page(margin: 0pt)\n#image("{name}", width: 100%)\n', encoding="utf-8")
    typst.compile(str(folder / "scan.typ"), output=str(target))


def main() -> None:
    """Write every fixture anew."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        words = ROOT / "seeds" / f"{SEED}.txt"
        plain = folder / "reply.txt"
        plain.write_bytes(words.read_bytes())
        source = folder / "source"
        source.mkdir()
        word = ["--infilter=Text (encoded):UTF8", "--convert-to", "docx:MS Word 2007 XML"]
        command = ["soffice", "--headless", *word, "--outdir", str(source), str(plain)]
        subprocess.run(command, check=True, capture_output=True)
        document = source / "reply.docx"
        table = table_document(folder)
        old = "doc:MS Word 97"
        for path, target in ((document, old), (document, "pdf"), (document, "rtf"), (table, old), (table, "pdf")):
            made = office(path, target, folder)
            made.replace(TARGET / made.name)
        for path in (document, table):
            (TARGET / path.name).write_bytes(path.read_bytes())
        (TARGET / "reply.wps").write_bytes((TARGET / "reply.doc").read_bytes())
        printed(plain_page(words.read_text(encoding="utf-8")), folder, TARGET / "printed.pdf")
        scanned(TARGET / "reply.pdf", folder, TARGET / "scan.pdf")


if __name__ == "__main__":
    main()
