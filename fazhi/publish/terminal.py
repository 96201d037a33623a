"""Text laid out for a terminal."""

from collections.abc import Callable, Iterable
from io import StringIO

from rich.console import Console, Group, RenderableType

from fazhi.publish.style import Style


def drawn(blocks: Callable[[Console], Iterable[RenderableType]], style: Style) -> str:
    """The blocks one below the other, without blanks at the ends of lines. No text is read as markup."""
    output = StringIO()
    console = Console(
        file=output,
        width=style.width,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(Group(*blocks(console)))  # one by one they take a third longer
    return "".join(line.rstrip() + "\n" for line in output.getvalue().splitlines())
