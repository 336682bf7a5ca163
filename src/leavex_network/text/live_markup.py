r"""Markup that Hugo would run in a description: escaped where data is written, and read back.

Descriptions are inline Markdown of emphasis, code and links. On a page of a Hugo site, more is
live: shortcodes, raw HTML with `unsafe = true`, images, and the extensions of goldmark. Each is
escaped with a backslash (CommonMark 2.4) where it stands; reading drops these escapes again, so
that a text is read back in its canonical form, without them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from typing import Literal, NamedTuple

from marko import inline
from marko.element import Element

from leavex_network.text.characters import composed
from leavex_network.text.inline import children, decoded, is_bounded, parser, plain, walk

_SHORTCODE = r"\{\{(?=[<%])"
_AUTOLINK = r"(?:[A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>"
_ANY_ESCAPE = r"\\[!-/:-@\[-`{-~]"
_COMMON_ADDRESS = r"https?:|mailto:|tel:|[/#.?)]"
# A text without any of these is as it is.
_HAZARD = re.compile(
    rf"<|!\[|\[\^|{_SHORTCODE}|[~^]|==|\+\+|\$\$|:[a-z0-9_+-]+:|\\|&(?:lt;!--|#91;|#40;)"
    rf"|\]\(\s*<?(?!{_COMMON_ADDRESS})"
)
# One of these begins at each offset at which something may have to be escaped.
_LIVE = re.compile(
    # Hugo reads these two before Markdown, and knows no backslash.
    r"(?P<comment>\\?<!--)"
    rf"|(?P<shortcode>\\?{_SHORTCODE})"
    r"|(?P<bracket>\\\[)"
    r"|(?P<parenthesis>\\\()"
    rf"|(?P<escape>{_ANY_ESCAPE})"
    r"|(?P<math>\${2,})"
    rf"|(?P<tag><(?=[A-Za-z/!?])(?!{_AUTOLINK}))"
    r"|(?P<image>!\[)"
    r"|(?P<footnote>\[(?=\^))"
    # Names of emoji have a letter, or are 100 or 1234.
    r"|(?P<emoji>:(?=[0-9_+-]*[a-z][a-z0-9_+-]*:|100:|1234:|[+-]1:))"
)
# goldmark follows any of them with `unsafe = true`.
_OTHER_SCHEME = re.compile(r"\s*(?!(?:https?|mailto|tel):)[a-z][a-z0-9+.\s-]*:", re.IGNORECASE)
_OPEN_ADDRESS = re.compile(
    r"(?<!\\)<(?=[A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*\Z|[^\s<>@]+@[^\s<>]*\Z)"
)
_PREFIX = "x "  # After a word on its line, nothing is parsed as a heading or list.
_MOST_TAGS = 50
"""Further tags are escaped all at once; texts with so many are no descriptions."""
_BRACKET = "&#91;"
_ESCAPED = {
    "comment": "&lt;!--",  # Hugo looks for its summary divider, <!--more-->, in the source
    "tag": r"\<",
    # Not `\[` and `\(`, which begin formulas where Hugo's passthrough extension is enabled.
    "image": f"!{_BRACKET}",
    "footnote": _BRACKET,
    "bracket": _BRACKET,
    "parenthesis": "&#40;",
    "shortcode": r"{\{",
    "emoji": r"\:",
}
_AFTER_BRACES = r"(?=\\?[<%]|&lt;!--)"
# The escapes above and those of delimiters, but none of an address in angle brackets.
_DROPPED = re.compile(
    r"(?P<drop>"
    rf"\\<(?!{_AUTOLINK})"
    r"|&lt;!--"
    r"|!(?:\\\[|&#91;)"
    r"|(?:\\\[|&#91;)(?=\\?\^)"
    rf"|\{{\\\{{{_AFTER_BRACES}"
    rf"|\\\{{\{{{_AFTER_BRACES}"
    r"|\\:(?=[a-z0-9_+-]+:)"
    r"|\\[~^=+$]"
    rf")|(?P<entity>&#91;|&#40;)|{_ANY_ESCAPE}"
)
_DELIMITERS = re.compile(rf"{_ANY_ESCAPE}|~+|\^+|={{2,}}|\+{{2,}}")
_CODE_SHORTCODE = re.compile(r"\{\{<(?!/\*).*?>\}\}|\{\{%(?!/\*).*?%\}\}")
_CODE_ESCAPED = re.compile(r"\{\{(?P<mark>[<%])/\*(?P<inside>.*?)\*/(?P<end>[>%])\}\}")
_RUN_BY_HUGO = re.compile(rf"{_SHORTCODE}[<%](?!/\*)|<!--more-->")
_PLACEHOLDER = "HAHAHUGO"
"""What stands for a shortcode while Hugo renders a page, begins with it."""


Kind = Literal["text", "code", "target", "autolink", "refused"]


class _Segment(NamedTuple):
    """A part of a text in which markup has one meaning."""

    kind: Kind
    text: str


def escaped(markdown: str) -> str:
    """Return a text of which only emphasis, code and links are live on a page.

    A text without anything else is returned as it is. Where a shortcode stands in an address in
    angle brackets, or without an end in code, it cannot be escaped: see `is_run_by_hugo`.
    """
    if not _HAZARD.search(markdown):
        return markdown
    # Texts with one canonical form are written alike.
    return _escaped(unescaped(markdown))


def unescaped(markdown: str) -> str:
    """Return a text without the escapes of `escaped`: its canonical form."""
    if not _HAZARD.search(markdown):
        return markdown
    segments = _segments(_escaped(markdown))
    # A character that was escaped may become one with a mark behind it.
    return composed("".join(_UNESCAPES[segment.kind](segment.text) for segment in segments))


def _escaped(markdown: str) -> str:
    # One tag at a time: what is inside becomes live, or code, when the tag becomes text.
    for _ in range(_MOST_TAGS):
        start = _first_html(markdown)
        if start is None:
            break
        tag = _ESCAPED["comment" if markdown.startswith("<!--", start) else "tag"]
        length = 4 if markdown.startswith("<!--", start) else 1
        # What is before a tag must not become an address together with it.
        before = _OPEN_ADDRESS.sub(r"\\\g<0>", markdown[:start])
        markdown = f"{before}{tag}{markdown[start + length :]}"
    return _escaped_once(_escaped_once(markdown))


def _escaped_once(markdown: str) -> str:
    segments = list(_segments(markdown))
    # An extension may begin before code, a link or an address, and end behind it.
    visible = "".join(
        "x" * len(segment.text) if segment.kind in _OPAQUE else segment.text for segment in segments
    )
    delimiters = _live_delimiters(visible)
    parts: list[str] = []
    offset = 0
    for segment in segments:
        if segment.kind == "text":
            parts.append(_escaped_text(segment.text, offset, delimiters))
        else:
            parts.append(_ESCAPES[segment.kind](segment.text))
        offset += len(segment.text)
    return "".join(parts)


def live_markup(markdown: str) -> str | None:
    """Return the kind of live markup in a text: HTML, an image or a shortcode; else None."""
    names = {"comment": "HTML", "tag": "HTML", "image": "an image", "shortcode": "a shortcode"}
    if not _HAZARD.search(markdown):
        return None
    for segment in _segments(markdown):
        if segment.kind == "text":
            for match in _LIVE.finditer(segment.text):
                if match.lastgroup in names:
                    return names[match.lastgroup]
    return None


def is_run_by_hugo(markdown: str) -> bool:
    """Tell whether Hugo would find something to run in a text, although it is escaped."""
    return _RUN_BY_HUGO.search(markdown) is not None or _PLACEHOLDER in plain(markdown)


def _segments(markdown: str) -> Iterator[_Segment]:
    """Yield the text, the code and the addresses of links, with their titles, in order."""
    offset = 0
    for kind, start, end in sorted(_protected(markdown), key=lambda span: span[1]):
        yield _Segment("text", markdown[offset:start])
        yield _Segment(kind, markdown[start:end])
        offset = end
    yield _Segment("text", markdown[offset:])


def _nodes(markdown: str) -> list[Element]:
    """Return all inline elements of a text, with their spans after `_PREFIX`."""
    if not is_bounded(markdown):
        return []
    try:
        nodes = list(walk(children(parser().parse(_PREFIX + markdown))))
    except RecursionError:
        return []
    return [node for node in nodes if getattr(node, "source_span", None)]


def _first_html(markdown: str) -> int | None:
    """Return the offset of the first raw HTML in a text."""
    if "<" not in markdown:
        return None
    starts = [node.source_span for node in _nodes(markdown) if isinstance(node, inline.InlineHTML)]
    return min((span[0] - len(_PREFIX) for span in starts if span), default=None)


def _protected(markdown: str) -> Iterator[tuple[Kind, int, int]]:
    """Yield the kind, the start and the end of each part in which backslashes mean other things."""
    if not ("`" in markdown or "](" in markdown or "<" in markdown):
        return
    for node in _nodes(markdown):
        span = node.source_span or (0, 0)
        start, end = span[0] - len(_PREFIX), span[1] - len(_PREFIX)
        if isinstance(node, inline.CodeSpan):
            yield "code", start, end
        elif isinstance(node, inline.Link | inline.AutoLink) and _is_refused(node.dest):
            yield "refused", start, start + 1
        elif isinstance(node, inline.AutoLink):
            yield "autolink", start, end
        elif isinstance(node, inline.Link):
            _, closing = node.syntax_spans or ((start, start), (end, end))
            yield "target", closing[0] - len(_PREFIX), end


def _is_refused(address: str) -> bool:
    """Tell whether an address, its entities decoded, has another scheme than a link may have."""
    return _OTHER_SCHEME.match(decoded(address)) is not None


def _escaped_text(text: str, start: int, delimiters: Container[int]) -> str:
    """Return a part of a text, which begins at an offset, with what is live in it escaped."""
    parts: list[str] = []
    offset = 0
    while offset < len(text):
        match = _LIVE.match(text, offset)
        if match is not None:
            escape = _ESCAPED.get(str(match.lastgroup), match[0])
            parts.append("\\$" * len(match[0]) if match["math"] else escape)
            offset = match.end()
        else:
            is_live = start + offset in delimiters
            parts.append(f"\\{text[offset]}" if is_live else text[offset])
            offset += 1
    return "".join(parts)


def _live_delimiters(text: str) -> set[int]:
    """Return the offsets of delimiters of goldmark's extensions, if one may open and one close.

    A delimiter opens something before a character that is no white space, and closes something
    behind one (CommonMark 6.2).
    """
    by_kind: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _DELIMITERS.finditer(text):
        if not match[0].startswith("\\"):
            by_kind[match[0][0]].append(match)
    live: set[int] = set()
    for matches in by_kind.values():
        opening = [match.end() for match in matches if text[match.end() : match.end() + 1].strip()]
        closing = [match.start() for match in matches if text[: match.start()][-1:].strip()]
        if opening and closing and opening[0] < closing[-1]:
            live.update(offset for match in matches for offset in range(*match.span()))
    return live


def _unescaped_text(text: str) -> str:
    return _DROPPED.sub(_dropped, text)


def _dropped(match: re.Match[str]) -> str:
    if match["entity"]:
        return {"&#91;": "\\[", "&#40;": "\\("}[match["entity"]]
    if match["drop"]:
        return match[0].replace("&lt;", "<").replace("&#91;", "[").replace("\\", "")
    return match[0]


def _escaped_target(text: str) -> str:
    return re.sub(_SHORTCODE, r"{\\{", text)


def _escaped_code(text: str) -> str:
    # Hugo, "Shortcodes": {{</* x */>}} is shown as {{< x >}}.
    return _CODE_SHORTCODE.sub(_commented, text)


def _commented(match: re.Match[str]) -> str:
    inside = match[0][3:-3]
    return f"{match[0][:3]}/*{inside}*/{match[0][-3:]}"


def _unescaped_code(text: str) -> str:
    return _CODE_ESCAPED.sub(
        lambda match: f"{{{{{match['mark']}{match['inside']}{match['end']}}}}}", text
    )


_OPAQUE = ("code", "target", "autolink")
_ESCAPES: dict[str, Callable[[str], str]] = {
    "code": _escaped_code,
    "target": _escaped_target,
    "autolink": str,
    "refused": "\\{}".format,  # of `\[`, the second pass makes an entity
}
_UNESCAPES: dict[str, Callable[[str], str]] = {
    "text": _unescaped_text,
    "code": _unescaped_code,
    "target": _unescaped_text,
    "autolink": str,
    "refused": "\\{}".format,
}
