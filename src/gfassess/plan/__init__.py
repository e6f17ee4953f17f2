"""What to do with a result: how two rule sets hang together, and what changed between two editions of the rules."""
