"""From score to grade: by its band, and not above what a veto leaves."""

from collections.abc import Iterable, Sequence

from engine.model import Cap, Finding, Grade, Scheme


def grade(total: float | None, scheme: Scheme, capped: Sequence[Cap]) -> str | None:
    """The title of the band that ``total``, as displayed, has reached, or of a lower one that is the cap."""
    if total is None:
        return None
    bands = sorted(scheme.grades, key=lambda band: band.at_least)
    reached = [place for place, band in enumerate(bands) if band.at_least <= total]
    places = [max(reached, default=-1), *(_place(cap.grade, bands) for cap in capped)]
    return bands[min(places)].title if min(places) >= 0 else None


def caps(findings: Iterable[Finding], scheme: Scheme) -> tuple[Cap, ...]:
    """The vetoes of the scheme that take effect, in the order of the findings."""
    gaps = [f.rule for f in findings if f.status == "gap"]
    return tuple(
        Cap(rule, veto.grade, veto.reason) for rule in gaps for veto in scheme.vetoes if rule in veto.rules
    )


def _place(title: str, bands: Sequence[Grade]) -> int:
    return next(place for place, band in enumerate(bands) if band.title == title)
