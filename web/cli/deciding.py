"""What commands that decide on a link share: the options, and the decision made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

import click

from planspor.corpus.model import Decision, Link, Person, Review, Stage, Stance
from planspor.corpus.store.database import now
from planspor.web.cli.context import named

STAGES: Final = click.Choice([stage.value for stage in Stage])
STANCES: Final = click.Choice([stance.value for stance in Stance])
_DECISIONS: Final = click.Choice([decision.value for decision in Decision])
as_option = click.option("--as", "name", required=True, help="Your name: decisions are a person's.")


@dataclass(frozen=True, slots=True)
class Said:
    """A decision as the command line gives it."""

    name: str
    decision: Decision
    stage: Stage | None
    stance: Stance | None
    note: str

    @property
    def person(self) -> Person:
        """Who decides."""
        return named(self.name)

    def on(self, link: Link) -> Review:
        """The decision on a link, made now."""
        return Review(
            link=link.id,
            target=link.target,
            document=link.document,
            person=self.person.id,
            decision=self.decision,
            at=now(),
            stage=self.stage,
            stance=self.stance,
            note=self.note,
        )


def decision_options(note_required: bool = False) -> Callable[[Callable[..., None]], Any]:
    """Add a decision with ``--as``, ``--stage``, ``--stance`` and ``--note``, given as ``said``."""

    def add(command: Callable[..., None]) -> Any:
        @wraps(command)
        def told(
            name: str, decision: str, stage: str | None, stance: str | None, note: str, **rest: Any
        ) -> None:
            read = Stage(stage) if stage else None, Stance(stance) if stance else None
            command(said=Said(name, Decision(decision), *read, note), **rest)

        options = (
            click.argument("decision", type=_DECISIONS),
            as_option,
            click.option("--stage", type=STAGES, help="What the words show."),
            click.option("--stance", type=STANCES, help="Whether they speak for the target."),
            click.option(
                "--note", help="Why.", **({"required": True} if note_required else {"default": ""})
            ),
        )
        made: Any = told
        for option in reversed(options):
            made = option(made)
        return made

    return add
