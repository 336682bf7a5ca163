"""Text that is safe to print: control characters, which terminals obey, are escaped."""

from unicodedata import category

from leavex_network.text.characters import is_control
from leavex_network.text.invisible import JOINERS

_KEPT = "\t" + JOINERS


def visible(text: str) -> str:
    """Return the text with control and invisible format characters as Python escapes."""
    return "".join(map(_escaped, text))


def visible_json(text: str) -> str:
    """Return the same JSON with such characters, and surrogates, as escapes of JSON."""
    return "".join(map(_escaped_in_json, text))


def _escaped_in_json(character: str) -> str:
    is_hidden = is_control(character) or category(character) == "Cs"
    if character in f"\n{_KEPT}" or not is_hidden:
        return character
    from json import dumps  # most texts have no such character

    return dumps(character)[1:-1]


def _escaped(character: str) -> str:
    if character in _KEPT or not is_control(character):
        return character
    return character.encode("unicode_escape").decode()
