"""Measurements, each beside what it is to be compared with: python -m benchmarks NAME [options]."""

import sys
from importlib import import_module

NAMES = ("shares", "extraction", "inference", "growth", "interrupted", "damaged")


def main() -> None:
    """Run one, or without a name those that compare within a run and take minutes."""
    name, *arguments = sys.argv[1:] or ["all"]
    if name != "all" and name not in NAMES:
        sys.exit(f"one of: {', '.join(NAMES)}")
    for one in NAMES[:4] if name == "all" else (name,):
        print(f"== {one}", flush=True)
        import_module(f"benchmarks.{one}").main(arguments)


if __name__ == "__main__":
    main()
