"""The engines that score a fleet, started once for all tests of a process."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gfassess.fleet.on_spark import SETTINGS
from tests.fleet.engines import Engine, SparkEngine, polars_eager, polars_lazy, polars_streaming

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_POLARS = {"eager": polars_eager, "lazy": polars_lazy, "streaming": polars_streaming}


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator["SparkSession"]:
    """Start Spark on two cores of this machine, with its own defaults for everything that decides a result."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    home = os.environ.get("JAVA_HOME")
    if not (shutil.which("java") or (home and (Path(home) / "bin" / "java").exists())):
        pytest.skip("Spark needs Java, which is not installed")
    settings = {
        **SETTINGS,
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.local.dir": str(tmp_path_factory.mktemp("spark")),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = sql.SparkSession.builder.master("local[2]").appName("gfassess-tests")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(params=[*_POLARS, "spark"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Give every engine in turn."""
    if request.param == "spark":
        return SparkEngine(request.getfixturevalue("spark"))
    return _POLARS[request.param]
