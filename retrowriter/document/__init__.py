"""The document as plain data: blocks, runs with format and origin, page set-up, generation records."""
