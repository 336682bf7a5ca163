"""A table in the words of a language: its headers, kinds, statuses, countries and regions."""

import re
from collections.abc import Mapping

from leavex_network.formats.tables.records import Value, plain_text
from leavex_network.models import Entry, kinds
from leavex_network.network import Network
from leavex_network.places import gazetteer, languages
from leavex_network.places.territories import Territory

_SEPARATORS = {"also_at": "\n", "territories": "; "}
"""What stands between the values of a list; else a space."""
# What people write between countries, in any script: a name with one of these is not written.
_SEPARATES = re.compile("[,;/|\n\u060c\u061b\u3001\uff0c\uff1b]")


class InWords:
    """The words of a network's table, in the language of the network."""

    def __init__(self, network: Network[Entry]) -> None:
        self._language = network.about.language
        self._words = languages.words(self._language)
        self._kinds = network.about.kinds
        self._written_kinds: dict[str, str] = {}
        self._territories: dict[str, str] = {}

    def header(self, column: str) -> str:
        """Return the header of a column; that of an own field is its name."""
        return self._words.columns[column][0] if column in self._words.columns else column

    def text(self, column: str, values: Mapping[str, Value]) -> str:
        """Return the value of a column in words; a day as ISO 8601 writes it."""
        value = values.get(column)
        if isinstance(value, list):
            texts = [self._word(column, item) for item in value]
            return _SEPARATORS.get(column, " ").join(texts)
        return self._word(column, plain_text(column, values))

    def _word(self, column: str, text: str) -> str:
        match column:
            case "kind":
                return self._kind(text)
            case "status":
                return self._words.statuses[text][0]
            case "territories":
                return self._territory(text)
            case "hashtags":
                return f"#{text}"
            case _:
                return text

    def _kind(self, kind: str) -> str:
        """Return the singular of a kind, or its name if the word is not read as that.

        A table does not declare its kinds. Who reads it may declare them or not: in both cases, a
        word means this kind, or, of a kind that only this network has, none.
        """
        if kind not in self._written_kinds:
            word = kinds.singular(kind, self._language, self._kinds)
            undeclared = kinds.kind_named(word, is_usual=True)
            is_read = kinds.kind_named(word, self._kinds) == kind and undeclared in (kind, None)
            self._written_kinds[kind] = word if is_read else kind
        return self._written_kinds[kind]

    def _territory(self, code: str) -> str:
        """Return the name of a territory, or its code if the name is not read as that."""
        if code not in self._territories:
            name = gazetteer.label(Territory(code), self._language)
            is_read = gazetteer.lookup(name) == {code} and not _SEPARATES.search(name)
            self._territories[code] = name if is_read else code
        return self._territories[code]
