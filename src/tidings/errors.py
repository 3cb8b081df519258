"""Every error that tidings raises, in one tree.

::

    TidingsError
    ├── UsageError            the call itself is off: an unknown setting, kind, filter or format
    ├── SourceError           one source cannot be read; the rest goes on
    │   ├── UnreadableSource  missing, not permitted, truncated, not text, or a fault of ours in reading it
    │   ├── UnknownKind       its content is of no kind that this release reads
    │   ├── OverLimit         larger, slower or deeper than a limit of the settings
    │   ├── Forbidden         a URL that leads to an address of this machine or its network
    │   ├── BadRecord         a line of a table that is no article
    │   └── ConflictingText   two different texts under one given article id
    ├── ModelError            the language model or the coder's weights are missing or of another version
    ├── TableError            a knowledge table has a row that breaks its form
    ├── ArchiveError          the archive cannot be opened, read or written
    │   └── ArchiveBusy       another program holds it, longer than the setting archive_wait allows
    └── ExtraMissing          what is asked for needs an extra that is not installed

Each names the source it concerns and what to do about it. A page without an article, a stub, or
a language that is not supported is no error: see `tidings.records.Refusal`.
"""

from __future__ import annotations

__all__ = [
    "ArchiveBusy",
    "ArchiveError",
    "BadRecord",
    "ConflictingText",
    "ExtraMissing",
    "Forbidden",
    "ModelError",
    "OverLimit",
    "SourceError",
    "TableError",
    "TidingsError",
    "UnknownKind",
    "UnreadableSource",
    "UsageError",
]


class TidingsError(Exception):
    """The root of the tree: catch it to catch everything that tidings raises on purpose."""


class UsageError(TidingsError):
    """The call is off: an unknown setting, kind, filter or format."""


class SourceError(TidingsError):
    """One source cannot be read.

    Args:
        source: the path, URL or name of the source as the user wrote it, with the line or record
            number inside a table.
        reason: one line that says what is wrong and what to do.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.source, self.reason)


class UnreadableSource(SourceError):
    """The source is missing, not permitted, truncated or not text."""


class UnknownKind(SourceError):
    """The content is of no kind that this release reads."""


class OverLimit(SourceError):
    """The source is larger, slower or deeper than a limit of the settings allows."""


class Forbidden(SourceError):
    """A URL leads to an address of this machine or its network, or to what is neither http nor https."""


class BadRecord(SourceError):
    """A line of a table of articles is no article."""


class ConflictingText(SourceError):
    """Two different texts came under one given article id."""


class ModelError(TidingsError):
    """The language model or the coder's weights are missing or of another version."""


class TableError(TidingsError):
    """A knowledge table has a row that breaks its form."""


class ArchiveError(TidingsError):
    """The archive cannot be opened, read or written."""


class ArchiveBusy(ArchiveError):
    """Another program holds the archive, longer than the setting archive_wait allows."""


class ExtraMissing(TidingsError):
    """What is asked for needs an extra that is not installed.

    Args:
        what: what is asked for, to begin a sentence with.
        extra: the extra's name.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs more than a default install has: pip install 'tidings[{extra}]'")
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[ExtraMissing], tuple[str, str]]:
        return type(self), (self.what, self.extra)
