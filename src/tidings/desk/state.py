"""What every page of a newsdesk shares."""

from __future__ import annotations

import dataclasses
import getpass
from dataclasses import dataclass, field

from tidings.archive import Archive
from tidings.desk.guard import Access
from tidings.settings import Settings

__all__ = ["BUSY_SECONDS", "Desk"]

# Seconds that a reader waits while a feed writes a batch; then the page says so and asks again by itself.
BUSY_SECONDS = 8.0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "reviewer"


@dataclass(frozen=True, slots=True)
class Desk:
    """A newsdesk: its archive, who may use it, the settings of coding, and who reviews if nobody says."""

    archive: Archive
    access: Access
    settings: Settings
    reviewer: str = field(default_factory=_user)

    @classmethod
    def over(cls, archive: Archive, access: Access, settings: Settings) -> Desk:
        """Make a newsdesk over an archive, for which it waits a shorter time than a program would.

        Args:
            archive: the archive.
            access: who may use it.
            settings: the settings in force.
        """
        wait = min(settings.archive_wait, BUSY_SECONDS)
        quick = Archive(archive.path, create=False, settings=dataclasses.replace(settings, archive_wait=wait))
        return cls(quick, access, settings)
