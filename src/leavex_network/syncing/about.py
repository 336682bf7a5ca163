"""Bring the texts of pages, apart from their entries, in step with the metadata of the data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leavex_network.errors import quoted
from leavex_network.findings import Finding
from leavex_network.models import About, AboutTranslation
from leavex_network.models.frozen import FrozenMap
from leavex_network.network.localization import localize_about
from leavex_network.pages.contents import PageContents
from leavex_network.pages.language_pages import LanguagePages
from leavex_network.syncing.state import digest
from leavex_network.syncing.texts import Preference, settled_text
from leavex_network.text.live_markup import unescaped

NAMES = ("title", "description", "introduction")


@dataclass(slots=True)
class AboutPlan:
    """The texts of the pages and of the metadata."""

    about: About
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    """The texts that change on each page, by its language and by their names."""
    state: dict[str, FrozenMap[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def planned_about(
    pages: LanguagePages,
    about: About,
    state: Mapping[str, Mapping[str, str]],
    prefer: Preference | None,
) -> AboutPlan:
    """Return the texts that pages and metadata are to have; a page without a text gets none."""
    plan = AboutPlan(about)
    for language, page in pages.pages.items():
        before = state.get(language, {})
        digests: dict[str, str] = {}
        for name in NAMES:
            here = getattr(page, name)
            if not here or name in page.unread_texts:
                continue
            there = unescaped(getattr(localize_about(about, language), name))
            is_changed = _is_changed(about, language, name, here, there, before.get(name))
            decision = settled_text(here, there, is_changed, prefer)
            if decision.is_conflict:
                plan.findings.append(_conflict(page, name, here, there))
                if name in before:
                    digests[name] = before[name]
                continue
            digests[name] = digest(decision.page)
            if decision.page != here:
                plan.pages.setdefault(language, {})[name] = decision.page
            if decision.data != there:
                plan.about = _with_text(plan.about, language, name, decision.data)
        if digests:
            plan.state[language] = FrozenMap(digests)
    return plan


def _is_changed(
    about: About, language: str, name: str, page: str, data: str, before: str | None
) -> tuple[bool, bool] | None:
    if before is not None:
        return digest(page) != before, digest(data) != before
    is_own = language == about.language
    if not is_own and page == unescaped(getattr(about, name)):
        return False, True  # the page has the original only
    holder = about if is_own else about.translations.get(language)
    is_given = holder is not None and name in holder.model_fields_set
    if not is_given or not getattr(holder, name):
        return True, False  # the data has no such text yet
    return None


def _with_text(about: About, language: str, name: str, text: str) -> About:
    if language == about.language:
        return about.model_copy(update={name: text})
    known = about.translations.get(language, AboutTranslation())
    translation = known.model_copy(update={name: text, "of": None})
    translations = FrozenMap({**about.translations, language: translation})
    return about.model_copy(update={"translations": translations})


def _conflict(page: PageContents, name: str, here: str, there: str) -> Finding:
    message = (
        f"The {name} is {quoted(here)} on this page, and {quoted(there)} in the data; "
        "both changed, and both stay."
    )
    remedy = "Correct one of them, or decide with --prefer pages or data."
    block = (page.introduction_block or 0) if name == "introduction" else 0
    return page.finding(block, "conflict", message, remedy)
