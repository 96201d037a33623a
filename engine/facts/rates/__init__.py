"""Rates: stated, derived from counts, or claimed without a number."""
