"""Pages in four languages, and hand edits of them, whose effects a model knows by itself.

The model does not use the library: it keeps, for each entry, what a person meant, and says which
page, or the data, was edited.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from composed_pages import WORDS

LANGUAGES = ("en", "de", "es", "fr")
DATA = "data"
CONFIGURATION = "baseURL = 'https://site.example/'\ndefaultContentLanguage = 'en'\n" + "".join(
    f"[languages.{language}]\n" for language in LANGUAGES
)
FOLDER = "content/network"
COUNTRIES = {"DE": "germany", "FR": "france"}


@dataclass
class Model:
    """An entry, as people meant it."""

    key: int
    kind: str
    status: str
    country: str | None
    url: str
    names: dict[str, str]
    descriptions: dict[str, str]
    origin: str = ""
    """The language of the page on which it was added; the others have copies of its words."""

    def line(self, language: str, style: "Style") -> str:
        """The item of a page."""
        name = self.names[language]
        marks = "**" if self.kind == "initiative" and style.is_bold else ""
        text = f"{style.marker} [{marks}{name}{marks}]({self.url})"
        if self.descriptions[language]:
            text += f"{style.separator}{self.descriptions[language]}"
        return text + (f" ({label(self.country, language)})" if self.country else "")


@dataclass(frozen=True)
class Style:
    """How the person who keeps a page writes."""

    marker: str = "*"
    is_bold: bool = True
    separator: str = ": "
    newline: str = "\n"
    has_blanks: bool = False
    level: int = 3


def label(country: str, language: str) -> str:
    return str(getattr(WORDS[language], COUNTRIES[country]))


def file_of(language: str) -> str:
    return f"{FOLDER}/index.md" if language == "en" else f"{FOLDER}/index.{language}.md"


def heading(kind: str, status: str, language: str, style: Style) -> str:
    words = WORDS[language]
    if status == "concluded":
        return f"{'#' * (style.level + 1)} {words.concluded}"
    name = words.initiatives if kind == "initiative" else words.petitions
    return f"{'#' * style.level} {name}"


@dataclass
class Expected:
    """What one round of edits is to lead to."""

    conflicts: set[tuple[int, str]] = field(default_factory=set)
    """The key of the entry and the fact, of each conflict."""
    edited: set[str] = field(default_factory=set)
    """The sides that were edited: languages, and the data."""
    corrected: set[str] = field(default_factory=set)
    """The languages of the pages with a label in another language, which is corrected."""


class Replay:
    """A folder of pages in four languages, edited by hand as `random` decides."""

    def __init__(self, random: Random, root: Path, *, has_data: bool) -> None:
        self.random = random
        self.root = root
        self.has_data = has_data
        self.count = 0
        self.models: dict[int, Model] = {}
        self.styles = {language: self._style() for language in LANGUAGES}
        self.prose: dict[str, list[str]] = {}
        for _ in range(random.randint(3, 7)):
            self._new_model()
        for language in LANGUAGES:
            self.write(language, self._page(language))
        (root / "hugo.toml").write_text(CONFIGURATION)

    def _style(self) -> Style:
        random = self.random
        return Style(
            marker=random.choice("*-+"),
            is_bold=random.random() < 0.7,
            separator=random.choice((": ", " - ", " — ")),
            newline=random.choice(("\n", "\n", "\r\n")),
            has_blanks=random.random() < 0.2,
            level=random.choice((2, 3)),
        )

    def _new_model(self) -> Model:
        self.count += 1
        key, random = self.count, self.random
        kind = random.choice(("initiative", "petition"))
        has_text = kind == "initiative" or random.random() < 0.3
        has_own_name = random.random() < 0.5
        end = random.choice((".", ".", " (since 2024)", " (see there)."))
        names, descriptions = {}, {}
        for language in LANGUAGES:
            names[language] = f"Name{key}" if has_own_name else f"Name{key} {language}"
            text = f"Text{key} **in** {language}, [here](https://more{key}.example){end}"
            descriptions[language] = text if has_text else ""
        status = "active"
        if kind == "petition" and random.random() < 0.3:
            status = "concluded"
        country = random.choice(("DE", "FR", None))
        url = f"https://e{key}.example/"
        model = Model(key, kind, status, country, url, names, descriptions)
        self.models[key] = model
        return model

    def _page(self, language: str) -> str:
        style = self.styles[language]
        words = [f"Introduction in {language}.", f"A paragraph about nothing in {language}."]
        self.prose[language] = words
        lines = ["---", f"title: Network {language}", "---", "", words[0], ""]
        for kind, status in (
            ("initiative", "active"),
            ("petition", "active"),
            ("petition", "concluded"),
        ):
            inside = [m for m in self.models.values() if (m.kind, m.status) == (kind, status)]
            if status == "concluded" and not inside:
                continue
            lines += [heading(kind, status, language, style), ""]
            for model in inside:
                lines.append(model.line(language, style))
                lines += [""] if style.has_blanks else []
            if status == "active" and kind == "petition":
                lines += ["", words[1]]
            lines.append("")
        return style.newline.join(lines)

    # Files

    def read(self, language: str) -> str:
        return (self.root / file_of(language)).read_bytes().decode()

    def write(self, language: str, text: str) -> None:
        path = self.root / file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    @property
    def data(self) -> Path:
        return self.root / "network.json"

    # Edits by hand

    def edit(self) -> Expected:
        """Edit some entries, each on one page or in the data; a few on two, to different ends."""
        expected = Expected()
        keys = self.random.sample(sorted(self.models), min(len(self.models), 3))
        removals = 0
        for key in keys[: self.random.randint(1, 3)]:
            side = self._side()
            choices = ["country", "status", "url", "name", "description", "prose", "rivals"]
            choices += ["kind", "marker", "foreign"]
            if removals == 0 and len(self.models) >= 4:
                choices.append("remove")
            what = self.random.choice(choices)
            removals += what == "remove"
            self._edit_one(key, side, what, expected)
        if self.random.random() < 0.3:
            self._reorder(self._side(), expected)
        if self.random.random() < 0.4:
            self._add(self.random.choice(LANGUAGES), expected)
        return expected

    def _side(self) -> str:
        sides = (*LANGUAGES, *((DATA, DATA) if self.has_data else ()))
        return self.random.choice(sides)

    def _edit_one(self, key: int, side: str, what: str, expected: Expected) -> None:
        model = self.models[key]
        if what == "prose":
            language = self.random.choice(LANGUAGES)
            self._edit_prose(language, key)
            expected.edited.add(language)
            return
        if what == "rivals":
            self._edit_as_rivals(model, expected)
            return
        if what in ("marker", "foreign"):
            language = self.random.choice(LANGUAGES)
            expected.edited.add(language)
            self._rewrite(model, language, what, expected)
            return
        expected.edited.add(side)
        before = replace(model, names=dict(model.names), descriptions=dict(model.descriptions))
        if what == "remove":
            del self.models[key]
            self._remove(before, side)
            return
        self._change(model, what, side)
        self._show(before, model, side)

    def _change(self, model: Model, what: str, side: str) -> None:
        self.count += 1
        language = "en" if side == DATA else side
        if what == "country":
            others = [code for code in ("DE", "FR", None) if code != model.country]
            model.country = self.random.choice(others)
        elif what == "status" and model.kind == "petition":
            model.status = "active" if model.status == "concluded" else "concluded"
        elif what == "kind" and model.status == "active":
            model.kind = "petition" if model.kind == "initiative" else "initiative"
        elif what == "url":
            model.url = f"https://e{model.key}.example/v{self.count}"
        elif what == "name":
            self._rename(model, language, side)
        elif model.descriptions[language]:
            new = f"Text{model.key} edited {self.count} in {language}."
            for code in self._followers(model, side):
                model.descriptions[code] = new
            model.descriptions[language] = new

    def _rename(self, model: Model, language: str, side: str) -> None:
        new = f"Name{model.key}v{self.count}"
        if side == DATA:
            # In the data, a name that no language translates is the name in all of them.
            own = model.names["en"]
            for code in LANGUAGES:
                if model.names[code] == own:
                    model.names[code] = new
        model.names[language] = new

    def _followers(self, model: Model, side: str) -> list[str]:
        """The pages with a copy of the own text, which follow it if there is a data file."""
        if not self.has_data or side not in ("en", DATA):
            return []
        own = model.descriptions["en"]
        copies = [code for code in LANGUAGES if model.descriptions[code] == own]
        return [code for code in copies if side == DATA or code != model.origin]

    def _edit_as_rivals(self, model: Model, expected: Expected) -> None:
        """Change the label on two pages, to different ones."""
        first, second = self.random.sample(LANGUAGES, 2)
        options = [code for code in ("DE", "FR", None) if code != model.country]
        self.random.shuffle(options)
        before = replace(model)
        for side, country in ((first, options[0]), (second, options[1])):
            self._show(before, replace(model, country=country), side)
            expected.edited.add(side)
            if side == "en":
                own = country
        expected.conflicts.add((model.key, "country"))
        if "en" in (first, second):
            model.country = own

    def _show(self, before: Model, after: Model, side: str) -> None:
        """Edit a page, or the data, so that it shows an entry as it is meant now."""
        if side == DATA:
            self._show_in_data(before, after)
            return
        style = self.styles[side]
        lines = self.read(side).split(style.newline)
        index = self._find(lines, before.url)
        prefix = lines[index][: lines[index].index("[")]
        new = after.line(side, replace(style, marker=prefix.rstrip()))
        # Only what changed is typed: the emphasis of the page stays as it is.
        if "**" not in lines[index].partition("](")[0]:
            name = after.names[side]
            new = new.replace(f"[**{name}**]", f"[{name}]")
        elif "[**" not in new:
            name = after.names[side]
            new = new.replace(f"[{name}]", f"[**{name}**]", 1)
        if (before.kind, before.status) == (after.kind, after.status):
            lines[index] = new
        else:
            del lines[index]
            self._insert(lines, new, after, side)
        self.write(side, style.newline.join(lines))

    def _find(self, lines: list[str], url: str) -> int:
        return next(i for i, line in enumerate(lines) if f"]({url})" in line)

    def _insert(self, lines: list[str], new: str, model: Model, language: str) -> None:
        """Insert an item below the heading of its section; add the heading if there is none."""
        style = self.styles[language]
        title = heading(model.kind, model.status, language, style).lstrip("# ")
        titles = [i for i, line in enumerate(lines) if line.startswith("#")]
        index = next((i for i in titles if lines[i].lstrip("# ") == title), None)
        if index is None:
            lines += [
                *([""] if lines[-1] else []),
                heading(model.kind, model.status, language, style),
                "",
                new,
                "",
            ]
            return
        below = index + 1
        while below < len(lines) and not lines[below]:
            below += 1
        lines.insert(below, new)
        if below + 1 < len(lines) and not lines[below + 1].startswith(("*", "-", "+")):
            lines.insert(below + 1, "")

    def _remove(self, model: Model, side: str) -> None:
        if side == DATA:
            content = json.loads(self.data.read_text())
            content["entries"] = [e for e in content["entries"] if e["url"] != model.url]
            self.data.write_text(json.dumps(content))
            return
        newline = self.styles[side].newline
        lines = self.read(side).split(newline)
        del lines[self._find(lines, model.url)]
        self.write(side, newline.join(lines))

    def _add(self, language: str, expected: Expected) -> None:
        model = self._new_model()
        model.origin = language
        for code in LANGUAGES:
            # It is inserted elsewhere in the words of the page that has it.
            model.names[code] = model.names[language]
            model.descriptions[code] = model.descriptions[language]
        newline = self.styles[language].newline
        lines = self.read(language).split(newline)
        self._insert(lines, model.line(language, self.styles[language]), model, language)
        self.write(language, newline.join(lines))
        expected.edited.add(language)

    def _rewrite(self, model: Model, language: str, what: str, expected: Expected) -> None:
        """Write an item with another marker, or with the label of another language."""
        newline = self.styles[language].newline
        lines = self.read(language).split(newline)
        index = self._find(lines, model.url)
        if what == "marker":
            lines[index] = self.random.choice("*-+") + lines[index][1:]
        elif model.country:
            other = self.random.choice([code for code in LANGUAGES if code != language])
            own, foreign = label(model.country, language), label(model.country, other)
            lines[index] = lines[index].replace(f"({own})", f"({foreign})")
            expected.corrected.add(language)
        self.write(language, newline.join(lines))

    def _reorder(self, side: str, expected: Expected) -> None:
        """Exchange two neighbors of a list."""
        if side == DATA:
            content = json.loads(self.data.read_text())
            entries = content["entries"]
            index = self.random.randrange(len(entries) - 1)
            entries[index : index + 2] = entries[index : index + 2][::-1]
            self.data.write_text(json.dumps(content))
            expected.edited.add(side)
            return
        newline = self.styles[side].newline
        lines = self.read(side).split(newline)
        starts = ("* ", "- ", "+ ")
        pairs: list[int] = []
        for index in range(len(lines) - 1):
            if lines[index].startswith(starts) and lines[index + 1].startswith(starts):
                pairs.append(index)
        if pairs:
            index = self.random.choice(pairs)
            lines[index], lines[index + 1] = lines[index + 1], lines[index]
            self.write(side, newline.join(lines))
            expected.edited.add(side)

    def _edit_prose(self, language: str, key: int) -> None:
        old = self.prose[language][1]
        new = f"A paragraph about {key} in {language}, {self.count}."
        self.write(language, self.read(language).replace(old, new))
        self.prose[language][1] = new

    def _show_in_data(self, before: Model, after: Model) -> None:
        content = json.loads(self.data.read_text())
        entry = next(e for e in content["entries"] if e["url"] == before.url)
        values: dict[str, Any] = {"name": after.names["en"], "url": after.url}
        values["description"] = after.descriptions["en"]
        values["status"], values["kind"] = after.status, after.kind
        values["territories"] = [after.country] if after.country else []
        entry.update(values)
        self.data.write_text(json.dumps(content))

    def prose_lines(self) -> Iterator[tuple[str, str]]:
        """Yield each text that a person wrote: its language and the text."""
        for language in LANGUAGES:
            for text in self.prose[language]:
                yield language, text
