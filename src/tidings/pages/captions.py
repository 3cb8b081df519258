"""Captions: the credit split off, and repeats of the same picture's caption recognised."""

from __future__ import annotations

import functools
import re

from tidings.pages.compose import normal

__all__ = ["NEARBY", "looks_like_caption", "same_picture", "split_credit"]

_CREDIT_WORD = r"(?:Pic(?:ture)?s?|Photo(?:graph)?s?|Image|Credit|Photo credit|Image credit|Picture credit|Source|File photo|File pic|Foto|Video|PHOTO|PICTURE|CREDIT)"
_LABELLED = re.compile(
    rf"(?:^|[\s.!?”\"'|–—-])\s{{0,3}}[\[(]?(?P<label>{_CREDIT_WORD}(?:\s+by)?)\s*(?::|\bby\b)\s*(?P<credit>[^.!?\n]{{2,90}}?)[\])]?\.?$"
)
_BRACKETED = re.compile(r"[\[(](?P<credit>[^()\[\]]{2,120})[\])]\.?$")
_SIGN = re.compile(r"(?:©|\(c\)|Copyright)\s*(?P<credit>[^.\n]{2,80})$", re.IGNORECASE)
_DASHED = re.compile(r"[.!?]\s*(?:[—–-]+|/|\|)\s*(?P<credit>[A-Z][^.!?]{1,60}?)(?:\s+(?:pic|photo|picture))?\.?$")
# Captions that one is held against; a page of more pictures than this repeats none from so far off.
NEARBY = 64
# What makes a bracket at the end a credit and not part of the sentence.
_AGENCY = re.compile(
    r"\b(?:AP|AFP|EPA|PA|DPA|ANSA|UPI|EFE|TASS|Sputnik|Reuters|Getty|Getty Images|Shutterstock|Alamy|Xinhua|Bernama|Anadolu|"
    r"Bloomberg|NurPhoto|Handout|Pool|Supplied|Photo|Photos|Photograph|Picture|Image|Images|Press|News Agency|File|Rex|WENN|"
    r"PA Wire|AAP|ANI|PTI|KCNA|Yonhap|Kyodo|Newscom|ZUMA|Polaris|Facebook|Instagram|Twitter|via)\b"
)


def split_credit(caption: str) -> tuple[str, str | None]:
    """Split a caption into its words and its credit (photographer, agency, pool).

    Args:
        caption: a caption, white space folded.

    Returns:
        The words, a prefix of the caption, and the credit or None.
    """
    for pattern in (_LABELLED, _BRACKETED, _SIGN, _DASHED):
        match = pattern.search(caption)
        if match is None:
            continue
        if pattern in (_BRACKETED, _DASHED) and not _AGENCY.search(match.group("credit")):
            continue
        start = match.start("label") if pattern is _LABELLED else match.start()
        words = caption[:start].rstrip(" [(|–—-©")
        if pattern is _DASHED:
            words = caption[: match.start() + 1]
        return words, match.group("credit").strip(" .,;")
    return caption, None


def looks_like_caption(line: str) -> bool:
    """Tell whether a line of crawler text ends in a picture's credit."""
    return split_credit(line)[1] is not None and len(line.split()) < 90


@functools.lru_cache(maxsize=1024)
def _caption_words(caption: str) -> tuple[str, ...]:
    # Each caption is held against its neighbours, so that it comes many times.
    return tuple(re.findall(r"\w+", normal(split_credit(caption)[0])))


def same_picture(first: str, second: str) -> bool:
    """Tell whether two captions are of one picture: equal, or the shorter says no more than the longer.

    Args:
        first: a caption, its credit included or not.
        second: another from nearby.
    """
    one, two = _caption_words(first), _caption_words(second)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    common = len(set(short) & set(long)) / len(set(short))
    return common >= 0.8 and (len(short) > 3 or short == long)
