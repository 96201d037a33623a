"""The engine: from a file's bytes to findings, one room after another (see docs/design.md)."""
