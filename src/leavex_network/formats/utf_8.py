"""Text in UTF-8, or an error at the byte that is none."""

from leavex_network.errors import DataError


def decode(content: bytes, file: str) -> str:
    """Return bytes as text.

    Raises:
        DataError: A byte is not UTF-8.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _broken(content, error.start, file) from None


def _broken(content: bytes, place: int, file: str) -> DataError:
    from leavex_network.findings import Finding

    before = content[:place].decode("utf-8")
    is_utf_16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    byte = f"the byte 0x{content[place]:02x} is not UTF-8" + (
        " (the file looks like UTF-16)" if is_utf_16 else ""
    )
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    remedy = "Save the file as UTF-8."
    return DataError(
        [
            Finding(
                code="broken-utf-8",
                message=f"{byte}.",
                remedy=remedy,
                file=file,
                line=line,
                column=column,
            )
        ]
    )
