"""The conversations, one file each: parse, ask, answer."""
