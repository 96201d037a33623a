"""Findings and scheme to a scorecard, and scorecards side by side. Pure arithmetic."""

from scorers.comparison import Comparison, compare, ranks
from scorers.figures import figures
from scorers.scoring import Result, score

__all__ = ["Comparison", "Result", "compare", "figures", "ranks", "score"]
