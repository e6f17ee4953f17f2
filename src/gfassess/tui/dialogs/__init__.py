"""Questions that stand over the screen until they are answered."""
