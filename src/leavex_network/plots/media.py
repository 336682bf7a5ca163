"""The text alternative of a chart in each format: SVG, PNG and HTML."""

import re
from hashlib import sha256
from html import escape
from struct import pack, unpack
from typing import NamedTuple
from zlib import crc32

_SIGNATURE_AND_HEADER = 33  # bytes of a PNG before which no text may stand


class Words(NamedTuple):
    """What a chart says to readers who do not see it."""

    title: str
    description: str
    language: str
    direction: str


def described_svg(svg: str, words: Words) -> str:
    """Return an SVG image with its role, title and description, as WAI-ARIA wants them."""
    digest = sha256(f"{words.title}\n{words.description}".encode()).hexdigest()[:8]
    title, description = f"title-{digest}", f"description-{digest}"
    attributes = (
        f'role="img" aria-labelledby="{title} {description}" '
        f'lang="{escape(words.language)}" xml:lang="{escape(words.language)}"'
    )
    texts = (
        f'<title id="{title}">{_text(words.title)}</title>'
        f'<desc id="{description}">{_text(words.description)}</desc>'
    )
    return re.sub(
        "<svg ([^>]*)>", lambda match: f"<svg {attributes} {match[1]}>{texts}", svg, count=1
    )


def described_png(png: bytes, words: Words) -> bytes:
    """Return a PNG image with the texts `Title` and `Description` (PNG, section 11.3.3)."""
    chunks = [_text_chunk("Title", words.title), _text_chunk("Description", words.description)]
    head, rest = png[:_SIGNATURE_AND_HEADER], png[_SIGNATURE_AND_HEADER:]
    return b"".join((head, *chunks, rest))


def size_of_png(png: bytes, density: int) -> dict[str, int]:
    """Return the size in CSS pixels of a PNG image that has `density` pixels for each."""
    width, height = unpack(">II", png[16:24])
    return {"width": width // density, "height": height // density}


def page(svg: str, words: Words, scripts: str, specification: str, options: str) -> str:
    """Return a web page that draws a chart, and shows its image until scripts have run.

    Args:
        svg: The image, with its text alternative.
        words: The texts of the chart.
        scripts: The elements `<script>` of Vega.
        specification: The chart in JSON.
        options: The options of vega-embed in JSON.
    """
    # In a script, "<" could end it: JSON has it as an escape, too.
    data, embedding = (text.replace("<", "\\u003c") for text in (specification, options))
    return f"""<!DOCTYPE html>
<html lang="{escape(words.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{_text(words.title)}</title>
<style>
body {{ margin: 0 }}
h1 {{ position: absolute; width: 1px; height: 1px; margin: 0 }}
h1 {{ overflow: hidden; clip-path: inset(50%) }}
#chart svg {{ display: block }}
</style>
{scripts}
</head>
<body>
<main><h1>{_text(words.title)}</h1><div id="chart">{svg}</div></main>
<script>
const specification = {data};
vegaEmbed("#chart", specification, {embedding}).catch(console.error);
</script>
</body>
</html>
"""


def _text(text: str) -> str:
    return escape(text, quote=False)


def _text_chunk(keyword: str, text: str) -> bytes:
    """Return a chunk `iTXt` in UTF-8, uncompressed."""
    content = b"iTXt" + keyword.encode() + bytes(5) + text.encode()
    return pack(">I", len(content) - 4) + content + pack(">I", crc32(content))
