"""Generated assessments: any ids, any text that a file may hold, keys that no version knows."""

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from gfassess.files.control import forbidden
from gfassess.model.assessment import Assessment

NUMBERS: Final = st.floats(allow_nan=False, allow_infinity=False)
TEXTS: Final = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "用地面积（含二期）",
            "a \"quoted\" 'text'",
            "[bracket]\n# not a comment",
            '"""',
            "'''\n'''",
            "\\n\t",
            " ",
            "=",
            "{}",
        ]
    ),
).filter(lambda text: not list(forbidden(text)))
KEYS: Final = TEXTS.filter(lambda text: len(text) < 20)
DATES: Final = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
VALUES: Final = st.one_of(st.booleans(), NUMBERS, TEXTS, DATES)
REMARKS: Final = st.dictionaries(KEYS, TEXTS, max_size=3)
STRANGE: Final = st.recursive(
    st.one_of(VALUES, st.integers(-(2**63), 2**63 - 1)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=5,
)


def record(
    known: dict[str, st.SearchStrategy[Any]], required: tuple[str, ...] = ()
) -> st.SearchStrategy[dict[str, Any]]:
    """Return tables with some of the known keys and sometimes one that is not known."""
    optional = {key: value for key, value in known.items() if key not in required}
    base = st.fixed_dictionaries({key: known[key] for key in required}, optional=optional)
    extra = st.dictionaries(KEYS.filter(lambda key: key not in {*known, "result", "stamp"}), STRANGE, max_size=1)
    return st.builds(lambda one, other: other | one, base, extra)


_REFERENCE: Final = record({"leading": NUMBERS, "baseline": NUMBERS, "source": TEXTS, "row": TEXTS})
_EVIDENCE: Final = record(
    {
        "file": TEXTS,
        "for": st.lists(KEYS, max_size=3),
        "size": st.integers(0, 2**53),
        "pages": TEXTS,
        "covers_from": DATES,
        "expires": DATES,
        "owner": TEXTS,
    },
    required=("file", "for"),
)
ASSESSMENTS: Final = record(
    {
        "ruleset": TEXTS,
        "year": st.integers(1990, 2100),
        "illustrative": st.booleans(),
        "remark": TEXTS,
        "enterprise": record(dict.fromkeys(("name", "credit_code", "division", "province", "city"), TEXTS)),
        "site": record({"name": TEXTS, "address": TEXTS}),
        "facts": st.dictionaries(KEYS, VALUES, max_size=4),
        "ledgers": st.dictionaries(KEYS, st.lists(st.dictionaries(KEYS, VALUES, max_size=3), max_size=3), max_size=2),
        "notes": REMARKS,
        "explained": REMARKS,
        "not_applicable": REMARKS,
        "references": st.dictionaries(KEYS, _REFERENCE, max_size=2),
        "evidence": st.lists(_EVIDENCE, max_size=2),
    },
    required=("ruleset", "year"),
).map(Assessment.model_validate)
