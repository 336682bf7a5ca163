"""A network in one language: translated texts where they exist, originals marked where not."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from leavex_network.models import (
    About,
    AboutTranslation,
    Entry,
    FrozenMap,
    Initiative,
    Petition,
    Translation,
)
from leavex_network.models.addresses import distinct_copy
from leavex_network.models.derived import copy_with_texts
from leavex_network.places.languages import fallbacks

E = TypeVar("E", bound=Entry)

_NO_TRANSLATIONS: FrozenMap[str, Any] = FrozenMap()
_CLASSES = (Entry, Initiative, Petition)
"""The classes whose texts are validated alike, in an entry and in its translations."""


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
    changes: dict[str, Any] = {}
    texts: Mapping[str, str] = {}
    if entry.translations:
        texts = _translated(entry, steps, ("name", "url", "description"))
        changes = {name: text for name, text in texts.items() if text != getattr(entry, name)}
        changes["translations"] = _NO_TRANSLATIONS
    if "url" in texts:
        archived = distinct_copy(entry.archived, (texts["url"], *entry.also_at))
        if archived != entry.archived:
            changes["archived"] = archived
    name_language = _name_language(entry, steps, original, texts)
    if name_language != entry.name_language:
        changes["name_language"] = name_language
    description_language = _description_language(entry, steps, original, texts)
    if description_language != entry.description_language:
        changes["description_language"] = description_language
    if not changes:
        return entry
    if type(entry) not in _CLASSES:
        # The class of somebody else may have validators and cached values of its own.
        return entry.model_copy(update=changes)
    # A translation was validated as the texts of an entry are.
    return copy_with_texts(entry, changes)


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
    entry: Entry, steps: tuple[str, ...], original: str, texts: Mapping[str, str]
) -> str | None:
    if "name" in texts:
        return None
    if entry.name_language is not None or original in steps:
        return entry.name_language
    # A translation without a name says that the name stays as it is.
    has_translation = any(step in entry.translations for step in steps)
    return None if has_translation else original


def _description_language(
    entry: Entry, steps: tuple[str, ...], original: str, texts: Mapping[str, str]
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
