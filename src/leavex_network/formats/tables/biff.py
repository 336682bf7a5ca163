"""What an XLS file holds: how far its sheets reach, and which cells are errors.

It is a stream of records (MS-XLS) in a compound file (MS-CFB).
"""

import struct
from collections.abc import Iterator

from leavex_network.formats.reporting import data_error
from leavex_network.formats.tables.sheet_scan import SheetFacts

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The beginning of a compound file."""

_HEADER = 512
_FAT_IN_HEADER = slice(0x4C, 0x200)
_FREE = 0xFFFFFFFA
"""From here on, the numbers of sectors have special meanings."""
_ENTRY = 128
"""The length of an entry of the directory."""
_SMALLEST_STREAM = 4096
_STREAMS = ("Workbook", "Book")

_BOF, _BOUNDSHEET, _DIMENSIONS = 0x0809, 0x0085, 0x0200
_SHORT_DIMENSIONS = 10
"""The length of the record before Excel 97, in bytes."""
_CELLS = (0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0006, 0x027E)
_MULRK, _BOOLERR, _FORMULA = 0x00BD, 0x0205, 0x0006
_ERROR_RESULT = 2
"""The type of the result of a formula that is an error (MS-XLS 2.5.133)."""
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def facts(content: bytes, file: str) -> dict[str, SheetFacts]:
    """Return the extent and the errors of each sheet, by its name.

    Raises:
        DataError: The file is damaged, or no workbook.
    """
    try:
        stream = _workbook(content)
        return _sheets(stream)
    except (struct.error, IndexError, OverflowError, ValueError):
        message = "The spreadsheet is damaged, protected by a password, or no workbook."
        remedy = "Open it, and save it as XLSX, ODS or CSV."
        raise data_error("invalid-sheet", message, remedy, file=file) from None


def _workbook(content: bytes) -> bytes:
    """Return the stream of the workbook."""
    shift, mini_shift = struct.unpack_from("<HH", content, 0x1E)
    size = 1 << shift
    fat = _table(content, size)
    directory_start = struct.unpack_from("<I", content, 0x30)[0]
    directory = _chain(content, fat, directory_start, size)
    root = b""
    for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[offset : offset + _ENTRY]
        start, length = struct.unpack_from("<II", entry, 0x74)
        if entry[0x42] == 5:  # noqa: PLR2004 - the root (MS-CFB 2.6.1)
            root = _chain(content, fat, start, size)
        name_length = struct.unpack_from("<H", entry, 0x40)[0]
        name = entry[: max(0, min(name_length, 64) - 2)].decode("utf-16-le")
        if name not in _STREAMS:
            continue
        if length >= _SMALLEST_STREAM:
            return _chain(content, fat, start, size)[:length]
        mini_start = struct.unpack_from("<I", content, 0x3C)[0]
        mini = _chain(content, fat, mini_start, size)
        mini_fat = list(struct.unpack(f"<{len(mini) // 4}I", mini))
        return _chain(root, mini_fat, start, 1 << mini_shift, header=0)[:length]
    message = "no workbook"
    raise ValueError(message)


def _table(content: bytes, size: int) -> list[int]:
    """Return the next sector of each sector."""
    sectors = list(struct.unpack("<109I", content[_FAT_IN_HEADER]))
    following, count = struct.unpack_from("<II", content, 0x44)
    for _ in range(count):
        if following >= _FREE:
            break
        numbers = struct.unpack_from(f"<{size // 4}I", content, _HEADER + following * size)
        sectors += numbers[:-1]
        following = numbers[-1]
    fat: list[int] = []
    for sector in sectors:
        if sector < _FREE:
            fat += struct.unpack_from(f"<{size // 4}I", content, _HEADER + sector * size)
    return fat


def _chain(content: bytes, fat: list[int], start: int, size: int, header: int = _HEADER) -> bytes:
    """Return the bytes of the sectors from one on."""
    parts: list[bytes] = []
    sector = start
    while sector < _FREE:
        if len(parts) > len(fat):
            message = "a circle of sectors"
            raise ValueError(message)
        offset = header + sector * size
        parts.append(content[offset : offset + size])
        sector = fat[sector]
    return b"".join(parts)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the offset, the type and the data of each record."""
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _sheets(stream: bytes) -> dict[str, SheetFacts]:
    names: dict[int, str] = {}
    sheets: dict[str, SheetFacts] = {}
    sheet = SheetFacts("")
    for offset, kind, data in _records(stream):
        if kind == _BOUNDSHEET:
            start = struct.unpack_from("<I", data)[0]
            names[start] = _name(data[6:])
        elif kind == _BOF:
            # What has no name is bounded, too.
            sheet = SheetFacts(names.get(offset, f"at {offset}"))
            sheets[sheet.name] = sheet
        elif kind == _DIMENSIONS:
            # The library reserves memory for all of them.
            form = "<IIHH" if len(data) > _SHORT_DIMENSIONS else "<HHHH"
            first_row, rows, first_column, columns = struct.unpack_from(form, data)
            if first_row > rows or first_column > columns:
                message = "dimensions below zero"
                raise ValueError(message)
            sheet.reach(rows - 1, columns - 1)
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", data)
            sheet.reach(row, first)
            sheet.reach(row, struct.unpack_from("<H", data, len(data) - 2)[0])
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", data)
            sheet.reach(row, column)
            error = _error(kind, data)
            if error is not None:
                sheet.errors[row, column] = error
    return sheets


def _error(kind: int, data: bytes) -> str | None:
    """Return the error that a cell holds, or None."""
    code = -1
    if kind == _BOOLERR and data[7]:
        code = data[6]
    # MS-XLS 2.5.133: the result of a formula that is no number.
    elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == _ERROR_RESULT:
        code = data[8]
    return None if code < 0 else _ERRORS.get(code, "#")


def _name(data: bytes) -> str:
    """Return the name of a sheet (MS-XLS 2.5.240)."""
    length, flags = data[0], data[1]
    if flags & 1:
        return data[2 : 2 + 2 * length].decode("utf-16-le")
    return data[2 : 2 + length].decode("latin-1")
