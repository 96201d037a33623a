"""The command line. Only click is imported here, so that help and version answer at once."""

import gc
import os
from collections.abc import Sequence
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from fazhi import messages
from fazhi.commands.chinese import Group, usage_error
from fazhi.console import DEBUG, Exit, OutputError, internal_error, say
from fazhi.cycles import look_seldom
from fazhi.paths import version


class LazyGroup(Group):
    """The commands of ``fazhi.commands``, each imported when it is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Their names, in the order in which they are shown."""
        return list(messages.COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none of that name."""
        if cmd_name not in messages.COMMANDS:
            return None
        command: click.Command = import_module(f"fazhi.commands.{cmd_name}").command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(messages.COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Completion of their names, without importing them."""
        names = [
            CompletionItem(name, help=text)
            for name, text in messages.COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)


@click.group(cls=LazyGroup, help=messages.PROGRAM, epilog=messages.PROGRAM_END)
@click.version_option(version(), message="%(prog)s %(version)s", help=messages.VERSION_OPTION)
@click.option("--debug", is_flag=True, help=messages.DEBUG_OPTION)
def cli(*, debug: bool) -> None:
    """The program."""
    if debug:
        os.environ[DEBUG] = "1"  # reaches every place that reports a bug


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; ``arguments`` default to those of the process."""
    look_seldom()
    try:
        return _run(arguments)
    finally:
        gc.freeze()  # what is left goes with the process: no look for cycles at its end


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="fazhi", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
        return Exit.USAGE
    except click.UsageError as error:
        say(usage_error(error))
        return Exit.USAGE
    except click.Abort:
        say(messages.INTERRUPTED)
        return Exit.INTERRUPTED
    except OutputError as error:
        say(str(error))
        return Exit.USAGE
    except Exception as error:  # noqa: BLE001 - whatever is left is a bug, and the user is told so
        return internal_error(error)
    return int(code or Exit.DONE)
