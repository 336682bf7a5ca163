"""The networks that installed packages provide, through entry points.

A package names a function that returns a `Network`, or a `Network`, in the group
`leavex_network.networks` of its entry points. Packages are read one by one: a broken one spoils
only itself.
"""

import os
import re
import warnings
from collections.abc import Callable
from importlib.metadata import Distribution, EntryPoint, distributions
from itertools import chain
from threading import RLock
from typing import NamedTuple

from leavex_network.errors import (
    ArgumentError,
    ArgumentTypeError,
    DataError,
    NetworkError,
    NetworkWarning,
    PackageError,
    UnknownValueError,
    nearest,
    question,
    quoted,
)
from leavex_network.models import Entry
from leavex_network.models.fields import is_slug
from leavex_network.network import Network

GROUP = "leavex_network.networks"
"""The group of entry points (https://packaging.python.org/specifications/entry-points/)."""

OURS = "leavex"
"""The name of the bundled network."""

_OUR_PACKAGE = "leavex-network"
_SHORTEST_NAME = 2  # `c:` would be a drive: see `name_in`
_LONGEST_CAUSE = 500
_MOST_NAMES = 20
_MOST_PROBLEMS = 3
_REMEDY = "Upgrade or reinstall the package, or report this to its authors"
_NAMELESS = "(unnamed)"
_NAMES = "a name is of two or more lower-case ASCII letters, digits and single hyphens"

_CREATING = RLock()  # reentrant: a package may build on the network of another one
_CREATED: dict[str, Network[Entry]] = {}
_IN_PROGRESS: set[str] = set()


class _Provider(NamedTuple):
    """A package that provides a network."""

    package: str
    name: str
    entry_point: EntryPoint | None
    """None for the bundled network."""

    def failed(self, problem: str, remedy: str = _REMEDY) -> PackageError:
        """Return the error of a network that cannot be loaded."""
        what = f"The package {quoted(self.package)} does not provide its network {self.name!r}"
        return PackageError(f"{what}: {problem}. {remedy}".rstrip(" ."), [self.package])


class _Installed(NamedTuple):
    """Networks of the installed packages."""

    providers: dict[str, list[_Provider]]
    """By the name of the network."""
    problems: list[str]
    """Why something that a package provides is ignored."""


def available() -> tuple[str, ...]:
    """Return the names of the networks: see `leavex_network.available`."""
    installed = _installed()
    for problem in installed.problems:
        warnings.warn(problem, NetworkWarning, stacklevel=3)
    return tuple(sorted(installed.providers))


def names() -> list[str]:
    """Return the names as `available` does, without a warning."""
    return sorted(_installed().providers)


def load(name: str, bundled: Callable[[], Network[Entry]]) -> Network[Entry]:
    """Return the network of a package, the same object each time: see `leavex_network.load`."""
    if name in _CREATED:
        return _CREATED[name]
    provider = _provider(name)
    if provider.entry_point is None:
        return bundled()
    # Outside the lock: the imported module may wait for a thread that waits for the lock.
    value = _imported(provider, provider.entry_point)
    with _CREATING:
        if name not in _CREATED:
            _CREATED[name] = _created(provider, value)
    return _CREATED[name]


def _provider(name: str) -> _Provider:
    """Return the one package that provides a network.

    Raises:
        ArgumentError: The name is written as at the command line, with a colon.
        ArgumentTypeError: It is a path.
        PackageError: Several packages provide it.
        UnknownValueError: No package provides it.
    """
    installed = _installed()
    found = installed.providers.get(name, [])
    if not found:
        raise _unknown(name, installed)
    packages = sorted({provider.package for provider in found})
    if len(packages) > 1:
        several = f"{len(packages)} packages provide a network {quoted(name)}"
        listed = ", ".join(map(quoted, packages))
        raise PackageError(f"{several}: {listed}. Uninstall all but one of them", packages)
    if len(found) > 1:
        raise found[0].failed("its entry points name several objects for it")
    return found[0]


def _unknown(name: str, installed: _Installed) -> Exception:
    """Return the error of a name that no package provides; of a path, how to read it."""
    if re.search(r"[./\\~]", name):
        return ArgumentTypeError(f"load() takes no file; to read one, call read({quoted(name)})")
    if name.endswith(":") or not name:
        remedy = f"write load({name[:-1]!r})" if len(name) > 1 else "load() is the bundled network"
        return ArgumentError(f"{quoted(name)} is no name of a network; {remedy}")
    suggestions = dict.fromkeys(nearest(name, installed.providers))
    for provider in chain(*installed.providers.values()):
        if _key(provider.package) == _key(name):
            suggestions[provider.name] = None  # people confuse a package with its network
    shown = sorted(installed.providers)
    more = f" and {len(shown) - _MOST_NAMES} more" if len(shown) > _MOST_NAMES else ""
    parts = [f"No installed package provides a network {quoted(name)}."]
    parts.append(question(map(quoted, suggestions)))
    parts.append(f"Available: {', '.join(shown[:_MOST_NAMES])}{more}.")
    parts.append("To add one, run pip install with the name of its package.")
    if os.path.exists(name):  # noqa: PTH110 - `Path.exists` raises an error for a long name
        parts.append(f"To read the file or folder of that name, write read({quoted(name)}).")
    parts += installed.problems[:_MOST_PROBLEMS]
    return UnknownValueError(" ".join(filter(None, parts)).rstrip("."), suggestions)


def _imported(provider: _Provider, entry_point: EntryPoint) -> object:
    """Return the object that an entry point names."""
    try:
        return entry_point.load()
    except (Exception, SystemExit) as error:
        problem = f"importing {quoted(entry_point.value)} raised {_cause(error)}"
        raise provider.failed(problem) from error


def _created(provider: _Provider, value: object) -> Network[Entry]:
    """Return the network that an object of a package is, or returns."""
    if isinstance(value, Network):
        return value
    expected = "a Network, or a function without arguments that returns one"
    if not callable(value):
        raise provider.failed(f"it names {_type(value)}, not {expected}")
    if provider.name in _IN_PROGRESS:
        raise provider.failed("its function loads the network that it is to return")
    _IN_PROGRESS.add(provider.name)
    try:
        network = value()
    except (Exception, SystemExit) as error:
        remedy = "" if _has_remedy(error) else _REMEDY
        raise provider.failed(f"its function raised {_cause(error)}", remedy) from error
    finally:
        _IN_PROGRESS.discard(provider.name)
    if not isinstance(network, Network):
        raise provider.failed(f"its function returned {_type(network)}, not a Network")
    return network


def _installed() -> _Installed:
    """Return the networks of the packages installed now, in the order of `sys.path`."""
    installed = _Installed({OURS: [_Provider(_OUR_PACKAGE, OURS, None)]}, [])
    seen: set[str] = set()
    for distribution in distributions():
        text = _entry_points_text(distribution)
        if GROUP not in text:
            continue
        package = _package(distribution)
        # As for `import`, the first on `sys.path` is the one that counts.
        if _key(package) not in seen:
            _add(installed, package, distribution)
        if package != _NAMELESS:
            seen.add(_key(package))
    return installed


def _add(installed: _Installed, package: str, distribution: Distribution) -> None:
    """Add what a package provides, or why it is ignored."""
    try:
        entry_points = [point for point in distribution.entry_points if point.group == GROUP]
    except (AttributeError, TypeError, ValueError):
        problem = f"The entry points of the package {quoted(package)} cannot be read"
        installed.problems.append(f"{problem}. {_REMEDY}.")
        return
    for point in dict.fromkeys(entry_points):
        if not is_slug(point.name) or len(point.name) < _SHORTEST_NAME:
            problem = f"The package {quoted(package)} names a network {quoted(point.name)}"
            installed.problems.append(f"{problem}, which is ignored: {_NAMES}.")
            continue
        provider = _Provider(package, point.name, point)
        installed.providers.setdefault(point.name, []).append(provider)


def _entry_points_text(distribution: Distribution) -> str:
    """Return the entry points of a package as it has them, or "" if it has none."""
    try:
        return distribution.read_text("entry_points.txt") or ""
    except UnicodeDecodeError as error:
        return error.object.decode(errors="replace")  # enough to find the group
    except OSError:
        return ""


def _package(distribution: Distribution) -> str:
    """Return the name of a package."""
    try:
        names = distribution.metadata.get_all("Name") or [""]
    except (AttributeError, OSError, TypeError, ValueError):
        return _NAMELESS  # broken: another exception in each version of Python
    return names[0] or _NAMELESS


def _key(package: str) -> str:
    """Return the normalized name of a package (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


def _type(value: object) -> str:
    return f"an object of type {type(value).__name__!r}"


def _has_remedy(error: BaseException) -> bool:
    """Return whether the message of an error already has a remedy."""
    if isinstance(error, DataError):
        return any(problem.code == "newer-version" for problem in error.problems)
    return isinstance(error, NetworkError)


def _cause(error: BaseException) -> str:
    """Return the type and the first line of an error, escaped and cut."""
    try:
        line = str(error).strip().partition("\n")[0]
    except Exception:  # noqa: BLE001 - code of others raises anything
        line = ""
    shown = "".join(map(_printable, line[:_LONGEST_CAUSE]))
    end = "..." if len(line) > _LONGEST_CAUSE else ""
    return f"{type(error).__name__}: {shown}{end}".rstrip(" :")


def _printable(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode()
