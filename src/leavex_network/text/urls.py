"""Which URLs are accepted: absolute http and https URLs that all software reads alike.

An accepted URL is kept as it is. A URL that browsers and libraries repair in different ways is
refused, with a repaired form as the remedy. Browsers follow the WHATWG URL Standard.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import quote

from leavex_network.errors import ArgumentError, ArgumentTypeError, quoted
from leavex_network.text.characters import is_invisible
from leavex_network.text.hosts import (
    NOT_PUBLIC,
    ascii_host,
    has_bad_punycode,
    has_invalid_letters,
    has_unregistrable_label,
    is_public,
    is_respelled,
    lowered,
    mapped,
)
from leavex_network.text.invisible import IGNORED, JOINERS

LONGEST = 4_000
"""In characters."""

# Most URLs are plain ASCII and match this; the slower rules below decide about all others.
_PLAIN = re.compile(
    r"https?://(?=[^/?#]{1,253}(?:[/?#]|\Z))"
    r"(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
    r"(?:[/?#](?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*(?:#(?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*)?)?"
)
_LONGEST_PLAIN = 1_000

# Compiled when they are first used: the rules are for the other URLs.
_URL = r"(?s)(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>.*)"
_AUTHORITY = r"(?s)(?:.*@)?(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>.*))?"
_NUMBER = r"0[xX][0-9a-fA-F]*|[0-9]+"
_FORBIDDEN = r'[<>"{}|^`]'
_BARE_PERCENT = "%(?![0-9A-Fa-f]{2})"
_ESCAPED = "%(?P<digits>[0-9A-Fa-f]{2})|%|[^\x00-\x7f]+"
_UNRESERVED = "[A-Za-z0-9._~-]"
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_HIGHEST_PORT = 65_535
_SELECTORS = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
# Default_Ignorable_Code_Point (UAX 44) that are selectors or not assigned; the others are invisible
# by their category.
_IGNORED = f"{_SELECTORS}|{IGNORED}"
_NONCHARACTER = "[\ufdd0-\ufdef{}]".format(
    "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
)
_FARTHEST_NEIGHBOR = 32


class Refusal(NamedTuple):
    """The reason why a URL is refused, as a predicate, and what to write instead."""

    reason: str
    remedy: str


def check_base_url(url: object) -> None:
    """Refuse the address of a site that is invalid, or has a query or a fragment.

    Raises:
        ArgumentError: It cannot be used.
        ArgumentTypeError: It is no string.
    """
    if not isinstance(url, str):
        raise ArgumentTypeError(f"The base URL is a string, not {type(url).__name__}")
    problem = refusal(url)
    if problem:
        raise ArgumentError(f"The base URL {quoted(url)} {problem.reason}; {problem.remedy}")
    if "?" in url or "#" in url:
        raise ArgumentError(f"The base URL {quoted(url)} has a query or a fragment; remove it")


def refusal(url: str) -> Refusal | None:
    """Return why a URL is refused and what to write instead, or None if it is accepted."""
    if len(url) <= _LONGEST_PLAIN and _PLAIN.fullmatch(url) and not host(url).endswith(NOT_PUBLIC):
        return None
    for rule in _RULES:
        if rule.is_broken(url):
            fixed = _fixed(url)
            reason = rule.reason
            if rule.culprit is not None:
                reason += f" (U+{ord(rule.culprit(url)):04X})"
            return Refusal(reason, f"write {quoted(fixed)}" if fixed else rule.advice)
    return None


def host(url: str) -> str:
    """Return the host of an accepted URL, in lower case and without the port."""
    return lowered(re.split("[/?#:]", url.split("://", 1)[1], maxsplit=1)[0])


def origin(url: str) -> str:
    """Return the scheme, host and port of an accepted URL, in lower case."""
    scheme, _, rest = url.partition("://")
    return f"{scheme.lower()}://{lowered(re.split('[/?#]', rest, maxsplit=1)[0])}"


@lru_cache(maxsize=2_000)
def normalized(url: str) -> str:
    """Return the form in which addresses are compared: equal for all spellings of one address.

    The case of scheme and host, the default port, percent-encoding (RFC 3986, 6.2.2), punycode and
    one slash at the end, or at the end of the path, do not matter. Other URLs are left as they are.
    """
    scheme, _, rest = url.partition("://")
    scheme = scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        return url
    authority = re.split("[/?#]", rest, maxsplit=1)[0]
    rest = _usual_escapes(rest[len(authority) :])
    path = re.split("[?#]", rest, maxsplit=1)[0]
    rest = _without_slash(_without_slash(path) + rest[len(path) :])
    return f"{scheme}://{_usual_authority(authority, scheme)}{rest}"


def _without_slash(text: str) -> str:
    """Return a text without one slash at its end; several are kept, as in no other spelling."""
    return text if text.endswith("//") else text.removesuffix("/")


def _usual_authority(authority: str, scheme: str) -> str:
    """Return an authority with its host in lower case and ASCII, without the default port."""
    name, colon, port = authority.partition(":")
    if port == _DEFAULT_PORTS[scheme]:
        colon = port = ""
    return f"{ascii_host(name)}{colon}{port}"


def _is_needed_joiner(text: str, index: int) -> bool:
    """Return whether a joiner affects its neighbors, as in Persian (RFC 5892, appendix A)."""
    import idna

    start = max(index - _FARTHEST_NEIGHBOR, 0)
    try:
        return idna.valid_contextj(text[start : index + _FARTHEST_NEIGHBOR], index - start)
    except ValueError:
        # A neighbor has no name: it is a control character, or not assigned.
        return False


def _usual_escapes(text: str) -> str:
    """Return a part of a URL with the escapes that RFC 3986 (2.1, 2.3) and RFC 3987 recommend."""
    if text.isascii() and "%" not in text:
        return text
    return re.sub(_ESCAPED, _usual_escape, text)


def _usual_escape(match: re.Match[str]) -> str:
    if match["digits"] is None:
        return quote(match[0], safe="", errors="surrogatepass")
    character = chr(int(match["digits"], 16))
    return character if re.match(_UNRESERVED, character) else match[0].upper()


class _Rule(NamedTuple):
    is_broken: Callable[[str], bool]
    reason: str
    advice: str
    fix: Callable[[str], str] | None = None
    """Returns the URL that a reader would take it for; None where that would be a guess."""
    culprit: Callable[[str], str] | None = None
    """Returns the character that breaks the rule, for the reason."""


def _fixed(url: str) -> str | None:
    """Return the accepted URL that a reader would take a URL for, or None."""
    for rule in _RULES:
        if rule.is_broken(url):
            if rule.fix is None:
                return None
            url = rule.fix(url)
    return None if any(rule.is_broken(url) for rule in _RULES) else url


def _split(url: str) -> tuple[str, str, str]:
    """Return the scheme, the authority and the rest; only the rest if the URL has no scheme."""
    match = re.fullmatch(_URL, url)
    return (match["scheme"], match["authority"], match["rest"]) if match else ("", "", url)


def _host_and_port(url: str) -> tuple[str, str | None]:
    authority = _split(url)[1]
    match = re.fullmatch(_AUTHORITY, authority)
    assert match is not None  # noqa: S101 - it matches any text
    return match["host"], match["port"]


def _with_authority(url: str, authority: str) -> str:
    scheme, _, rest = _split(url)
    return f"{scheme}://{authority}{rest}"


def _with_host(url: str, name: str) -> str:
    port = _host_and_port(url)[1]
    return _with_authority(url, name if port is None else f"{name}:{port}")


def _hidden_indexes(url: str) -> list[int]:
    """Return where a URL has characters that nobody sees, other than spaces."""
    # Each character is looked at once, and at its place only if it may be hidden.
    suspects = {character for character in set(url) if _may_be_hidden(character)}
    if not suspects:
        return []
    places = [index for index, character in enumerate(url) if character in suspects]
    return [
        index for index in places if url[index] not in JOINERS or not _is_needed_joiner(url, index)
    ]


def _may_be_hidden(character: str) -> bool:
    if character in JOINERS or re.match(_IGNORED, character):
        return True
    return is_invisible(character) and not character.isspace()


def _without_hidden_characters(url: str) -> str:
    """Return a URL without its hidden characters.

    Behind the host, those that shape what is visible are percent-encoded, as browsers do.
    """
    _, authority, rest = _split(url)
    after_host = len(url) - len(rest) if authority else len(url)
    characters = list(url)
    for index in _hidden_indexes(url):
        shapes = url[index] in JOINERS or re.match(_SELECTORS, url[index])
        characters[index] = quote(url[index]) if shapes and index >= after_host else ""
    return "".join(characters)


def _without_spaces(url: str) -> str:
    # Browsers remove tabs and newlines, and percent-encode spaces.
    on_one_line = re.sub("[\t\n\r]", "", url)
    return "".join(quote(letter) if letter.isspace() else letter for letter in on_one_line)


def _lacks_scheme(url: str) -> bool:
    """Return whether only the scheme or its slashes are missing.

    Such are `example.org`, `//example.org` and `https:example.org`.
    """
    if re.fullmatch(_URL, url):
        return False
    other = re.match(r"(?!https?:)([a-z][a-z0-9+-]*:|[/?#.])", url, re.IGNORECASE)
    return url.startswith("//") or not other


def _with_scheme(url: str) -> str:
    return "https://" + re.sub(r"^(https?:)?/*", "", url, flags=re.IGNORECASE)


def _is_at_ip_address(url: str) -> bool:
    """Return whether browsers read the host as an IP address, in any spelling."""
    # Browsers normalize full-width digits and dots, and read 0x7f.1 or 2130706433 as IPv4.
    name = normalize("NFKC", _host_and_port(url)[0]).replace("。", ".")
    if name.startswith("[") or ":" in name:
        return True
    return bool(re.fullmatch(_NUMBER, name.rstrip(".").split(".")[-1]))


def _has_other_spelling(url: str) -> bool:
    return is_respelled(_host_and_port(url)[0])


def _with_mapped_host(url: str) -> str:
    name = _host_and_port(url)[0]
    return _with_host(url, mapped(name) or name)


def _has_bad_punycode(url: str) -> bool:
    return has_bad_punycode(_host_and_port(url)[0])


def _has_invalid_letters(url: str) -> bool:
    return has_invalid_letters(_host_and_port(url)[0])


def _has_unregistrable_label(url: str) -> bool:
    return has_unregistrable_label(_host_and_port(url)[0])


def _has_no_public_host(url: str) -> bool:
    return not is_public(_host_and_port(url)[0])


def _has_bad_port(url: str) -> bool:
    port = _host_and_port(url)[1]
    if port is None:
        return False
    return not re.fullmatch("[1-9][0-9]{0,4}", port) or int(port) > _HIGHEST_PORT


_WHOLE_ADDRESS = "write the whole address, beginning with 'https://'"

_RULES: tuple[_Rule, ...] = (
    _Rule(
        lambda url: not url, "is empty", "write an absolute address such as 'https://example.org/'"
    ),
    _Rule(
        lambda url: len(url) > LONGEST,
        f"is longer than {LONGEST:,} characters",
        "write a shorter address of the page",
    ),
    _Rule(lambda url: url != url.strip(), "begins or ends with whitespace", "remove it", str.strip),
    _Rule(
        lambda url: bool(re.search(_NONCHARACTER, url)),
        "contains a noncharacter",
        "remove it",
        lambda url: re.sub(_NONCHARACTER, "", url),
        lambda url: re.findall(_NONCHARACTER, url)[0],
    ),
    _Rule(
        lambda url: bool(_hidden_indexes(url)),
        "contains a control, direction, private-use or invisible character",
        "remove it",
        _without_hidden_characters,
        lambda url: url[_hidden_indexes(url)[0]],
    ),
    _Rule(
        lambda url: any(map(str.isspace, url)),
        "contains whitespace",
        "write each space as %20",
        _without_spaces,
    ),
    _Rule(
        lambda url: "\\" in url,
        "contains a backslash, which browsers read as a slash",
        "write '/'",
        lambda url: url.replace("\\", "/"),
    ),
    _Rule(_lacks_scheme, "is not absolute: its scheme is missing", _WHOLE_ADDRESS, _with_scheme),
    _Rule(lambda url: url[:1] in ("/", "?", "#", "."), "is not absolute", _WHOLE_ADDRESS),
    _Rule(
        lambda url: _split(url)[0].lower() not in ("http", "https"),
        "has a scheme other than https and http",
        "write an address that begins with 'https://'",
    ),
    _Rule(
        lambda url: "@" in _split(url)[1],
        "contains a user name or password",
        "remove everything between '://' and '@'",
        lambda url: _with_authority(url, _split(url)[1].rpartition("@")[2]),
    ),
    _Rule(_is_at_ip_address, "has an IP address as its host", "write the host's name"),
    _Rule(
        _has_other_spelling,
        "has a host that browsers spell in another way",
        "write the host as browsers show it",
        _with_mapped_host,
    ),
    _Rule(
        lambda url: _host_and_port(url)[0].endswith("."),
        "has a host that ends with a dot",
        "remove the dot",
        lambda url: _with_authority(url, re.sub(r"\.+(?=:|$)", "", _split(url)[1])),
    ),
    _Rule(_has_bad_punycode, "has invalid punycode in its host", "write the host in its letters"),
    _Rule(
        _has_invalid_letters,
        "has letters in its host that no domain name has there (RFC 5891, UTS 46)",
        "write a host such as 'example.org'",
        lambda url: _with_host(url, ascii_host(_host_and_port(url)[0])),
    ),
    _Rule(
        _has_unregistrable_label,
        "has an underscore, or a hyphen at the end of a label, in its domain (RFC 1123)",
        "write a host such as 'example.org'",
    ),
    _Rule(_has_no_public_host, "has no public host name", "write a host such as 'example.org'"),
    _Rule(
        _has_bad_port,
        f"has a port that is not a number from 1 to {_HIGHEST_PORT}",
        "remove the port",
        lambda url: _with_authority(url, _host_and_port(url)[0]),
    ),
    _Rule(
        lambda url: bool(re.search(_FORBIDDEN, url)),
        'contains one of the characters < > " { } | ^ `',
        "write it as % and two digits",
        lambda url: re.sub(_FORBIDDEN, lambda match: quote(match[0]), url),
    ),
    _Rule(
        lambda url: bool(re.search(_BARE_PERCENT, url)),
        "contains a % that is not followed by two hexadecimal digits",
        "write %25 for a percent sign",
        lambda url: re.sub(_BARE_PERCENT, "%25", url),
    ),
)
"""The rules in order: the first that a URL breaks is the reason of its refusal."""
