"""What "the company", "the militant group", "the court", "the ministry" stand for: a body told before.

A body answers to the nouns of its kind, to the last word of its name, and to the nouns that the
article called it by; where two bodies answer, the noun stands for neither.
"""

from __future__ import annotations

from tidings.knowledge import Organisation
from tidings.mentions.discourse import Discourse, Referent
from tidings.mentions.found import Found

__all__ = ["OUTLET_NOUNS", "kind_of", "resolve_body", "sector_of_name"]

_LOOK_BACK = 4
_COMPANY = frozenset(
    (
        "company firm corporation business group giant conglomerate manufacturer maker retailer airline carrier bank "
        "lender insurer operator carmaker automaker chipmaker drugmaker developer startup start-up multinational "
        "enterprise chain producer utility supplier brand miner contractor publisher platform organisation "
        "organization studio"
    ).split()
)
_ARMED = frozenset(
    (
        "group militants rebels insurgents fighters movement organisation organization militia guerrillas jihadists "
        "extremists terrorists separatists army faction islamists network gunmen insurgency"
    ).split()
)
# The nouns by which papers go on to speak of a body, by its kind in the tables.
_NOUNS: dict[str, frozenset[str]] = {
    "company": _COMPANY,
    "media": frozenset(
        "newspaper paper daily broadcaster channel network station agency magazine outlet website company weekly "
        "tabloid".split()
    ),
    "ngo": frozenset("group organisation organization charity watchdog agency ngo institute foundation body".split()),
    "igo": frozenset("bloc organisation organization alliance body group union agency bank lender fund court".split()),
    "un_organ": frozenset("agency body organisation organization council mission office programme program".split()),
    "eu_organ": frozenset("commission parliament council bloc body agency bank court".split()),
    "agency": frozenset("agency department body office authority bureau commission regulator service".split()),
    "ministry": frozenset(["ministry", "department"]),
    "parliament": frozenset("parliament assembly house chamber legislature senate congress lawmakers body".split()),
    "court": frozenset(["court", "tribunal", "judges"]),
    "police": frozenset("police force agency department service unit".split()),
    "military": frozenset("army military navy force forces troops air force corps command".split()),
    "intelligence": frozenset(["agency", "service", "bureau"]),
    "central_bank": frozenset(["bank", "lender"]),
    "union": frozenset("union federation group association confederation".split()),
    "religious": frozenset("church group organisation organization body movement".split()),
    "party": frozenset("party group movement alliance coalition bloc".split()),
}
OUTLET_NOUNS = tuple(sorted(_NOUNS["media"]))
# Nouns of public bodies that others bear too: a news agency, a rights commission.
_VAGUE = frozenset(["agency", "council", "commission", "bureau", "department", "office"])
_BY_SECTOR = {
    sector: _NOUNS[kind]
    for sector, kind in {
        "BUS": "company", "JRN": "media", "GOV": "agency", "SOC": "ngo", "PTY": "party", "LAB": "union", "COP": "police",
        "JUD": "court", "LEG": "parliament", "MIL": "military", "REL": "religious",
    }.items()
}  # fmt: skip
# What the last word of a body's name says of a body that no table knows.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "GOV": tuple("Authority Agency Ministry Commission Council Department Bureau Directorate Secretariat".split()),
    "BUS": tuple(
        "Corporation Corp Corp. Inc Inc. Ltd Ltd. Limited LLC PLC plc Plc AG GmbH SA S.A. Holdings Company Co Co. "
        "Industries Enterprises Airlines Airways Motors Energy Oil Petroleum Pharmaceuticals Technologies Technology "
        "Studios Records Bank Capital Partners Ventures Securities Mining Mines Steel Foods Electronics Systems "
        "Telecom Insurance Properties Hotels Logistics Railways Shipping".split()
    ),
    "JRN": tuple(
        "Times Post News Herald Tribune Gazette Journal Daily Radio TV Television Press Chronicle Telegraph Zeitung "
        "Observer Magazine Review Weekly Broadcasting Matin Times-News".split()
    ),
    "EDU": tuple("University College School Institute Academy Laboratory Observatory Museum".split()),
    "SOC": tuple(
        "Association Foundation Federation Society Trust Alliance Network Coalition Initiative Fund Charity "
        "Organisation Organization Project".split()
    ),
    "MED": tuple("Hospital Clinic".split()),
    "REL": tuple("Church Mosque Diocese Cathedral Synagogue Ministries".split()),
    "PTY": ("Party",),
    "LAB": ("Union", "Unions"),
    "JUD": ("Court", "Tribunal"),
    "COP": ("Police", "Constabulary", "Gendarmerie"),
    "MIL": ("Army", "Navy", "Regiment", "Battalion"),
}
_BY_ENDING = {word: sector for sector, words in _ENDINGS.items() for word in words}
# What never stands for one body told before, for every country has its own.
_COMMON = frozenset(["public", "media", "press", "opposition", "people", "state", "community", "industry", "market"])


def kind_of(row: Organisation) -> frozenset[str]:
    """Give the nouns that a body of the tables answers to.

    Args:
        row: its row.
    """
    last = row.name.rpartition(" ")[2].lower()
    nouns = _ARMED if row.table == "armed_groups" else _NOUNS.get(row.kind or "", frozenset())
    return nouns | {last}


def sector_of_name(name: str) -> tuple[str, ...]:
    """Give the sector that the last word of a body's name tells: "Metropolitan Transportation Authority".

    Args:
        name: the name of a body that no table knows, of two words and more.
    """
    first, blank, last = name.rpartition(" ")
    sector = _BY_ENDING.get(last) if blank and first else None
    return (sector,) if sector else ()


def resolve_body(found: Found, discourse: Discourse) -> Referent | None:
    """Find the body that "the" or "its" and a body's noun stand for.

    Args:
        found: a role noun of a group or a body without a country of its own.
        discourse: whom the article has spoken of so far.

    Returns:
        The one body that fits, nothing where none or several do.
    """
    words = found.words
    noun = words.low[found.head]
    if noun in _COMMON:
        return None

    def fits(referent: Referent) -> bool:
        return _answers(referent, found, noun)

    for _, near in discourse.recent(found, fits, _LOOK_BACK):
        bodies = {referent.key: referent for _, referent in near}
        if len(bodies) == 1:
            return next(iter(bodies.values()))
        acting = {referent.key: referent for place, referent in near if place.subject}
        return next(iter(acting.values())) if len(acting) == 1 else None
    return None


def _answers(referent: Referent, found: Found, noun: str) -> bool:
    if referent.members or referent.kind not in ("organisation", "role", "known role"):
        return False
    if found.noun == "person" and (noun not in _ARMED or "REB" not in referent.sectors or referent.row is None):
        return False
    if referent.kind == "organisation":
        if noun in referent.titles:
            return not found.sectors or not referent.sectors or _agree(found, referent)
        # A name that no table knows is of the kind that the noun says, if nothing speaks against it.
        unknown = referent.row in (None, "text") and found.noun in ("group", "body")
        if referent.sectors:
            return unknown and noun in _BY_SECTOR.get(referent.sectors[0], frozenset())
        return unknown and (noun in _COMPANY or noun in _NOUNS["media"])
    if not referent.code or referent.noun not in ("group", "body"):
        return False
    return any(title == noun or title.endswith(" " + noun) for title in referent.titles) and _agree(found, referent)


def _agree(found: Found, referent: Referent) -> bool:
    """Whether a noun's sectors and a body's go together: "the bank" may be a company's or the central bank."""
    soft = {"BUS", "SOC", "LAB"} | ({"GOV"} if found.words.low[found.head] in _VAGUE else set())
    left = set(found.sectors) - soft
    return not left or bool(left & set(referent.sectors)) or not referent.sectors
