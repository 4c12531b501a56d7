"""The command line: a thin shell over the library."""

import click

from planspor.web.cli.context import write_utf8
from planspor.web.cli.documents import (
    add_command,
    list_command,
    outline_command,
    remove_command,
    show_command,
)
from planspor.web.cli.editing import edit_command, versions_command
from planspor.web.cli.evaluating import evaluate_command
from planspor.web.cli.fetching import fetch_command, update_command
from planspor.web.cli.plans import plans_group
from planspor.web.cli.reviewing import review_command
from planspor.web.cli.searching import search_command
from planspor.web.cli.system import (
    demo_command,
    reindex_command,
    serve_command,
    verify_command,
)
from planspor.web.cli.tracking import (
    evidence_command,
    link_command,
    matrix_command,
    measures_command,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="planspor")
def main() -> None:
    """Follow a government plan from its measures to the evidence.

    \b
    planspor demo                       the sample corpus, and the site
    planspor add rapport.txt            read, link and index a document
    planspor search "frie inntekter"    find the passages
    planspor measures rus2016           which measures are addressed
    planspor evidence rus2016/mal3      where, and by what
    """  # noqa: D301 (click wants the control character)
    write_utf8()


for _command in (
    demo_command,
    add_command,
    fetch_command,
    update_command,
    remove_command,
    list_command,
    outline_command,
    show_command,
    edit_command,
    versions_command,
    search_command,
    plans_group,
    measures_command,
    link_command,
    evidence_command,
    matrix_command,
    review_command,
    serve_command,
    reindex_command,
    verify_command,
    evaluate_command,
):
    main.add_command(_command)
