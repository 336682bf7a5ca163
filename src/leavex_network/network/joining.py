"""The texts and addresses of two entries that are one, in all languages.

What an entry says is first taken apart into maps that forget where it was written: a text by its
language, an address by its normalized form. Joining two maps keeps the first value of each key,
and is therefore associative; so is the union of entries as long as an entry can be taken apart
again without a loss (`_read` after `_written`). An entry that gains nothing is left as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from leavex_network.models.entries import Entry, Translation
from leavex_network.text.urls import normalized

K = TypeVar("K")
V = TypeVar("V")

LostText = tuple[str, str, str]
"""The field, the text that stands, and the one that does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The texts and addresses of an entry."""

    name: str
    name_language: str | None
    names: Mapping[str, str]
    """By their languages, without that of the network."""
    descriptions: Mapping[str, str]
    shown: str | None
    """The language of the description of the entry itself, if it is not the network's."""
    urls: Mapping[str, str]
    """The addresses of translations, by their languages."""
    addresses: Mapping[str, str]
    """All addresses but the main one, by their normalized forms."""
    digests: Mapping[str, str | None]
    """Those of the originals of translations, by their languages."""
    languages: frozenset[str]
    """Those of translations without a text."""

    def texts_in(self, language: str) -> tuple[str | None, ...]:
        """Return all texts in a language."""
        texts = (self.names, self.descriptions, self.urls)
        return tuple(by_language.get(language) for by_language in texts)


def joined_texts(left: Entry, right: Entry, own: str) -> tuple[dict[str, Any], list[LostText]]:
    """Return the fields that change on the left, and the texts on the right that differ.

    `own` is the language of the network of both.
    """
    first, second = _read(left, own), _read(right, own)
    both = _joined(first, second, own)
    lost = list(_lost(both, second, own))
    if both == first:
        return {}, lost
    return _written(both, own), lost


def joined_maps(first: Mapping[K, V], second: Mapping[K, V]) -> dict[K, V]:
    """Return the items of both, those of the first where both have a key."""
    both = dict(first)
    for key, value in second.items():
        both.setdefault(key, value)
    return both


def _read(entry: Entry, own: str) -> _Texts:
    names: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    urls: dict[str, str] = {}
    shown: str | None = None
    if entry.name_language not in (None, own):
        names[str(entry.name_language)] = entry.name
    if entry.description:
        language = entry.description_language or own
        descriptions[language] = entry.description
        shown = None if language == own else language
    for language, translation in entry.translations.items():
        if translation.name is not None:
            names.setdefault(language, translation.name)
        if translation.description:
            descriptions.setdefault(language, translation.description)
        if translation.url is not None:
            urls[language] = translation.url
    addresses: dict[str, str] = {}
    for url in (*entry.also_at, *_in_order(urls)):
        addresses.setdefault(normalized(url), url)
    addresses.pop(normalized(entry.url), None)
    digests: dict[str, str | None] = dict.fromkeys([*names, *descriptions])
    for language, translation in entry.translations.items():
        # A translation into the language of the original has no other original.
        is_original = language in (entry.name_language, shown)
        digests[language] = None if is_original else translation.of
    return _Texts(
        name=entry.name,
        name_language=entry.name_language,
        names=names,
        descriptions=descriptions,
        shown=shown,
        urls=urls,
        addresses=addresses,
        digests=digests,
        languages=frozenset(entry.translations.keys() - {*names, *descriptions, *urls}),
    )


def _joined(first: _Texts, second: _Texts, own: str) -> _Texts:
    descriptions = joined_maps(first.descriptions, second.descriptions)
    both = replace(
        first,
        names=joined_maps(first.names, second.names),
        descriptions=descriptions,
        shown=None if own in descriptions else first.shown or second.shown,
        urls=joined_maps(first.urls, second.urls),
        addresses=joined_maps(first.addresses, second.addresses),
    )
    languages = first.languages | second.languages
    empty = {language for language in languages if not any(both.texts_in(language))}
    digests = joined_maps(first.digests, second.digests)
    for language in digests:
        origin = first if language in first.digests else second
        # A translation with a text from elsewhere was not made from one original.
        if both.texts_in(language) != origin.texts_in(language):
            digests[language] = None
    return replace(both, digests=digests, languages=frozenset(empty))


def _written(texts: _Texts, own: str) -> dict[str, Any]:
    """Return the fields of an entry with these texts."""
    description_language = own if texts.shown is None else texts.shown
    translations: dict[str, Translation] = {}
    by_language = (texts.names, texts.descriptions, texts.urls)
    for language in sorted(texts.languages.union(*by_language) - {own}):
        is_name = language == texts.name_language
        is_description = language == description_language
        values = {
            "name": None if is_name else texts.names.get(language),
            "url": texts.urls.get(language),
            "description": None if is_description else texts.descriptions.get(language),
        }
        if language in texts.languages or any(values.values()):
            of = texts.digests.get(language)
            translations[language] = Translation.model_validate({**values, "of": of})
    return {
        "description": texts.descriptions.get(description_language, ""),
        "description_language": texts.shown,
        "also_at": _also_at(texts),
        "translations": translations,
    }


def _also_at(texts: _Texts) -> tuple[str, ...]:
    """Return the further addresses: all that are neither the main one nor those of translations."""
    translated: dict[str, str] = {}
    for url in _in_order(texts.urls):
        translated.setdefault(normalized(url), url)
    addresses = texts.addresses.items()
    further = {key: url for key, url in addresses if translated.get(key) != url}
    # Addresses of translations that do not stand become further ones. Their place among these
    # would depend on which union they were lost in, so that only a sorted order is associative.
    order = sorted(further) if texts.urls else further
    return tuple(further[key] for key in order)


def _in_order(urls: Mapping[str, str]) -> list[str]:
    """Return the addresses of translations, sorted by language."""
    return [urls[language] for language in sorted(urls)]


def _lost(both: _Texts, second: _Texts, own: str) -> Iterator[LostText]:
    """Yield the texts of the second entry that both together do not have."""
    if second.name_language in (None, own) and second.name != both.name:
        yield "name", both.name, second.name
    kept = {"name": both.names, "description": both.descriptions, "url": both.urls}
    given = {"name": second.names, "description": second.descriptions, "url": second.urls}
    for field, texts in given.items():
        for language, text in texts.items():
            if kept[field][language] != text:
                path = field if language == own else f"translations.{language}.{field}"
                yield path, kept[field][language], text
