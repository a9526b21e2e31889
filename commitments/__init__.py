"""What a commitment is: reading documents, finding what they promise, and the ledger that remembers it."""
