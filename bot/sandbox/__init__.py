"""A town to try Segar in: demo sites, a Bot API server on loopback, a web chat."""
