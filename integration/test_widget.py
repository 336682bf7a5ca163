"""The web folder in a real browser: mouse, keyboard, no JavaScript, a strict policy."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import served
from conftest import LANGUAGES, embed
from hostile import HOSTILE, hostile_network
from playwright.sync_api import Browser, Page, expect

from leavex_network import Entry, Network, Petition
from leavex_network.data import read_bytes
from leavex_network.network.search import prepare
from leavex_network.places.languages import language
from leavex_network.text.folding import fold

WIDTHS = (320, 768, 1440)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda message: wrong.append(message.text) if "Security Policy" in message.text else None,
    )
    page.on(
        "request",
        lambda request: wrong.append(request.url) if not request.url.startswith(address) else None,
    )
    page.goto(f"{address}index.html")
    yield page
    context.close()
    assert [] == wrong


def shown(page: Page) -> list[str]:
    """Return the ids of the visible entries, in their order."""
    ids = page.eval_on_selector_all(
        ".leavex-network-entry:not([hidden])", "all => all.map(each => each.id)"
    )
    return [each.removeprefix("leavex-network-") for each in ids]


def ids(network: Network[Entry]) -> list[str]:
    """Return the ids of a network, in the order of a page."""
    parts = (
        network.initiatives,
        network.petitions.by_status("active"),
        network.petitions.by_status("concluded"),
    )
    return [entry.id for part in parts for entry in part]


def test_the_mouse_filters(page: Page, network: Network[Entry]) -> None:
    page.get_by_label("Country or region").select_option(label="Germany")
    assert ids(network.by_country("DE")) == shown(page)
    page.get_by_label("Kind").select_option(label="Petitions")
    assert ids(network.by_country("DE").petitions) == shown(page)
    expect(page.locator("output")).to_have_text("Shown: 3 of 23")
    expect(page.get_by_role("heading", name="Initiatives")).to_be_hidden()
    page.get_by_role("button", name="Clear all").click()
    assert ids(network) == shown(page)
    page.get_by_label("Country or region").select_option(label="Europe")
    assert ids(network.by_region("150")) == shown(page)
    page.get_by_role("button", name="Clear all").click()
    page.get_by_label("Search").click()
    page.keyboard.type("vamonos")
    assert ["juntas"] == shown(page)
    page.keyboard.type(" nothing")
    assert [] == shown(page)
    expect(page.get_by_text("Nothing listed here meets these criteria.")).to_be_visible()
    expect(page.locator("output")).to_have_text("Shown: 0 of 23")


def test_the_keyboard_alone_filters(page: Page, network: Network[Entry]) -> None:
    def step_to(name: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name ?? document.activeElement.type") == name:
                return
        raise AssertionError(name)

    step_to("search")
    page.keyboard.type("xodus")
    assert ids(network.search("xodus")) == shown(page)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    step_to("country")
    page.keyboard.type("Fra")
    assert ids(network.by_country("FR")) == shown(page)
    step_to("status")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert ids(network.by_country("FR").by_status("concluded")) == shown(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert ids(network) == shown(page)
    assert "search" == page.evaluate("document.activeElement.name")


def test_a_screen_reader_announces_the_count(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text("Shown: 23 of 23")
    assert "search" == page.locator("form").get_attribute("role")


def test_concluded_entries_are_collapsed_except_while_searching(page: Page) -> None:
    concluded = page.get_by_text("Musk stoppen, X abschalten")
    expect(concluded).to_be_hidden()
    page.get_by_label("Search").fill("musk stoppen")
    expect(concluded).to_be_visible()
    page.get_by_label("Search").fill("")
    expect(concluded).to_be_hidden()
    page.get_by_text("Concluded", exact=True).click()
    expect(concluded).to_be_visible()
    page.get_by_label("Search").fill("xodus")
    page.get_by_label("Search").fill("")
    expect(concluded).to_be_visible()


def test_the_url_holds_the_view_and_back_undoes_a_step(
    page: Page, address: str, network: Network[Entry]
) -> None:
    page.goto(f"{address}index.html?theirs=1#leavex-network-xodus")
    page.get_by_label("Country or region").select_option(label="France")
    page.wait_for_url("**/index.html?theirs=1&country=FR#leavex-network-xodus")
    page.get_by_label("Search").press_sequentially("quitter", delay=20)
    page.wait_for_url("**?theirs=1&search=quitter&country=FR#*")
    page.get_by_label("Search").press_sequentially("x", delay=20)
    page.wait_for_url("**search=quitterx*")
    page.go_back()
    page.wait_for_url("**?theirs=1&country=FR#*")
    assert ids(network.by_country("FR")) == shown(page)
    assert "" == page.get_by_label("Search").input_value()
    page.go_back()
    page.wait_for_url("**?theirs=1#*")
    assert ids(network) == shown(page)
    assert "" == page.get_by_label("Country or region").input_value()
    page.go_forward()
    page.wait_for_url("**country=FR*")
    assert ids(network.by_country("FR")) == shown(page)


@pytest.mark.parametrize(
    ("query", "criteria"),
    [
        ("country=DE&status=active", {"country": "DE", "status": "active"}),
        ("country=DE,FR", {"country": "DE,FR"}),
        ("country=germany", {"country": "Germany"}),
        ("region=150", {"region": "150"}),
        ("region=Europe&kind=petition", {"region": "Europe", "kind": "petition"}),
        ("hashtag=%23LeaveX", {"hashtag": "#LeaveX"}),
        ("search=V%C3%81MONOS+jun", {"search": "VÁMONOS jun"}),
        ("country=ZZ", {}),
        ("country=DE,ZZ", {"country": "DE"}),
        ("country=FR,ZZ,DE", {"country": "FR,DE"}),
        ("country=&search=", {}),
    ],
)
def test_a_link_to_a_view_agrees_with_filter(
    query: str, criteria: dict[str, str], page: Page, address: str, network: Network[Entry]
) -> None:
    page.goto(f"{address}index.html?{query}")
    assert ids(network.filter(**criteria)) == shown(page)


def test_without_javascript_the_whole_list_is_shown(
    browser: Browser, address: str, network: Network[Entry]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}de/index.html?country=DE")
    expect(page.locator("form")).to_have_count(0)
    assert len(network) == page.locator(".leavex-network-entry").count()
    expect(page.get_by_role("link", name="LeaveX", exact=True)).to_be_visible()
    page.get_by_text("Abgeschlossen", exact=True).click()
    expect(page.get_by_role("link", name="Musk stoppen, X abschalten")).to_be_visible()
    context.close()


def test_a_page_opened_from_the_disk_filters(browser: Browser, web: Path) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((web / "index.html").as_uri())
    page.get_by_label("Search").fill("xodus")
    expect(page.locator("output")).to_have_text("Shown: 2 of 23")
    page.wait_for_timeout(500)
    assert [] == wrong
    page.close()


def test_a_moved_element_is_set_up_once(page: Page) -> None:
    page.evaluate("""() => {
        const list = document.querySelector("leavex-network");
        list.remove();
        document.querySelector("footer").before(list);
    }""")
    expect(page.locator("form")).to_have_count(1)
    page.get_by_label("Search").fill("xodus")
    expect(page.locator("output")).to_have_text("Shown: 2 of 23")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_is_accessible_in_every_language_color_scheme_and_width(
    code: str, browser: Browser, address: str
) -> None:
    found: dict[str, object] = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{address}{'' if code == 'en' else f'{code}/'}index.html")
        page.locator("summary").click()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
                code,
                width,
            )
            result = Axe().run(page)
            if result.violations_count:
                found[f"{scheme} {width}"] = result.generate_report()
        expect(page.locator("output")).to_have_text(
            language(code).interface["shown"].replace("{shown}", "23").replace("{all}", "23")
        )
        context.close()
    assert {} == found


def test_a_page_without_results_is_accessible(page: Page) -> None:
    page.get_by_label("Search").fill("nothing of the kind")
    assert 0 == Axe().run(page).violations_count


def test_only_arabic_text_runs_from_right_to_left(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 768, "height": 900})
    page.goto(f"{address}ar/index.html")
    heading = page.get_by_role("heading", name="المبادرات").bounding_box()
    label = page.locator(".leavex-network-search").bounding_box()
    assert heading
    assert label
    direction = "each => getComputedStyle(each).direction"
    assert "rtl" == page.locator(".leavex-network").evaluate(direction)
    assert "ltr" == page.locator(".leavex-network-text").first.evaluate(direction)
    assert "right" == page.locator("h2").first.evaluate(
        "each => { const range = document.createRange(); range.selectNodeContents(each);"
        " const text = range.getBoundingClientRect(), box = each.getBoundingClientRect();"
        " return box.right - text.right < text.left - box.left ? 'right' : 'left'; }"
    )


def test_print_shows_all_entries_and_no_controls(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("form")).to_be_hidden()
    expect(page.get_by_text("Musk stoppen, X abschalten")).to_be_visible()
    after = page.locator(".leavex-network-name").first.evaluate(
        "each => getComputedStyle(each, '::after').content"
    )
    assert "https://escape-x.org" in after


def test_forced_colors_and_reduced_motion_are_respected(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}index.html")
    style = "each => getComputedStyle(each)"
    assert "1px" == page.locator("form").evaluate(f"{style[:-1]}).borderTopWidth")
    assert "auto" == page.locator("html").evaluate(f"{style[:-1]}).scrollBehavior")
    assert 0 == Axe().run(page).violations_count
    context.close()


# Search


def test_the_widget_agrees_with_the_shared_table_of_searches(
    browser: Browser, tmp_path: Path
) -> None:
    path = Path(__file__).parent.parent / "tests" / "data" / "search.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    entries = [
        Petition(
            id=f"x{number}", name="Name", url=f"https://x{number}.example", description=case["text"]
        )
        for number, case in enumerate(cases)
    ]
    embed(Network(entries), "web", tmp_path)
    page = browser.new_page()
    with served(tmp_path) as address:
        page.goto(f"{address}index.html")
        for number, case in enumerate(cases):
            for query in (*case["finds"], *case["not"]):
                page.get_by_label("Search").fill(query)
                assert (query in case["finds"]) is (f"x{number}" in shown(page)), (
                    case["text"],
                    query,
                )
    page.close()


def test_the_widget_finds_the_same_entries_as_python(page: Page, network: Network[Entry]) -> None:
    words = {
        word
        for entry in network
        for word in f"{entry.name} {entry.text}".split()
        if any(map(str.isalnum, word))
    }
    queries = sorted(
        {
            *words,
            *(fold(word)[:3] for word in words),
            *(word[1:] for word in words if word[1:].isalnum()),
        }
    )
    assert 500 < len(queries)
    found = page.evaluate(
        """queries => {
            const widget = document.querySelector("leavex-network");
            return queries.map((query) => {
                widget.list.form.elements.search.value = query;
                widget.list.show();
                const shown = widget.list.entries.filter(({ element }) => !element.hidden);
                return shown.map(({ element }) => element.id.slice(15));
            });
        }""",
        queries,
    )
    asked = [query for query in queries if any(map(str.isalnum, query))]
    results = dict(zip(queries, found, strict=True))
    assert {query: ids(network.search(query)) for query in asked} == {
        query: results[query] for query in asked
    }


def widget_functions() -> str:
    """Return the part of the widget's script that folds texts and finds where words begin."""
    source = read_bytes("web/list.js").decode()
    return source[: source.index("class List")]


def letters_of(*ranges: range) -> list[str]:
    return [chr(number) for numbers in ranges for number in numbers if chr(number).isalpha()]


def test_the_widget_folds_the_same_letters_as_python(page: Page) -> None:
    """Check that both fold the same letters of the common alphabets to one."""
    letters = letters_of(
        range(0x20, 0x2000),
        range(0x2C60, 0x2C80),
        range(0xA720, 0xA7D0),
        range(0x3041, 0x30FF),
        range(0xFF21, 0xFF9F),
    )
    script = f"letters => {{ {widget_functions()}; return letters.map(fold); }}"
    theirs = page.evaluate(script, letters)
    pairs = dict(zip(letters, theirs, strict=True))
    python: dict[str, set[str]] = {}
    for letter in letters:
        python.setdefault(fold(letter), set()).add(pairs[letter])
    assert {} == {ours: several for ours, several in python.items() if len(several) > 1}
    assert len(python) == len(set(theirs))
    # What Latin letters are in ASCII is the same on both sides, too.
    plain = {
        letter: fold(letter) for letter in letters if fold(letter).isascii() and letter != "\u037a"
    }
    assert plain == {letter: pairs[letter] for letter in plain}


def test_a_word_begins_at_the_same_letters_as_in_python(page: Page) -> None:
    letters = letters_of(
        range(0x20, 0x37A),  # without U+037A, whose decomposition JavaScript folds further
        range(0x37B, 0xD7A4),
        range(0xF900, 0xFB00),
        range(0x11700, 0x11750),
        range(0x18000, 0x18010),
        range(0x1B000, 0x1B010),
        range(0x20000, 0x20010),
    )
    starts = 'searchable(text).replace(/[^|]/gu, "x").replace(/[|]+/g, "|").replace(/[|]$/, "")'
    script = f"texts => {{ {widget_functions()}; return texts.map((text) => {starts}); }}"
    theirs = page.evaluate(script, [f"a{letter}b" for letter in letters])
    different = []
    for letter, pattern in zip(letters, theirs, strict=True):
        text = prepare(f"a{letter}b")
        # Where a word begins behind a sign, the rest of the chunk is repeated.
        chunk, *endings = text.letters.split()
        begins = [
            place == 0 or place + 1 in text.starts or chunk[place:] in endings
            for place in range(len(chunk))
        ]
        ours = "".join("|x" if is_start else "x" for is_start in begins)
        if ours != pattern:
            different.append((letter, ours, pattern))
    assert [] == different


def test_hostile_text_is_text_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    embed(hostile_network(), "web", tmp_path)
    with served(tmp_path) as address:
        page = browser.new_page()
        wrong: list[str] = []
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on(
            "console",
            lambda message: wrong.append(message.text) if "Policy" in message.text else None,
        )
        page.on(
            "request",
            lambda request: (
                wrong.append(request.url) if not request.url.startswith(address) else None
            ),
        )
        for name in ("index.html", "de/index.html"):
            page.goto(f"{address}{name}")
            # Every hashtag begins with this letter: all is shown, unfolded.
            page.get_by_role("searchbox").fill("x")
            for each in HOSTILE:
                expect(page.get_by_text(each).first).to_be_visible()
            assert 0 == page.locator("main :is(img, evil, b, i, script)").count()
        assert [] == wrong
