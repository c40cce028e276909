"""Entry points of the child processes; each module has a main() that speaks JSON lines."""
