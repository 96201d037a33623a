"""``fazhi text FILE``."""

import click

from fazhi import messages
from fazhi.commands.chinese import Command
from fazhi.commands.failures import guarded
from fazhi.commands.inputs import file_argument, read_input
from fazhi.console import Exit, emit


@click.command("text", cls=Command, help=messages.TEXT)
@file_argument
def command(file: str) -> Exit:
    """Print the source text, and not a character more."""

    def show() -> Exit:
        emit(read_input(file).text)
        return Exit.DONE

    return guarded(show, file)
