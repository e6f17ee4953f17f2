"""The only disk access: bounded reading, TOML in, atomic writing, folders, the list of recent files.

Whatever goes wrong is a GfassessError that names the file and what to do; nothing is half written.
"""

from gfassess.files.copies import fresh_copy, take_copy
from gfassess.files.places import (
    builtin_cohort,
    builtin_criteria,
    builtin_example,
    builtin_examples,
    keys_folder,
    recent,
    registry_folder,
    remember,
    state_folder,
)
from gfassess.files.reading import (
    LIMIT,
    ElsewhereError,
    inside,
    parts_of,
    read_bytes,
    read_text,
    sha256_of,
    size_of,
    user_path,
)
from gfassess.files.toml import MAX_DEPTH, parse_toml, read_toml
from gfassess.files.writing import replacing, write_atomic

__all__ = [
    "LIMIT",
    "MAX_DEPTH",
    "ElsewhereError",
    "builtin_cohort",
    "builtin_criteria",
    "builtin_example",
    "builtin_examples",
    "fresh_copy",
    "inside",
    "keys_folder",
    "parse_toml",
    "parts_of",
    "read_bytes",
    "read_text",
    "read_toml",
    "recent",
    "registry_folder",
    "remember",
    "replacing",
    "sha256_of",
    "size_of",
    "state_folder",
    "take_copy",
    "user_path",
    "write_atomic",
]
