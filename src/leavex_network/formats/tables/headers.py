"""Find the header of a grid, and decide which column is which field."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import islice

from leavex_network.errors import DataError, did_you_mean, question, quoted
from leavex_network.findings import Finding
from leavex_network.formats.tables.cells import COLUMNS, REQUIRED
from leavex_network.formats.tables.columns import Columns
from leavex_network.formats.tables.grid import Grid, Record, Value, is_blank, text_of
from leavex_network.formats.tables.own_fields import PREFIX
from leavex_network.formats.tables.words import Meaning, header_meaning, header_words, key
from leavex_network.places import languages
from leavex_network.text.folding import slug

Extra = bool | Sequence[str]
"""Which unknown columns become fields of one's own: all, none, or those with these headers."""

_ALL = "*"
"""Among the headers that are wanted: all unknown ones."""
_SEARCHED = 25
"""The number of rows among which the header is looked for."""
_FEW = 2
"""The number of known columns that makes a row a header."""
_MOST_NAMED = 20
"""The number of headers that a message names."""
_LONGEST_HEADER = 100
"""Of a known one, in characters."""
_LONGEST_SLUG = 100
_MOST_OFFERED = 200
"""How many characters a message has for the options that name columns."""
# "Name (DE)", "Titel_de": the language of a column's texts.
_TAGGED = re.compile(r"(?P<word>.+?)\s*(?:\((?P<in>[A-Za-z-]{2,5})\)|_(?P<after>[a-z]{2}))")
# "1. Name", "2) Link".
_NUMBER = re.compile(r"\A\s*[0-9]{1,3}\s*[.):]\s*")
# "Countries (several are possible)", "Start [DD.MM.YYYY]", in Japanese with brackets of full width.
_EXPLAINED = re.compile(
    r"\s*(?P<word>[^()\[\]\uff08\uff09]+)"
    r"[(\[\uff08](?P<inside>[^()\[\]\uff08\uff09]+)[)\]\uff09]\W*"
)
_LONGEST_CODE = 3


def known_columns(rows: Iterable[Sequence[Value]]) -> int:
    """Return the number of known columns of the best header among some rows."""
    return max(map(_known, rows), default=0)


def columns_of(grid: Grid, *, extra: Extra, language: str | None, needed: Sequence[str]) -> Columns:
    """Return the columns of a grid, among them the needed ones.

    Raises:
        DataError: There is no header, or one with problems and hardly any known column. Else the
            problems are those of the columns, so that all cells can be checked, too.
    """
    first = list(islice(grid.records(), _SEARCHED))
    if not first:
        remedy = f"Begin with the line {','.join(REQUIRED)}."
        raise grid.error(0, "invalid-csv", "The table is empty.", remedy)
    record = _header(first)
    headers = [text_of(value).strip() for value in record.cells]
    while headers and not headers[-1]:
        headers.pop()
    reader = _HeaderReader(grid, record.start, headers, extra)
    names = reader.names(language, needed)
    if reader.problems and _known(record.cells) < _FEW:
        raise DataError(reader.problems)
    above: list[str] = []
    for other in first[: first.index(record)]:
        above += [text_of(value).strip() for value in other.cells if not is_blank(value)]
    return Columns(
        tuple(names),
        tuple(headers),
        reader.language,
        frozenset(name for name, header in zip(names, headers, strict=True) if _is_own(header)),
        record.start,
        tuple(above),
        tuple(reader.problems),
    )


def languages_of(rows: Sequence[Sequence[Value]]) -> tuple[frozenset[str], bool]:
    """Return the languages of the best header among some rows, none if it shows none.

    And whether one of its words has other letters than those of ASCII.
    """
    common: frozenset[str] | None = None
    has_letters = False
    for value in max(rows, key=_known, default=()):
        found = _meaning(value) if isinstance(value, str) else None
        if found is not None and found[0].languages is not None:
            common = found[0].languages if common is None else common & found[0].languages
            has_letters = has_letters or not str(value).isascii()
    return common or frozenset(), has_letters


def _is_own(header: str) -> bool:
    return header.lower().startswith(PREFIX)


def _header(rows: Sequence[Record]) -> Record:
    """Return the row with known columns; else the first with several cells, or the first."""
    for record in rows:
        if _known(record.cells) >= _FEW:
            return record
    for record in rows:
        if sum(not is_blank(value) for value in record.cells) > 1:
            return record
    return rows[0]


def _known(cells: Sequence[Value]) -> int:
    found: set[str] = set()
    for value in cells:
        meaning = _meaning(value) if isinstance(value, str) else None
        if meaning is not None:
            found.add(meaning[0].column)
    return len(found)


def _meaning(header: str) -> tuple[Meaning, str | None] | None:
    """Return the meaning of a header, and the language of its texts if it names one."""
    if len(header) > _LONGEST_HEADER:
        return None
    meaning = header_meaning(header)
    if meaning is not None:
        return meaning, None
    match = _TAGGED.fullmatch(header.strip())
    code = languages.usual_case(match["in"] or match["after"]) if match is not None else None
    if match is not None and code is not None:
        meaning = header_meaning(match["word"])
        return None if meaning is None else (meaning, code)
    meaning = _explained_meaning(_NUMBER.sub("", header, count=1))
    return None if meaning is None else (meaning, None)


def _explained_meaning(header: str) -> Meaning | None:
    """Return the meaning of a header with an explanation in brackets, or with two words.

    An explanation is no word for another column, as it is in "Link (archive)".
    """
    match = _EXPLAINED.fullmatch(header)
    if match is None:
        return _common_meaning(header)
    meaning = _common_meaning(match["word"])
    other = header_meaning(match["inside"])
    is_other = meaning is not None and other is not None and other.column != meaning.column
    # Two or three letters that are no word are more likely a code: "Name (QQ)".
    is_short = other is None and len(match["inside"].strip()) <= _LONGEST_CODE
    return None if is_other or is_short else meaning


def _common_meaning(header: str) -> Meaning | None:
    """Return the common meaning of all words of a header, such as "Website/URL"."""
    meanings = [header_meaning(word) for word in header.split("/")]
    first = meanings[0]
    for meaning in meanings:
        if first is None or meaning is None or meaning.column != first.column:
            return None
    return first


class _HeaderReader:
    """Decides what the headers of a table mean, and collects all that is wrong with them."""

    def __init__(self, grid: Grid, start: int, headers: list[str], extra: Extra) -> None:
        self.grid = grid
        self.start = start
        self.headers = headers
        named = () if isinstance(extra, bool) else extra
        self.all_extra = extra is True or _ALL in named
        self.wanted = {key(name): name for name in named if name != _ALL}
        self.language: str | None = None
        self.codes: frozenset[str] = frozenset()
        """The languages of which all known headers are words; none if there is no such language."""
        self.problems: list[Finding] = []

    def names(self, language: str | None, needed: Sequence[str]) -> list[str]:
        """Return the name of each column, "" for one with a problem; collect the problems."""
        meanings = [self._own_meaning(header) for header in self.headers]
        self.language = self._language(meanings, language)
        names: list[str] = []
        unknown: list[str] = []
        for header, meaning in zip(self.headers, meanings, strict=True):
            name = self._name(header, meaning)
            if not name and header:
                unknown.append(header)
            names.append(name)
        self._refuse_unknown(unknown)
        self._refuse_unmatched()
        repeated = self._refuse_repeated(names)
        missing = [name for name in needed if name not in names]
        self._refuse_missing(missing, may_be_unknown=bool(unknown))
        return ["" if name in repeated else name for name in names]

    def _own_meaning(self, header: str) -> tuple[Meaning, str | None] | None:
        """Return the meaning of a header, unless it is requested as a field of one's own."""
        return None if key(header) in self.wanted else _meaning(header)

    def _language(
        self, meanings: Iterable[tuple[Meaning, str | None] | None], given: str | None
    ) -> str | None:
        """Return the language of the texts, as far as the headers show it."""
        tags: set[str] = set()
        common: frozenset[str] | None = None
        for found in meanings:
            if found is None:
                continue
            meaning, code = found
            if code is not None:
                tags.add(code)
            if meaning.languages is not None:
                common = meaning.languages if common is None else common & meaning.languages
        self.codes = common or frozenset()
        if given is not None:
            return given
        if len(tags) == 1:
            return tags.pop()
        return next(iter(self.codes)) if len(self.codes) == 1 else None

    def _name(self, header: str, found: tuple[Meaning, str | None] | None) -> str:
        """Return the name of a column; "" if it is unknown."""
        if _is_own(header):
            return f"{PREFIX}{_slug(header[len(PREFIX) :])}"
        if found is not None:
            meaning, code = found
            if code in (None, self.language) or self.language is None:
                return meaning.column
        if header and (self.all_extra or key(header) in self.wanted):
            return f"{PREFIX}{_slug(header)}"
        return ""

    def _add(self, code: str, message: str, remedy: str) -> None:
        self.problems.append(self.grid.finding(self.start, 0, code, message, remedy))

    def _refuse_unknown(self, unknown: list[str]) -> None:
        """Add one problem for all unknown headers, each with the nearest known one."""
        if not unknown:
            return
        known = dict.fromkeys(header_words(self.codes or frozenset(languages.WITH_NAMES)))
        named: list[str] = []
        has_nearest = False
        for header in unknown[:_MOST_NAMED]:
            nearest = _nearest(header, known)
            has_nearest = has_nearest or bool(nearest)
            named.append(f"{quoted(header)} ({nearest})" if nearest else quoted(header))
        if len(unknown) > len(named):
            named.append(f"{len(unknown) - len(named):,} more")
        noun = "Unknown column" if len(unknown) == 1 else "Unknown columns"
        remedy = "" if has_nearest else f"The columns are {', '.join(COLUMNS)}. "
        pronoun = "it" if len(unknown) == 1 else "them"
        remedy += f"Rename or remove {pronoun}, or keep {pronoun} as a field of your own: "
        remedy += f"{_extra(unknown)}."
        self._add("unknown-key", f"{noun} {', '.join(named)}.", remedy)

    def _refuse_unmatched(self) -> None:
        """Add a problem for each field that is wanted and has no column."""
        for name in self.wanted.keys() - set(map(key, self.headers)):
            nearest = did_you_mean(self.wanted[name], filter(None, self.headers))
            message = f"There is no column {quoted(self.wanted[name])}."
            self._add("unknown-key", message, nearest or "Name a header of the table.")

    def _refuse_repeated(self, names: list[str]) -> set[str]:
        """Add a problem for each column that several headers name; return these columns."""
        by_name: dict[str, list[str]] = {}
        for name, header in zip(names, self.headers, strict=True):
            by_name.setdefault(name, []).append(header)
        by_name.pop("", None)
        for name, headers in by_name.items():
            if len(headers) == 1:
                continue
            if len(set(map(key, headers))) == 1:
                message = f"The column {quoted(headers[0])} occurs twice."
                self._add("duplicate-key", message, "Remove one.")
                continue
            shown = " and ".join(map(quoted, headers[:_MOST_NAMED]))
            message = f"The columns {shown} are both read as `{name}`."
            self._add("duplicate-key", message, self._remedy_of_repeated(headers))
        return {name for name, headers in by_name.items() if len(headers) > 1}

    def _remedy_of_repeated(self, headers: list[str]) -> str:
        found = [_meaning(header) for header in headers]
        codes = [pair[1] for pair in found if pair is not None and pair[1] is not None]
        if len(set(codes)) == len(headers):
            return f"Choose a language: language={codes[0]!r}, --source-language {codes[0]}."
        kept = [header for header in self.headers if key(header) in self.wanted]
        others = [_ALL] if self.all_extra else []
        options = _extra([*others, *kept, headers[-1]])
        return f"Remove one, or keep it as a field of your own: {options}."

    def _refuse_missing(self, missing: list[str], *, may_be_unknown: bool) -> None:
        if not missing:
            return
        noun = "column" if len(missing) == 1 else "columns"
        verb = "is" if len(missing) == 1 else "are"
        shown = ", ".join(map(quoted, missing))
        remedy = "Add it." if len(missing) == 1 else "Add them."
        if may_be_unknown:
            remedy = f"{remedy[:-1]}, or rename an unknown column."
        if "kind" in missing:
            example = "convert --kind petition, kind='petition'"
            remedy += f" If all entries are of one kind, name it: {example}."
        self._add("missing-key", f"The {noun} {shown} {verb} missing.", remedy)


def _nearest(header: str, known: Iterable[str]) -> str:
    """Return the question whether a known header was meant: a near one, or its first words."""
    found = did_you_mean(header, known)
    if found:
        return found
    words = header[:_LONGEST_HEADER].split()
    for end in range(len(words) - 1, 0, -1):
        beginning = " ".join(words[:end])
        if header_meaning(beginning) is not None:
            return question([quoted(beginning)])
    return ""


def _extra(headers: list[str]) -> str:
    """Return the options that keep columns, at the command line and in Python."""
    options = " ".join(f"--extra {header!r}" for header in headers[:_MOST_NAMED])
    has_comma = any("," in header for header in headers)
    if has_comma or len(headers) > _MOST_NAMED or len(options) > _MOST_OFFERED:
        return "--extra, extra=True"
    return f"{options}, extra={headers!r}"


def _slug(header: str) -> str:
    """Return the slug of a field of one's own; of one without Latin letters, by its digest."""
    base = slug(header)[:_LONGEST_SLUG].strip("-")
    if base[:1].isalpha():
        return base
    if base:
        return f"field-{base}"[:_LONGEST_SLUG].strip("-")
    return f"field-{sha256(header.encode(errors='surrogatepass')).hexdigest()[:8]}"
