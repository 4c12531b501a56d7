"""The command line: a thin shell over the library."""

import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from planspor.web.cli.completing import VARIABLE, sketched
from planspor.web.cli.examples import show_examples

_COMMANDS: Final[Mapping[str, str]] = {
    "demo": "system.demo_command",
    "add": "documents.add_command",
    "fetch": "fetching.fetch_command",
    "update": "fetching.update_command",
    "remove": "documents.remove_command",
    "list": "documents.list_command",
    "outline": "documents.outline_command",
    "show": "documents.show_command",
    "edit": "editing.edit_command",
    "versions": "editing.versions_command",
    "search": "searching.search_command",
    "searches": "searches.searches_group",
    "plans": "plans.plans_group",
    "measures": "tracking.measures_command",
    "indicators": "indicators.indicators_group",
    "extract": "extracts.extract_command",
    "extracts": "extracts.extracts_group",
    "references": "references.references_command",
    "entities": "entities.entities_group",
    "actions": "actions.actions_group",
    "questions": "findings.questions_group",
    "findings": "findings.findings_command",
    "money": "money.money_command",
    "link": "tracking.link_command",
    "evidence": "tracking.evidence_command",
    "touches": "learning.touches_command",
    "learn": "learning.learn_command",
    "matrix": "tracking.matrix_command",
    "assess": "assessing.assess_command",
    "timeline": "assessing.timeline_command",
    "changes": "assessing.changes_command",
    "compare": "comparing.compare_command",
    "export": "exchange.export_command",
    "import": "exchange.import_command",
    "review": "reviewing.review_group",
    "queue": "reviewing.queue_command",
    "rounds": "coding.rounds_group",
    "agreement": "agreeing.agreement_command",
    "gates": "agreeing.gates_group",
    "serve": "system.serve_command",
    "users": "accounts.users_group",
    "visibility": "accounts.visibility_command",
    "audit": "accounts.audit_command",
    "mcp": "mcp.mcp_command",
    "terms": "terms.terms_group",
    "reindex": "system.reindex_command",
    "verify": "system.verify_command",
    "doctor": "checking.doctor_command",
    "completion": "shells.completion_command",
    "evaluate": "evaluating.evaluate_command",
}
"""Where each command stands."""


class _Commands(Mapping[str, click.Command]):
    """The commands by name; the module of one, and all that it needs, is loaded at first need."""

    def __getitem__(self, name: str) -> click.Command:
        module, _, attribute = _COMMANDS[name].partition(".")
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), attribute)
        return show_examples(name, command)

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


def _commands() -> Mapping[str, click.Command]:
    """All commands; where a shell asks what may stand next, only a sketch of them."""
    every = _Commands()
    return sketched(every, Path(__file__).parent) if VARIABLE in os.environ else every


@click.group(commands=_commands(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="planspor")
def main() -> None:
    """Follow a government plan from its measures to the evidence.

    \b
    planspor demo                       the sample corpus, and the site
    planspor add rapport.txt            read, link and index a document
    planspor search "frie inntekter"    find the passages
    planspor measures rus2016           which measures are addressed
    planspor evidence rus2016/mal3      where, and by what

    Exit codes: 0 where all is well, 1 where some inputs failed or something is wrong, 2 where the
    command line or a query is. Colour is for terminals, unless NO_COLOR is set.
    """  # noqa: D301 (click wants the control character)
    # Loaded here, for completion has no use for it and little time.
    from planspor.web.cli.context import write_utf8

    write_utf8()
