"""The formula language of the rule files: text in, a tree, closures and text out.

Complete: finite numbers; names; `+ - * /` and unary `-`; comparisons, chained too; `and or not`;
`a if test else b`; brackets; `min max abs round sum clamp(x, low, high)`. Nothing else.
No text is ever handed to Python to run: a scanner lets only plain characters through, `ast.parse` only
reads them, and a whitelist turns what it read into nodes of our own.
"""

from gfassess.formula.formula import Formula
from gfassess.formula.scan import MAX_DEPTH, MAX_LENGTH
from gfassess.formula.tree import FUNCTIONS, Node
from gfassess.formula.values import Fault, Outcome, Scalar, Undefined, Unknown, is_known

__all__ = [
    "FUNCTIONS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "Fault",
    "Formula",
    "Node",
    "Outcome",
    "Scalar",
    "Undefined",
    "Unknown",
    "is_known",
]
