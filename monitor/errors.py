"""What can go wrong on this side.

CommitmentsError (commitments.errors)
└── MonitorError
    ├── ConfigError      config.toml or an option cannot be understood: exit code 2
    └── ReportError      a report cannot be written
"""

from commitments.errors import CommitmentsError


class MonitorError(CommitmentsError):
    """Trouble with time, people or configuration."""


class ConfigError(MonitorError):
    """A setting that cannot be understood; `where` names file and key."""


class ReportError(MonitorError):
    """A report that cannot be rendered or written."""
