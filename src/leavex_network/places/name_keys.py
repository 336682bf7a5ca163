"""The keys by which names of territories are compared: all spellings of a name have one key."""

import re
from collections.abc import Iterable
from hashlib import blake2b

from leavex_network.text.folding import fold

_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u02b9\u00b4`]")
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015()\[\]]+")
_COMMA = re.compile(" ?, ?")
# ISO 3166-1 has "Korea, Republic of"; its short names in lists, and those of the United Nations,
# have "Korea (the Republic of)".
_INVERTED = re.compile(r"(?P<head>[^,(\[\u060c\u3001]+)[,(\[\u060c\u3001](?P<tail>[^)\]]+)[)\]]?")
_BRACKETED = re.compile(r"[(\[](?P<inside>[^()\[\]]*)[)\]]")


def key(text: str) -> str:
    """Return the key of a name: without case, accents, dots, apostrophes and brackets."""
    return _separated(_folded(text)).replace("'", "").strip()


def keys(text: str, articles: Iterable[str]) -> list[str]:
    """Return the keys of a name, with and without a leading article (see `with_space`)."""
    folded = _separated(_folded(text))
    names = [text]
    for article in articles:
        name = folded.removeprefix(article)
        if name not in {folded, ""}:
            names.append(name)
    return list(dict.fromkeys(map(key, names)))


def digest(key: str) -> str:
    """Return the digest of a key, by which the prepared tables are sorted.

    Eight bytes: that any other of a billion texts has the digest of one of the 60,000 keys has a
    probability of 1 to 300,000.
    """
    # A text may hold half a surrogate pair.
    return blake2b(key.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def halves(name: str) -> tuple[str, str] | None:
    """Return the parts before and after the comma or bracket of a name; None if it has none.

    They may be the parts of an inverted name, such as "Korea, Republic of", or two names.
    """
    match = _INVERTED.fullmatch(name.strip())
    return (match["head"].strip(), match["tail"].strip()) if match else None


def forms(name: str) -> list[str]:
    """Return a name, and if it is inverted, how it may be written, too.

    >>> forms("Korea, Republic of")
    ['Korea, Republic of', 'Republic of Korea', 'Korea (Republic of)']
    """
    parts = halves(name)
    if parts is None:
        return [name]
    head, tail = parts
    return list(dict.fromkeys([name, f"{tail} {head}", f"{head} ({tail})"]))


def without_bracketed_articles(name: str, articles: Iterable[str]) -> str:
    """Return a name without articles in brackets, as ISO 3166-1 writes them: "Bahamas (the)"."""
    known = set(map(str.strip, articles))

    def kept(match: re.Match[str]) -> str:
        return "" if match["inside"].strip() in known else match[0]

    return _BRACKETED.sub(kept, _folded(name)).strip()


def with_space(article: str) -> str:
    """Return an article as names begin with it, folded: "l'", "die "."""
    folded = fold(article)
    return folded if folded.endswith("'") else f"{folded} "


def _folded(text: str) -> str:
    """Return a text with plain apostrophes, without case, accents and dots."""
    return _APOSTROPHES.sub("'", fold(text)).replace(".", "")


def _separated(folded: str) -> str:
    """Return a text with spaces for hyphens and brackets, and one space behind a comma."""
    return _COMMA.sub(", ", _SEPARATORS.sub(" ", folded)).strip()
