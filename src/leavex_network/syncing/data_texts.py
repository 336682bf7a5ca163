"""Decide about the texts of an entry that a page and the data have differently."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from leavex_network.errors import quoted
from leavex_network.models import Entry
from leavex_network.pages.language_addresses import names_language
from leavex_network.syncing.facts import settled_addresses
from leavex_network.syncing.sides import REMEDY, Sides
from leavex_network.syncing.state import EntryState, PageState
from leavex_network.syncing.subjects import Subject
from leavex_network.syncing.texts import settled_text
from leavex_network.syncing.values import TEXTS, text_of


@dataclass(slots=True)
class Texts:
    """The name, the description and the address of an entry in one language."""

    page: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    """The names of those that stay as they are, as others contradict them."""

    def differs(self, name: str) -> bool:
        """Tell whether page and data keep different ones, or ones that others contradict."""
        return self.page[name] != self.data[name] or name in self.kept


class TextPlanner:
    """Decides about names, descriptions and addresses; conflicts are reported to the sides."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides

    def texts(
        self, subject: Subject, entry: Entry | None, known: EntryState, lost_labels: Collection[str]
    ) -> dict[str, Texts]:
        """Return the texts of each page that lists an entry, and those of the data there.

        Args:
            subject: The entry on the pages.
            entry: The entry of the data, if it has one.
            known: What all sides said of it at the last sync.
            lost_labels: The languages of the pages whose label of it is no label any more.
        """
        own = self.sides.data.about.language
        result: dict[str, Texts] = {}
        # Texts that no translation replaces follow the original: it comes first.
        for language in sorted(subject.items, key=lambda code: code != own):
            texts = result[language] = Texts()
            for name in (*TEXTS, "url"):
                here = there = str(getattr(subject.items[language].entry, name))
                is_changed: tuple[bool, bool] | None = (False, False)
                if entry is not None:
                    original = result[own].data.get(name) if own in result else None
                    there = self._data_text(entry, language, name, original)
                    is_changed = self._changes(entry, language, name, here, there, known)
                    if name == "description" and language in lost_labels:
                        # What is no label now seems to be a part of the description.
                        texts.page[name], texts.data[name] = here, there
                        continue
                decision = settled_text(here, there, is_changed, self.sides.prefer)
                texts.page[name], texts.data[name] = decision.page, decision.data
                if decision.is_conflict:
                    self._report(subject, language, name, here, there)
        return result

    def _data_text(self, entry: Entry, language: str, name: str, original: str | None) -> str:
        """Return a text of the data in a language.

        A description that has no translation is the original one as it will be.
        """
        follows = name == "description" and not self._is_translated(entry, language, name)
        if follows and original is not None:
            return original
        return text_of(self.sides.localized[language][entry.id], name)

    def _is_translated(self, entry: Entry, language: str, name: str) -> bool:
        """Tell whether the data has a text of its own in a language."""
        own = self.sides.data.about.language
        if name == "description":
            own = entry.description_language or own
        if language == own:
            return True
        return getattr(entry.translations.get(language), name, None) is not None

    def _changes(
        self, entry: Entry, language: str, name: str, page: str, data: str, known: EntryState
    ) -> tuple[bool, bool] | None:
        """Return whether the page and the data changed a text; None if that is unknown."""
        own = self.sides.data.about.language
        before = known.pages.get(language, PageState())
        former = getattr(before, name)
        if former is not None:
            page_changed = before.form(name, page) != former
            data_changed = before.form(name, data) != former
            if self._is_translated(entry, language, name):
                return page_changed, data_changed
            # A text of the data that only follows the original gives way to a translation.
            original = getattr(known.pages.get(own, PageState()), name)
            is_copy = not page_changed and original in (None, former)
            return (False, data_changed) if is_copy else (True, False)
        if language != own and page == text_of(entry, name):
            return False, True  # the page has the original only
        if self._is_translated(entry, language, name):
            return None
        return True, False  # the data has no such text yet

    def settle_addresses(
        self, subject: Subject, known: EntryState, texts: Mapping[str, Texts]
    ) -> None:
        """Take over an address that changed in one language, where the others had the same one."""
        values = {code: text.page["url"] for code, text in texts.items() if not text.differs("url")}
        base = {code: page.url for code, page in known.pages.items() if page.url is not None}
        base = {code: url for code, url in base.items() if code in values}
        localized = {code for code, url in values.items() if names_language(url, code)}
        urls, rivals = settled_addresses(values, base, self.sides.own, localized)
        if rivals and self.sides.prefer is None:
            self.sides.report_rivals(subject, "url", {code: values[code] for code in rivals})
        is_contradicted = len(values) < len(texts) or (rivals and self.sides.prefer is None)
        if is_contradicted:
            for language in texts:
                text = texts[language]
                text.kept.add("url")
                text.page["url"] = subject.items[language].entry.url
                text.data["url"] = self.sides.localized[language][subject.id].url
            return
        for language, url in urls.items():
            texts[language].page["url"] = texts[language].data["url"] = url

    def _report(self, subject: Subject, language: str, name: str, page: str, data: str) -> None:
        message = (
            f"The {name} is {quoted(page)} on this page, and {quoted(data)} in the data; "
            "both changed, and both stay."
        )
        self.sides.report(subject, message, REMEDY, language)
