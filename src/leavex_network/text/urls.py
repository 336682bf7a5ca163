"""Which URLs are accepted: absolute http and https URLs that all software reads alike.

An accepted URL is kept as it is. A URL that browsers and libraries repair in different ways is
refused, with a repaired form as the remedy. Browsers follow the WHATWG URL Standard, and read
international host names by UTS 46 without transitional processing. In its letters, a host is
accepted if it is valid by IDNA 2008 (RFC 5891) too; emoji are accepted in punycode only.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import bidirectional, category, normalize, ucd_3_2_0
from urllib.parse import quote

from leavex_network.errors import quoted
from leavex_network.text.characters import JOINERS, is_invisible

NOT_PUBLIC = (".localhost", ".local", ".internal", ".invalid", ".arpa")
"""Top-level domains below which nobody can register a name (RFC 6761, RFC 6762, ICANN)."""

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
_ESCAPED = "%(?P<digits>[0-9A-Fa-f]{2})|%|[^\x00-\x7f]"
_UNRESERVED = "[A-Za-z0-9._~-]"
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_HIGHEST_PORT = 65_535
_LONGEST_LABEL = 63
_LONGEST_HOST = 253
_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_PUNYCODE = "xn--"
_NOT_IN_HOSTS = "[\0-,/:-`{-\x7f]"
_SELECTORS = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
# Default_Ignorable_Code_Point (UAX 44) that are selectors or not assigned; the others are invisible
# by their category.
_IGNORED = f"{_SELECTORS}|[\u2065\ufff0-\ufff8\U000e0000-\U000e0fff]"
_NONCHARACTER = "[\ufdd0-\ufdef{}]".format(
    "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
)
_NOT_PRINTABLE_ASCII = "[^ -~]"
_EMOJI = "[\u2600-\u27bf\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff]"
# Letters beside those from right to left. Versions of Unicode since 13 added none in these ranges,
# so that all browsers know their directions.
_OF_KNOWN_DIRECTION = (
    "[\0-\u086f\u08a0-\u08b4\u08b6-\u08c7\u08d3-\u097f\u0e00-\u0e7f\u200c\u200d\u3041-\u30ff"
    "\u4e00-\u9fef\uac00-\ud7a3\U00010d00-\U00010d3f\U0001e900-\U0001e95f]*"
)
_FARTHEST_NEIGHBOR = 32


class Refusal(NamedTuple):
    """The reason why a URL is refused, as a predicate, and what to write instead."""

    reason: str
    remedy: str


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
    return _lowered(re.split("[/?#:]", url.split("://", 1)[1], maxsplit=1)[0])


def origin(url: str) -> str:
    """Return the scheme, host and port of an accepted URL, in lower case."""
    scheme, _, rest = url.partition("://")
    return f"{scheme.lower()}://{_lowered(re.split('[/?#]', rest, maxsplit=1)[0])}"


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


def ascii_host(name: str) -> str:
    """Return a host in lower case and ASCII; a label that is too long for that as it is."""
    return name.lower() if name.isascii() else ".".join(map(_ascii_label, name.split(".")))


def _ascii_label(label: str) -> str:
    """Return a label of a host name in ASCII (RFC 3492); one that is too long as it is.

    Python's codec for IDNA would replace letters that domain names distinguish today: ß by ss.
    """
    if label.isascii():
        return label.lower()
    if len(label) > _LONGEST_LABEL:
        return label
    letters = normalize("NFC", _lowered(label))
    return f"{_PUNYCODE}{letters.encode('punycode').decode('ascii')}"


@lru_cache(maxsize=64)  # several rules read the labels of one host
def unicode_label(label: str) -> str | None:
    """Return a label of a host name in its letters, or None if it has invalid punycode."""
    label = _lowered(label)
    if not label.startswith(_PUNYCODE):
        return label
    encoded = label.removeprefix(_PUNYCODE)
    try:
        letters = encoded.encode("ascii").decode("punycode")
        is_canonical = letters.encode("punycode").decode("ascii") == encoded
    except UnicodeError:
        return None
    return letters if is_canonical and _is_valid(letters) else None


def _is_valid(letters: str) -> bool:
    """Return whether the letters that punycode stands for are valid by IDNA 2008 and UTS 46.

    Emoji, which only UTS 46 allows, count as letters: some registries have such names.
    """
    import idna

    if letters.isascii():
        return False
    try:
        idna.check_label(re.sub(_EMOJI, "x", letters))
        is_mapped = idna.uts46_remap(letters) != letters
    except idna.IDNAError:
        return False
    return not is_mapped and _are_assigned(letters)


def _are_assigned(letters: str) -> bool:
    """Return whether Python knows all letters: else it could not normalize their order."""
    return all(category(letter) != "Cn" for letter in letters)


def _is_needed_joiner(text: str, index: int) -> bool:
    """Return whether a joiner affects its neighbors, as in Persian (RFC 5892, appendix A)."""
    import idna

    start = max(index - _FARTHEST_NEIGHBOR, 0)
    try:
        return idna.valid_contextj(text[start : index + _FARTHEST_NEIGHBOR], index - start)
    except ValueError:
        # A neighbor has no name: it is a control character, or not assigned.
        return False


def _lowered(name: str) -> str:
    """Return a host in lower case, where all browsers agree on it."""
    return name.lower() if name.isascii() else "".join(map(_lower, name))


def _lower(letter: str) -> str:
    """Return a letter in lower case.

    Each letter by itself: at the end of a word, `str.lower` writes another sigma. Letters that
    Unicode 3.2 lacks, such as a capital sharp s, are kept: international domain names began with
    that version (RFC 3490), and later ones map them in different ways.
    """
    lower = letter.lower()
    if lower == letter:
        return letter
    is_old = all(ucd_3_2_0.category(character) != "Cn" for character in letter + lower)
    return lower if is_old else letter


def _usual_escapes(text: str) -> str:
    """Return a part of a URL with the escapes that RFC 3986 (2.1, 2.3) and RFC 3987 recommend."""
    if text.isascii() and "%" not in text:
        return text
    return re.sub(_ESCAPED, _usual_escape, text)


def _usual_escape(match: re.Match[str]) -> str:
    if match["digits"] is None:
        return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))
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
    return (match["host"], match["port"]) if match else (authority, None)


def _with_authority(url: str, authority: str) -> str:
    scheme, _, rest = _split(url)
    return f"{scheme}://{authority}{rest}"


def _with_host(url: str, name: str) -> str:
    port = _host_and_port(url)[1]
    return _with_authority(url, name if port is None else f"{name}:{port}")


def _hidden_indexes(url: str) -> list[int]:
    """Return where a URL has characters that nobody sees, other than spaces."""
    suspects = re.finditer(_NOT_PRINTABLE_ASCII, url)
    return [match.start() for match in suspects if _is_hidden(url, match.start())]


def _is_hidden(url: str, index: int) -> bool:
    character = url[index]
    if character in JOINERS:
        return not _is_needed_joiner(url, index)
    if re.match(_IGNORED, character):
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


def _is_space(character: str) -> bool:
    return character.isspace() or category(character)[0] == "Z"


def _without_spaces(url: str) -> str:
    # Browsers remove tabs and newlines, and percent-encode spaces.
    on_one_line = re.sub("[\t\n\r]", "", url)
    return "".join(quote(letter) if _is_space(letter) else letter for letter in on_one_line)


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


def _is_respelled(url: str) -> bool:
    """Return whether browsers map the host to another spelling than its lower case."""
    name = _host_and_port(url)[0]
    if name.isascii():
        return False
    mapped = _mapped(name)
    is_composed = normalize("NFKC", name) == name
    return mapped is not None and not (is_composed and mapped == _lowered(name))


def _mapped(name: str) -> str | None:
    """Return the host that browsers read (UTS 46), or None if a character is not allowed."""
    import idna

    try:
        mapped = idna.uts46_remap(name)
    except idna.IDNAError:
        return None
    # Before version 3.19, idna lets pass what a sign such as U+2100 stands for: a slash.
    return None if re.search(_NOT_IN_HOSTS, mapped) else mapped


def _with_mapped_host(url: str) -> str:
    name = _host_and_port(url)[0]
    return _with_host(url, _mapped(name) or name)


def _has_bad_punycode(url: str) -> bool:
    return None in map(unicode_label, _host_and_port(url)[0].split("."))


def _has_invalid_letters(url: str) -> bool:
    """Return whether a host is none by IDNA 2008, because of a label or of mixed directions."""
    name = _host_and_port(url)[0]
    labels = name.split(".")
    if not all(labels) or (name.isascii() and _PUNYCODE not in name.lower()):
        return False
    import idna

    letters = [unicode_label(label) or label for label in labels]
    has_right_to_left = any(map(_is_right_to_left, letters))
    if has_right_to_left and not re.fullmatch(_OF_KNOWN_DIRECTION, "".join(letters)):
        return True
    try:
        for label, shown in zip(labels, letters, strict=True):
            if not label.isascii():
                idna.check_label(shown)
            if has_right_to_left:
                idna.check_bidi(shown, check_ltr=True)
    except idna.IDNAError:
        return True
    return not all(map(_are_assigned, letters))


def _is_right_to_left(label: str) -> bool:
    return any(bidirectional(letter) in ("R", "AL", "AN") for letter in label)


def _has_no_public_host(url: str) -> bool:
    name = ascii_host(_host_and_port(url)[0])
    labels = name.split(".")
    if len(labels) == 1 or len(name) > _LONGEST_HOST or name.endswith(NOT_PUBLIC):
        return True
    for label in labels:
        if len(label) > _LONGEST_LABEL or not re.fullmatch(_LABEL, label):
            return True
    top = unicode_label(labels[-1]) or ""
    return len(top) == 1 or any(letter == "-" or category(letter) == "Nd" for letter in top)


def _has_bad_port(url: str) -> bool:
    port = _host_and_port(url)[1]
    if port is None:
        return False
    return not re.fullmatch("[1-9][0-9]{0,4}", port, re.ASCII) or int(port) > _HIGHEST_PORT


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
        lambda url: any(map(_is_space, url)),
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
        _is_respelled,
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
