"""The answers from which a repository is planned, each checked by itself."""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from keyword import iskeyword
from types import MappingProxyType
from typing import Any, Literal

from pydantic import ValidationError

from leavex_network.errors import ArgumentError, quoted
from leavex_network.files.packages import OURS
from leavex_network.models import About
from leavex_network.models.fields import is_slug
from leavex_network.models.kinds import NO_KINDS, Kinds
from leavex_network.places import languages
from leavex_network.text.folding import slug
from leavex_network.text.urls import check_base_url

Site = Literal["web", "page", "hugo", "none"]
SITES: Mapping[Site, str] = MappingProxyType(
    {
        "web": "a folder for any server: a page per language with search, and feeds",
        "page": "a Markdown page per language",
        "hugo": "a small Hugo site with a page per language",
        "none": "the data alone",
    }
)
"""What is made to show the network."""
Workflow = Literal["github", "gitlab", "none"]
WORKFLOWS: tuple[Workflow, ...] = ("github", "gitlab", "none")
"""Where the data is checked on each push."""

LICENSES = (
    *("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0"),
    *("MIT", "Apache-2.0", "GPL-3.0-or-later", "AGPL-3.0-or-later", "EUPL-1.2"),
)
"""SPDX identifiers of usual licenses: `pyproject.toml` takes no other text as a license."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_LONGEST_PACKAGE = 100
_SHORTEST_PACKAGE = 2  # `c:` is a drive, not a name: see `leavex_network.files.sources`
_OWN_PACKAGES = ("leavex-network", OURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Decisions about a new repository."""

    title: str
    languages: tuple[str, ...]
    """The languages of the pages (BCP 47); the first is that of the texts."""
    description: str = ""
    url: str | None = None
    """The address of the site."""
    license: str | None = None
    """The license of the texts, as it is to be shown."""
    package: str | None = None
    """The name of the Python package, and of its network."""
    kinds: Kinds = NO_KINDS
    """The kinds of entries besides the built-in ones."""
    site: Site = "web"
    workflow: Workflow = "github"

    @property
    def language(self) -> str:
        """The language of the texts."""
        return self.languages[0]

    @property
    def spdx(self) -> str | None:
        """The SPDX identifier of the license, if it is a usual one."""
        return _spdx(self.license or "")


def checked_title(text: str) -> str:
    """Return a title; raise an `ArgumentError` if it cannot be one."""
    return _checked("title", text)


def checked_description(text: str) -> str:
    """Return a description in one line."""
    return _checked("description", text)


def checked_license(text: str) -> str | None:
    """Return the note of a license; None for a blank one."""
    return _checked("license", text) or None


def checked_languages(text: str) -> tuple[str, ...]:
    """Return languages (BCP 47) that are separated by commas, each once."""
    codes = [languages.tag(part.strip()) for part in text.split(",") if part.strip()]
    if not codes:
        raise ArgumentError("No language is given; write a tag such as 'de', or several: 'de,en'")
    return tuple(dict.fromkeys(codes))


def checked_url(text: str) -> str | None:
    """Return the address of a site; None for a blank one."""
    url = text.strip()
    if not url:
        return None
    check_base_url(url)
    return url


def checked_package(text: str) -> str | None:
    """Return the name of a package, which is also that of its network; None for a blank one."""
    name = text.strip()
    if not name:
        return None
    if len(name) < _SHORTEST_PACKAGE or not is_slug(name):
        suggestion = slug(name[:_LONGEST_PACKAGE]).strip("-")
        is_better = len(suggestion) >= _SHORTEST_PACKAGE and is_slug(suggestion)
        remedy = f"write {suggestion!r}" if is_better else "begin with a letter"
        rule = "use two or more lower-case ASCII letters, digits and single hyphens"
        raise ArgumentError(f"Invalid name of a package {quoted(name)}: {rule}; {remedy}")
    module = module_name(name)
    is_taken = module in sys.stdlib_module_names or iskeyword(module)
    if is_taken or name in _OWN_PACKAGES:
        remedy = f"write, for example, '{name}-list'"
        raise ArgumentError(f"{name!r} is a name that Python or this library uses; {remedy}")
    return name


def module_name(package: str) -> str:
    """Return the name of the module of a package."""
    return package.replace("-", "_")


def _spdx(text: str) -> str | None:
    """Return a usual SPDX identifier, however its words are separated: `CC BY 4.0`."""
    return _SPDX.get(_spdx_key(text))


def _spdx_key(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


_SPDX = {_spdx_key(identifier): identifier for identifier in LICENSES}


def _checked(field: str, text: str) -> str:
    # Only what a line break or an indentation leaves: other white space may be meant.
    value = _BLANKS.sub(" ", text).strip(" ")
    try:
        about = About.model_validate({field: value})
    except ValidationError as error:
        raise ArgumentError(f"The {field} cannot be used: {error.errors()[0]['msg']}") from None
    checked: Any = getattr(about, field)
    return str(checked)


CHECKS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "title": checked_title,
        "description": checked_description,
        "languages": checked_languages,
        "url": checked_url,
        "license": checked_license,
        "package": checked_package,
    }
)
"""The check of each answer that is a text."""
