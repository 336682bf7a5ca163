"""A network in one language: each text in it where there is a translation, marked with its own where there is none."""

from hashlib import sha256
from typing import Any, TypeVar

from leavex_network.models import About, AboutTranslation, Entry, Translation
from leavex_network.places.languages import fallbacks

E = TypeVar("E", bound=Entry)

_EMPTY: dict[str, Any] = {}


def localize_about(about: About, language: str) -> About:
    """Return what is told about a network in a language (BCP 47), or in one that it falls back to."""
    steps = fallbacks(language)
    texts = _translated(about, steps, ("title", "description", "introduction"))
    source = about.text_language or about.language
    translated = bool(texts) or source in steps
    update = {
        "language": steps[0],
        "text_language": None if translated else source,
        "translations": _EMPTY,
    }
    return about.model_copy(update={**texts, **update})


def localize_entry(entry: E, language: str, original: str) -> E:
    """Return an entry in a language (BCP 47), or in one that it falls back to.

    Args:
        entry: An entry with all its translations.
        language: The language that is wanted.
        original: The language of the network that the entry is from.
    """
    steps = fallbacks(language)
    texts = _translated(entry, steps, ("name", "url", "description"))
    spoken = entry.description_language or original
    untranslated = bool(entry.description) and "description" not in texts and spoken not in steps
    # Whoever translated an entry and left its name alone has said that the name stays as it is.
    looked_at = original in steps or any(step in entry.translations for step in steps)
    name_language = (
        None if "name" in texts else entry.name_language or (None if looked_at else original)
    )
    update = {
        "name_language": name_language,
        "description_language": spoken if untranslated else None,
        "translations": _EMPTY,
    }
    return entry.model_copy(update={**texts, **update})


def digest(original: About | Entry, translation: AboutTranslation | Translation) -> str:
    """Return the digest that the translation's `of` has while the original is the one that it was made from.

    It is made of those fields of the original that the translation overrides.
    """
    fields = [
        name
        for name in type(translation).model_fields
        if name != "of" and getattr(translation, name) is not None
    ]
    return sha256("\n".join(str(getattr(original, name)) for name in fields).encode()).hexdigest()[
        :8
    ]


def _translated(
    original: About | Entry, steps: tuple[str, ...], fields: tuple[str, ...]
) -> dict[str, str]:
    """Return the fields that a translation overrides, each from the closest language that has it."""
    texts: dict[str, str] = {}
    for step in steps:
        translation = original.translations.get(step)
        found = {
            name: getattr(translation, name)
            for name in fields
            if getattr(translation, name, None) is not None
        }
        texts = {**found, **texts}
    return texts
