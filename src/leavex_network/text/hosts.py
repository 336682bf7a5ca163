"""Host names: their letters, their punycode, and which of them browsers and registries accept.

Browsers read international host names by UTS 46 without transitional processing. In its letters, a
host is valid if it is by IDNA 2008 (RFC 5891) too; emoji are valid in punycode only.
"""

import re
from functools import lru_cache
from unicodedata import bidirectional, category, normalize, ucd_3_2_0

NOT_PUBLIC = (".localhost", ".local", ".internal", ".invalid", ".arpa")
"""Top-level domains below which nobody can register a name (RFC 6761, RFC 6762, ICANN)."""

_LONGEST_LABEL = 63
_LONGEST_HOST = 253
_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_LABEL_OF_SUBDOMAIN = "[a-z0-9_-]+"
"""Registries follow RFC 1123; below a domain, browsers and DNS (RFC 2181, section 11) do not."""
_PUNYCODE = "xn--"
_NOT_IN_HOSTS = "[\0-,/:-^`{-\x7f]"
_EMOJI = "[\u2600-\u27bf\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff]"
# Letters beside those from right to left. Versions of Unicode since 13 added none in these ranges,
# so that all browsers know their directions.
_OF_KNOWN_DIRECTION = (
    "[\0-\u086f\u08a0-\u08b4\u08b6-\u08c7\u08d3-\u097f\u0e00-\u0e7f\u200c\u200d\u3041-\u30ff"
    "\u4e00-\u9fef\uac00-\ud7a3\U00010d00-\U00010d3f\U0001e900-\U0001e95f]*"
)


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
    letters = normalize("NFC", lowered(label))
    return f"{_PUNYCODE}{letters.encode('punycode').decode('ascii')}"


@lru_cache(maxsize=64)  # several rules read the labels of one host
def unicode_label(label: str) -> str | None:
    """Return a label of a host name in its letters, or None if it has invalid punycode."""
    label = lowered(label)
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
    return not is_mapped


def _are_assigned(letters: str) -> bool:
    """Return whether Python knows all letters: else it could not normalize their order."""
    return all(category(letter) != "Cn" for letter in letters)


def lowered(name: str) -> str:
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


def is_respelled(name: str) -> bool:
    """Return whether browsers map a host to another spelling than its lower case."""
    if name.isascii():
        return False
    read = mapped(name)
    is_composed = normalize("NFKC", name) == name
    return read is not None and not (is_composed and read == lowered(name))


def mapped(name: str) -> str | None:
    """Return the host that browsers read (UTS 46), or None if a character is not allowed."""
    import idna

    try:
        # idna follows STD 3, which allows no underscore; browsers keep it as it is.
        read = "_".join(map(idna.uts46_remap, name.split("_")))
    except idna.IDNAError:
        return None
    # Before version 3.19, idna lets pass what a sign such as U+2100 stands for: a slash.
    return None if re.search(_NOT_IN_HOSTS, read) else read


def has_bad_punycode(name: str) -> bool:
    """Return whether a label of a host has invalid punycode."""
    return None in map(unicode_label, name.split("."))


def has_invalid_letters(name: str) -> bool:
    """Return whether a host is none by IDNA 2008, because of a label or of mixed directions."""
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


def has_unregistrable_label(name: str) -> bool:
    """Return whether one of the last two labels has a hyphen at an end, or an underscore."""
    labels = ascii_host(name).split(".")[-2:]
    return any(re.fullmatch("-.*|.*-|.*_.*", label) for label in labels)


def is_public(name: str) -> bool:
    """Return whether a host has labels, is no longer than allowed, and is below a public domain.

    Only subdomains may have underscores, or hyphens at the ends of a label.
    """
    name = ascii_host(name)
    labels = name.split(".")
    if len(labels) == 1 or len(name) > _LONGEST_HOST or name.endswith(NOT_PUBLIC):
        return False
    if not all(re.fullmatch(_LABEL_OF_SUBDOMAIN, label) for label in labels[:-2]):
        return False
    if not all(re.fullmatch(_LABEL, label) for label in labels[-2:]):
        return False
    if any(len(label) > _LONGEST_LABEL for label in labels):
        return False
    top = unicode_label(labels[-1]) or ""
    return len(top) != 1 and not any(letter == "-" or category(letter) == "Nd" for letter in top)
