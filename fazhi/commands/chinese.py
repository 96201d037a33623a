"""Click in Chinese: help pages measured in terminal cells, usage errors as sentences."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import click

from fazhi import messages
from fazhi.cells import cells, pad, wrap

_HELP = ["-h", "--help"]


class Formatter(click.HelpFormatter):
    """Lays out help pages by cells, not characters, and keeps line breaks as written."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, prefix or messages.USAGE)

    def write_heading(self, heading: str) -> None:
        """A heading, click's own ones in Chinese."""
        self.write(f"{messages.HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs."""
        margin = " " * self.current_indent
        for line in wrap(text, self.width - self.current_indent):
            self.write(f"{margin}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms and what they mean, in two columns."""
        rows = list(rows)
        first = min(max(cells(term) for term, _ in rows), col_max) + col_spacing
        margin = " " * self.current_indent
        for term, meaning in rows:
            lines = wrap(meaning, self.width - first - self.current_indent)
            if cells(term) > first - col_spacing:
                self.write(f"{margin}{term}\n")
                term = ""  # noqa: PLW2901 - the meaning starts on the next line
            self.write(f"{margin}{pad(term, first)}{lines[0]}".rstrip() + "\n")
            self.write("".join(f"{margin}{' ' * first}{line}\n" for line in lines[1:]))


class Context(click.Context):
    """A context whose help pages are laid out in Chinese."""

    formatter_class = Formatter


class Option(click.Option):
    """An option of whose help the text is all: click's remarks on ranges and defaults are English."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """How it is written, and what it is for."""
        record = super().get_help_record(ctx)
        return (record[0], self.help or "") if record else None


class Command(click.Command):
    """A command whose usage errors are Chinese."""

    context_class = Context

    def __init__(self, **settings: Any) -> None:
        settings["context_settings"] = {"help_option_names": _HELP, "allow_extra_args": True}
        settings["options_metavar"] = messages.OPTIONS_META
        super().__init__(**settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but with extra arguments refused in Chinese."""
        with _named(ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(messages.EXTRA.format(names=" ".join(rest)), ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option with a Chinese description."""
        return _in_chinese(super().get_help_option(ctx))


class Group(click.Group):
    """A group of commands whose usage errors are Chinese."""

    context_class = Context
    command_class = Command

    def __init__(self, **settings: Any) -> None:
        settings["context_settings"] = {"help_option_names": _HELP}
        settings["options_metavar"] = messages.OPTIONS_META
        settings["subcommand_metavar"] = messages.COMMAND_META
        settings["no_args_is_help"] = True
        super().__init__(**settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does."""
        with _named(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that ``args`` name."""
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not ctx.resilient_parsing:
            text = messages.NO_SUCH_COMMAND.format(name=name, hint=hint(name, known))
            raise click.UsageError(text, ctx)
        return super().resolve_command(ctx, args)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option with a Chinese description."""
        return _in_chinese(super().get_help_option(ctx))


@contextmanager
def _named(ctx: click.Context) -> Iterator[None]:
    """Click's parser forgets to say for which command its errors are."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def hint(name: str, known: Iterable[str]) -> str:
    """「，您是否想写 …」 for the nearest names, or nothing."""
    near = get_close_matches(name, list(known), n=2)
    return messages.HINT.format(names=messages.OR.join(near)) if near else ""


def usage_error(error: click.UsageError) -> str:
    """The error as a Chinese sentence, followed by where help is to be found."""
    lines = [_sentence(error)]
    if error.ctx is not None:
        lines.append(messages.SEE_HELP.format(command=error.ctx.command_path))
    return "\n".join(lines)


def _sentence(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            known = [name for p in _params(error) if isinstance(p, click.Option) for name in p.opts]
            name = error.option_name
            return messages.NO_SUCH_OPTION.format(name=name, hint=hint(name, known))
        case click.MissingParameter(param=click.Parameter() as param):
            return messages.MISSING.format(name=_shown(param))
        case click.BadOptionUsage():
            flags = [name for p in _params(error) if getattr(p, "is_flag", False) for name in p.opts]
            text = messages.NO_VALUE if error.option_name in flags else messages.NEEDS_VALUE
            return text.format(name=error.option_name)
        case click.BadParameter(param=click.Parameter() as param):
            return messages.BAD_VALUE.format(name=_shown(param), reason=error.message)
    return error.message


def _params(error: click.UsageError) -> Sequence[click.Parameter]:
    return error.ctx.command.get_params(error.ctx) if error.ctx else ()


def _shown(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return (param.metavar or param.name or "").rstrip(".")
    return "/".join(param.opts)


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = messages.HELP_OPTION
    return option
