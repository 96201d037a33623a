"""Days: of the calendar, and relative to a reporting year as one integer that compares in time order."""

import re
from datetime import date

_DAY = re.compile(r"([+-][0-9])-([0-9]{2})-([0-9]{2})\Z", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)


def day_number(iso: str, reporting_year: int) -> int:
    """The ISO date as years after ``reporting_year`` × 10,000 + month × 100 + day.

    2025-04-01 for the reporting year 2024 is 10401.
    """
    year, month, day = iso.split("-")
    return (int(year) - reporting_year) * 10_000 + int(month) * 100 + int(day)


def parse_day(text: str) -> int | None:
    """``+1-04-01`` as a day number, None when the text has another form."""
    found = _DAY.match(text)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return year * 10_000 + month * 100 + day


def parse_date(text: str) -> date | None:
    """``2025-04-01`` as a date, None when the text has another form or there is no such day."""
    try:
        return date.fromisoformat(text) if _DATE.match(text) else None
    except ValueError:
        return None
