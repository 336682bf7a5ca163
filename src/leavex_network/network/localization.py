"""A network in one language: translated texts where they exist, originals marked where not."""

from collections.abc import Iterable
from typing import Any, TypeVar

from leavex_network.models import About, AboutTranslation, Entry, FrozenMap, Translation
from leavex_network.models.addresses import distinct_copy
from leavex_network.places.languages import fallbacks

E = TypeVar("E", bound=Entry)

_NO_TRANSLATIONS: FrozenMap[str, Any] = FrozenMap()


def localize_about(about: About, language: str) -> About:
    """Return the metadata of a network in a language (BCP 47), or in one that it falls back to."""
    steps = fallbacks(language)
    texts = _translated(about, steps, ("title", "description", "introduction"))
    source = about.text_language or about.language
    is_translated = bool(texts) or source in steps
    fields = {
        **texts,
        "language": steps[0],
        "text_language": None if is_translated else source,
        "translations": _NO_TRANSLATIONS,
    }
    return about.model_copy(update=fields)


def localize_entry(entry: E, language: str, original: str) -> E:
    """Return an entry in a language (BCP 47), or in one that it falls back to.

    `original` is the language of the network that contains the entry. An archived copy stays,
    unless it is the address in that language. An entry that does not change is returned as it is,
    with the values derived from it.
    """
    steps = fallbacks(language)
    texts = _translated(entry, steps, ("name", "url", "description"))
    fields: dict[str, Any] = {
        **texts,
        "name_language": _name_language(entry, steps, original, texts),
        "description_language": _description_language(entry, steps, original, texts),
        "translations": _NO_TRANSLATIONS,
    }
    if "url" in texts:
        fields["archived"] = distinct_copy(entry.archived, (texts["url"], *entry.also_at))
    changes = {name: value for name, value in fields.items() if getattr(entry, name) != value}
    return entry.model_copy(update=changes) if changes else entry


def digest(original: About | Entry, translation: AboutTranslation | Translation) -> str:
    """Return the digest of the fields of the original that the translation overrides.

    A translation is current as long as its `of` equals this digest.
    """
    from hashlib import sha256  # not needed to load a network

    values: list[str] = []
    for name in type(translation).model_fields:
        if name != "of" and getattr(translation, name) is not None:
            values.append(str(getattr(original, name)))
    return sha256("\n".join(values).encode()).hexdigest()[:8]


def _name_language(
    entry: Entry, steps: tuple[str, ...], original: str, texts: dict[str, str]
) -> str | None:
    if "name" in texts:
        return None
    # A translation without a name says that the name stays as it is.
    has_translation = original in steps or any(step in entry.translations for step in steps)
    return entry.name_language or (None if has_translation else original)


def _description_language(
    entry: Entry, steps: tuple[str, ...], original: str, texts: dict[str, str]
) -> str | None:
    language = entry.description_language or original
    is_translated = "description" in texts or language in steps
    return language if entry.description and not is_translated else None


def _translated(
    original: About | Entry, steps: tuple[str, ...], names: Iterable[str]
) -> dict[str, str]:
    """Return the translated fields, each from the closest language that has it."""
    texts: dict[str, str] = {}
    for name in names:
        for step in steps:
            text = getattr(original.translations.get(step), name, None)
            if text is not None:
                texts[name] = text
                break
    return texts
