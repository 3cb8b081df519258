"""Words that show a place: what stands before one, what its name ends in, what has a place for its own."""

from __future__ import annotations

from tidings.mentions.dates import MONTHS

__all__ = [
    "BODIES",
    "CITY",
    "DASHES",
    "GENERIC",
    "INHABITANTS",
    "LOCATIVE",
    "NO_NAMES",
    "OF_A_PLACE",
    "PROVINCE",
    "SEATS",
    "SIDES",
    "TO_A_PLACE",
]

LOCATIVE = frozenset(
    ("in at near outside inside around from to toward towards across into throughout beyond via through off").split()
)
CITY = frozenset("city town village capital suburb port settlement hamlet municipality township resort slum".split())
PROVINCE = frozenset(
    (
        "province region oblast state governorate district county prefecture department krai republic territory canton "
        "provinces states counties districts regions"
    ).split()
)
# Words that end the name of a place and say what it is.
GENERIC = frozenset(
    (
        "Province Region Oblast Governorate District County Prefecture Department Krai Island Islands River Sea Ocean "
        "Gulf Strait Bay Lake Mountains Valley Peninsula Airport Desert Coast City Parish Township Territory Canal "
        "Port Cosmodrome Square Bridge Street Avenue Stadium Park Airfield Base Dam Camp Canyon Hills Beach Highway "
        "Road Creek Forest Boulevard Drive Lane Plateau Delta Basin Ridge"
    ).split()
)
# What a place has: "the outskirts of X", "residents of X", "12 miles north of X".
OF_A_PLACE = frozenset(
    (
        "outskirts suburbs suburb streets centre center heart capital mayor governor north south east west northeast "
        "northwest southeast southwest siege fall capture battle bombing shelling residents people skies coast shores "
        "port city town village villages towns cities area areas parts part edge border borders district districts "
        "university airport province region liberation recapture banks hills countryside community resident island "
        "municipality slum streets"
    ).split()
)
# What is done to a place: "reached X", "shelled X".
TO_A_PLACE = frozenset(
    (
        "reach reached reaching leave left enter entered entering seize seized capture captured retake retook "
        "recaptured bomb bombed bombing shell shelled shelling besiege besieged surround surrounded visit visited "
        "visiting tour toured overrun evacuate evacuated occupy occupied liberate liberated control controls "
        "controlled flee fled fleeing encircled pounded stormed"
    ).split()
)
SIDES = frozenset(
    (
        "north south east west northern southern eastern western northeast northwest southeast southwest central "
        "northeastern northwestern southeastern southwestern north-eastern north-western south-eastern "
        "south-western upper lower downtown nearby neighbouring neighboring greater rural metro"
    ).split()
)
# Compass words and the kinds of streets and houses are no towns, whatever the gazetteer has.
NO_NAMES = (
    SIDES
    | set(MONTHS)
    | set(
        (
            "centre center street house church castle mission university college highway interstate route section exit "
            "avenue county road day office department union first district city state park square bridge court town "
            "township village road ocean sea river lake camp airport hospital school hall valley high middle"
        ).split()
    )
)
# Who is of a place: "a Torrington man", "Elkhart residents".
INHABITANTS = frozenset(
    (
        "man men woman women resident residents native natives boy girl boys girls teen teens teenager teenagers couple "
        "family families mother father officer officers police policeman policemen firefighter firefighters deputies "
        "deputy mayor official officials voters voter taxpayers homeowner homeowners businessman businesswoman "
        "businesses business lawyer attorney students student parents driver motorist trader shopkeeper firm company "
        "area suburb suburbs neighborhood neighbourhood home house school schools hospital hospitals headquarters "
        "office offices plant factory mine airport port harbour harbor mosque church market prison jail courthouse "
        "court outbreak bureau council councillor councillors councilman councilwoman firefighter"
    ).split()
)
# What a town or a district keeps: "Alexandria Police Department", "Kanawha County Sheriff".
BODIES = frozenset(
    (
        "Police Sheriff Mayor Council Councilman Councilwoman County City School Schools High Elementary Middle Fire "
        "Hospital Court Courthouse Superior Circuit District Municipal Public Board Commission Chamber University "
        "College Community Town Township Borough Department Library Airport International Regional Volunteer Jail "
        "Museum Park Parks Senior Center Centre Commissioner Commissioners Council Judge Station Unified Racecourse "
        "Prison Stadium University Health General Memorial Medical Central State Provincial Junior Zoo Civic Health "
        "Ministry Government Embassy Army Centers National Environmental Agriculture"
    ).split()
)
# What has its place behind "of": "the University of X", "the City of X".
SEATS = frozenset(
    (
        "University City Town Port Borough County Parish Diocese Archdiocese Bishop Archbishop Municipality State "
        "Corporation Village Ministry Government Republic Hospital Township university city town port"
    ).split()
)
DASHES = frozenset(["—", "–", "-", "--", "("])
