"""From an exception to a message and an exit code, for one input or one command."""

from collections.abc import Callable

import click

from engine.reading import ReadError
from engine.rulebook import RulebookError
from fazhi import messages
from fazhi.console import Exit, OutputError, internal_error, say
from fazhi.pipeline import PreviousError
from fazhi.publish.letter.templates import TemplateError


def guarded(action: Callable[[], Exit], where: str) -> Exit:
    """What ``action`` returns, or the code of what stopped it; ``where`` names the input at hand.

    Raises:
        UsageError: the command itself makes no sense, whatever the input.
    """
    try:
        return action()
    except ReadError as error:
        say(str(error))
        return Exit.UNREADABLE
    except RulebookError as error:
        say("\n".join(map(str, error.problems)))
        say(messages.PROBLEMS.format(count=len(error.problems)))
        return Exit.BAD_RULES
    except (OutputError, PreviousError, TemplateError) as error:
        say(str(error))
        return Exit.USAGE
    except click.UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug on one input must not cost the others
        return internal_error(error, where)
