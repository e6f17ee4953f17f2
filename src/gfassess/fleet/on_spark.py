"""Spark for a fleet: a session on this machine or on a cluster, and the files that it writes."""

import logging
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from gfassess.errors import GfassessError
from gfassess.files.writing import settle
from gfassess.fleet.exchange import remove
from gfassess.fleet.layout import SITE
from gfassess.fleet.parquet import reason_of
from gfassess.fleet.spark_paths import place
from gfassess.fleet.steps import Frame
from gfassess.words import _

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS: Final[Mapping[str, str]] = {
    # One piece of code for hundreds of expressions passes what the JVM compiles, so Spark would write it in vain.
    "spark.sql.codegen.wholeStage": "false",
    # Structs carry columns on purpose: Spark is not to take them apart on the way.
    "spark.sql.optimizer.expression.nestedPruning.enabled": "false",
    "spark.sql.optimizer.nestedSchemaPruning.enabled": "false",
    # What Spark concludes of one expression for others helps filters; here are none, and very many expressions.
    "spark.sql.constraintPropagation.enabled": "false",
    # Where in Python each of ten thousand expressions was made interests nobody, and costs as long as making it.
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}
_CODE_PAYS: Final = 100_000
"""Sites from which on writing code, translating it and compiling it takes less time than it saves."""
LOCAL: Final = "local[*]"
_MEMORY: Final = "3g"
_LOCALLY: Final[Mapping[str, str]] = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.ui.enabled": "false",
}
"""For Spark in this process; a cluster has settings of its own."""


@contextmanager
def session(master: str | None) -> "Iterator[SparkSession]":
    """Give a Spark session, on this machine unless a master is named; raise GfassessError where none can start.

    One that runs already is taken, and goes on.
    """
    _require_packages()
    from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415 - the same
    from pyspark.sql import SparkSession  # noqa: PLC0415 - the same

    if (there := SparkSession.getActiveSession()) is not None:
        yield there
        return
    with TemporaryDirectory(prefix="gfassess-spark-", ignore_cleanup_errors=True) as folder, _unlogged():
        log = Path(folder) / "log"
        found: SparkSession | None = None
        try:
            with _quiet(log), _interrupts():
                found = _started(master, folder)
            yield found
        except (PySparkException, Py4JError, OSError, RuntimeError) as error:
            if found is not None and not isinstance(error, (PySparkException, Py4JError, ConnectionError)):
                raise
            message = _("Spark does not start: {reason}") if found is None else _("Spark stopped: {reason}")
            raise GfassessError.of(message.format(reason=_reason(error)), hint=_hint(error, log)) from error
        finally:
            if found is not None:
                # A Java machine that is gone cannot stop.
                with suppress(PySparkException, Py4JError, OSError):
                    found.stop()


def suit(session: "SparkSession", sites: int) -> None:
    """Let Spark write code for the expressions of a plan where so many sites are scored that it pays."""
    pays = sites >= _CODE_PAYS
    session.conf.set("spark.sql.codegen.factoryMode", "FALLBACK" if pays else "NO_CODEGEN")
    # Without code, looking for what expressions have in common takes longer than working it out again.
    session.conf.set("spark.sql.subexpressionElimination.enabled", str(pays).lower())


def sink(frame: Frame, folder: Path) -> None:
    """Write a frame as Parquet files into a folder that is not there yet, by site in each of them."""
    native: Any = frame.to_native()
    native.sortWithinPartitions(SITE).write.parquet(place(folder))
    for path in folder.iterdir():
        # What Spark leaves for itself: a mark of success, checksums.
        if path.suffix != ".parquet":
            path.unlink()
        else:
            _secured(path)
    settle(folder)


def sink_one(frame: Frame, path: Path) -> None:
    """Write a frame as one Parquet file, in its order."""
    folder = path.with_suffix(".parts")
    native: Any = frame.to_native()
    native.coalesce(1).write.mode("overwrite").parquet(place(folder))
    (written,) = folder.glob("*.parquet")
    _secured(written)
    written.replace(path)
    settle(path.parent)
    remove(folder)


def _secured(path: Path) -> None:
    """Make a file that another process wrote survive a power cut; where it belongs to another user, too."""
    with path.open("rb+" if os.name == "nt" else "rb") as stream:
        os.fsync(stream.fileno())


def _require_packages() -> None:
    try:
        import pyspark  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        hint = _('install it with: pip install "gfassess[fleet,spark]"')
        raise GfassessError.of(
            _("the engine Spark needs the package {package}").format(package="pyspark"), hint=hint
        ) from error
    home = Path(os.environ.get("JAVA_HOME", ""), "bin", "java")
    if shutil.which("java") is None and shutil.which(home) is None:
        raise GfassessError.of(
            _("Spark needs Java 17 or newer"), hint=_("on Debian and Ubuntu: apt install openjdk-17-jre-headless")
        )


def _started(master: str | None, folder: str) -> "SparkSession":
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    settings = {**SETTINGS, "spark.sql.warehouse.dir": place(Path(folder) / "warehouse")}
    if master is None:
        # Counts less than what a file with settings of Spark says.
        os.environ.setdefault("SPARK_DRIVER_MEMORY", _MEMORY)
        settings |= {**_LOCALLY, "spark.local.dir": folder}
    builder = SparkSession.Builder().master(master or LOCAL).appName("gfassess fleet")
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


@contextmanager
def _quiet(log: Path) -> Iterator[None]:
    """Send what a Java machine that starts meanwhile says, as long as it lives, to a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with log.open("wb") as stream:
            os.dup2(stream.fileno(), 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def _interrupts() -> Iterator[None]:
    """Keep what Ctrl+C does: Spark would put a call to Java of its own in its place, in the midst of another one."""
    before = signal.getsignal(signal.SIGINT)
    yield
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, before)


@contextmanager
def _unlogged() -> Iterator[None]:
    """Keep to itself what the bridge to Java logs of what is raised as well."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


def _reason(error: BaseException) -> str:
    """Return what Spark says, without the names of its classes and calls."""
    lines = [line.removeprefix(": ") for line in str(error).splitlines() if not line.startswith("An error occurred")]
    return lines[0] if lines else reason_of(error)


def _hint(error: BaseException, log: Path) -> str:
    said = str(error) + log.read_text(encoding="utf-8", errors="replace")
    if "OutOfMemoryError" not in said:
        return ""
    return _("more memory: set {key} in {file}, see the documentation of Spark").format(
        key="spark.driver.memory", file="spark-defaults.conf"
    )
