"""Journal of unsaved work and its recovery."""
