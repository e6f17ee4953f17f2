"""Whole screens: home, and the work on one assessment."""
