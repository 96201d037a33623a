"""Which number counts what, whose it is, and of which year."""
