"""Decode UTF-8, or report the first byte that is something else."""

from leavex_network.errors import DataError
from leavex_network.formats.reporting import Lines, data_error

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(content: bytes, file: str) -> str:
    """Return bytes as text.

    Raises:
        DataError: A byte is not UTF-8.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _error(content, error.start, file) from None


def text_of(text: str | bytes, file: str) -> str:
    """Return a text that is given as itself or in UTF-8, as `decode`; a byte order mark stays."""
    return text if isinstance(text, str) else decode(text, file)


def _error(content: bytes, offset: int, file: str) -> DataError:
    before = content[:offset].decode("utf-8")
    line, column = Lines(before).locate(len(before))
    hint = " (the file looks like UTF-16)" if content.startswith(_UTF_16_MARKS) else ""
    return data_error(
        "broken-utf-8",
        f"The byte 0x{content[offset]:02x} is not UTF-8{hint}.",
        "Save the file as UTF-8.",
        file=file,
        line=line,
        column=column,
    )
