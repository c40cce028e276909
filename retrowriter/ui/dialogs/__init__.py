"""The dialogs, one a file, all our own widgets."""
