"""What systemd wants to hear from a service of Type=notify: that it is ready, alive, and stopping."""

import os
import socket

SOCKET = "NOTIFY_SOCKET"
READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def notify_supervisor(state: str) -> bool:
    """Tell the supervisor a state; False where none listens. Whatever goes wrong must not end the work."""
    address = os.environ.get(SOCKET, "")
    if not address.startswith(("/", "@")) or not hasattr(socket, "AF_UNIX"):
        return False
    if address.startswith("@"):  # a name outside the file system
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as ear:
            ear.connect(address)
            ear.sendall(state.encode("ascii"))
    except OSError:
        return False
    return True
