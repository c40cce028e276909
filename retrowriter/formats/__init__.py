"""One module per file format: document <-> bytes."""
