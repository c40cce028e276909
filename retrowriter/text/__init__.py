"""Pure text: the brief and prompt format, context choice, document types, tidying. No model, no Qt."""
