"""Lines that are on a page but not of the article, told by their form first and by phrase last."""

from __future__ import annotations

import re

from tidings.pages.dates import is_date

__all__ = [
    "byline_names",
    "dateline_of",
    "furniture_reason",
    "is_caption_label",
    "is_credit_label",
    "is_related_label",
    "is_sentence",
    "is_title",
    "related_title",
    "words",
]

_RELATED = re.compile(
    r"^(?:articles? you (?:may|might) (?:also )?like|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|read (?:more|next|also|this next|on)|"
    r"see also|also read|related(?: (?:articles?|stories|topics|content|news|posts|links|coverage|internet links))?|more (?:on this(?: story)?|from|stories|news|in|like this|top stories|about)\b.{0,40}|"
    r"most (?:read|popular|viewed|shared|watched|recent)|recommended(?: (?:for you|stories|reading))?|trending(?: (?:now|stories|news))?|top stories|editors?['’]s? picks?|"
    r"don['’]t miss|must reads?|latest (?:news|stories|headlines)|other stories|what to read next|up next|popular (?:now|stories|in.{0,20})|explore more|"
    r"around the web|from around the web|sponsored (?:links|content|stories)|promoted (?:stories|content)|elsewhere on.{0,30}|further reading|keep reading|next article|previous article)\s*[:>»]?$",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"^(?:image|image caption|images|picture|photo|photos|image source|image credit|media caption|caption|video|gallery|figure)\s*:?$",
    re.IGNORECASE,
)
_PHRASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "share",
        re.compile(
            r"^(?:share(?: (?:this|on|via|full article|article|page|with)\b.{0,40})?|tweet(?: this)?|facebook|twitter|whatsapp|linkedin|pinterest|reddit|telegram|email|e-mail|copy(?: the)? link|print(?: this(?: page)?)?|save|bookmark|follow(?: us)?(?: on .{1,40})?|messenger|flipboard|x|\d+ shares?)$",
            re.IGNORECASE,
        ),
    ),
    ("share", re.compile(r"^(?:follow|like|find|join) us on\b", re.IGNORECASE)),
    (
        "subscribe",
        re.compile(
            r"\b(?:sign up (?:for|to|here)|subscribe (?:to|now|here|today)|our (?:free )?(?:daily |weekly |morning )?newsletters?|get (?:the|our) .{0,40}(?:inbox|newsletter)|download (?:the|our) .{0,30}\bapp\b|already a subscriber|become a (?:member|subscriber)|(?:start|begin) your free trial|log in to|create (?:a|an) (?:free )?account|push notifications?|to your inbox)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "navigation",
        re.compile(
            r"\b(?:we use cookies|cookie (?:policy|settings|preferences)|accept (?:all )?cookies|privacy (?:policy|notice)|terms (?:of (?:use|service)|and conditions|& conditions)|all rights reserved|skip to (?:main )?content|your consent|manage (?:my )?preferences)\b",
            re.IGNORECASE,
        ),
    ),
    ("navigation", re.compile(r"^(?:©|\(c\)|copyright\b)", re.IGNORECASE)),
    (
        "advert",
        re.compile(
            r"^(?:advert(?:isement|ising)?|ad|sponsored|promoted|paid content|story continues below(?: advertisement)?|article continues (?:below|after).{0,30}|continue reading(?: the main story)?|scroll (?:down )?to continue.{0,30}|remove ads?|ad feedback)\s*:?$",
            re.IGNORECASE,
        ),
    ),
    (
        "comments",
        re.compile(
            r"^(?:comments?(?: \(\d+\))?|\d+ comments?|leave a (?:comment|reply)|post a comment|view (?:all )?comments|join the (?:conversation|discussion)|have your say|show comments|add (?:a )?comment)\s*:?$",
            re.IGNORECASE,
        ),
    ),
)
_BYLINE = re.compile(
    r"^(?:by|written by|reporting by|story by|words by|text by)(?:\s*:)?\s+(?P<names>[^\W\d_][\w.'’ -]{2,60}(?:(?:,| and| &) [^\W\d_][\w.'’ -]{2,60})*)(?:\s*[|,;–—-]\s*.{0,80})?$",
    re.IGNORECASE,
)
# " and " may stand inside a name as well as between two, so that each more doubles the ways to cut a line.
_MOST_ANDS = 7
_STAMP = re.compile(
    r"^(?:(?:published|updated|posted|last updated|last modified|first published|created|date)\b.{0,80}|.{0,40}\b\d{1,2}[:.]\d\d\s*(?:a\.?m\.?|p\.?m\.?|hrs|GMT|BST|EST|EDT|UTC|IST|CET|ET)?\b.{0,40}|\d+ (?:minutes?|mins?|hours?|days?|weeks?) ago|\d+ min(?:ute)?s? read|reading time:? .{0,20})$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<line>(?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,4}(?:, [A-Z][\w.’' -]{1,30}){0,2})"
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?)?(?: \([A-Z][\w /.&’'-]{1,30}\))?\s*(?:—|–|--|-|:)\s+)(?=[A-Z“\"‘'])"
)
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_TITLE_END = re.compile(r"[.;,:]$")


def words(line: str) -> list[str]:
    """Cut a line at its blanks."""
    return line.split()


def is_sentence(line: str) -> bool:
    """Tell whether a line reads as prose: eight words and more, and an end mark."""
    return len(words(line)) >= 8 and bool(_TERMINAL.search(line))


def is_title(line: str) -> bool:
    """Tell whether a line reads as another article's title: three words and more, no full stop."""
    return 3 <= len(words(line)) <= 30 and not _TITLE_END.search(line) and not line.startswith(("“", '"'))


def is_related_label(line: str) -> bool:
    """Tell whether a line announces links to other articles."""
    return len(line) < 70 and bool(_RELATED.match(line.strip(" :>»|")))


def related_title(line: str) -> str | None:
    """Give the title of a line that is label and link in one ("Read more: Ferry fares rise")."""
    label, colon, title = line.partition(":")
    return title.strip() if colon and is_related_label(label) and is_title(title) else None


def is_credit_label(line: str) -> bool:
    """Tell whether a line announces a picture's credit alone ("Image source")."""
    return is_caption_label(line) and bool(re.search(r"\b(?:source|credit)\b", line, re.IGNORECASE))


def is_caption_label(line: str) -> bool:
    """Tell whether a line announces a picture's caption ("Image:")."""
    return bool(_CAPTION_LABEL.match(line))


def furniture_reason(line: str) -> str | None:
    """Give the reason for which a line is set aside, or None.

    Args:
        line: one line or block of a page.
    """
    count = len(words(line))
    for reason, pattern in _PHRASES:
        if count <= 45 and pattern.search(line):
            return reason
    if count <= 16 and _STAMP.match(line) and not is_sentence(line):
        return "byline"
    if count <= 16 and not line.endswith(".") and _byline(line):
        return "byline"
    if is_date(line):
        return "byline"
    return None


def byline_names(line: str) -> tuple[str, ...]:
    """Give the names of a byline ("By Jane Roe and Sam Poe, Nairobi")."""
    match = _byline(line)
    if match is None:
        return ()
    parts = re.split(r",\s*|(?<!\s)\s+(?:and|&)\s+", match.group("names").strip())
    # After the names come an office and a place; a name has two words and capitals.
    names = [
        p.strip()
        for p in parts
        if len(p.split()) >= 2
        and all(w[0].isupper() or w in {"de", "van", "von", "bin", "al", "da"} for w in p.split())
    ]
    return tuple(dict.fromkeys(names)) or ((parts[0].strip(),) if parts and parts[0][:1].isupper() else ())


def _byline(line: str) -> re.Match[str] | None:
    return _BYLINE.match(line.strip("()")) if line.lower().count(" and ") <= _MOST_ANDS else None


def dateline_of(paragraph: str) -> str | None:
    """Give the dateline at the head of a paragraph ("NAIROBI, Sept 3 (Agency) — "), its dash included."""
    match = _DATELINE.match(paragraph)
    return match.group("line") if match else None
