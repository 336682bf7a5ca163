"""A network with texts that try to be markup, code or formulas."""

from leavex_network import Entry, Initiative, Network, Petition
from leavex_network.models import About, AboutTranslation, Source, Translation

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "]]><evil/>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% raw %}",
    "{{< leavex-network >}}",
    "<!-- x --></template></style></title></textarea>",
    "&lt;b&gt; &#60;i&#62; &amp;",
)
EMBEDDED = (
    "safe \u202bmoc.elpmaxe\u202c [a](javascript:alert(1)) <b onclick=alert(1)>b</b> ]]> </p>"
)
"""A description with a right-to-left embedding in it: an override is refused."""


def hostile_network() -> Network[Entry]:
    """Return a network with hostile names, descriptions and notes, in two languages."""
    entries: list[Initiative | Petition] = []
    for number, text in enumerate(HOSTILE):
        kind = Petition if number % 2 else Initiative
        entries.append(
            kind(
                id=f"x{number}",
                name=text,
                url=f"https://x.example/?a=1&b='{number}'",
                also_at=(f"https://y.example/{number}?<>\"'".replace("<>\"'", "q"),),
                description=f"{text} {EMBEDDED}",
                territories=("DE",),
                hashtags=(f"X{number}a",),
                status="concluded" if number % 4 == 1 else "active",
                listed="2025-01-01",
                concluded="2025-02-01" if number % 4 == 1 else None,
                note=text,
                sources=("s",),
                translations={
                    "de": Translation(name=f"de {text}", description=f"de {text} {EMBEDDED}")
                },
            )
        )
    about = About(
        title=HOSTILE[0],
        description=HOSTILE[1],
        introduction=f"{HOSTILE[3]} {EMBEDDED}",
        license=HOSTILE[7],
        url="https://x.example/",
        sources={"s": Source(url="https://s.example/", date="2025-01-01")},
        translations={
            "de": AboutTranslation(
                title=HOSTILE[4], description=HOSTILE[5], introduction=HOSTILE[1]
            )
        },
    )
    return Network(entries, about=about)
