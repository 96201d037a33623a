"""Numbers as printed, in prose and in tables."""
