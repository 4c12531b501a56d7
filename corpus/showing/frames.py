"""Anything that the library gives, as a pandas frame."""

from typing import TYPE_CHECKING, Any

from planspor.corpus.errors import InputError
from planspor.corpus.showing.tables import table_of

if TYPE_CHECKING:
    import pandas


def frame(found: Any) -> "pandas.DataFrame":
    """A pandas frame of a result, of a list of values of one kind, or of a mapping of such lists.

    One value is one row; a mapping's keys stand in the column ``of``. Enumerations become plain
    strings, what there is none of becomes None. A matrix has a row for each target and a column
    for each document; ``frame(matrix.cells())`` has a row for each cell.

    Raises:
        InputError: pandas is not installed, or ``found`` is nothing that makes a table.
    """
    try:
        import pandas
    except ImportError as error:
        raise InputError("a frame needs pandas, which is not installed", _REMEDY) from error
    table = table_of(found)
    return pandas.DataFrame.from_records(list(table.rows), columns=list(table.columns))


_REMEDY = "pip install pandas (or: pip install 'planspor[frames]')."
