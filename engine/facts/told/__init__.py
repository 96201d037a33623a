"""What the report tells beside its numbers: topics, duties, deficiencies, plans, times, documents."""
