"""The completion command: what a shell needs to complete ``planspor``."""

import click
from click.shell_completion import get_completion_class

from planspor.web.cli.completing import VARIABLE


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands, options and ids of the corpus.

    \b
    bash: add to ~/.bashrc               eval "$(planspor completion bash)"
    zsh:  add to ~/.zshrc                eval "$(planspor completion zsh)"
    fish: write it to a file once        planspor completion fish > \\
              ~/.config/fish/completions/planspor.fish
    """  # noqa: D301 (click wants the control character)
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(context.find_root().command, {}, "planspor", VARIABLE).source())
