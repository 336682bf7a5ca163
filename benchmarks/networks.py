"""Make networks as large directories have them: skewed countries and hashtags, several scripts.

The same size gives the same network each time. Nothing in it is about a real campaign.
"""

import random
from datetime import date, timedelta
from typing import Any

from leavex_network import Entry, Network
from leavex_network.models import About
from leavex_network.models.document import Document

SIZES = (23, 1_000, 10_000, 100_000)
COUNTRIES = (
    *("DE", "FR", "GB", "ES", "IT", "NL", "US", "AT", "BE", "PL", "SE", "CA", "CH", "DK", "PT"),
    *("BR", "JP", "FI", "IE", "NO", "GR", "UA", "CZ", "MX", "AU", "EG", "IN", "ZA", "AR", "KR"),
)
REGIONS = ("150", "EU", "001", "019", "142")
SHARE_OF_REGIONS, SHARE_WITHOUT_PLACE = 0.08, 0.05
SENTENCES = {
    "en": "we ask everybody to leave the platform and meet in open public spaces again",
    "de": "wir bitten alle öffentlichen Stellen die Plattform für größere Räume zu verlassen",
    "fr": "nous demandons à chaque école de quitter la plateforme dès le début de l'été",
    "pl": "prosimy każdą gminę żeby opuściła platformę dla otwartej przestrzeni",
    "uk": "ми просимо кожну громаду залишити платформу заради відкритого простору",
    "ar": "نطلب من كل مدرسة أن تغادر المنصة وأن تعود إلى الفضاء العام المفتوح",
    "ja": "公共の場 を 開かれた 広場 へ 戻す ように 求めます",
}
WORDS = {language: sentence.split() for language, sentence in SENTENCES.items()}
PAGES = ("en", "de", "fr", "pl")
"""The languages of a folder of pages, its own first."""
SHARES = (40, 20, 14, 8, 7, 5, 6)
"""How many of a hundred texts are in each of these languages."""
HASHTAGS = 400
"""The number of different hashtags; a few are on most entries."""
SHARE_WITH_MARKUP, SHARE_TRANSLATED, SHARE_CONCLUDED = 0.3, 0.25, 0.2
FIRST_DAY = date(2025, 1, 18)


def document(size: int) -> dict[str, Any]:
    """Return the JSON document of a network of a size, in plain values."""
    rng = random.Random(size)  # noqa: S311 - nothing is secret
    about = {
        "title": "Open spaces",
        "language": "en",
        "edition": "2026-01-01",
        "url": "https://spaces.example/",
        "sources": {"page": {"url": "https://spaces.example/network", "date": "2025-12-01"}},
    }
    return {
        "version": 1,
        "about": about,
        "entries": [_entry(rng, number) for number in range(size)],
    }


def network(size: int) -> Network[Entry]:
    """Return a network of a size."""
    return Network.from_document(Document.model_validate(document(size)))


def translated(size: int) -> Network[Entry]:
    """Return a network of a size whose names and descriptions are in each language of `PAGES`."""
    rng = random.Random(size)  # noqa: S311 - nothing is secret
    values = document(size)
    for number, entry in enumerate(values["entries"]):
        for name in ("name_language", "description_language"):
            entry.pop(name, None)
        entry["translations"] = {}
        for language in PAGES[1:]:
            name = f"{_text(rng, language, 3)} {number}"
            texts = {"name": name, "description": _description(rng, language, number)}
            entry["translations"][language] = texts
    return Network.from_document(Document.model_validate(values))


def about() -> About:
    """Return the metadata that all networks of this module have."""
    return About.model_validate(document(0)["about"])


def _entry(rng: random.Random, number: int) -> dict[str, Any]:
    kind = rng.choice(("initiative", "petition"))
    language = rng.choices(list(WORDS), SHARES)[0]
    listed = FIRST_DAY + timedelta(days=rng.randrange(300))
    entry: dict[str, Any] = {
        "kind": kind,
        "id": f"e{number}",
        "name": f"{_text(rng, language, 3)} {number}",
        "url": f"https://{rng.choice(('www.', ''))}c{number}.example/{language}/sign?x={number}",
        "description": _description(rng, language, number),
        "hashtags": sorted({f"Leave{_skewed(rng, HASHTAGS)}" for _ in range(rng.randrange(4))}),
        "territories": _territories(rng),
        "listed": listed.isoformat(),
        "sources": ["page"],
    }
    if language != "en":
        entry |= {"name_language": language, "description_language": language}
    if rng.random() < SHARE_CONCLUDED:
        concluded = listed + timedelta(days=rng.randrange(90))
        entry |= {"status": "concluded", "concluded": concluded.isoformat()}
    if rng.random() < SHARE_TRANSLATED:
        other = "de" if language != "de" else "fr"
        texts = {"name": _text(rng, other, 3), "description": _text(rng, other, 15)}
        entry["translations"] = {other: texts}
    return entry


def _description(rng: random.Random, language: str, number: int) -> str:
    text = _text(rng, language, rng.randint(8, 40))
    if rng.random() < SHARE_WITH_MARKUP:
        return f"{text}, **{_text(rng, language, 2)}**: [{language}](https://p{number}.example/)."
    return f"{text}."


def _text(rng: random.Random, language: str, length: int) -> str:
    joined = "" if language == "ja" else " "
    return joined.join(rng.choices(WORDS[language], k=length))


def _territories(rng: random.Random) -> list[str]:
    chance = rng.random()
    if chance < SHARE_WITHOUT_PLACE:
        return []
    if chance < SHARE_WITHOUT_PLACE + SHARE_OF_REGIONS:
        return [rng.choice(REGIONS)]
    count = rng.choices((1, 2, 3), (85, 12, 3))[0]
    return sorted({COUNTRIES[_skewed(rng, len(COUNTRIES))] for _ in range(count)})


def _skewed(rng: random.Random, size: int) -> int:
    """Return an index below a size, the first ones most often (Zipf's law, roughly)."""
    return min(int(size ** rng.random()) - 1, size - 1)
