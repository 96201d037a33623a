"""How often Python looks for objects that only hold one another: seldom.

The rulebook is many objects that stay; looking through them for cycles as often as usual costs some per cent.
"""

import gc


def look_seldom() -> None:
    """From now on look after fifty thousand new objects, and seldom through the older ones."""
    gc.set_threshold(50_000, 20, 20)
