"""Text that is safe to print: control characters, which terminals obey, are escaped."""

from leavex_network.text.characters import JOINERS, is_control

_KEPT = "\t" + JOINERS


def visible(text: str) -> str:
    """Return the text with control and invisible format characters as Python escapes."""
    return "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if character in _KEPT or not is_control(character):
        return character
    return character.encode("unicode_escape").decode()
