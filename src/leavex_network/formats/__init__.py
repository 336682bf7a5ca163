"""Formats of files: one module and one row of the table each."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from os import PathLike
from pathlib import PurePath
from types import MappingProxyType, ModuleType, NoneType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, overload

from leavex_network.errors import (
    ArgumentError,
    FormatError,
    alternatives,
    did_you_mean,
    expect,
    expect_texts,
    quoted,
)
from leavex_network.formats.read_options import ReadOptions
from leavex_network.models import Entry
from leavex_network.models.kinds import KindsArgument
from leavex_network.network import Network
from leavex_network.progress import Progress, reported
from leavex_network.text.urls import check_base_url

if TYPE_CHECKING:
    from leavex_network.formats.tables.reading import Table

PAGE = "markdown"
"""The format of a page of a site."""

TABLES = ("csv", "xlsx", "xls", "ods")
"""The formats of tables that can be read."""

TextFormat = Literal["json", "markdown", "csv", "html", "atom"]
"""The formats whose `dumps` returns a string; that of the others returns bytes."""


class Format(NamedTuple):
    """A format. The module of its name in this package has its `dumps` and `loads`."""

    name: str
    suffixes: tuple[str, ...]
    """The extensions of its files, in lower case."""
    dumps_options: tuple[str, ...] | None
    """The options of its `dumps`; None if it can only be read."""
    loads_options: tuple[str, ...] | None = None
    """The options of its `loads`; None if it can only be written."""
    read_suffixes: tuple[str, ...] = ()
    """Further extensions of files that are only read."""


_TABLE_OPTIONS = ("language", "kinds", "kind", "extra", "days")
_ROWS = (
    Format("json", (".json",), ("onto", "language", "prune"), loads_options=()),
    Format(
        PAGE,
        (".md", ".markdown"),
        ("onto", "language", "base_url", "prune"),
        loads_options=("language", "base_url", "kinds"),
    ),
    Format(
        "csv",
        (".csv",),
        ("language", "words"),
        loads_options=_TABLE_OPTIONS,
        read_suffixes=(".tsv", ".tab"),
    ),
    Format(
        "xlsx",
        (".xlsx",),
        ("language", "words"),
        loads_options=_TABLE_OPTIONS,
        read_suffixes=(".xlsm",),
    ),
    Format("xls", (), None, loads_options=_TABLE_OPTIONS, read_suffixes=(".xls",)),
    Format("ods", (), None, loads_options=_TABLE_OPTIONS, read_suffixes=(".ods",)),
    Format("html", (".html", ".htm"), ("language",)),
    Format("atom", (".atom", ".xml"), ("language",)),
)

FORMATS: Mapping[str, Format] = MappingProxyType({row.name: row for row in _ROWS})
"""The formats by their names."""

READ = tuple(row.name for row in _ROWS if row.loads_options is not None)
"""The names of the formats that can be read."""

WRITTEN = tuple(row.name for row in _ROWS if row.dumps_options is not None)
"""The names of the formats that can be written."""

_UNREAD = {
    ".numbers": "export it from Numbers as CSV or XLSX",
    ".parquet": "write it as CSV, for example with pandas: read_parquet(...).to_csv(...)",
    ".feather": "write it as CSV, for example with pandas: read_feather(...).to_csv(...)",
    ".arrow": "write it as CSV, for example with pandas: read_feather(...).to_csv(...)",
    ".xlsb": "save it as XLSX or CSV",
    ".gsheet": "download it from Google Sheets as CSV or XLSX",
    ".pdf": "copy its table into a spreadsheet, and save that as CSV or XLSX",
}
"""What to do with files of tables that are not read, by their extensions."""


@overload
def dumps(
    network: Network[Entry],
    format: TextFormat = "json",
    *,
    onto: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    prune: bool = False,
    words: bool = False,
    progress: Progress | None = None,
) -> str: ...
@overload
def dumps(
    network: Network[Entry],
    format: Literal["xlsx"],
    *,
    onto: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    prune: bool = False,
    words: bool = False,
    progress: Progress | None = None,
) -> bytes: ...
@overload
def dumps(
    network: Network[Entry],
    format: str,
    *,
    onto: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    prune: bool = False,
    words: bool = False,
    progress: Progress | None = None,
) -> str | bytes: ...
def dumps(
    network: Network[Entry],
    format: str = "json",
    *,
    onto: str | None = None,
    language: str | None = None,
    base_url: str | None = None,
    prune: bool = False,
    words: bool = False,
    progress: Progress | None = None,
) -> str | bytes:
    """Return the network as text, the same text every time; as XLSX, the same bytes.

    An option that the format does not have is an error: see `FORMATS`.

    Args:
        network: The network to write.
        format: A key of `FORMATS`.
        onto: A text to edit in place. What did not change on a page keeps its bytes; JSON keeps
            the fields that pages and tables cannot express.
        language: The language of the text (BCP 47), which then has no translations; by default the
            network's own. Without it, JSON has all languages.
        base_url: The site to which links are written relative; by default `about.url`.
        prune: Whether to remove entries of `onto` that the network lacks (default: keep and warn).
        words: Whether a CSV table is for people: with its headers, kinds, statuses, countries and
            regions in the words of the language, and without empty columns. XLSX always is.
        progress: Is called as for `write`.

    Raises:
        ArgumentError: The format has no such option, or the base URL is invalid.
        ArgumentTypeError: An argument has a wrong type.
        FormatError: There is no such format.
        DataError: `onto` cannot be read, an entry would not be read back as itself, or it does not
            fit into the cells of a sheet.
        MissingExtraError: XLSX is written with the extra `sheets`.
    """
    expect(network, Network, "dumps() takes a Network, such as read(path) returns")
    row = named(format)
    expect_texts(onto=onto)
    expect(prune, (bool, NoneType), "`prune` is True or False")
    expect(words, (bool, NoneType), "`words` is True or False")
    options = {"onto": onto, "language": language, "base_url": base_url, "prune": prune}
    options["words"] = words
    if row.dumps_options is None:
        problem = f"The format {quoted(format)} can only be read"
        raise FormatError(f"{problem}; formats that can be written: {alternatives(WRITTEN)}")
    given = _given(row, options)
    with reported(progress):
        return cast("str | bytes", _module(row).dumps(network, **given))


def loads(  # noqa: PLR0913 - what is asked for by keyword
    text: str | bytes,
    format: str = "json",
    *,
    language: str | None = None,
    base_url: str | None = None,
    kinds: KindsArgument | None = None,
    kind: str | None = None,
    extra: bool | Iterable[str] = False,
    days: str | None = None,
    file: str | PathLike[str] = "<text>",
    progress: Progress | None = None,
) -> Network[Entry]:
    """Return the network that a text holds.

    An option that the format does not have is an error: see `FORMATS`.

    Args:
        text: The text, or its bytes in UTF-8.
        format: One of `READ`.
        language: The language of a page or table that declares none (BCP 47); English by default.
        base_url: The site that relative links of a page belong to.
        kinds: The kinds of a page or table besides initiatives and petitions: names of usual ones
            (`["event"]`), or a mapping from names to words, as in `About.kinds`.
        kind: The kind of all entries of a table without such a column: `petition`, `initiative`, a
            usual or a declared one.
        extra: Which unknown columns of a table become `Entry.extra`: those with these headers, or
            all (True); by default they are an error.
        days: What comes first in days of a table such as 3/2/2025: `dmy` for the day, `mdy` for
            the month; by default such days are an error, unless the column shows it.
        file: The name of the text in errors.
        progress: Is called as for `read`.

    Raises:
        ArgumentError: The format has no such option, or the base URL is invalid.
        DataError: The text is no valid network; it holds every problem with its line and column.
        FormatError: There is no such format, or it can only be written.
    """
    row = named(format)
    expect(file, (str, PathLike), "`file` is the name of a file")
    file = str(file)
    if row.loads_options is None:
        problem = f"The format {quoted(format)} can only be written"
        raise FormatError(f"{problem}; formats that can be read: {alternatives(READ)}")
    options = ReadOptions(kinds, kind, extra, days).checked()
    options |= {"language": language, "base_url": base_url}
    given = _given(row, options, is_read=True)
    with reported(progress):
        return cast("Network[Entry]", _module(row).loads(text, file=file, **given))


def table_of(
    content: bytes, row: Format, options: ReadOptions, *, language: str | None, file: str
) -> "Table":
    """Return the table of a file, with the positions of its cells; nothing is reported yet."""
    # Only here: the modules of tables are not needed for other formats.
    from leavex_network.formats.tables.reader import TableOptions

    given = _given(row, {**options.checked(), "language": language}, is_read=True)
    return cast("Table", _module(row).table_of(content, TableOptions(**given), file=file))


def _module(row: Format) -> ModuleType:
    return import_module(f"{__name__}.{row.name}")


def _given(row: Format, options: Mapping[str, object], *, is_read: bool = False) -> dict[str, Any]:
    """Return the options that were given; one that the format lacks is an `ArgumentError`."""
    known = (row.loads_options if is_read else row.dumps_options) or ()
    use = " for reading" if is_read else ""
    given = {
        name: value for name, value in options.items() if value is not None and value is not False
    }
    for name in given:
        if name not in known:
            problem = f"The format {quoted(row.name)} has no option {quoted(name)}{use}"
            raise ArgumentError(f"{problem}; it takes {', '.join(known) or 'none'}")
    expect_texts(language=given.get("language"))
    if "base_url" in given:
        check_base_url(given["base_url"])
    return given


def named(name: str) -> Format:
    """Return the format of that name; if there is none, raise a `FormatError`."""
    expect(name, str, f"A format is {alternatives(FORMATS)}")
    if name in FORMATS:
        return FORMATS[name]
    question = did_you_mean(name, FORMATS) or f"Use {alternatives(FORMATS)}"
    raise FormatError(f"Unknown format {quoted(name)}. {question}")


def of_path(path: str | PurePath, *, is_read: bool = False) -> Format:
    """Return the format of a file by the extension of its name.

    Raises:
        FormatError: No format has that extension; it names those that do, or that can be read.
    """
    suffix = PurePath(path).suffix.lower()
    known: list[str] = []
    for row in FORMATS.values():
        if suffix in row.suffixes or (is_read and suffix in row.read_suffixes):
            return row
        if row.name in (READ if is_read else WRITTEN):
            known += (*row.suffixes, *row.read_suffixes) if is_read else row.suffixes
    file = repr(str(path))
    if is_read and suffix in _UNREAD:
        raise FormatError(f"{file} is not read; {_UNREAD[suffix]}")
    option = "--read-as" if is_read else "--write-as"
    remedy = f"use {alternatives(known)}, or name the format (format=, or {option})"
    if not suffix:
        problem = f"{file} has no extension and is no folder"
        raise FormatError(f"{problem}; create the folder, {remedy}")
    raise FormatError(f"No format has the extension of {file}; {remedy}")
