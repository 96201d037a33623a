"""The rulebook: everything in rules/ as validated, immutable values."""

from engine.rulebook.book import Lexicon, Rulebook
from engine.rulebook.errors import Problem, RulebookError
from engine.rulebook.rules import Conclusion, Grant, Profile, Rule

__all__ = [
    "Conclusion",
    "Grant",
    "Lexicon",
    "Problem",
    "Profile",
    "Rule",
    "Rulebook",
    "RulebookError",
]
