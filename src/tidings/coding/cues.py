"""Cue tables -> compiled patterns: words and phrases, `*` at the end of a word for any ending."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["compile_cues"]


def compile_cues(cues: Iterable[str]) -> re.Pattern[str]:
    """Compile cue words into one pattern that matches any of them as whole words, case folded.

    Args:
        cues: words or phrases; a `*` stands for any letters at the end of a word. Cues of capitals
            alone (`WHO`) match case too.
    """
    parts = []
    for cue in sorted(set(cues), key=lambda c: (-len(c), c)):
        body = re.escape(cue).replace(r"\*", r"[\w’'-]*").replace(r"\ ", r"\s+")
        parts.append(body if cue.isupper() and len(cue) > 1 else f"(?i:{body})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
