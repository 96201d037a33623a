"""What a proof-reader would mark."""
