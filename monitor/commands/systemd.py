"""Unit files for systemd: the daemon as a service, or one pass every few minutes by a timer; either will do."""

from pathlib import Path

SERVICE = """\
# {name}: the daemon. Enable this or {timer}, not necessarily both; both at once are safe.
[Unit]
Description=duban: reads official documents and does not let promises be forgotten
After=network-online.target
Wants=network-online.target

[Service]
Type=notify
NotifyAccess=main
# The daemon shows life every five seconds while its scheduler lives; without it, it is started again.
WatchdogSec=60
WorkingDirectory={folder}
ExecStart={program} --as daemon daemon
# Addresses and secrets of channels, one NAME=value a line, readable by nobody else.
EnvironmentFile=-{folder}/secrets.env
# 70 means that the scheduler died: start again.
Restart=on-failure
RestartSec=10
# A step in hand may take 40 seconds.
TimeoutStopSec=60
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={folder}

[Install]
WantedBy=multi-user.target
"""

ONCE = """\
# {name}: one pass, started by {timer}.
[Unit]
Description=duban: one pass of everything that is due
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={program} --as daemon daemon --once
EnvironmentFile=-{folder}/secrets.env
TimeoutStartSec=30min
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={folder}
"""

TIMER = """\
# {name}: asks every five minutes whether anything is due; a machine that slept is asked when it wakes.
[Unit]
Description=duban: ask every five minutes what is due

[Timer]
OnBootSec=2min
OnCalendar=*:3/5
Persistent=yes
Unit={once}

[Install]
WantedBy=timers.target
"""

NAMES = {"service": "duban.service", "once": "duban-once.service", "timer": "duban-once.timer"}


def units(program: Path, folder: Path) -> dict[str, str]:
    """Text of each unit file by its name.

    Args:
        program: the `duban` command, as an absolute path.
        folder: where config.toml is; the only place the units may write to.
    """
    texts = {"service": SERVICE, "once": ONCE, "timer": TIMER}
    words = {**NAMES, "program": _quoted(program), "folder": folder}
    return {NAMES[key]: text.format(name=NAMES[key], **words) for key, text in texts.items()}


def _quoted(path: Path) -> str:
    """A path as ExecStart takes it: % stands for itself only when doubled."""
    text = str(path).replace("%", "%%")
    return f'"{text}"' if " " in text else text
