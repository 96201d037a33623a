"""What the report says held against itself and against last year's report."""
