"""Historical, future, hypothetical, negation."""

from __future__ import annotations

import pytest
from tests.standing.telling import stand

KIM = "Kim, who visited Russia in 2019, met Putin on Wednesday."


@pytest.mark.parametrize(
    ("text", "word", "date", "historical"),
    [
        ("France invaded Spain in 1808.", "invaded", "2023-09-13", True),
        ("Iraq invaded Kuwait in August 1990.", "invaded", "2023-09-13", True),
        # The page itself is of that time.
        ("Iraq invaded Kuwait in August 1990.", "invaded", "1990-08-04", False),
        ("Russia attacked Kyiv on Monday.", "attacked", "2023-09-13", False),
        # A date belongs to its own clause.
        (KIM, "visited", "2023-09-13", True),
        (KIM, "met", "2023-09-13", False),
        ("Prosecutors say the general ordered the killings in 1982.", "killings", "2023-09-13", True),
        ("After the talks in 2015 the leaders never met again.", "talks", "2023-09-13", True),
        # The first since then are of now.
        ("The two leaders held their first talks since 2019.", "talks", "2023-09-13", False),
        ("Their first talks since 2019 were held in Oslo.", "talks", "2023-09-13", False),
        ("Russia has shelled Kherson since 2022.", "shelled", "2023-09-13", False),
        # Known deeds that a sentence leans on.
        ("Russia was punished for its invasion of Ukraine.", "invasion", "2023-09-13", True),
        ("The court charged him for his invasion of Georgia.", "invasion", "2023-09-13", True),
        ("Years after the massacre, families still mourn.", "massacre", "2023-09-13", True),
        ("Ten years after the coup, the generals still rule.", "coup", "2023-09-13", True),
        ("Villagers marked the anniversary of the attack.", "attack", "2023-09-13", True),
        ("The town was freed after a coup by officers.", "coup", "2023-09-13", False),
        ("An invasion of Syria began on Monday.", "invasion", "2023-09-13", False),
        # Without a date of the page nothing is long ago.
        ("France invaded Spain in 1808.", "invaded", None, False),
    ],
)
def test_historical(text: str, word: str, date: str | None, historical: bool) -> None:
    assert stand(text, word, date).auxiliary == (("historical",) if historical else ())


@pytest.mark.parametrize(
    ("text", "word", "modes"),
    [
        ("The prime minister will visit Paris on Friday.", "visit", "future"),
        ("The leaders are to meet in Geneva.", "meet", "future"),
        ("Turkey plans to invade northern Syria.", "invade", "future"),
        ("Turkey is going to invade northern Syria.", "invade", "future"),
        ("Kim is expected to meet Putin this month.", "meet", "future"),
        ("Kim is due to meet Putin in Russia.", "meet", "future"),
        ("Kim is set to meet Putin in Russia.", "meet", "future"),
        ("Kim was poised to meet Putin in Russia.", "meet", "future"),
        ("Iran is about to release the prisoners.", "release", "future"),
        ("The planned visit of the pope to Iraq worries police.", "visit", "future"),
        # "will" as it is reported afterwards.
        ("The minister announced that the army would withdraw.", "withdraw", "future"),
        ("The army would withdraw from the valley, the minister announced.", "withdraw", "future"),
        ("He said the army would leave the valley and release its prisoners.", "release", "future"),
        ("Turkey would attack Syria.", "attack", "hypothetical"),
        ("Experts thought the army would lose.", "lose", "hypothetical"),
        ("He said the army would have attacked the village.", "attacked", "hypothetical"),
        ("Hezbollah said it would attack Israel if Beirut was bombed.", "attack", "hypothetical"),
        ("If Beirut was bombed, Hezbollah said, it would attack Israel.", "attack", "hypothetical"),
        ("If Turkey attacks Syria, Russia will send soldiers.", "attacks", "hypothetical"),
        ("It is unclear whether rebels attacked a village.", "attacked", "hypothetical"),
        ("Turkey could attack Syria within days.", "attack", "hypothetical"),
        ("North Korea may be selling weapons to Russia.", "selling", "hypothetical"),
        ("The UN warned of a possible attack on Goma.", "attack", "hypothetical"),
        ("The two sides discussed a ceasefire.", "ceasefire", "hypothetical"),
        ("The treaty prevented an attack on Poland.", "attack", "hypothetical"),
        ("Russia and Ukraine held talks in Istanbul.", "talks", ""),
        # Doubt about the past is a matter of certainty.
        ("Rebels may have attacked a village.", "attacked", ""),
        ("Iran held talks with the US about a possible deal.", "talks", ""),
        ("Police did not arrest the protesters.", "arrest", "negation"),
        ("Police never arrested the protesters.", "arrested", "negation"),
        ("The president neither met the envoy nor called him.", "met", "negation"),
        ("The minister refused to meet the ambassador.", "meet", "negation"),
        ("Serbia failed to extradite the general.", "extradite", "negation"),
        ("The army was not able to arrest the general.", "arrest", "negation"),
        ("The army was unable to arrest the general.", "arrest", "negation"),
        ("The army withdrew without attacking the rebels.", "attacking", "negation"),
        ("No talks were held between Serbia and Kosovo.", "talks", "negation"),
        ("There was no meeting between the two ministers.", "meeting", "negation"),
        ("Nobody attacked the convoy.", "attacked", "negation"),
        ("Kim will not meet Putin.", "meet", "future negation"),
        # An infinitive is a headline's future.
        ("# Minister to visit Cairo", "visit", "future"),
        ("# Rebels to release forty miners", "release", "future"),
        ("Peru agreed to send medicine to Haiti.", "send", "future"),
        ("Rebels threatened to bomb the dam.", "bomb", "future"),
        ("The ministry is planning an attack on the smugglers.", "attack", "future"),
        ("Ships fired at targets in a regularly scheduled drill.", "drill", ""),
        # Tense and polarity of a verb are those of an act it carries, not of one that it speaks about.
        ("The bishop will condemn the attack on the market.", "attack", ""),
        ("The bishop did not condemn the attack on the market.", "attack", ""),
        ("The massacre could divide the council.", "massacre", ""),
        ("The army will launch an attack on the harbour.", "attack", "future"),
        ("The army did not launch an attack on the harbour.", "attack", "negation"),
        ("The meeting did not take place.", "meeting", "negation"),
        # What is wished for, weighed or asked.
        ("The mayor urged the police to release the students.", "release", "hypothetical"),
        ("The mayor demanded the release of the students.", "release", "hypothetical"),
        ("The mayor called for talks with the miners.", "talks", "hypothetical"),
        ("The ministers discussed expelling the envoy.", "expelling", "hypothetical"),
        ("The council weighed options for punishing the firm.", "punishing", "hypothetical"),
        ("The proposals include suspending the league.", "suspending", "hypothetical"),
        ("The patrol will prevent the rebels from attacking the harbour.", "attacking", "hypothetical"),
        ("There is a risk of an attack on the pipeline.", "attack", "hypothetical"),
        ("Had the army attacked the port, the rebels would have fled.", "attacked", "hypothetical"),
        # A refusal that was made, and one that hangs on a condition.
        ("The general would not discuss the truce.", "discuss", "negation"),
        ("The general would not attack if the rebels left.", "attack", "hypothetical negation"),
        ("The army has not withdrawn from the valley.", "withdrawn", "negation"),
        ("The union has not sent troops or imposed a blockade.", "imposed", "negation"),
        ("The two did not meet and talk.", "talk", "negation"),
        ("The council has no desire to offer concessions.", "offer", "negation"),
        ("The army's failure to free the miners angered families.", "free", "negation"),
        ("# No more concessions on fishing", "concessions", "negation"),
        ("Nobody was arrested by the police.", "arrested", "negation"),
        ("No soldier attacked the village.", "attacked", "negation"),
    ],
)
def test_future_hypothetical_negation(text: str, word: str, modes: str) -> None:
    assert " ".join(stand(text, word).auxiliary) == modes
