"""Many assessments at once: columns in, the same rules as column expressions, Polars here, Spark beyond."""

import os

# Polars hands memory back within half a second; with hundreds of columns one part after the other it would spend a
# seventh of its time on getting it again. Its allocator looks here once, when Polars is imported.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000,muzzy_decay_ms:-1")
