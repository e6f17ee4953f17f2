"""Copies of one assessment that were filled in apart become one; what they say differently is kept, never chosen."""
