"""What the program is made of: a CycloneDX list of its parts, and a look at their licences. Works offline."""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement

_EXTRAS: Final = frozenset({"all"})
_ALLOWED: Final = frozenset(
    {"MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "PSF-2.0", "MPL-2.0", "ISC", "Zlib"}
    | {"CC0-1.0"}
)
"""Licences of parts that may be handed on with a program under Apache-2.0, unchanged as pip installs them."""
_LONGEST: Final = 40
"""Characters of a field that names a licence; a longer one is its text."""
_SPELLINGS: Final = {
    "Apache 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
}


def parts(root: str = "gfassess") -> list[Distribution]:
    """Return the installed packages that the program or an extra of it needs, by name; others are left out."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    ahead = [(root, _EXTRAS)]
    while ahead:
        name, extras = at = ahead.pop()
        if at in seen:
            continue
        seen.add(at)
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # an extra that nobody installed here
            continue
        ahead.extend((_plain(wanted.name), frozenset(wanted.extras)) for wanted in _wanted(name, extras))
    return [found[name] for name in sorted(found) if name != root]


def _wanted(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    for line in distribution(name).requires or []:
        wanted = Requirement(line)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield wanted


def licence_of(part: Distribution) -> str:
    """Return the licence of a package as an SPDX expression; as it stands there where that is none."""
    about = part.metadata
    for expression in about.get_all("License-Expression") or ():
        return str(_SPELLINGS.get(expression, expression))
    fields = ("License", "Classifier")
    said = [text for name in fields for text in about.get_all(name) or []]
    texts = [text for text in said if text and (text in _SPELLINGS or len(text) < _LONGEST) and "::" not in text]
    texts += [text for text in said if text in _SPELLINGS]
    return _SPELLINGS.get(texts[0], texts[0]) if texts else ""


def refused(part: Distribution) -> bool:
    """Tell whether a licence is not among those that were looked at."""
    return not {one.strip("() ") for one in re.split(r" AND | OR ", licence_of(part))} <= _ALLOWED


def inventory() -> dict[str, Any]:
    """Return the list as CycloneDX 1.6, without time and serial number: the same parts give the same file."""
    own = distribution("gfassess")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(own, "application")},
        "components": [_component(part, "library") for part in parts()],
    }


def _component(part: Distribution, kind: str) -> dict[str, Any]:
    name = _plain(part.name)
    purl = f"pkg:pypi/{name}@{part.version}"
    licences = [{"expression": licence_of(part)}] if licence_of(part) else []
    return {"type": kind, "bom-ref": purl, "name": name, "version": part.version, "purl": purl, "licenses": licences}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Write the list beside the wheel, or stop where a licence was never looked at."""
    odd = [
        f"{part.name} {part.version}: {licence_of(part) or 'no licence stated'}" for part in parts() if refused(part)
    ]
    if odd:
        sys.exit("licences that nobody looked at:\n" + "\n".join(odd))
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "dist") / "gfassess.cdx.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(inventory(), indent=2) + "\n", encoding="utf-8")
    print(f"{target}: {len(parts())} parts, their licences known")


if __name__ == "__main__":
    main()
