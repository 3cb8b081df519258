"""PLOVER's rewriting rules: some types with an auxiliary mode are other types."""

from __future__ import annotations

from tidings.ontology import MODES

__all__ = ["rewrite"]

_BECOME_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
# Acts of words about what is to come: that it is future or conditional is what they mean.
_FORWARD = frozenset({"AGREE", "CONCEDE", "THREATEN"})
_THREATENED = frozenset({"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"})
_THREAT_MODES = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "deport"): "expel",
    "COERCE": "restrict",
    ("SANCTION", "expel"): "expel",
    ("SANCTION", "discontinue"): "restrict",
    "SANCTION": "relations",
}


def rewrite(
    type: str, modes: tuple[str, ...], auxiliary: tuple[str, ...], own_word: bool = False
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Apply the codebook's rules for future and conditional acts.

    A future CONSULT, SUPPORT, COOPERATE or AID is AGREE (codebook, AGREE); an announced RETREAT is
    CONCEDE (codebook, RETREAT); what the actor itself says it will do to another on a condition is
    THREATEN (codebook, auxiliary modes). The auxiliary mode that made the other type goes with it;
    a negation keeps the type it negates.

    Args:
        type: one of the 16 types.
        modes: its modes.
        auxiliary: its auxiliary modes.
        own_word: the act's own actor says it.

    Returns:
        Type, modes and auxiliary modes after the rules.
    """
    if "negation" in auxiliary or "historical" in auxiliary:
        return type, modes, auxiliary
    rest = tuple(a for a in auxiliary if a not in {"future", "hypothetical"})
    if "future" in auxiliary and "hypothetical" not in auxiliary:
        if type in _BECOME_AGREE:
            return "AGREE", (), rest
        if type == "RETREAT":
            return "CONCEDE", (), rest
    if own_word and type in _THREATENED and {"future", "hypothetical"} & set(auxiliary):
        first = modes[0] if modes else ""
        mode = _THREAT_MODES.get((type, first)) or _THREAT_MODES[type]
        return "THREATEN", (mode,) if mode in MODES["THREATEN"] else (), rest
    if type in _FORWARD:
        return type, modes, rest
    return type, modes, auxiliary
