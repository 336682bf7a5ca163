"""The ids of entries that come without one: made from their names, the same every time."""

from collections.abc import Iterable
from hashlib import sha256

from leavex_network.text.folding import slug

_LONGEST_ID = 80


class EntryIds:
    """The ids of a page or table; each is given once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Take the ids that entries have already."""
        self._wanted: dict[str, int] = dict.fromkeys(taken, 1)
        """How often each was wanted."""

    def new(self, name: str, url: str) -> str:
        """Return an id that no other entry has: a slug of the name or the address."""
        return self.free(base_id(slug(name), url))

    def free(self, base: str) -> str:
        """Return an id that no other entry has: the given one, or with the first free number."""
        self._wanted[base] = self._wanted.get(base, 0) + 1
        if self._wanted[base] == 1:
            return base
        while True:
            candidate = f"{base}-{self._wanted[base]}"
            if candidate not in self._wanted:
                self._wanted[candidate] = 1
                return candidate
            self._wanted[base] += 1


def base_id(name_slug: str, url: str) -> str:
    """Return the id for the slug of a name; one without Latin letters has a digest of the URL."""
    base = name_slug[:_LONGEST_ID].strip("-")
    if base[:1].isalpha():
        return base
    return f"entry-{sha256(url.encode(errors='surrogatepass')).hexdigest()[:8]}"
