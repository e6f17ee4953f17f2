"""A packed folder on Spark: all its parts at once, on this machine or on a cluster."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

from gfassess.errors import GfassessError
from gfassess.fleet.exchange import remove
from gfassess.fleet.layout import SITE
from gfassess.fleet.packed import Packed
from gfassess.fleet.parquet import reason_of
from gfassess.fleet.steps import MOST_KEYS, Cells, Frame, Key
from gfassess.words import _

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS: Final[Mapping[str, str]] = {
    # Hundreds of columns in one projection pass the size up to which the JVM compiles a method; Spark then does
    # without code for whole stages, which is several times as fast as methods that stay interpreted.
    "spark.sql.codegen.hugeMethodLimit": "8000",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}
LOCAL: Final = "local[*]"
_LOCALLY: Final[Mapping[str, str]] = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "3g",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
}
"""For Spark in this process; a cluster has settings of its own."""


class SparkFolder:
    """A packed folder, where all workers can read it."""

    def __init__(self, session: "SparkSession", packed: Packed) -> None:
        """Bind the session and the folder."""
        self._session = session
        self._packed = packed

    def sites(self) -> Frame:
        """Return the table of assessments."""
        return self.read(*map(self._packed.assessments, self._packed.numbers))

    def rows(self, ledger: str) -> Frame:
        """Return the table of a ledger."""
        return self.read(*(self._packed.ledger(ledger, number) for number in self._packed.numbers))

    def read(self, *paths: Path) -> Frame:
        """Return the table in some files, or in a folder of them."""
        found: Frame = nw.from_native(self._session.read.parquet(*map(_exactly, paths)))
        return found

    def small(self, cells: Cells, types: Mapping[str, nw.dtypes.DType]) -> Frame:
        """Return a small table with these columns, which Spark hands to every worker."""
        from pyspark.sql import functions  # noqa: PLC0415 - an extra

        rows = list(zip(*(cells[name] for name in types), strict=True))
        fields = ", ".join(f"`{name}` {_SQL_TYPES[type(kind)]}" for name, kind in types.items())
        table: Frame = nw.from_native(functions.broadcast(self._session.createDataFrame(rows, fields)))
        return table

    def joined(self, frame: Frame, table: Frame, on: Sequence[str]) -> Frame:
        """Return a frame with the columns of the row of a table that agrees in some columns."""
        return frame.join(table, on=list(on), how="left")

    def keys(self, columns: tuple[str, ...]) -> Sequence[Key]:
        """Return what occurs in some columns of the table of assessments, each once; of too many one more than that."""
        found: Any = self.sites().select(*columns).to_native()
        return [tuple(row) for row in found.distinct().limit(MOST_KEYS + 1).collect()]


_SQL_TYPES: Final[Mapping[type[nw.dtypes.DType], str]] = {
    nw.Int64: "bigint",
    nw.Float64: "double",
    nw.Boolean: "boolean",
    nw.String: "string",
}


@contextmanager
def session(master: str | None) -> "Iterator[SparkSession]":
    """Give a Spark session, on this machine unless a master is named; raise GfassessError where none can start.

    One that runs already is taken, and goes on.
    """
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra
        from pyspark.sql import SparkSession  # noqa: PLC0415 - the same
    except ImportError as error:
        hint = _('install it with: pip install "gfassess[fleet,spark]"')
        raise GfassessError.of(
            _("the engine Spark needs the package {package}").format(package="pyspark"), hint=hint
        ) from error
    if master is None and shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise GfassessError.of(
            _("Spark needs Java 17 or newer"), hint=_("on Debian and Ubuntu: apt install openjdk-17-jre-headless")
        )
    there = SparkSession.getActiveSession()
    builder = SparkSession.Builder().master(master or LOCAL).appName("gfassess fleet")
    for key, value in {**SETTINGS, **(_LOCALLY if master is None else {})}.items():
        builder = builder.config(key, value)
    try:
        found = builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        raise GfassessError.of(_("Spark does not start: {reason}").format(reason=reason_of(error))) from error
    try:
        yield found
    except PySparkException as error:
        raise GfassessError.of(_("Spark stopped: {reason}").format(reason=reason_of(error))) from error
    finally:
        if there is None:
            found.stop()


def sink(frame: Frame, folder: Path) -> None:
    """Write a frame as Parquet files into a folder that is not there yet, by site in each of them."""
    native: Any = frame.to_native()
    native.sortWithinPartitions(SITE).write.parquet(_place(folder))
    for path in folder.iterdir():
        # What Spark leaves for itself: a mark of success, checksums.
        if path.suffix != ".parquet":
            path.unlink()


def sink_one(frame: Frame, path: Path) -> None:
    """Write a frame as one Parquet file, in its order."""
    folder = path.with_suffix(".parts")
    native: Any = frame.to_native()
    native.coalesce(1).write.mode("overwrite").parquet(_place(folder))
    (written,) = folder.glob("*.parquet")
    written.replace(path)
    remove(folder)


def _place(path: Path) -> str:
    """Return a path of this machine for Spark, which reads no percent signs in it as `Path.as_uri` writes them."""
    return f"file:///{path.resolve().as_posix().lstrip('/')}"


def _exactly(path: Path) -> str:
    """Return a path to read, of which no character is a pattern."""
    return re.sub(r"([][{}*?\\])", r"\\\1", _place(path))
