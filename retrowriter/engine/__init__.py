"""The engine: protocol, sampling, back ends, and the client of the engine process."""
