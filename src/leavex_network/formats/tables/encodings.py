"""Decode a table: UTF-8, UTF-16, and the encoding of a Windows language where it is certain."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from leavex_network.errors import DataError, expect
from leavex_network.formats.reporting import data_error
from leavex_network.formats.tables.alphabets import is_written_in
from leavex_network.formats.utf_8 import decode as decode_utf_8

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    # Before UTF-16, whose mark is the beginning of this one.
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "a spreadsheet or another ZIP file", "--read-as xlsx, format='xlsx'"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file", "--read-as xls, format='xls'"),
)
_CONVERTED = (
    (b"%PDF", "a PDF file"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"SQLite format 3", "a SQLite database"),
)
_ENCODINGS = {
    "cp1252": "Windows-1252 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp932": "Windows-932 (Japanese)",
    "cp1257": "Windows-1257 (Baltic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1255": "Windows-1255 (Hebrew)",
    "mac_roman": "Mac OS Roman",
    "cp850": "DOS code page 850",
    "cp852": "DOS code page 852",
    "cp866": "DOS code page 866",
    "koi8_u": "KOI8-U",
    "euc_jp": "EUC-JP",
}
_RARE = ("mac_roman", "cp850", "cp852", "cp866", "koi8_u", "euc_jp")
"""The encodings that spreadsheets on Windows do not write: headers must show them."""

_FOREIGN = ("cp1257", "cp1253", "cp1255")
"""The encodings of languages that are not bundled."""
_FOREIGN_NAMES = tuple(_ENCODINGS[encoding] for encoding in _FOREIGN)
_RARE_NAMES = tuple(_ENCODINGS[encoding] for encoding in _RARE)
_SAVE = "Save the table as CSV in UTF-8 (in Excel: 'CSV UTF-8')"


class Evidence(NamedTuple):
    """Evidence of the language of a table, decoded in one of the encodings."""

    language: str | None
    """The bundled language that the caller names, or the only one of the headers."""
    has_letters: bool
    """Whether a known header has other letters than those of ASCII."""


EvidenceOf = Callable[[str], Evidence]
"""Returns the evidence of a text."""


class Decoded(NamedTuple):
    """The text of a table."""

    text: str
    encoding: str | None = None
    """The name of its encoding, if the file does not declare it and it is not UTF-8."""


def decode(content: str | bytes, file: str, evidence: EvidenceOf) -> Decoded:
    """Return the text of a table, without a byte order mark.

    Raises:
        DataError: It is in an encoding that is not certain, or is no text.
    """
    if isinstance(content, str):
        return Decoded(content.removeprefix("\ufeff"))
    expect(content, (bytes, bytearray), "A table is a string or bytes")
    content = bytes(content)
    _refuse_other_files(content, file)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_declared(content, encoding, file))
    if b"\0" in content:
        return _utf_16(content, file)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _certain(content, file, evidence)


def _refuse_other_files(content: bytes, file: str) -> None:
    for beginning, noun, options in _OTHER_FILES:
        if content.startswith(beginning):
            message = f"The file is {noun}, not CSV."
            raise data_error("invalid-csv", message, f"Read it with {options}.", file=file)
    for beginning, noun in _CONVERTED:
        if content.startswith(beginning):
            message = f"The file is {noun}, not CSV."
            raise data_error("invalid-csv", message, "Save its table as CSV or XLSX.", file=file)


def _declared(content: bytes, encoding: str, file: str) -> str:
    """Return the text of a file whose byte order mark names its encoding."""
    if encoding == "utf-8-sig":
        return decode_utf_8(content, file).removeprefix("\ufeff")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        name = encoding.upper()
        message = f"The file begins as {name} does, and is not {name} throughout."
        raise data_error("broken-utf-8", message, f"{_SAVE}.", file=file) from None


def _utf_16(content: bytes, file: str) -> Decoded:
    """Return the text of UTF-16 without a mark: in the other order, its line ends are no text."""
    readable: list[Decoded] = []
    for encoding, name in (("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        has_lines = "\n" in text or "\r" in text
        if has_lines and not re.search("[\0-\x08\u0a00\u0d00\ufffe\uffff]", text):
            readable.append(Decoded(text, name))
    if len(readable) == 1:
        return readable[0]
    message = "The file contains zero bytes, as no text does."
    raise data_error("broken-utf-8", message, f"{_SAVE}.", file=file)


def _certain(content: bytes, file: str, evidence: EvidenceOf) -> Decoded:
    """Return the text in the only encoding in which it is words of its language.

    Raises:
        DataError: There is no such encoding, or texts in several that differ.
    """
    candidates = list(_decoded(content))
    chosen = _in_its_language(candidates, evidence) or _in_latin_letters(candidates)
    if len({decoded.text for decoded in chosen}) != 1:
        raise _uncertain(content, file)
    return chosen[0]


def _decoded(content: bytes) -> Iterator[Decoded]:
    for encoding, name in _ENCODINGS.items():
        try:
            yield Decoded(content.decode(encoding), name)
        except UnicodeDecodeError:
            continue


def _in_its_language(candidates: list[Decoded], evidence: EvidenceOf) -> list[Decoded]:
    """Return the texts that have only letters of the language of their headers."""
    kept: list[Decoded] = []
    for decoded in candidates:
        code, has_letters = evidence(decoded.text)
        is_usual = decoded.encoding not in _RARE_NAMES and decoded.encoding not in _FOREIGN_NAMES
        if code and (is_usual or has_letters) and is_written_in(decoded.text, frozenset([code])):
            kept.append(decoded)
    return kept


def _in_latin_letters(candidates: list[Decoded]) -> list[Decoded]:
    """Return the texts that have only letters of a bundled language; none if one is not Latin."""
    likely = [decoded for decoded in candidates if decoded.encoding not in _RARE_NAMES]
    kept = [decoded for decoded in likely if is_written_in(decoded.text, None)]
    return kept if all(map(_is_latin, kept)) else []


def _is_latin(decoded: Decoded) -> bool:
    return not re.search("[\u0370-\ufaff]", re.sub("[\u2000-\u2bff]", "", decoded.text))


def _uncertain(content: bytes, file: str) -> DataError:
    """Return the error about the first byte that is not UTF-8."""
    try:
        decode_utf_8(content, file)
    except DataError as error:
        (problem,) = error.problems
        remedy = f"{_SAVE}, or pass the language of the table (language='fr')."
        line, column = problem.line or 1, problem.column or 1
        message = f"{problem.message.rstrip('.')}, and its Windows encoding is not certain."
        return data_error(problem.code, message, remedy, file=file, line=line, column=column)
    raise AssertionError(file)  # pragma: no cover - the content is not UTF-8
