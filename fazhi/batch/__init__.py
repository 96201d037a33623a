"""Many reports in one run: nothing lost, nothing done twice, the same bytes whatever the interruptions.

found → task → record, one report at a time and any number at once; then records → store → summary.
"""
