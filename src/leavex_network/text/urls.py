"""Which URLs are accepted: absolute http and https addresses that every reader takes for the same place.

An accepted URL is kept as it was written. Anything that browsers and libraries repair, each in its own way,
is refused, with the form that would do.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from unicodedata import category, normalize
from urllib.parse import quote

from leavex_network.errors import quoted

# Most addresses are plain ASCII and meet this; for the others, the rules decide, one by one.
_PLAIN = re.compile(
    r"https?://(?=[^/?#]{1,253}(?:[/?#]|\Z))(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
    r"(?:[/?#](?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*(?:#(?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*)?)?"
)
_LONGEST_PLAIN = 1_000

NOT_PUBLIC = (".localhost", ".local", ".internal", ".invalid", ".arpa")
"""Top levels that lead to a machine nearby, or nowhere: nobody can register a name below them."""

LONGEST = 4_000
"""In characters."""

_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>.*)", re.DOTALL
)
_AUTHORITY = re.compile(
    r"(?:(?P<user>.*)@)?(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>.*))?", re.DOTALL
)
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)")
_FORBIDDEN = '<>"{}|^`'
_HIGHEST_PORT = 65_535
_LONGEST_LABEL = 63
_LONGEST_HOST = 253


class Refusal(NamedTuple):
    """Why a URL is refused, and what to write instead."""

    reason: str
    remedy: str


def refusal(url: str) -> Refusal | None:
    """Say why the URL is refused and what would do, or return None where it is accepted."""
    if len(url) <= _LONGEST_PLAIN and _PLAIN.fullmatch(url) and not host(url).endswith(NOT_PUBLIC):
        return None
    return _refusal(url)


def host(url: str) -> str:
    """Return the host of an accepted URL, in lower case and without the port."""
    return re.split("[/?#:]", url.split("://", 1)[1], maxsplit=1)[0].lower()


def origin(url: str) -> str:
    """Return the scheme and the host, with its port, of an accepted URL, in lower case."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{re.split('[/?#]', rest, maxsplit=1)[0]}".lower()


def same_place(url: str) -> str:
    """Return what two spellings of one URL have in common: scheme and host in lower case, no slash at the end."""
    start = origin(url)
    return f"{start}{url[len(start) :].removesuffix('/')}"


class _Rule(NamedTuple):
    breaks: Callable[[str], bool]
    reason: str
    mend: Callable[[str], str] | None
    advice: str


def _refusal(url: str) -> Refusal | None:
    """Say why the URL is refused and what would do, or return None where it is accepted."""
    rule = next((rule for rule in _RULES if rule.breaks(url)), None)
    if rule is None:
        return None
    mended = _mended(url)
    return Refusal(rule.reason, f"write {quoted(mended)}" if mended else rule.advice)


def _mended(url: str) -> str | None:
    """Return the accepted URL that a reader would take this one for, or None where that would be a guess."""
    for rule in _RULES:
        if rule.breaks(url):
            if rule.mend is None:
                return None
            url = rule.mend(url)
    return None if any(rule.breaks(url) for rule in _RULES) else url


def _parts(url: str) -> tuple[str, str, str]:
    found = _PARTS.fullmatch(url)
    return (found["scheme"], found["authority"], found["rest"]) if found else ("", "", url)


def _authority(url: str) -> tuple[str | None, str, str | None]:
    found = _AUTHORITY.fullmatch(_parts(url)[1])
    return (found["user"], found["host"], found["port"]) if found else (None, _parts(url)[1], None)


def _with_authority(url: str, authority: str) -> str:
    scheme, _, rest = _parts(url)
    return f"{scheme}://{authority}{rest}"


def _is_invisible(character: str) -> bool:
    return (
        category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        or character in "\u034f\u115f\u1160\u2800\u3164\uffa0"
    )


def _is_white(character: str) -> bool:
    return character.isspace() or category(character)[0] == "Z"


def _is_address(url: str) -> bool:
    """Tell whether the host is an IP address in any spelling that a browser understands."""
    name = normalize("NFKC", _authority(url)[1]).replace("。", ".")
    return (
        name.startswith("[")
        or ":" in name
        or bool(_NUMBER.fullmatch(name.rstrip(".").split(".")[-1]))
    )


def _bad_label(label: str) -> bool:
    letters = label.replace("-", "")
    return (
        not 1 <= len(label) <= _LONGEST_LABEL
        or label[0] == "-"
        or label[-1] == "-"
        or normalize("NFKC", label) != label
        or any(category(letter)[0] not in "LM" and category(letter) != "Nd" for letter in letters)
        or category(label[0])[0] == "M"
    )


def _no_host_name(url: str) -> bool:
    """Tell whether the host looks like none that somebody could register: labels, dots and a top level of letters."""
    name = _authority(url)[1]
    *labels, top = name.split(".")
    is_top = top.lower().startswith("xn--") or (
        len(top) > 1 and not any(letter.isnumeric() or letter == "-" for letter in top)
    )
    is_private = name.lower().endswith(NOT_PUBLIC)
    return (
        not labels
        or is_private
        or len(name) > _LONGEST_HOST
        or not is_top
        or any(_bad_label(label) for label in (*labels, top))
    )


def _bad_port(url: str) -> bool:
    port = _authority(url)[2]
    return port is not None and not (
        re.fullmatch("[1-9][0-9]{0,4}", port, re.ASCII) and int(port) <= _HIGHEST_PORT
    )


def _escaped(characters: str) -> Callable[[str], str]:
    return lambda url: "".join(quote(letter) if letter in characters else letter for letter in url)


def _with_scheme(url: str) -> str:
    return "https://" + re.sub(r"^(https?:)?/*", "", url, flags=re.IGNORECASE)


def _lacks_scheme(url: str) -> bool:
    """Tell whether only the scheme or its slashes are missing: `example.org`, `//example.org`, `https:example.org`."""
    return not _PARTS.fullmatch(url) and (
        url.startswith("//")
        or not re.match(r"(?!https?:)([a-z][a-z0-9+-]*:|[/?#.])", url, re.IGNORECASE)
    )


_RULES: tuple[_Rule, ...] = (
    _Rule(
        lambda url: not url,
        "is empty",
        None,
        "write an absolute address such as 'https://example.org/'",
    ),
    _Rule(
        lambda url: len(url) > LONGEST,
        f"is longer than {LONGEST:,} characters",
        None,
        "find the short address of the page",
    ),
    _Rule(
        lambda url: url != url.strip(),
        "begins or ends with white space",
        str.strip,
        "leave the white space out",
    ),
    _Rule(
        lambda url: any(_is_invisible(letter) and not letter.isspace() for letter in url),
        "holds a control, direction or invisible character",
        lambda url: "".join(
            letter for letter in url if letter.isspace() or not _is_invisible(letter)
        ),
        "leave it out",
    ),
    _Rule(
        lambda url: any(_is_white(letter) for letter in url),
        "holds white space",
        lambda url: "".join(
            quote(letter)
            if _is_white(letter) and letter not in "\r\n\t"
            else ""
            if _is_white(letter)
            else letter
            for letter in url
        ),
        "write each space as %20",
    ),
    _Rule(
        lambda url: "\\" in url,
        "holds a backslash, which browsers read as a slash",
        lambda url: url.replace("\\", "/"),
        "write '/'",
    ),
    _Rule(
        _lacks_scheme,
        "is not absolute: its scheme is missing",
        _with_scheme,
        "write the whole address, from 'https://' on",
    ),
    _Rule(
        lambda url: url[:1] in ("/", "?", "#", "."),
        "is not absolute",
        None,
        "write the whole address, from 'https://' on",
    ),
    _Rule(
        lambda url: _parts(url)[0].lower() not in ("http", "https"),
        "has another scheme than https and http",
        None,
        "write an address that begins with 'https://'",
    ),
    _Rule(
        lambda url: "@" in _parts(url)[1],
        "holds a user name or password before its host",
        lambda url: _with_authority(url, _parts(url)[1].rpartition("@")[2]),
        "leave out all between '://' and '@'",
    ),
    _Rule(_is_address, "names a machine by its IP address", None, "write the host's name"),
    _Rule(
        lambda url: _authority(url)[1].endswith("."),
        "has a dot at the end of its host",
        lambda url: _with_authority(url, re.sub(r"\.+(?=:|$)", "", _parts(url)[1])),
        "leave the dot out",
    ),
    _Rule(
        _no_host_name,
        "has no host name that could be registered",
        None,
        "write a host such as 'example.org'",
    ),
    _Rule(
        _bad_port,
        f"has a port that is no number from 1 to {_HIGHEST_PORT}",
        lambda url: _with_authority(url, _authority(url)[1]),
        "leave the port out",
    ),
    _Rule(
        lambda url: any(letter in url for letter in _FORBIDDEN),
        f"holds a character that no address may ({' '.join(_FORBIDDEN)})",
        _escaped(_FORBIDDEN),
        "write it as % and two digits",
    ),
    _Rule(
        lambda url: bool(re.search(r"%(?![0-9A-Fa-f]{2})", url)),
        "holds a % that two hexadecimal digits do not follow",
        lambda url: re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", url),
        "write %25 for the sign itself",
    ),
)
"""In the order in which they are told: the first that a URL breaks is the reason."""
