"""What kind of disk a ledger lies on: SQLite's locks and its write-ahead log need one of this machine's own."""

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")  # where there is none, as on Windows, nothing is known and nothing refused
_NETWORK = re.compile(r"nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|ceph|glusterfs|lustre|fuse\.(sshfs|rclone|glusterfs|s3fs)")
_ESCAPE = re.compile(r"\\([0-7]{3})")


def network_kind(path: Path) -> str | None:
    """The name of the network file system a path lies on; None for a disk of this machine, or where nobody knows."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        real = path.resolve()
    except OSError:
        return None
    kind, longest = "", -1
    for line in lines:
        _device, folder, its_kind, *_rest = line.split(" ")
        folder = _ESCAPE.sub(lambda found: chr(int(found[1], 8)), folder)
        if len(folder) >= longest and real.is_relative_to(folder):  # what was mounted last lies on top
            kind, longest = its_kind, len(folder)
    return kind if _NETWORK.fullmatch(kind) else None
