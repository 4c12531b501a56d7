"""The codebook: a plan's goals with what serves them, and the codes that a judgement is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Final, TypeVar

from planspor.corpus.model import (
    Goal,
    Indicator,
    Measure,
    Plan,
    Question,
    Recommendation,
    Stage,
    Stance,
    Target,
    goals_of,
)
from planspor.web.exchange.coding import kind_of
from planspor.web.exchange.guids import guid
from planspor.web.words import GOAL_LEVELS, STAGES, STANCES, Words

_T = TypeVar("_T", Stage, Stance)
REJECTED: Final = guid("code", "rejected")
STAGE_CODES: Final = {stage: guid("code", "stage", stage) for stage in Stage}
STANCE_CODES: Final = {stance: guid("code", "stance", stance) for stance in Stance}
_PALETTE: Final = ("#1f6f8b", "#7a5195", "#b5651d", "#4b7f52", "#a23b54", "#5b6c9f", "#8a7a1f")
_STAGE_COLOURS: Final = {
    Stage.INTENT: "#9aa5b1",
    Stage.ACTION: "#4f86c6",
    Stage.RESULT: "#3a9d6e",
    Stage.ASSESSMENT: "#7a5195",
}
_STANCE_COLOURS: Final = {
    Stance.SUPPORTS: "#3a9d6e",
    Stance.PARTLY: "#d9a441",
    Stance.CONTRADICTS: "#c0392b",
    Stance.MENTIONS: "#9aa5b1",
}
_GREY: Final = "#9aa5b1"
_LONGEST: Final = 90
_GROUPS: Final[dict[type, str]] = {
    Measure: "Tiltak uten mål",
    Indicator: "Indikatorer",
    Question: "Evalueringsspørsmål",
    Recommendation: "Anbefalinger",
}
"""Where those stand that serve no goal."""
_KINDS: Final[dict[type, str]] = {
    Measure: "Tiltak",
    Indicator: "Indikator",
    Question: "Spørsmål",
    Recommendation: "Anbefaling",
}


@dataclass(frozen=True, slots=True)
class Code:
    """A code with those below it; ``codable`` where passages can be given it."""

    guid: str
    name: str
    colour: str
    description: str = ""
    codable: bool = True
    below: tuple["Code", ...] = ()


def target_code(target: str) -> str:
    """The GUID of a target's code."""
    return guid("code", target)


def suggestion_code(target: str) -> str:
    """The GUID of the code that the machine's suggestions for a target have."""
    return guid("code", "suggestion", target)


def codebook(plan: Plan, suggested: Sequence[Target] = ()) -> list[Code]:
    """A plan's codes; ``suggested`` are the targets that the machine's own suggestions need."""
    roots = [goal for goal in plan.goals if goal.parent is None]
    colours = cycle(_PALETTE)
    codes = [_goal(plan, goal, next(colours)) for goal in roots]
    codes += [_group(kind, plan) for kind in _GROUPS if _without_goal(plan, kind)]
    codes += [_judgement("stage", "Steg", STAGE_CODES, STAGES, _STAGE_COLOURS)]
    codes += [_judgement("stance", "Holdning", STANCE_CODES, STANCES, _STANCE_COLOURS)]
    codes.append(Code(REJECTED, "Avvist", _GREY, "En person har lest avsnittet og avvist det."))
    if suggested:
        below = _apart(Code(suggestion_code(t.id), code_name(t), _GREY) for t in suggested)
        codes.append(
            Code(
                guid("code", "suggestions"),
                "Forslag fra maskinen",
                _GREY,
                "Ingen har vurdert disse avsnittene.",
                codable=False,
                below=below,
            )
        )
    return list(_apart(codes))


def code_name(target: Target) -> str:
    """What a target's code is called: what it is, its number and the beginning of its wording."""
    number = target.number if isinstance(target, Goal) else target.ordinal
    kind = GOAL_LEVELS[target.level] if isinstance(target, Goal) else _KINDS[type(target)]
    named = f"{kind} {number}" if number else kind
    return f"{named}: {shortened(target.text or '', _LONGEST)}"


def shortened(text: str, longest: int) -> str:
    """A text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[: line.rfind(" ", 1, longest) if " " in line[1:longest] else longest] + " …"


def _goal(plan: Plan, goal: Goal, colour: str) -> Code:
    goals = [_goal(plan, below, colour) for below in plan.goals if below.parent == goal.id]
    serving = [t for t in plan.targets if (goals_of(t) or (None,))[0] == goal.id]
    return _code(goal, colour, _apart([*goals, *(_code(t, colour) for t in serving)]))


def _group(kind: type[Target], plan: Plan) -> Code:
    below = _apart(_code(target, _PALETTE[0]) for target in _without_goal(plan, kind))
    name = _GROUPS[kind]
    return Code(guid("code", "group", plan.id, name), name, _GREY, codable=False, below=below)


def _without_goal(plan: Plan, kind: type[Target]) -> list[Target]:
    return [t for t in plan.targets if isinstance(t, kind) and not goals_of(t)]


def _code(target: Target, colour: str, below: tuple[Code, ...] = ()) -> Code:
    said = f"{target.text}\n\n{kind_of(target)} {target.id}"
    return Code(target_code(target.id), code_name(target), colour, said, below=below)


def _judgement(
    what: str,
    name: str,
    guids: Mapping[_T, str],
    words: Mapping[_T, Words],
    colours: Mapping[_T, str],
) -> Code:
    below = tuple(
        Code(guids[one], words[one].name, colours[one], words[one].meaning) for one in guids
    )
    return Code(guid("code", what), name, _GREY, codable=False, below=below)


def _apart(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Codes whose names differ, as programs want of those that stand beside one another."""
    seen: dict[str, int] = {}
    made = []
    for code in codes:
        number = seen[code.name.casefold()] = seen.get(code.name.casefold(), 0) + 1
        name = code.name if number == 1 else f"{code.name} ({number})"
        made.append(Code(code.guid, name, code.colour, code.description, code.codable, code.below))
    return tuple(made)
