"""Strategies for pages as people write them by hand, with every variation of the docs."""

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from leavex_network.places import languages

T = TypeVar("T")

LANGUAGES = ("en", "de", "es", "fr")
WORDS = {
    "en": ("Initiatives", "Petitions", "Concluded", "also", "here"),
    "de": ("Initiativen", "Petitionen", "Abgeschlossen", "auch", "hier"),
    "es": ("Iniciativas", "Peticiones", "Concluidas", "también", "aquí"),
    "fr": ("Initiatives", "Pétitions", "Terminées", "aussi", "ici"),
}
LABELS = {
    "en": (
        "Germany",
        "France",
        "United States",
        "Europe",
        "International",
        "the Netherlands",
        "Germany, France",
        "Kanada",
    ),
    "de": (
        "Deutschland",
        "die Schweiz",
        "USA",
        "Europa",
        "International",
        "Deutschland, Frankreich",
        "Europe",
    ),
    "es": ("Alemania", "EE.UU.", "EE. UU.", "Europa", "Internacional", "Alemania, Francia"),
    "fr": (
        "Allemagne",
        "États-Unis",
        "L'Europe",
        "L’Allemagne",
        "les Pays-Bas",
        "International",
        "France,  Belgique",
    ),
}
NAMES = (
    "HelloQuitX",
    "#juntas",
    "Bye Bye, Elon",
    "Foo: bar! - baz",
    "X-odus",
    "A [B] (C)",
    "Musk stoppen, X abschalten",
    "Cesser d'utiliser Twitter/X",
    "“Curly” ’s",
    "5 * 3 * 2 = 30",
    "AT&amp;T",
    "snake_case_name",
    "Two\nlines",
    "Name !",
)
TEXTS = (
    "",
    "The **#HelloQuitX** movement.",
    "as a protest **#ByeByeElon**",
    "*#ByeByeElon*",
    "A text of [a *list*](https://list.example/a_(b)) and more.",
    "With a [petition](/petition) of its own, and #NoEmphasis in it.",
    "An entry (Narnia) that [ends](https://x.example/X_(Germany))",
    "5 * 3, _not_ `code (Germany)`",
    "On two\n  lines",
    "See (Germany\\)",
    "Nothing more (see below)",
    "A: b. C! (AI)",
    "&copy; 2025, AT&amp;T",
    "<b>no</b> markup",
)
FRONT_MATTER = """\
---
title: "Network"
description: "Groups"

cascade:
  showDate: false
---

"""
SEPARATORS = (": ", " : ", " – ", ":  ", " ")
GAPS = (" ", "", "  ", ". ")


@cache
def sampled_from(*options: T) -> st.SearchStrategy[T]:
    """Return the strategy for these options: one that is made for each draw takes longer."""
    return st.sampled_from(options)


@dataclass(frozen=True)
class HandWritten:
    """A page and its language."""

    text: str
    language: str


@st.composite
def items(draw: st.DrawFn, language: str, number: int, *, is_bold: bool) -> str:
    name, text = draw(sampled_from(*NAMES)), draw(sampled_from(*TEXTS))
    opening, closing = (
        draw(sampled_from(("[**", "**]"), ("[**", "**\n]"), ("**[", "]")))
        if is_bold
        else ("[", draw(sampled_from("]", "\n]")))
    )
    path = draw(sampled_from("", "/", "/about", "/a?x=1&copy=2", "/a_(b)", "?bucket=a-b-c"))
    url = draw(sampled_from(f"https://x{number}.example{path}", f"/own-{number}{path}"))
    around = "**" if opening == "**[" else ""
    _, _, _, also, here = WORDS[language]
    archived = draw(sampled_from(*languages.language(language).page["archived"]))
    tail = f" ([{archived}](https://archive.example/{number}))"
    copy = f"https://archive.example/{number}/https://x{number}.example/"
    second = draw(
        sampled_from(
            "",
            "",
            f" {also} [{here}](https://second.example/{number})",
            f" {also} [{here}](https://second.example/{number}).",
            f" {also} [{here}](/second-{number}) ([{archived}]({copy}))",
            f" ([{archived}]({copy}))",
            f", [*{archived}*](<{copy}> 'copy').",
            f" {archived} [{here}]({copy}), {also} [{here}](/second-{number})",
            f" ({also} [{archived}](/copy-{number}))",
        )
    )
    label = draw(sampled_from("", *LABELS[language]))
    gap = draw(sampled_from(*GAPS)) if label else ""
    separator = draw(sampled_from(*SEPARATORS)) if text else ""
    end = draw(sampled_from("", "", "", "  ", ".") if label else st.just(""))
    marker = draw(sampled_from("* ", "- ", "*  "))
    link = f"{opening}{name}{closing}({url}){around}{second}"
    in_parentheses = f"({label})" if label else ""
    before, behind = draw(sampled_from(("", ""), ("", ""), (tail, ""), ("", tail)))
    return f"{marker}{link}{separator}{text}{before}{gap}{in_parentheses}{behind}{end}\n"


@st.composite
def sections(
    draw: st.DrawFn, language: str, heading: str, level: int, first: int, *, is_bold: bool
) -> str:
    count = draw(st.integers(0, 3))
    between = draw(sampled_from("", "", "\n"))
    inside = between.join(
        draw(items(language, first + number, is_bold=is_bold)) for number in range(count)
    )
    title = draw(sampled_from(heading, heading, f"{heading}:", heading.upper(), f"**{heading}**"))
    return f"{'#' * level} {title}\n{draw(sampled_from('', chr(10)))}{inside}"


@st.composite
def pages(draw: st.DrawFn) -> HandWritten:
    language = draw(sampled_from(*LANGUAGES))
    initiatives, petitions, concluded, _, _ = WORDS[language]
    front = draw(
        sampled_from(
            "",
            FRONT_MATTER,
            "+++\ntitle = 'Network' # c\n+++\n",
            '{\n  "title": "Network"\n}\n\n',
            "---\nno end\n\n",
        )
    )
    introduction = draw(
        sampled_from(
            "",
            "A space to connect.\n\n",
            "<!-- * [**No**](https://no.example) -->\n\n",
            "{{< notice >}}\n\n",
        )
    )
    level = draw(st.integers(2, 4))
    if draw(st.booleans()):
        parts = [
            draw(sections(language, initiatives, level, 0, is_bold=True)),
            draw(sections(language, petitions, level, 10, is_bold=draw(st.booleans())))
            + draw(sampled_from("", "\n"))
            + (
                draw(sections(language, concluded, level + 1, 20, is_bold=False))
                if draw(st.booleans())
                else ""
            ),
        ]
        body = draw(sampled_from("\n", "\n\n", "\n<!-- between -->\n\n")).join(
            draw(st.permutations(parts))
        )
    else:
        body = "".join(
            draw(items(language, number, is_bold=number < 2))
            for number in range(draw(st.integers(0, 4)))
        )
    after = draw(
        sampled_from(
            "",
            "\n",
            "\n---\n\nThe end.\n",
            "\n```\n* [**Code**](https://code.example)\n```\n",
            "\n## About us\n\nText.\n",
        )
    )
    text = front + introduction + body + after
    newline = draw(sampled_from("\n", "\n", "\r\n", "\r"))
    bom = draw(sampled_from("", "", "\ufeff"))
    text = bom + text.replace("\n", newline)
    return HandWritten(text if draw(st.booleans()) else text.rstrip("\r\n"), language)
