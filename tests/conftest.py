import builtins
import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings

import leavex_network
from leavex_network import Entry, Network

# `nox -s tests` runs 200 examples of each law, .ci/run 1,000, `nox -s laws` 10,000.
for name, examples in {"tests": 200, "ci": 1_000, "laws": 10_000}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        print_blob=True,
    )
settings.register_profile("quick", max_examples=1_000, deadline=None, phases=[Phase.generate])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tests"))


@pytest.fixture(scope="session")
def network() -> Network[Entry]:
    return leavex_network.load()


@pytest.fixture(scope="session")
def source_page(network: Network[Entry]) -> Network[Entry]:
    return network.as_of("2025-01-20")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what makes a package impossible to import, as if it were not installed."""
    real = builtins.__import__

    def hide(package: str) -> None:
        def imported(name: str, *args: object, **kwargs: object) -> object:
            if name.partition(".")[0] == package:
                raise ModuleNotFoundError(name=package)
            return real(name, *args, **kwargs)  # type: ignore[arg-type] # what comes in goes out

        monkeypatch.setattr(builtins, "__import__", imported)

    return hide
