"""How much is read at most. A long report has some 30,000 characters, and a few megabytes of pictures."""

MEGABYTE = 1024 * 1024
MAX_BYTES = 50 * MEGABYTE
MAX_CHARS = 5_000_000
MAX_PAGES = 2000  # of a PDF
CELL_IS_LAYOUT = 400  # characters in a cell: its table lays out the page, it does not tabulate
