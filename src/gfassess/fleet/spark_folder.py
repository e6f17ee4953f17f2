"""The tables of a packed folder on Spark, where rows of hundreds of columns are carried in a few pieces.

Spark copies each column of a row in every projection, and each column makes a plan slower to think about. So columns
are put into a struct as soon as many lie loose, a struct is copied as one, and columns are taken out where a step needs
them.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from itertools import count
from operator import and_
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

import narwhals as nw
import polars as pl

from gfassess.files.writing import make_folder
from gfassess.fleet.on_polars import keys_of
from gfassess.fleet.packed import Packed, pack_again
from gfassess.fleet.parquet import schema_of
from gfassess.fleet.spark_paths import exactly
from gfassess.fleet.steps import Cells, Frame, Key, Step

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

_MANY: Final = 40
"""Loose columns that are worth a piece."""
_SOME: Final = 8
"""Columns of a joined table that are."""
_TYPES: Final[Mapping[type[pl.DataType], str]] = {
    pl.Boolean: "boolean",
    pl.Float64: "double",
    pl.Int8: "tinyint",
    pl.Int64: "bigint",
    pl.String: "string",
}


class Carried(NamedTuple):
    """What a frame consists of."""

    pieces: Mapping[str, Sequence[str]]
    """Structs, each with the columns that lie in it."""
    loose: Sequence[str]

    @property
    def inside(self) -> dict[str, str]:
        """Return where each column that lies in a piece is found."""
        return {name: f"{piece}.{name}" for piece, names in self.pieces.items() for name in names}


class SparkFolder:
    """A packed folder, where all workers can read it."""

    def __init__(
        self,
        session: "SparkSession",
        packed: Packed,
        place: Path,
        columns: Collection[str],
        ledgers: Mapping[str, Collection[str]],
    ) -> None:
        """Bind the session, the folder, where small tables may lie for the workers, and the columns that are read."""
        self._session = session
        self._packed = packed
        self._place = place
        self._columns = columns
        self._ledgers = ledgers
        self._numbers = count()
        # A frame knows its columns, too, but takes as long to say so as to add another step.
        self._carried: WeakKeyDictionary[DataFrame, Carried] = WeakKeyDictionary()

    def sites(self) -> Frame:
        """Return the table of assessments."""
        files = [self._packed.assessments(number) for number in self._packed.numbers]
        schema = _of_those(files[0], self._columns)
        return self._settled(self._read(files, schema), {}, [*schema])

    def rows(self, ledger: str) -> Frame:
        """Return the table of a ledger."""
        files = [self._packed.ledger(ledger, number) for number in self._packed.numbers]
        schema = _of_those(files[0], self._ledgers[ledger])
        return self._noted(self._read(files, schema), {}, [*schema])

    def read(self, *files: Path) -> Frame:
        """Return the table in some files of the same columns."""
        schema = schema_of(files[0], pack_again())
        return self._noted(self._read(files, schema), {}, [*schema])

    def small(self, cells: Cells, types: Mapping[str, nw.dtypes.DType]) -> Frame:
        """Return a small table with these columns, which Spark hands to every worker."""
        from pyspark.sql import functions as spark  # noqa: PLC0415 - an extra

        columns = {name: list(cells[name]) for name in types}
        table: pl.DataFrame = nw.from_dict(columns, schema=dict(types), backend="polars").to_native()
        make_folder(self._place)
        file = self._place / f"{next(self._numbers)}.parquet"
        table.write_parquet(file)
        return self._noted(spark.broadcast(self._read([file], table.schema)), {}, [*types])

    def joined(self, frame: Frame, table: Frame, on: Sequence[str]) -> Frame:
        """Return a frame with the columns of the row of a table that agrees in some columns."""
        from pyspark.sql import functions as spark  # noqa: PLC0415 - an extra

        left, right = self._of(frame), self._of(table)
        keys = {name: f"_on_{name}" for name in on}
        others = [name for name in right.loose if name not in keys]
        pieces = {self._name(): others} if len(others) >= _SOME else {}
        as_keys = (spark.col(name).alias(key) for name, key in keys.items())
        to_join = table.to_native().select(*as_keys, *(_structs(pieces) if pieces else others))
        same = (spark.col(left.inside.get(name, name)) == spark.col(key) for name, key in keys.items())
        joined = frame.to_native().join(to_join, reduce(and_, same), "left").drop(*keys.values())
        return self._noted(joined, {**left.pieces, **pieces}, [*left.loose, *([] if pieces else others)])

    def grown(self, frame: Frame, step: Step) -> Frame:
        """Return a frame with the columns that a step works out, and the pieces that hold what it keeps."""
        if not step.columns:
            return frame
        carried, kept = self._of(frame), set(step.kept)
        pieces = {piece: names for piece, names in carried.pieces.items() if not kept.isdisjoint(names)}
        loose = [name for name in carried.loose if name in kept]
        if carried.pieces:
            frame = self.only(frame, [*pieces, *dict.fromkeys((*loose, *sorted(step.needs)))])
        grown = frame.select(*pieces, *loose, **step.columns)
        return self._settled(grown.to_native(), pieces, [*loose, *step.columns])

    def only(self, frame: Frame, columns: Sequence[str]) -> Frame:
        """Return a frame of some columns."""
        inside = self._of(frame).inside
        return self._noted(frame.to_native().select(*(inside.get(name, name) for name in columns)), {}, columns)

    def keys(self, columns: tuple[str, ...]) -> Sequence[Key]:
        """Return what occurs in some columns of the table of assessments, each once; of too many one more than that."""
        return keys_of(self._packed, columns)

    def _read(self, files: Sequence[Path], schema: Mapping[str, Any]) -> "DataFrame":
        # Without a schema Spark starts a job to look into the files.
        fields = ", ".join(f"`{name}` {_TYPES[type(kind)]}" for name, kind in schema.items())
        return self._session.read.schema(fields).parquet(*map(exactly, files))

    def _settled(self, native: "DataFrame", pieces: Mapping[str, Sequence[str]], loose: Sequence[str]) -> Frame:
        """Return a frame whose loose columns are put into one more piece where they are many."""
        if len(loose) < _MANY:
            return self._noted(native, pieces, loose)
        new = {self._name(): loose}
        return self._noted(native.select(*pieces, *_structs(new)), {**pieces, **new}, [])

    def _noted(self, native: "DataFrame", pieces: Mapping[str, Sequence[str]], loose: Sequence[str]) -> Frame:
        self._carried[native] = Carried(pieces, loose)
        found: Frame = nw.from_native(native)
        return found

    def _of(self, frame: Frame) -> Carried:
        native = frame.to_native()
        return self._carried[native] if native in self._carried else Carried({}, native.columns)

    def _name(self) -> str:
        return f"_piece~{next(self._numbers)}"


def _of_those(file: Path, columns: Collection[str]) -> dict[str, pl.DataType]:
    """Return some columns of a file with their types; others may be there, of types that Spark is not told of."""
    return {name: kind for name, kind in schema_of(file, pack_again()).items() if name in columns}


def _structs(pieces: Mapping[str, Sequence[str]]) -> "list[Column]":
    from pyspark.sql import functions as spark  # noqa: PLC0415 - an extra

    return [spark.struct(*names).alias(piece) for piece, names in pieces.items()]
