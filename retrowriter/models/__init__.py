"""Models: the embedded one, the library on disk, the catalog, the Hub, GGUF headers."""
