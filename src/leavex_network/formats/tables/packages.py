"""The parts of a spreadsheet that is a ZIP file, inflated within bounds (APPNOTE 6.3)."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from leavex_network.errors import DataError
from leavex_network.formats.bounds import MOST_UNCOMPRESSED
from leavex_network.formats.reporting import data_error

Kind = Literal["xlsx", "ods"]

_CHUNK = 1 << 16
_LOCAL_HEADER = b"PK\x03\x04"
_LOCAL_HEADER_LENGTH = 30
_SAVE = "Save the table as XLSX, ODS or CSV."
_MARKS = (("xl/workbook.xml", "xlsx"), ("content.xml", "ods"))
_OTHERS = (
    ("xl/workbook.bin", "a binary workbook (XLSB)"),
    ("Index/Document.iwa", "a Numbers file"),
    ("Index.zip", "a Numbers file"),
    ("word/document.xml", "a Word document"),
)


class Package:
    """The parts of a ZIP file, by their names.

    Its table of contents says how long each part is, but need not be right: the parts are inflated
    and counted, before another library reads them.
    """

    def __init__(self, content: bytes, file: str) -> None:
        """Read the table of contents.

        Raises:
            DataError: It is damaged.
        """
        self.content = content
        self.file = file
        self.size = 0
        """The number of bytes that were inflated so far."""
        try:
            with ZipFile(BytesIO(content)) as archive:
                self._parts = archive.infolist()
        except (BadZipFile, ValueError, NotImplementedError, OSError):
            raise self.damaged() from None
        self.names = [part.filename for part in self._parts]

    def kind(self) -> Kind:
        """Return the format of the spreadsheet.

        Raises:
            DataError: It is another file.
        """
        for name, kind in _MARKS:
            if name in self.names:
                return "xlsx" if kind == "xlsx" else "ods"
        for name, noun in _OTHERS:
            if name in self.names:
                raise data_error(
                    "invalid-sheet",
                    f"The file is {noun}, which is not read.",
                    _SAVE,
                    file=self.file,
                )
        message = "The file is a ZIP file without a spreadsheet."
        raise data_error("invalid-sheet", message, _SAVE, file=self.file)

    def parts(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the name and the chunks of each part.

        Raises:
            DataError: A part is damaged, or all are larger than any network needs.
        """
        for part in self._parts:
            yield part.filename, self._counted(part)

    def _counted(self, part: ZipInfo) -> Iterator[bytes]:
        for chunk in self._inflated(part):
            self.size += len(chunk)
            if self.size > MOST_UNCOMPRESSED:
                message = f"The file has more than {MOST_UNCOMPRESSED:,} bytes, uncompressed."
                raise data_error("too-large", message, "Divide it.", file=self.file)
            yield chunk

    def _inflated(self, part: ZipInfo) -> Iterator[bytes]:
        header = part.header_offset
        start = header + _LOCAL_HEADER_LENGTH
        if self.content[header : header + 4] != _LOCAL_HEADER or len(self.content) < start:
            raise self.damaged()
        start += sum(struct.unpack_from("<HH", self.content, start - 4))
        end = start + part.compress_size
        if part.compress_type == ZIP_STORED:
            for offset in range(start, end, _CHUNK):
                yield self.content[offset : min(offset + _CHUNK, end)]
        elif part.compress_type == ZIP_DEFLATED and not part.flag_bits & 1:
            yield from self._decompressed(self.content[start:end])
        else:
            message = f"The part {part.filename!r} is encrypted, or compressed in an unusual way."
            raise data_error("invalid-sheet", message, _SAVE, file=self.file)

    def _decompressed(self, compressed: bytes) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while compressed and not inflater.eof:
                yield inflater.decompress(compressed, _CHUNK)
                compressed = inflater.unconsumed_tail
        except zlib.error:
            raise self.damaged() from None

    def damaged(self) -> DataError:
        """Return the error of a file that is not what it seems to be."""
        message = "The spreadsheet is damaged."
        return data_error(
            "invalid-sheet", message, f"Open it and save it again. {_SAVE}", file=self.file
        )
