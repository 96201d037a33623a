"""``fazhi completion SHELL``."""

import click
from click.shell_completion import get_completion_class

from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.values import OneOf
from fazhi.console import Exit, emit


@click.command("completion", cls=Command, help=messages.COMPLETION)
@click.argument("shell", type=OneOf(("bash", "zsh", "fish")), metavar=messages.SHELL_META)
@click.pass_context
def command(ctx: click.Context, shell: str) -> Exit:
    """Print the script that makes that shell complete our commands."""
    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click knows all three
        raise LookupError(shell)
    emit(kind(ctx.find_root().command, {}, "fazhi", "_FAZHI_COMPLETE").source())
    return Exit.DONE
