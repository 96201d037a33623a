"""Whether a percentage can be the share that two numbers make."""

from decimal import Decimal

from engine.facts.numbers.quantities import Quantity

FULL = 100

Interval = tuple[Decimal, Decimal]


def agrees(percent: Quantity, numerator: Interval, denominator: Interval) -> bool:
    """Whether ``numerator / denominator``, from least to greatest, can round to the printed percentage."""
    if denominator[0] <= 0:
        return False
    if percent.value == FULL and numerator[1] < denominator[0]:
        return False  # nobody rounds up to all of them
    slack = Decimal(5).scaleb(-percent.decimals - 1)
    least, greatest = numerator[0] * 100 / denominator[1], numerator[1] * 100 / denominator[0]
    return least - slack <= percent.value <= greatest + slack


def recomputes(percent: Quantity, part: Quantity, whole: Quantity) -> bool:
    """The same of two numbers as printed."""
    return agrees(percent, part.interval, whole.interval)


def is_exact(percent: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether a percentage is the share itself, and is not rounded: 22 of 25 are 88%."""
    return part.value * FULL == percent.value * whole.value


def gives(percent: Quantity, part: Decimal, whole: Decimal) -> bool:
    """The same of two exact numbers."""
    return agrees(percent, (part, part), (whole, whole))
