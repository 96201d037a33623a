"""What options accept, refused in Chinese."""

import re
from datetime import date
from pathlib import Path

import click

from fazhi import messages
from fazhi.publish.letter import templates

LEVELS = ("province", "city", "county", "township", "department")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class OneOf(click.Choice[str]):
    """One of several words."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself."""
        if value not in self.choices:
            choices = "、".join(self.choices)
            self.fail(messages.NOT_ONE_OF.format(value=value, choices=choices), param, ctx)
        return value


class Day(click.ParamType[date]):
    """A date written 2025-04-01."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date."""
        if isinstance(value, date):
            return value
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:  # 2025-02-30 and the like: refused below
            pass
        return self.fail(messages.NOT_A_DATE.format(value=value), param, ctx)


class Count(click.ParamType[int]):
    """A whole number from 1 on."""

    name = "count"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and int(text) > 0):
            self.fail(messages.NOT_A_COUNT.format(value=value), param, ctx)
        return int(text)


class Folder(click.ParamType[Path]):
    """A folder that exists."""

    name = "folder"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Its path."""
        path = Path(value)
        if not path.is_dir():
            self.fail(messages.NOT_A_FOLDER.format(value=value), param, ctx)
        return path


class Template(click.ParamType[str]):
    """A template of the pdf: the name of one of ours, or a file of an office."""

    name = "template"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name or path as given."""
        if value not in templates.NAMES and not Path(value).is_file():
            known = "、".join(templates.NAMES)
            self.fail(messages.NO_TEMPLATE.format(value=value, known=known), param, ctx)
        return value
