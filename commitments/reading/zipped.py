"""What is zipped (office files, archives): opened only within limits, so that a bomb is refused before it unfolds."""

import io
import zipfile

from commitments.errors import ReadError
from commitments.i18n import _

MOST_MEMBERS = 10_000
LARGEST_UNFOLDED = 500_000_000  # bytes, of all members together
WORST_RATIO = 200  # unfolded to folded; text folds by ten, XML by up to forty
SMALL = 1_000_000  # bytes: below it no ratio harms


def open_zip(data: bytes, *, where: str) -> zipfile.ZipFile:
    """The archive, checked by its directory.

    Raises:
        ReadError: it is damaged or locked, or unfolds to more than the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        remedy = _("请用原软件打开后另存，再导入")
        raise ReadError(_("文件已损坏，或不是它所称的格式"), where=where, remedy=remedy) from error
    members = archive.infolist()
    unfolded = sum(member.file_size for member in members)
    bomb = unfolded > SMALL and unfolded > WORST_RATIO * max(len(data), 1)
    if len(members) > MOST_MEMBERS or unfolded > LARGEST_UNFOLDED or bomb:
        message = _("压缩内容展开后过大（{size} MB，{count} 个文件）").format(
            size=unfolded // 1_000_000, count=len(members)
        )
        raise ReadError(message, where=where, remedy=_("请拆分后再导入"))
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(_("文件设有密码"), where=where, remedy=_("请取消密码后另存，再导入"))
    return archive
