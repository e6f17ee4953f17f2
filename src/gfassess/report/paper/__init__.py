"""The report on paper: one model of what it says, and a renderer for each kind of file."""
