"""Read JSON: strictly, within bounds, in linear time, with every problem at its line and column."""

from array import array
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, NoReturn

from pydantic import ValidationError

from leavex_network.collector import paused
from leavex_network.formats.bounds import MOST_KEYS, most_records, records
from leavex_network.formats.error_messages import KeyPath
from leavex_network.formats.json.cursor import Cursor
from leavex_network.formats.json.problems import Error, Piece, Problems, shown
from leavex_network.formats.reporting import MOST_PROBLEMS, data_error
from leavex_network.formats.utf_8 import decode
from leavex_network.models import About, Entry
from leavex_network.models.document import Document, entry_adapter, repeated_ids
from leavex_network.models.fields import VERBATIM
from leavex_network.network import Network
from leavex_network.progress import Count, reading

Readers = Mapping[KeyPath, Callable[[KeyPath], Any]]
"""The function that reads the value at a path, if the value does not consist of one piece."""


def loads(text: str | bytes, *, file: str = "<text>") -> Network[Entry]:
    """Return the network of a JSON text: see `leavex_network.formats.loads`."""
    text = decode(text, file)
    # RFC 8259, 8.1: JSON text must not begin with a byte order mark.
    if text.startswith("\ufeff"):
        message = "The file begins with a byte order mark."
        raise data_error("byte-order-mark", message, "Save it as UTF-8 without one.", file=file)
    with paused(len(text)):
        document = _Reader(text, file).document()
    return Network.from_document(document)


class _Reader:
    """Reads the pieces of a text one after the other; each is validated, and its JSON dropped."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.cursor = Cursor(text, file)
        self.problems = Problems(text, file)
        self.pieces: dict[KeyPath, Piece] = {}
        """The pieces that are validated together, and those that consist of others."""
        self.entries: list[Entry | list[str]] = []
        """The entries; of those with problems, the ids."""
        self.starts = array("Q")
        self.ends = array("Q")
        """The offsets at which each entry begins and ends, in eight bytes each."""
        self.labels: dict[int, str] = {}
        """How messages show the entries with problems."""
        self.newer_version: tuple[int, int] | None = None
        """The version of the file, if it is a later one, and its offset."""
        self.records = 0.0
        self.most_records = most_records(len(text))

    def document(self) -> Document:
        """Return the document that the text holds."""
        cursor = self.cursor
        readers: Readers = {("about",): self._about, ("entries",): self._entries}
        if cursor.peek() == "{":
            fields: Any = self._object((), readers)
        else:
            fields = self._value(())
        cursor.expect_end()
        self._check_version()
        if isinstance(fields, dict):
            self._complete(fields)
        document: Document | None = None
        has_repeated_ids = False
        try:
            document = Document.model_validate(fields, context=VERBATIM)
        except ValidationError as error:
            self._add_errors((), error)
            types = [detail["type"] for detail in error.errors(include_url=False)]
            has_repeated_ids = "duplicate-id" in types
        if self.problems or document is None:
            if not has_repeated_ids:
                self._add_repeated_ids()
            raise self.problems.error()
        return document

    def _object(self, path: KeyPath, readers: Readers) -> dict[str, Any]:
        """Read an object member by member; return the values by their keys."""
        start = self.cursor.offset
        values: dict[str, Any] = {}
        for key, key_offset in self.cursor.members():
            inner = (*path, key)
            if key in values:
                self.problems.add_repeated_key(inner, key_offset)
            elif len(values) == MOST_KEYS:
                message = f"The object has more than {MOST_KEYS} keys."
                raise self.cursor.too_large(message, key_offset)
            self.cursor.peek()
            value_start = self.cursor.offset
            values[key] = readers.get(inner, self._value)(inner)
            self.pieces[inner] = Piece(inner, value_start, self.cursor.offset, key_offset)
            self._count(0)
        self.pieces[path] = Piece(path, start, self.cursor.offset)
        return values

    def _value(self, path: KeyPath) -> Any:
        """Read a value as one piece."""
        value = self.cursor.value()
        piece = Piece(path, self.cursor.start, self.cursor.offset)
        self.pieces.setdefault(path, piece)
        if self.cursor.has_repeated_keys:
            self.problems.add_repeated_keys(piece)
        if path == ("version",) and isinstance(value, int) and value > 1:
            self.newer_version = value, piece.start
        return value

    def _about(self, path: KeyPath) -> Any:
        """Read the metadata; return an `About`, or what is there instead of an object."""
        if self.cursor.peek() != "{":
            return self._value(path)
        readers: Readers = {(*path, "sources"): self._sources, (*path, "accepted"): self._accepted}
        fields = self._object(path, readers)
        try:
            return About.model_validate(fields, context=VERBATIM)
        except ValidationError as error:
            self._add_errors(path, error)
        return About()

    def _sources(self, path: KeyPath) -> Any:
        """Read the sources; return those without problems, or what is there instead."""
        if self.cursor.peek() != "{":
            return self._value(path)
        sources: dict[str, Any] = {}
        keys: set[str] = set()
        for key, key_offset in self.cursor.members():
            inner = (*path, key)
            if key in keys:
                self.problems.add_repeated_key(inner, key_offset)
            keys.add(key)
            value = self.cursor.value()
            piece = Piece(inner, self.cursor.start, self.cursor.offset, key_offset)
            self._check_repeated_keys(piece)
            try:
                sources.update(
                    About.model_validate({"sources": {key: value}}, context=VERBATIM).sources
                )
            except ValidationError as error:
                details = error.errors(include_url=False)
                errors = [Error((*path[:1], *detail["loc"]), detail) for detail in details]
                self.problems.add(piece, errors)
            self._count(records(0))
        return sources

    def _accepted(self, path: KeyPath) -> Any:
        """Read the accepted findings; return those without problems, or what is there instead."""
        if self.cursor.peek() != "[":
            return self._value(path)
        accepted: list[Any] = []
        for index in self.cursor.items():
            value = self.cursor.value()
            piece = Piece((*path, index), self.cursor.start, self.cursor.offset)
            self._check_repeated_keys(piece)
            try:
                (item,) = About.model_validate({"accepted": [value]}, context=VERBATIM).accepted
            except ValidationError as error:
                details = error.errors(include_url=False)
                errors = [Error((*piece.path, *detail["loc"][2:]), detail) for detail in details]
                self.problems.add(piece, errors)
                self._count(0)
            else:
                accepted.append(item)
                self._count(records(len(item.entries) + len(item.addresses)))
        return accepted

    def _entries(self, path: KeyPath) -> Any:
        """Read the entries; return those without problems, or what is there instead."""
        if self.cursor.peek() != "[":
            return self._value(path)
        with reading(len(self.text)) as report:
            return self._items(report)

    def _items(self, report: Count | None) -> list[Entry]:
        """Read the list of entries here; return those without problems."""
        validate = entry_adapter().validator.validate_python
        cursor = self.cursor
        entries: list[Entry] = []
        for index in cursor.items():
            value = cursor.value()
            self.starts.append(cursor.start)
            self.ends.append(cursor.offset)
            if cursor.has_repeated_keys:
                self.problems.add_repeated_keys(self._entry_piece(index, value))
            try:
                entry = validate(value, context=VERBATIM)
            except ValidationError as error:
                self._add_bad_entry(self._entry_piece(index, value), value, error)
            else:
                entries.append(entry)
                self.entries.append(entry)
                self._count(_records(entry))
            if report is not None:
                report(cursor.offset)
        return entries

    def _add_bad_entry(self, piece: Piece, value: Any, error: ValidationError) -> None:
        self.labels[len(self.entries)] = str(piece.entry)
        self.entries.append(_ids(value))
        details = error.errors(include_url=False)
        errors = [Error((*piece.path, *detail["loc"]), detail) for detail in details]
        self.problems.add(piece, errors)
        self._count(0)

    def _entry_piece(self, index: int, value: Any) -> Piece:
        name = value.get("id") if isinstance(value, dict) else None
        label = shown(name) if isinstance(name, str) else f"entry {index + 1}"
        return Piece(("entries", index), self.cursor.start, self.cursor.offset, entry=label)

    def _check_repeated_keys(self, piece: Piece) -> None:
        if self.cursor.has_repeated_keys:
            self.problems.add_repeated_keys(piece)

    def _count(self, count: float) -> None:
        """Count entries, translations and sources; stop where there are too many."""
        self.records += count
        if self.records > self.most_records:
            message = f"The file has more than {self.most_records:,} entries, translations, sources"
            raise self.cursor.too_large(f"{message} and values of lists.", self.cursor.offset)
        if self.cursor.offset > self.problems.collected.stop:
            self._stop()

    def _stop(self) -> NoReturn:
        self._check_version()
        raise self.problems.error(is_complete=False)

    def _check_version(self) -> None:
        """Refuse a later version: its other problems may be none in that version."""
        if self.newer_version is None:
            return
        problems = Problems(self.text, self.cursor.file)
        problems.add_newer_version(*self.newer_version)
        raise problems.error()

    def _complete(self, fields: dict[str, Any]) -> None:
        """Remove entries if there are problems already, so that none is reported again."""
        if self.problems and isinstance(fields.get("entries"), list):
            fields["entries"] = ()

    def _add_errors(self, prefix: KeyPath, error: ValidationError) -> None:
        """Add errors of values that consist of several pieces."""
        by_piece: dict[Piece, list[Error]] = {}
        for detail in error.errors(include_url=False):
            path = (*prefix, *detail["loc"])
            by_piece.setdefault(self._piece_of(path), []).append(Error(path, detail))
        for piece, errors in by_piece.items():
            self.problems.add(piece, errors)

    def _piece_of(self, path: KeyPath) -> Piece:
        """Return the innermost piece that contains a path."""
        match path:
            case ("entries", int(index), *_):
                return self._known_entry_piece(index)
            case _:
                while path not in self.pieces:
                    path = path[:-1]
                return self.pieces[path]

    def _known_entry_piece(self, index: int) -> Piece:
        """Return the piece of an entry that was read before."""
        entry = self.entries[index]
        label = entry.id if isinstance(entry, Entry) else self.labels[index]
        return Piece(("entries", index), self.starts[index], self.ends[index], entry=label)

    def _add_repeated_ids(self) -> None:
        """Add ids that occur twice, which other problems keep the models from finding."""
        names = [
            [entry.id, *entry.aliases] if isinstance(entry, Entry) else entry
            for entry in self.entries
        ]
        for index, path, error in islice(repeated_ids(names), MOST_PROBLEMS):
            location = ("entries", index, *path)
            detail = {"type": error.type, "ctx": error.context, "input": None}
            self.problems.add(self._known_entry_piece(index), [Error(location, detail)])


def _records(entry: Entry) -> float:
    values = len(entry.also_at) + len(entry.hashtags) + len(entry.territories)
    values += len(entry.sources) + len(entry.aliases)
    if entry.extra:
        values += len(entry.extra)
        values += sum(len(value) for value in entry.extra.values() if isinstance(value, tuple))
    return records(values, len(entry.translations))


def _ids(entry: Any) -> list[str]:
    """Return the id and the aliases of an entry that is not validated."""
    if not isinstance(entry, dict):
        return []
    aliases = entry.get("aliases")
    ids = [entry.get("id"), *(aliases if isinstance(aliases, list) else [])]
    return [name for name in ids if isinstance(name, str)]
