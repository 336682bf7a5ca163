"""An entry in a network of another language: its texts there are the translations here."""

from typing import Any

from leavex_network.models.addresses import distinct_copy
from leavex_network.models.entries import Entry, Translation
from leavex_network.network.localization import digest
from leavex_network.text.urls import normalized


def rebased(entry: Entry, own: str, wanted: str) -> Entry:
    """Return an entry of a network in the language `own` for one in the language `wanted`.

    Texts that exist in the wanted language become those of the entry, and the others translations.
    Without such a text, the original words stay, with their language. The main address stays,
    because it says which entry this is: a translated one becomes a further address.
    """
    if own == wanted:
        return entry
    translations = dict(entry.translations)
    target = translations.pop(wanted, None)
    fields: dict[str, Any] = {"description_language": entry.description_language}
    original: dict[str, Any] = {}
    if target is not None and target.name is not None:
        fields.update(name=target.name, name_language=None)
        original["name"] = entry.name
    elif target is None:
        # A translation without a name says that the name is the same in that language.
        fields["name_language"] = entry.name_language or own
    if target is not None and target.description is not None:
        fields.update(description=target.description, description_language=None)
        original["description"] = entry.description or None
    elif entry.description:
        fields["description_language"] = _other(entry.description_language or own, wanted)
    if target is not None and target.url is not None:
        fields["also_at"] = _with_address(entry, target.url)
        fields["archived"] = distinct_copy(entry.archived, fields["also_at"])
    if original:
        translations[own] = Translation.model_validate(original)
    changed = entry.model_copy(update={**fields, "translations": {}})
    for language, translation in translations.items():
        former = target if language == own else translation
        translations[language] = _dated(translation, former, entry, changed)
    return changed.model_copy(update={"translations": translations})


def _other(language: str, wanted: str) -> str | None:
    return None if language == wanted else language


def _with_address(entry: Entry, url: str) -> tuple[str, ...]:
    """Return the further addresses of an entry, with another one."""
    known = {normalized(address) for address in (entry.url, *entry.also_at)}
    return entry.also_at if normalized(url) in known else (*entry.also_at, url)


def _dated(
    translation: Translation, former: Translation | None, before: Entry, after: Entry
) -> Translation:
    """Return a translation with the digest of its new original, if it was current before.

    `former` is the one that had the digest: two texts that change places keep it.
    """
    of = None if former is None else former.of
    if former is not None and of == digest(before, former):
        of = digest(after, translation)
    return translation.model_copy(update={"of": of})
