"""What a square of the matrix says in words, for those who point at it or listen to it."""

from collections.abc import Callable
from functools import cache

from flask_babel import gettext

from planspor.corpus.model import Stage, Stance
from planspor.corpus.tracking import CellState
from planspor.web.views.columns import Breadth, Column
from planspor.web.views.grid import Square
from planspor.web.words import BY_RULE, CELLS, STAGES, STANCES, counted, decimal


def square_teller() -> Callable[[Square, Column], str]:
    """A function that says a square; in the language of the page, which is asked only once."""
    passages = cache(lambda n: counted(n, "avsnitt", "avsnitt"))
    documents = cache(lambda n: counted(n, "dokument", "dokumenter"))
    states = {state: said.name for state, said in CELLS.items()}
    stages: dict[Stage, str] = {stage: said.name.lower() for stage, said in STAGES.items()}
    stances: dict[Stance, str] = {stance: said.name.lower() for stance, said in STANCES.items()}
    rule = BY_RULE.name
    nearest = gettext("nærmeste treff")

    @cache
    def searched(some: int, every: int) -> str:
        return gettext("%(n)s av %(total)s dokumenter er søkt", n=some, total=every)

    def counts(square: Square, column: Column) -> str:
        said = [passages(square.count)]
        if column.breadth is not Breadth.DOCUMENT:
            said.append(documents(square.sources))
        if column.breadth is not Breadth.STAGE:
            said += [stages[stage] for stage in square.stages]
        said += [stances[stance] for stance in square.stances]
        return ", ".join([*said, rule] if square.by_rule else said)

    def tell(square: Square, column: Column) -> str:
        name = states[square.state]
        if square.count:
            return f"{name}: {counts(square, column)}"
        if square.score is not None and square.state is not CellState.TAKEN_FROM:
            return f"{name}, {nearest} {decimal(square.score)}"
        if 0 < square.searched < square.documents:
            return f"{name}: {searched(square.searched, square.documents)}"
        return name

    return tell
