"""The subcommands of the command line, one per module; each has add_parser() and run()."""
