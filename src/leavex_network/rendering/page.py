"""A whole page with the list of a network: one of a web folder, or a single file."""

from base64 import b64encode
from hashlib import sha256

from leavex_network.models import Entry
from leavex_network.network import Network
from leavex_network.rendering import assets
from leavex_network.rendering.licenses import notices
from leavex_network.rendering.templates import render
from leavex_network.rendering.view import View
from leavex_network.text import inline


def page(template: str, network: Network[Entry], language: str, **values: object) -> str:
    """Return the page of a network in a language, with the further values of its template."""
    view = View.of(network, language)
    before, _, after = view.words["edition"].partition("{day}")
    return render(
        template,
        view=view,
        introduction=inline.html(view.network.about.introduction),
        source_language=network.about.language,
        before=before,
        after=after,
        **values,
    )


def single(network: Network[Entry]) -> str:
    """Return a page that needs no other file, in the language of its network."""
    stylesheet, script = assets.stylesheet(), assets.script()
    # CSP Level 3: a digest allows the element whose text has it; the icon keeps browsers from
    # looking for one on the server.
    policy = (
        f"default-src 'none'; script-src {_source_of(script)}; style-src {_source_of(stylesheet)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return page(
        "single.html",
        network,
        network.about.language,
        stylesheet=stylesheet,
        script=script,
        policy=policy,
        notices=notices(network),
    )


def _source_of(text: str) -> str:
    """Return the source that allows an inline element with this text."""
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
