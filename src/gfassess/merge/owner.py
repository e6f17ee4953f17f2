"""Whether two files are about the same enterprise, site and year."""

from typing import NamedTuple

from gfassess.model.assessment import Assessment


class Owner(NamedTuple):
    """Whom a file is about."""

    year: int
    credit_code: str
    enterprise: str
    site: str


def owner_of(assessment: Assessment) -> Owner:
    """Return whom an assessment is about."""
    enterprise = assessment.enterprise
    return Owner(assessment.year, enterprise.credit_code, enterprise.name, assessment.site.name)


def apart(one: Owner, other: Owner) -> tuple[str, str] | None:
    """Return the first thing by which two owners are not the same; None where nothing tells them apart.

    What only one of them states tells nothing; names may differ where the credit code is the same.
    """
    if one.year != other.year:
        return str(one.year), str(other.year)
    pairs = [(one.site, other.site)]
    if not (one.credit_code and one.credit_code == other.credit_code):
        pairs += [(one.credit_code, other.credit_code), (one.enterprise, other.enterprise)]
    return next(((first, second) for first, second in pairs if first and second and first != second), None)
