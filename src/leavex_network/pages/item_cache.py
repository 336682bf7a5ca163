"""What was read from items, kept for the next pages with items of the same text."""

from dataclasses import dataclass, field

from leavex_network.models import Entry
from leavex_network.pages import item

_MOST_CACHED = 50_000


@dataclass(slots=True)
class ItemCache:
    """What was read from the texts of items, for the next pages with items of the same text."""

    items: dict[tuple[str, str], item.ParsedItem | None] = field(default_factory=dict)
    """By text and language."""
    entries: dict[tuple[object, ...], Entry] = field(default_factory=dict)
    """By text, language, base URL, section and id."""
    slugs: dict[str, str] = field(default_factory=dict)
    """By names."""

    def item(self, text: str, page_language: str) -> item.ParsedItem | None:
        """Return a parsed item: see `leavex_network.pages.item.read`."""
        key = (text, page_language)
        if key not in self.items:
            if len(self.items) >= _MOST_CACHED:
                self.items.clear()
                self.entries.clear()
                self.slugs.clear()
            self.items[key] = item.read(text, page_language)
        return self.items[key]
