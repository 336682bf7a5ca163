"""Decode UTF-8, or report the first byte that is something else."""

from leavex_network.errors import expect
from leavex_network.formats.reporting import data_error
from leavex_network.text.lines import Lines

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(content: str | bytes, file: str) -> str:
    """Return UTF-8 as text, and text as it is; a byte order mark stays.

    Raises:
        DataError: A byte is not UTF-8.
    """
    if isinstance(content, str):
        return content
    forms = "a string or bytes"
    if hasattr(content, "read"):
        forms = f"{forms} (pass what the read() of a file returns)"
    expect(content, (bytes, bytearray), f"A text is {forms}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line, column = Lines(before).locate(len(before))
        hint = " (the file looks like UTF-16)" if content.startswith(_UTF_16_MARKS) else ""
        message = f"The byte 0x{content[error.start]:02x} is not UTF-8{hint}."
        remedy = "Save the file as UTF-8."
        problem = data_error("broken-utf-8", message, remedy, file=file, line=line, column=column)
        raise problem from None
