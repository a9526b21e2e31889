"""Pictures of pages: the lines recognised on them, by the optional RapidOCR, which brings its models along."""

from functools import cache
from importlib.util import find_spec
from typing import Any

from commitments.errors import Problem, ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Upload
from commitments.reading.layout import PageLine, text_of

SURE = 0.5  # confidence below which a line is left out


def installed() -> bool:
    """Whether pictures can be read here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def remedy() -> str:
    """What to do where they cannot."""
    return _("运行 pip install 'duban[ocr]'，或换成有文字层的文件")


@cache
def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    # Official papers are scanned upright; guessing the direction of each line costs four times the errors.
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        }
    )


def lines_of(picture: Any, page: int) -> list[PageLine]:
    """The lines on the picture of a page (an array, or the bytes of an image file), from top to bottom."""
    found = _engine()(picture)
    if found.boxes is None:
        return []
    height = float(found.img.shape[0]) if found.img is not None else 1.0
    lines = []
    for box, words, sure in zip(found.boxes, found.txts, found.scores, strict=True):
        xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
        if sure >= SURE and words.strip():
            lines.append(PageLine(page, words.strip(), min(xs), max(xs), min(ys), max(ys) - min(ys), height))
    return in_order(lines)


def in_order(lines: list[PageLine]) -> list[PageLine]:
    """The lines from top to bottom; pieces side by side from left to right, joined to one."""
    rows: list[list[PageLine]] = []
    for line in sorted(lines, key=lambda line: line.top):
        if rows and abs(rows[-1][0].top - line.top) < line.size / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    found = []
    for row in rows:
        pieces = sorted(row, key=lambda line: line.left)
        first, size = pieces[0], sorted(piece.size for piece in pieces)[len(pieces) // 2]
        words = "\t".join(piece.words for piece in pieces)
        right = max(piece.right for piece in pieces)
        found.append(PageLine(first.page, words, first.left, right, first.top, size, first.height, len(pieces) > 1))
    sizes = sorted(line.size for line in found)
    usual = sizes[len(sizes) // 2] if sizes else 0.0  # boxes are of uneven height; the type is mostly of one size
    return [
        PageLine(one.page, one.words, one.left, one.right, one.top, usual, one.height, one.row)
        if abs(one.size - usual) < usual / 3
        else one
        for one in found
    ]


def read_picture(upload: Upload) -> tuple[Content, ...]:
    """The document on one picture.

    Raises:
        ReadError: nothing here reads pictures, or no line was recognised.
    """
    if not installed():
        raise ReadError(_("图片需要文字识别组件"), where=upload.where, remedy=remedy())
    text, places = text_of(lines_of(upload.data, 1))  # what its decoder makes of hostile bytes costs only this process
    if not text:
        raise ReadError(_("图片里没有认出文字"), where=upload.where, remedy=_("请提高扫描清晰度（200 dpi 以上）"))
    told = Problem(upload.where, _("文字由识别得来，请核对原件"), _("核对日期和数字"))
    return (Content(upload.name, text, places, problems=(told,)),)
