"""gfassess: self-assessment of a factory against the green-factory criteria of China."""

__version__ = "0.1.0"
