"""Old and foreign office files (.doc, .wps, .xls, .rtf …): by LibreOffice where installed, .doc by antiword too."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from commitments.errors import ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Upload
from commitments.reading.docx import read_docx
from commitments.reading.grid import Lines, one_cell
from commitments.reading.xlsx import read_xlsx

SECONDS = 100  # below the limit of the process that waits
SHEETS = frozenset((".xls", ".et", ".ods", ".xlt"))
# No macro runs, nothing linked is fetched or updated.
SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
)
SETTING = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
PROFILE = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
ROW = re.compile(r"\|(?:[^|\n]*\|)+")


def read_office(upload: Upload) -> tuple[Content, ...]:
    """The document of one file, converted first.

    Raises:
        ReadError: nothing that converts it is installed, or the file is damaged or locked.
    """
    suffix = Path(upload.name).suffix.lower()
    sheet = suffix in SHEETS
    with TemporaryDirectory(prefix="duban-") as folder:
        source = Path(folder) / f"source{suffix if suffix.isascii() else '.doc'}"
        source.write_bytes(upload.data)
        if program := shutil.which("soffice") or shutil.which("libreoffice"):
            data = converted(program, source, "xlsx" if sheet else "docx", upload.where)
            return (read_xlsx if sheet else read_docx)(Upload(upload.name, data, upload.where))
        if suffix == ".doc" and (program := shutil.which("antiword")):
            return (Content(upload.name, plain_words(program, source, upload.where)),)
    raise ReadError(
        _("读取 {suffix} 需要 LibreOffice").format(suffix=suffix),
        where=upload.where,
        remedy=_("安装 libreoffice-writer-nogui（表格还要 libreoffice-calc-nogui），或另存为 .docx、.xlsx"),
    )


def converted(program: str, source: Path, target: str, where: str) -> bytes:
    """The file in the format `target`; LibreOffice runs alone, with a profile of its own."""
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(SETTING.format(path=path, name=name, value=value) for path, name, value in SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE.format(items=items), encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", target, "--outdir", str(source.parent), str(source)]
    run(command, where)
    made = source.with_suffix(f".{target}")
    if not made.is_file():
        raise damaged(where)
    return made.read_bytes()


def plain_words(program: str, source: Path, where: str) -> str:
    """The words of a .doc file, rows of tables with tabs."""
    text = run([program, "-w", "0", "-m", "UTF-8.txt", str(source)], where).decode("utf-8", "replace")
    lines = Lines()
    for line in text.splitlines():
        lines.add("\t".join(one_cell(cell) for cell in line.strip("|").split("|")) if ROW.fullmatch(line) else line)
    return lines.text


def run(command: list[str], where: str) -> bytes:
    """What a program prints; it and all it started are killed at the time limit."""
    environ = {**os.environ, **NOWHERE}
    with subprocess.Popen(  # noqa: S603  programs found on the path, file names of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ,
        start_new_session=True,
    ) as process:
        try:
            out, _errors = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            message = _("读取超过 {limit} 秒，已停止").format(limit=SECONDS)
            raise ReadError(message, where=where, remedy=_("请拆分后再导入，或另存为纯文本")) from error
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise damaged(where)
    return out


def damaged(where: str) -> ReadError:
    """The refusal of a file that its own program would not open."""
    message = _("文件已损坏、设有密码，或不是它所称的格式")
    return ReadError(message, where=where, remedy=_("请用原软件打开后另存，再导入"))
