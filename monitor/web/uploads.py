"""Files that a browser hands over as evidence: bounded, named harmlessly, kept apart from each other."""

import re
from pathlib import Path
from tempfile import mkdtemp

from aiohttp import BodyPartReader

UNSAFE = re.compile(r"[^\w.()（）〔〕\-]+")
LONGEST_NAME = 80
CHUNK = 1 << 16


async def keep(part: BodyPartReader, folder: Path, most_bytes: int) -> Path | None:
    """Write an uploaded file into a new folder of its own; None, and nothing left behind, for one that is too large."""
    content = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        content += chunk
        if len(content) > most_bytes:
            return None
    return _written(bytes(content), folder, harmless(part.filename or ""))


def _written(content: bytes, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(mkdtemp(dir=folder)) / name
    path.write_bytes(content)
    return path


def harmless(name: str) -> str:
    """A file name without folders, leading dots or characters that a terminal or a shell would act on."""
    last = name.replace("\\", "/").rpartition("/")[2]
    words = UNSAFE.sub("_", last).lstrip(".")[-LONGEST_NAME:]
    return words or "file"
