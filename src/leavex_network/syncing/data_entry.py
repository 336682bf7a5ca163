"""The entry of a data file, with what a sync decided about its facts and texts."""

from collections.abc import Mapping
from typing import Any

from leavex_network.models import Entry, Translation
from leavex_network.models.addresses import distinct_copy
from leavex_network.models.entries import class_of
from leavex_network.models.frozen import FrozenMap
from leavex_network.pages.page_texts import hashtags
from leavex_network.syncing.values import TEXTS
from leavex_network.text.hashtags import hashtag_key
from leavex_network.text.live_markup import unescaped

_NAMES = (*TEXTS, "url")

Texts = Mapping[str, Mapping[str, str]]
"""The name, the description and the address in each language."""


def merged_entry(entry: Entry, facts: Mapping[str, Any], texts: Texts, own: str) -> Entry:
    """Return an entry of a network in the language `own` with other facts and texts.

    Args:
        entry: The entry as it was.
        facts: Its kind, status, territories, further addresses and archived copy.
        texts: Its texts in some languages; those in others stay.
        own: The language of the network.
    """
    update: dict[str, Any] = dict(facts)
    originals = _originals(entry, texts.get(own, {}))
    if originals["description"] != entry.description:
        update["description_language"] = None
    update |= originals
    update["translations"] = _translations(entry, texts, originals, own)
    addresses = (originals["url"], *facts["also_at"])
    update["archived"] = distinct_copy(facts["archived"] or None, addresses)
    keys = set(map(hashtag_key, entry.hashtags))
    new: list[str] = []
    if own in texts:
        in_texts = hashtags(originals["name"], originals["description"])
        new = [hashtag for hashtag in in_texts if hashtag_key(hashtag) not in keys]
    update["hashtags"] = (*entry.hashtags, *new)
    if facts["status"] == "active":
        update["concluded"] = None
    if facts["kind"] != "petition":
        update["closes"] = None
    changed = {name: value for name, value in update.items() if getattr(entry, name) != value}
    if not changed:
        return entry
    return class_of(facts["kind"]).model_validate({**entry.given(), **changed})


def _originals(entry: Entry, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of an entry in its own language; an equal one keeps its escapes."""
    originals: dict[str, str] = {}
    for name in _NAMES:
        former = str(getattr(entry, name))
        text = texts.get(name, former)
        is_same = name == "description" and text == unescaped(former)
        originals[name] = former if is_same else text
    return originals


def _translations(
    entry: Entry, texts: Texts, originals: Mapping[str, str], own: str
) -> FrozenMap[str, Translation]:
    translations: dict[str, Translation] = {}
    for language in dict.fromkeys([*entry.translations, *texts]):
        known = entry.translations.get(language)
        if language == own:
            continue
        translation = known
        if language in texts:
            translation = _translation(texts[language], originals, known)
        if translation is not None:
            translations[language] = translation
    return FrozenMap(translations)


def _translation(
    texts: Mapping[str, str], originals: Mapping[str, str], known: Translation | None
) -> Translation | None:
    """Return a translation with the texts that differ from the original; None if none does."""
    values: dict[str, str] = {}
    for name in _NAMES:
        text, original = texts[name], originals[name]
        former = getattr(known, name, None)
        if name == "description":
            original = unescaped(original)
            if former is not None and text == unescaped(former):
                text = former
        if former is not None and text == former:
            values[name] = former
        elif text and text != original:
            values[name] = text
    if known is not None and all(getattr(known, name) == values.get(name) for name in _NAMES):
        return known
    return Translation.model_validate(values) if values else None
