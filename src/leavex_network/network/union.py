"""Two networks as one: entries with the same main address become one, and nothing is lost.

The union is idempotent, and associative for networks in one language. That decides two rules: ids
and keys are renamed by what they stand for, never by a number; and the facts that depend on each
other (kind, status and days) are those of the left entry, also where it has none. A day of `c`
cannot be part of `b | c` if `b` has another status, so `(a | b) | c` does not take it either.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.models.about import About, AboutTranslation, Accepted, Source
from leavex_network.models.addresses import is_among
from leavex_network.models.document import Document
from leavex_network.models.entries import Entry
from leavex_network.models.frozen import FrozenMap
from leavex_network.models.kinds import Kinds, united_kinds
from leavex_network.network.joining import joined_maps, joined_texts
from leavex_network.network.rebasing import rebased
from leavex_network.text.hashtags import hashtag_key
from leavex_network.text.urls import normalized

V = TypeVar("V", bound=Hashable)

_LONGEST_ID = 100
_DIGITS = 8
_JOINED = frozenset(
    {
        "id", "aliases", "url", "also_at", "name", "name_language", "description",
        "description_language", "translations", "hashtags", "territories", "sources", "text_source",
        "archived", "extra",
    }
)  # fmt: skip
"""The fields of an entry that keep the values of both."""
_DEPENDENT = frozenset({"kind", "status", "listed", "concluded", "closes"})
"""The fields of an entry that depend on each other."""
_PAGE = frozenset({"title", "description", "introduction", "language", "text_language", "url"})
"""The metadata that say which page it is."""
_REMEDY = "The left one stands; correct one of the two networks."


class Key(NamedTuple):
    """What two entries have in common that are one."""

    address: str
    """The main address, normalized: an address of a translation may change in a union."""
    number: int
    """How many earlier entries of the network have it: those of one network stay apart."""


def united(documents: Iterable[Document]) -> tuple[Document, list[Finding]]:
    """Return the union of networks in all their languages, and what differs between them."""
    document, *others = documents
    findings: list[Finding] = []
    for other in others:
        union = _Union(document, other)
        document = union.document()
        findings += union.findings
    return document, findings


class _Union:
    def __init__(self, left: Document, right: Document) -> None:
        self.left = left.about
        self.right = right.about
        self.findings: list[Finding] = []
        self.entries = _by_key(left.entries)
        self.others = _by_key(right.entries)
        self.source_keys = _source_keys(self.left.sources, self.right.sources)
        self.names = self._names()

    def document(self) -> Document:
        entries = dict(self.entries)
        for key, other in self.others.items():
            entry_id, *aliases = self.names[key]
            fields = {"id": entry_id, "aliases": tuple(aliases), **self._sources(other)}
            own = rebased(other, self.right.language, self.left.language)
            renamed = own.model_copy(update=fields)
            entry = entries.get(key)
            entries[key] = renamed if entry is None else self._joined(entry, renamed)
        self._report_alike()
        parts = {"about": self._about(), "entries": tuple(entries.values())}
        return Document.model_validate(parts)

    # Ids and keys

    def _names(self) -> dict[Key, list[str]]:
        """Return the id and the former ids, in the union, of each entry of the right network."""
        owners = _owners(self.entries)
        claims = _owners(self.others)
        names: dict[Key, list[str]] = {}
        for key, other in self.others.items():
            entry = self.entries.get(key)
            own = [] if entry is None else _names_of(entry)
            # The right network is a union itself where it had to rename an id that is free here.
            restored = {_renamed_id(name, key) for name in own}
            known = dict.fromkeys(own)
            for name in _names_of(other):
                if name in restored and name not in known:
                    continue
                free = _free_id(name, key, owners, claims)
                if free != name:
                    self._report_renamed(own[0] if own else free, name, free)
                owners[free] = key
                known[free] = None
            names[key] = list(known)
        return names

    def _sources(self, other: Entry) -> dict[str, Any]:
        """Return the fields of an entry of the right network with keys of sources."""
        text_source = other.text_source
        return {
            "sources": tuple(dict.fromkeys(self.source_keys[key] for key in other.sources)),
            "text_source": None if text_source is None else self.source_keys[text_source],
        }

    # Entries

    def _joined(self, entry: Entry, other: Entry) -> Entry:
        """Return two entries as one; the other has the ids, keys and language of the union."""
        fields, lost = joined_texts(entry, other, self.left.language)
        for field, text, other_text in lost:
            self._report_difference(entry, field, text, other_text)
        fields["aliases"] = other.aliases
        fields["hashtags"] = _with_new(entry.hashtags, other.hashtags, hashtag_key)
        fields["territories"] = _with_new(entry.territories, other.territories)
        fields["sources"] = _joined_sources(entry, other)
        fields["extra"] = self._own_fields(entry, other)
        fields["archived"] = self._archived(entry, other, fields.get("also_at", entry.also_at))
        for name in type(entry).model_fields:
            value, other_value = getattr(entry, name), getattr(other, name)
            if name in _JOINED or other_value in (None, value):
                continue
            if value is None and name not in _DEPENDENT:
                fields[name] = other_value
            else:
                self._report_difference(entry, name, value, other_value)
        changes = {name: value for name, value in fields.items() if getattr(entry, name) != value}
        return entry.model_copy(update=changes)

    def _own_fields(self, entry: Entry, other: Entry) -> FrozenMap[str, Any]:
        """Return the fields of one's own of both; report those that differ."""
        joined = joined_maps(entry.extra, other.extra)
        for name, value in other.extra.items():
            if joined[name] != value:
                self._report_difference(entry, f"extra.{name}", joined[name], value)
        return FrozenMap(joined)

    def _archived(self, entry: Entry, other: Entry, also_at: tuple[str, ...]) -> str | None:
        """Return the archived copy of both: the first that is not an address of the entry."""
        addresses = (entry.url, *also_at)
        copies = [copy for copy in (entry.archived, other.archived) if copy is not None]
        distinct = [copy for copy in copies if not is_among(copy, addresses)]
        for copy in copies:
            if copy not in distinct:
                message = f"The copy {quoted(copy)} is an address on the other side, and stays one."
                remedy = "Correct one of the two networks."
                self._report("facts-differ", entry.id, "archived", message, remedy)
        if not distinct:
            return None
        if not is_among(distinct[-1], distinct[:1]):
            self._report_difference(entry, "archived", *distinct)
        return distinct[0]

    # Metadata

    def _about(self) -> About:
        left, right = self.left, self.right
        sources = {self.source_keys[key]: source for key, source in right.sources.items()}
        days = [about.edition for about in (left, right) if about.edition is not None]
        fields: dict[str, Any] = {
            "sources": joined_maps(left.sources, sources),
            "edition": max(days, default=None),
            "accepted": _with_new(left.accepted, tuple(map(self._accepted, right.accepted))),
            "translations": joined_maps(left.translations, self._about_translations()),
            "kinds": self._kinds(),
        }
        for name in About.model_fields.keys() - fields.keys() - _PAGE:
            value, other_value = getattr(left, name), getattr(right, name)
            if isinstance(value, FrozenMap):
                fields[name] = joined_maps(value, other_value)
                for key, item in other_value.items():
                    if fields[name][key] != item:
                        self._report_difference(left, f"{name}.{key}", value[key], item)
            elif value is None:
                fields[name] = other_value
            elif other_value not in (None, value):
                self._report_difference(left, name, value, other_value)
        changes = {name: value for name, value in fields.items() if getattr(left, name) != value}
        return left.model_copy(update=changes)

    def _kinds(self) -> Kinds:
        """Return the declared kinds of both; report those whose words differ in a language."""
        kinds = united_kinds(self.left.kinds, self.right.kinds)
        for kind, declared in self.right.kinds.items():
            for language, words in declared.items():
                known = kinds[kind][language]
                if known != words:
                    field = f"kinds.{kind}.{language}"
                    self._report_difference(self.left, field, ", ".join(known), ", ".join(words))
        return kinds

    def _accepted(self, accepted: Accepted) -> Accepted:
        """Return an accepted finding of the right network with the ids of the union."""
        ids = {name: self.names[key][0] for name, key in _owners(self.others).items()}
        entries = dict.fromkeys(ids.get(name, name) for name in accepted.entries)
        return accepted.model_copy(update={"entries": tuple(entries)})

    def _about_translations(self) -> Mapping[str, AboutTranslation]:
        """Return the metadata of the right network in all languages but that of the left one."""
        right = self.right
        original = AboutTranslation(
            title=right.title,
            description=right.description or None,
            introduction=right.introduction or None,
        )
        translations: dict[str, AboutTranslation] = {}
        if right.language != self.left.language:
            translations[right.language] = original
        # They were not made from the texts of the left network: there is no digest of these.
        for language, translation in right.translations.items():
            if language != self.left.language:
                translations[language] = translation.model_copy(update={"of": None})
        return translations

    # Findings

    def _report_alike(self) -> None:
        """Report each new entry with a name or an address of another one."""
        ids_by_name: dict[str, str] = {}
        ids_by_address: dict[str, str] = {}
        for entry in self.entries.values():
            for name in _texts(entry, "name"):
                ids_by_name.setdefault(name, entry.id)
            for url in _texts(entry, "url"):
                ids_by_address.setdefault(normalized(url), entry.id)
        for key, other in self.others.items():
            if key in self.entries:
                continue
            entry_id = self.names[key][0]
            names = [name for name in _texts(other, "name") if name in ids_by_name]
            if names:
                message = f"Its name {quoted(names[0])} is also that of {ids_by_name[names[0]]!r}."
                remedy = "If both are one entry, give them the same address."
                self._report("same-name", entry_id, "name", message, remedy)
            urls = [url for url in _texts(other, "url") if normalized(url) in ids_by_address]
            if urls:
                other_id = ids_by_address[normalized(urls[0])]
                message = f"Its address {quoted(urls[0])} is also one of {other_id!r}."
                remedy = "If both are one entry, give them the same main address."
                self._report("shared-address", entry_id, "url", message, remedy)

    def _report_renamed(self, entry_id: str, name: str, free: str) -> None:
        message = f"Its id {name!r} is that of another entry on the left: here it is {free!r}."
        self._report("id-renamed", entry_id, "id", message, "Choose another id for one of them.")

    def _report_difference(
        self, subject: About | Entry, field: str, value: object, other_value: object
    ) -> None:
        entry_id = subject.id if isinstance(subject, Entry) else None
        path = field if isinstance(subject, Entry) else f"about.{field}"
        message = f"It is {_shown(value)} on the left, and {_shown(other_value)} on the right."
        self._report("facts-differ", entry_id, path, message, _REMEDY)

    def _report(self, code: str, entry: str | None, field: str, message: str, remedy: str) -> None:
        self.findings.append(
            Finding(code=code, entry=entry, field=field, message=message, remedy=remedy)
        )


def _by_key(entries: Iterable[Entry]) -> dict[Key, Entry]:
    by_key: dict[Key, Entry] = {}
    counts: dict[str, int] = {}
    for entry in entries:
        address = normalized(entry.url)
        number = counts.get(address, 0)
        counts[address] = number + 1
        by_key[Key(address, number)] = entry
    return by_key


def _names_of(entry: Entry) -> list[str]:
    return [entry.id, *entry.aliases]


def _owners(entries: Mapping[Key, Entry]) -> dict[str, Key]:
    """Return which entry has each id or former id."""
    owners: dict[str, Key] = {}
    for key, entry in entries.items():
        owners.update(dict.fromkeys(_names_of(entry), key))
    return owners


def _free_id(name: str, key: Key, owners: Mapping[str, Key], claims: Mapping[str, Key]) -> str:
    """Return the new id of an entry whose id another entry has; none has the new one."""
    while {owners.get(name, key), claims.get(name, key)} != {key}:
        name = _renamed_id(name, key)
    return name


def _renamed_id(name: str, key: Key) -> str:
    suffix = _digest(name, *map(str, key))
    return f"{name[: _LONGEST_ID - _DIGITS - 1].rstrip('-')}-{suffix}"


def _source_keys(left: Mapping[str, Source], right: Mapping[str, Source]) -> dict[str, str]:
    """Return the key in the union of each source of the right network."""
    # As with ids: a source that an earlier union had to rename has its own key again.
    restored = {_renamed_key(key, source): key for key, source in left.items()}
    taken = joined_maps(left, right)
    keys: dict[str, str] = {}
    for key, source in right.items():
        free = key if key in left else restored.get(key, key)
        while taken.get(free, source) != source:
            free = _renamed_key(free, source)
        taken[free] = source
        keys[key] = free
    return keys


def _renamed_key(key: str, source: Source) -> str:
    return f"{key}-{_digest(key, source.url, str(source.date))}"


def _digest(*values: str) -> str:
    return sha256("\n".join(values).encode()).hexdigest()[:_DIGITS]


def _with_new(
    values: tuple[V, ...], others: Iterable[V], key: Callable[[V], Hashable] | None = None
) -> tuple[V, ...]:
    """Return values with those others that they lack; values with the same key are equal."""
    known = {value if key is None else key(value) for value in values}
    united = list(values)
    for other in others:
        other_key = other if key is None else key(other)
        if other_key not in known:
            known.add(other_key)
            united.append(other)
    return tuple(united)


def _joined_sources(entry: Entry, other: Entry) -> tuple[str, ...]:
    """Return the sources of two entries.

    The texts of the left one stand, so that `text_source` of the other is only one of its sources.
    """
    others = [key for key in (other.text_source, *other.sources) if key is not None]
    keys = [key for key in others if key != entry.text_source]
    return tuple(dict.fromkeys([*entry.sources, *keys]))


def _texts(entry: Entry, field: str) -> Iterator[str]:
    """Yield a text of an entry in all languages."""
    yield getattr(entry, field)
    for translation in entry.translations.values():
        text = getattr(translation, field)
        if text is not None:
            yield text


def _shown(value: object) -> str:
    if value is None:
        return "unknown"
    return quoted(str(value))
