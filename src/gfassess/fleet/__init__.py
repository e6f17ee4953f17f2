"""Many assessments at once: columns in, the same rules as column expressions, Polars here, Spark beyond."""
