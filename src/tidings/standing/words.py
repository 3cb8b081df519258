"""Words by which a text says who claims something, and how surely: the grammar of reporting."""

from __future__ import annotations

__all__ = [
    "ADJECTIVES",
    "ADVERBS",
    "ALL_REPORTING",
    "BELIEVE",
    "CLAIM_NOUNS",
    "DENY",
    "DESCRIBE",
    "DOCUMENTS",
    "PERSONS",
    "PRESS",
    "RUMOUR_NOUNS",
    "SAY",
    "UTTER",
    "VIA",
    "WEAK",
]

# The source stands behind it as fact.
SAY = frozenset(
    (
        "say tell announce add claim state report note explain write confirm argue insist declare assert maintain "
        "acknowledge admit comment observe remark recall reveal disclose describe testify stress underline "
        "underscore emphasise emphasize point warn repeat reiterate respond reply answer affirm agree tweet post "
        "inform brief show indicate contend conclude quote cite boast brag joke vow pledge promise accuse blame "
        "allege complain hint conceded concede read find learn hear relate recount narrate proclaim urge ask "
        "demand call criticise criticize condemn shout chant mention continue"
    ).split()
)
# The source itself is not sure, or only thinks so.
BELIEVE = frozenset(
    (
        "believe think suspect fear assume expect estimate reckon consider presume speculate suggest suppose "
        "guess hope predict imagine feel doubt rumour rumor understand allege deem feared"
    ).split()
)
DENY = frozenset("deny dismiss reject refute dispute disavow repudiate rebut".split())
CLAIM_NOUNS = frozenset(
    "claim report allegation accusation charge assertion statement account suggestion testimony complaint".split()
)
RUMOUR_NOUNS = frozenset("rumour rumor speculation suspicion fear belief possibility theory".split())
ADVERBS = frozenset(
    (
        "reportedly allegedly apparently supposedly purportedly possibly probably perhaps presumably seemingly "
        "ostensibly maybe likely"
    ).split()
)
ADJECTIVES = frozenset(
    "alleged suspected reported apparent possible rumoured rumored purported supposed presumed unconfirmed".split()
)
# What a speaker speaks through.
VIA = frozenset(
    (
        "translator interpreter spokesman spokeswoman spokesperson statement communique communiqué letter email "
        "e-mail tweet post television tv radio interview broadcast telegram lawyer representative aide twitter "
        "facebook video message press release newspaper agency speech address phone telephone"
    ).split()
)
# What is written, and speaks for whoever wrote it.
DOCUMENTS = frozenset(
    (
        "statement communique communiqué report letter study survey document memo memorandum note email post tweet "
        "message release announcement notice bulletin declaration dispatch filing complaint lawsuit resolution petition"
    ).split()
)
# Who or what else speaks in news, whether or not an actor is named.
PRESS = frozenset(
    (
        "newspaper paper magazine website broadcaster agency station source official witness spokesman spokeswoman "
        "spokesperson resident expert analyst critic reporter book article poster slogan banner placard sign"
    ).split()
)
# Nouns for one person, by the gender that they tell: "the minister said", of somebody named before.
PERSONS: dict[str, str | None] = dict.fromkeys(
    (
        "minister mp msp mep senator congressman president chancellor premier pm peer mayor governor secretary "
        "ambassador diplomat politician candidate lawmaker leader boss chief chairman director manager coach head "
        "captain player striker midfielder defender goalkeeper champion star singer actor musician rapper comedian "
        "presenter author writer journalist artist filmmaker producer expert professor academic economist scientist "
        "researcher analyst lawyer barrister judge prosecutor doctor surgeon nurse teacher student pupil officer "
        "detective inspector general commander colonel soldier pilot driver farmer trader businessman entrepreneur "
        "billionaire founder executive owner chef priest bishop pope archbishop imam pastor activist campaigner "
        "teenager teen youngster parent veteran backbencher frontbencher victim survivor witness patient resident "
        "fan blogger influencer commentator broadcaster pundit american briton australian canadian scot spaniard german frenchman italian russian"
    ).split()
) | {
    "father": "m", "dad": "m", "husband": "m", "king": "m", "prince": "m", "duke": "m", "actress": "f", "boy": "m",
    "mother": "f", "mum": "f", "mom": "f", "wife": "f", "queen": "f", "princess": "f", "duchess": "f", "girl": "f",
}  # fmt: skip
# Verbs that give words as somebody's own without a clause: "described it as “a crime”".
DESCRIBE = frozenset(
    "describe compare dub label term brand praise hail denounce list characterise characterize".split()
)
ALL_REPORTING = SAY | BELIEVE | DENY
# Verbs that come with quoted words, and report no act without them.
UTTER = frozenset(
    (
        "exclaim cry whisper quip yell scream mutter murmur sigh muse retort counter gush enthuse opine reason interject "
        "rant lament bemoan slam blast fume thunder chime reflect advise caution instruct order plead beg appeal "
        "reassure swear protest object concur summarise summarize elaborate volunteer blog text email caption echo "
        "interrupt query wonder scoff sneer taunt assure sing recite preach "
        "lecture scold chide exhort implore vent clarify recommend request marvel profess"
    ).split()
)
# Thoughts, and what things show: words under them are said by whoever reports those, if somebody does.
WEAK = BELIEVE | frozenset("show indicate find read learn hear mention promise reveal continue".split())
