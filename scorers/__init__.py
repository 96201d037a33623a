"""Findings and scheme to a scorecard. Pure arithmetic."""

from scorers.scoring import Result, points, score

__all__ = ["Result", "points", "score"]
