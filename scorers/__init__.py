"""Findings and scheme to a scorecard. Pure arithmetic."""

from scorers.scoring import Result, score

__all__ = ["Result", "score"]
