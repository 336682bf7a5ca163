"""The files of a repository, planned: each path in its folder, and its content."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from leavex_network import __version__, formats
from leavex_network.data import read_bytes
from leavex_network.errors import ArgumentError
from leavex_network.files.generated import MANIFEST, first_manifest
from leavex_network.formats.reporting import warn
from leavex_network.models import Entry
from leavex_network.models.kinds import BUILT_IN
from leavex_network.network import Network
from leavex_network.pages.editing import edited, from_scratch
from leavex_network.places.languages import with_names
from leavex_network.scaffolding.answers import Answers, module_name
from leavex_network.scaffolding.source import SCHEMA, hugo_url
from leavex_network.scaffolding.templates import filled, for_people, markdown, sentence, toml, yaml
from leavex_network.sites import web
from leavex_network.sites.embedding import Options

_CI = {"github": ".github/workflows/check.yml", "gitlab": ".gitlab-ci.yml"}
ALWAYS = ("README.md", "CONTRIBUTING.md", ".gitignore", ".pre-commit-config.yaml")
"""Some of the files that every repository has."""
_PAGES = {"page": "pages", "hugo": "content/network"}
"""The folder of the pages of each site that has some."""
_WEB = "public"
_GENERATED = ["__pycache__/", "*.egg-info/", ".pytest_cache/", ".venv/", "build/", "dist/"]


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository of a network: where its files are, and the commands that its texts name."""

    answers: Answers
    network: Network[Entry]
    texts: Mapping[str, str] = field(default_factory=dict)
    """Pages to begin with, by their languages: what is written around their entries stays."""

    @property
    def data(self) -> str:
        """The path of the data."""
        package = self.answers.package
        folder = f"src/{module_name(package)}/" if package else ""
        return f"{folder}network.json"

    @property
    def update(self) -> str | None:
        """The command that writes the site again."""
        answers = self.answers
        if answers.site == "none":
            return None
        if answers.site != "web":
            return shlex.join(["leavex-network", "convert", self.data, f"{self.pages}/"])
        command = ["leavex-network", "embed", "web", _WEB, "--from", self.data]
        command += ["--language", ",".join(answers.languages)]
        if answers.url is not None:
            command += ["--base-url", answers.url]
        return shlex.join(command)

    @property
    def pages(self) -> str | None:
        """The folder of the pages in Markdown."""
        return _PAGES.get(self.answers.site)

    def checks(self, *options: str) -> list[str]:
        """Return the commands that check the data and the pages, with options of `check`."""
        checks = [shlex.join(["leavex-network", "check", self.data, *options])]
        if self.pages is not None:
            pages = ["leavex-network", "check", f"{self.pages}/", "--accepted", self.data]
            checks.append(shlex.join([*pages, *options]))
        return checks

    def steps(self, *options: str) -> list[str]:
        """Return the commands of a check on each push."""
        steps = self.checks(*options)
        if self.pages is not None:
            steps.append(f"{self.update} --check")
        elif self.update is not None:
            steps += [self.update, "git diff --exit-code"]
        if self.answers.package:
            steps.append("pytest")
        return steps


def planned_files(repository: Repository) -> dict[str, bytes]:
    """Return the content of each file of a repository, by its path in its folder.

    Raises:
        ArgumentError: A Hugo site has no address.
        DataError: An entry cannot be written to a page.
        MissingExtraError: A web folder needs jinja2.
    """
    texts = dict(_texts(repository))
    contents = {name: text.encode() for name, text in texts.items()}
    if repository.answers.site == "web":
        contents |= _web_folder(repository)
    return dict(sorted(contents.items()))


def _texts(repository: Repository) -> Iterator[tuple[str, str]]:
    answers = repository.answers
    data = repository.data
    yield data, formats.dumps(repository.network, "json")
    yield data.replace("network.json", SCHEMA), read_bytes(SCHEMA).decode()
    yield "README.md", _readme(repository)
    yield "CONTRIBUTING.md", _contributing(repository)
    yield "requirements.txt", _requirements(answers)
    yield ".gitignore", _ignored(answers)
    yield ".pre-commit-config.yaml", _hooks(repository)
    if answers.workflow != "none":
        yield _CI[answers.workflow], _workflow(repository)
    if answers.package:
        yield from _package(answers, answers.package)
    if answers.site == "hugo":
        yield "hugo.toml", _hugo(answers)
        yield "layouts/all.html", read_bytes("init/layout.html").decode()
    if repository.pages is not None:
        yield from _pages(repository, repository.pages)


def _readme(repository: Repository) -> str:
    answers = repository.answers
    values = {
        "title": markdown(answers.title),
        "description": _introduction(repository),
        "data": repository.data,
        "update": repository.update or "",
        "package": answers.package or "",
        "license": _license(answers),
    }
    names = ["README.md"]
    if answers.package:
        names.append("README-package.md")
    if answers.site != "none":
        names.append(f"README-{answers.site}.md")
    names.append("README-end.md")
    return "".join(for_people(name, answers.language, **values) for name in names)


def _introduction(repository: Repository) -> str:
    """Return the paragraph that says what the list is about, and where it is published."""
    sentences: list[str] = []
    about = repository.network.about
    if about.description:
        sentences.append(markdown(about.description))
    if about.url is not None:
        sentences.append(sentence("published", about.language, url=about.url))
    sentences.append(sentence("entries", about.language, data=repository.data))
    return " ".join(sentences)


def _license(answers: Answers) -> str:
    if answers.license is None:
        return sentence("no_license", answers.language)
    return markdown(answers.license)


def _contributing(repository: Repository) -> str:
    kinds = [*BUILT_IN, *repository.network.about.kinds]
    answers = repository.answers
    commands = [*repository.checks()]
    if repository.update is not None:
        commands.append(repository.update)
    pushed = sentence("not_pushed", answers.language)
    if answers.workflow in _CI:
        pushed = sentence("pushed", answers.language, file=_CI[answers.workflow])
    return for_people(
        "CONTRIBUTING.md",
        answers.language,
        title=markdown(answers.title),
        data=repository.data,
        kind=kinds[0],
        kinds=", ".join(f"`{kind}`" for kind in kinds),
        commands="\n".join(commands),
        ci=pushed,
    )


def _requirements(answers: Answers) -> str:
    extras = "cli,web" if answers.site == "web" else "cli"
    return filled("requirements.txt", extras=extras, version=__version__)


def _ignored(answers: Answers) -> str:
    names = list(_GENERATED)
    if answers.site == "hugo":
        names += ["/.hugo_build.lock", "/public/", "/resources/"]
    return "".join(f"{name}\n" for name in sorted(names))


def _hooks(repository: Repository) -> str:
    """Return the configuration of pre-commit: the site is updated first, as checks read it."""
    commands = {}
    if repository.update is not None:
        commands["update the site"] = repository.update
    for command in repository.checks():
        name = "check the data" if command == repository.checks()[0] else "check the pages"
        commands[name] = command
    hooks = []
    for name, command in commands.items():
        identifier = name.replace(" ", "-")
        hooks += [
            f"      - id: {identifier}",
            f"        name: {name}",
            f"        entry: {yaml(command)}",
            "        language: system",
            "        files: \\.(json|md)$",
            "        pass_filenames: false",
        ]
    return filled("pre-commit-config.yaml", hooks="\n".join(hooks))


def _workflow(repository: Repository) -> str:
    install = ["pip install -r requirements.txt"]
    if repository.answers.package:
        # Not in one command: pip would look on an index for a library that a file names as a wheel.
        install.append("pip install pytest .")
    if repository.answers.workflow == "gitlab":
        commands = [*install, *repository.steps()]
        return filled("gitlab-ci.yml", steps="\n".join(f"    - {yaml(line)}" for line in commands))
    commands = [*install, *repository.steps("--format", "github")]
    return filled("github.yml", steps="\n".join(f"      - run: {yaml(line)}" for line in commands))


def _package(answers: Answers, package: str) -> Iterator[tuple[str, str]]:
    module = module_name(package)
    license_line = f"license = {toml(answers.spdx)}\n" if answers.spdx else ""
    urls = f"\n[project.urls]\nHomepage = {toml(answers.url)}\n" if answers.url else ""
    yield (
        "pyproject.toml",
        filled(
            "pyproject.toml.txt",
            package=package,
            module=module,
            description=toml(answers.description or answers.title),
            license=license_line,
            urls=urls,
            version=__version__,
        ),
    )
    values = {"package": package, "module": module}
    yield f"src/{module}/__init__.py", filled("package.py.txt", **values)
    yield f"src/{module}/py.typed", ""
    yield f"tests/test_{module}.py", filled("test_package.py.txt", **values)


def _hugo(answers: Answers) -> str:
    if answers.url is None:
        raise ArgumentError("A Hugo site needs its address; pass --url")
    lines: list[str] = []
    for weight, code in enumerate(answers.languages, start=1):
        words = with_names(code)
        name = toml(words.name if words else code)
        lines.append(f"\n[languages.{code.lower()}]\nweight = {weight}\nparams.name = {name}")
    return filled(
        "hugo.toml",
        url=toml(hugo_url(answers.url)),
        title=toml(answers.title),
        language=toml(answers.language.lower()),
        languages="\n".join(lines),
    )


def _pages(repository: Repository, folder: str) -> Iterator[tuple[str, str]]:
    """Yield the page of each language.

    A site declares the language of `index.md`; elsewhere the name of each file does.
    """
    answers, network = repository.answers, repository.network
    for code in answers.languages:
        is_default = code == answers.language and answers.site == "hugo"
        name = "index.md" if is_default else f"index.{code.lower()}.md"
        text = repository.texts.get(code)
        if text is None:
            written = from_scratch(network, code, answers.url)
        else:
            result = edited(text, network, language=code, base_url=answers.url, file=name)
            warn(result.notes)
            written = result.text
        yield f"{folder}/{name}", written


def _web_folder(repository: Repository) -> dict[str, bytes]:
    """Return the files of the web folder, and the record by which `embed` knows its own."""
    answers = repository.answers
    options = Options(languages=answers.languages, base_url=answers.url)
    contents: dict[str, bytes] = {}
    for name, text in web.files(repository.network, options):
        contents[name] = text.encode()
    contents[MANIFEST] = first_manifest("web", contents)
    return {f"{_WEB}/{name}": content for name, content in contents.items()}
