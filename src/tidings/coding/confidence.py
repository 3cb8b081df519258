"""Evidence of the network's heads -> a calibrated probability that a reading is right.

Right means right in type, actor and recipient. A logistic regression, fitted by
`training.calibrate` on sentences that the network did not train on, weighs what the heads say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

__all__ = ["EVIDENCE", "evidence", "probability"]

# The names of what is weighed, in the order of `evidence`.
EVIDENCE = (
    "act",
    "type",
    "pair_type",
    "pair_none",
    "actor",
    "no_actor",
    "recipient",
    "no_recipient",
    "actor_left_out",
    "recipient_left_out",
    "nobody_acts",
    "nobody_receives",
    "table_same",
    "table_other",
)
_LEAST = 1e-4


def _log_odds(chance: float) -> float:
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(chance / (1 - chance))


def evidence(
    act: float,
    type: float,
    pair: tuple[float, float],
    actors: tuple[Sequence[float], Sequence[float]],
    recipients: tuple[Sequence[float], Sequence[float]],
    nobody: tuple[float, float],
    table: tuple[bool, bool],
) -> tuple[float, ...]:
    """Gather what speaks for and against a reading.

    Args:
        act: chance by the trigger head that the word reports any act.
        type: chance of the type by trigger and pair head together.
        pair: chances by the pair head of the type, and of nothing.
        actors: chances of the phrases taken as actors, and of those left out.
        recipients: the same for recipients.
        nobody: chances that nobody acts, and that nobody receives.
        table: whether the trigger table lists the word under the type, and whether under another.

    Returns:
        Numbers in the order of `EVIDENCE`.
    """
    sides: list[float] = []
    for taken, _ in (actors, recipients):
        sides += [_log_odds(min(taken)) if taken else 0.0, float(not taken)]
    left = [_log_odds(max(out, default=_LEAST)) for _, out in (actors, recipients)]
    same, other = table
    return (
        _log_odds(act),
        _log_odds(type),
        _log_odds(pair[0]),
        _log_odds(pair[1]),
        *sides,
        *left,
        _log_odds(nobody[0]),
        _log_odds(nobody[1]),
        float(same),
        float(other),
    )


def probability(values: Sequence[float], weights: Mapping[str, float]) -> float:
    """Weigh evidence into a probability.

    Args:
        values: what `evidence` gave.
        weights: a weight by name, and `bias`.
    """
    score = weights["bias"] + sum(weights[name] * value for name, value in zip(EVIDENCE, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
