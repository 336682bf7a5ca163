"""Read a text of separated values: CSV, TSV and their relatives."""

from functools import partial
from itertools import islice

from leavex_network.errors import DataError
from leavex_network.findings import Finding
from leavex_network.formats.tables.encodings import Evidence, decode
from leavex_network.formats.tables.headers import known_columns, languages_of
from leavex_network.formats.tables.reader import TableOptions
from leavex_network.formats.tables.reading import Table, loads_of, read
from leavex_network.formats.tables.text_grid import TextGrid
from leavex_network.places import languages

_SAMPLE = 200_000
"""The number of characters in which the header is looked for."""
_ROWS = 25


def table_of(content: str | bytes, options: TableOptions, *, file: str = "<text>") -> Table:
    """Return the table of a text, with what is to be reported.

    Raises:
        DataError: It is no valid network, or in an encoding that is not certain.
    """
    decoded = decode(content, file, partial(_evidence, options.language))
    table = read(TextGrid(decoded.text, file, known_columns), options)
    if decoded.encoding is None:
        return table
    message = f"The file is read as {decoded.encoding}."
    note = Finding(code="read-as", message=message, file=file)
    return table._replace(notes=[note, *table.notes])


loads = loads_of(table_of)


def _evidence(given: str | None, text: str) -> Evidence:
    """Return the evidence of the language of a text: the given one, else its header."""
    if given is not None:
        code = languages.usual_case(given)
        bundled = None if code is None else languages.with_names(code)
        return Evidence(None if bundled is None else bundled.code, has_letters=False)
    sample, _, _ = text[:_SAMPLE].rpartition("\n")
    grid = TextGrid(sample, "", known_columns)
    try:
        rows = [record.cells for record in islice(grid.records(), _ROWS)]
    except DataError:
        return Evidence(None, has_letters=False)
    codes, has_letters = languages_of(rows)
    # English headers stand in tables of all languages.
    is_certain = len(codes) == 1 and (has_letters or codes != {"en"})
    return Evidence(next(iter(codes)) if is_certain else None, has_letters)
