"""Which hosts are reported because they may be taken for others."""

from pathlib import Path

import idna
import pytest
from confusable_homoglyphs import categories
from hypothesis import given
from hypothesis import strategies as st

from leavex_network import Entry, Initiative, Network, Petition, check, write
from leavex_network.files import checking
from leavex_network.models import Accepted, Translation
from leavex_network.text import urls
from leavex_network.text.lookalikes import script, suspicion

FAKE = "https://ехаmple.org/"
"""With Cyrillic letters at the start."""

USUAL = {
    "German": "bücher.example",
    "Latin below Cyrillic": "bücher.рф",
    "Polish": "łódź.pl",
    "Turkish": "kadın.example",
    "Danish": "cæsar.example",
    "French": "œuvre.example",
    "Catalan": "paral·lel.cat",
    "Russian": "пример.example",
    "Russian in capitals": "ПРИМЕР.example",
    "Russian below a Cyrillic domain": "сахар.рф",
    "Russian below English": "россия.example.com",
    "Greek": "ελλάδα.gr",
    "Armenian": "հայ.am",
    "Hebrew": "אתר.example",
    "Persian with a non-joiner": "نامه\u200cای.example",
    "Japanese": "日本語テスト.jp",
    "Japanese with Latin": "ひらがなカタカナ漢字abc1.jp",
    "Japanese with a middle dot": "ツイッター・ボイコット.jp",
    "Korean": "한국.kr",
    "Korean with Hanja and Latin": "한국abc漢.kr",
    "Chinese with Latin": "中文abc.cn",
    "Bopomofo": "ㄅㄆ中文abc.tw",
    "Japanese with Latin and a long vowel": "xメーカー.jp",
    "Japanese with kana like strokes": "ソノンx.jp",
    "Chinese with Latin and the first number": "第一abc.cn",
    "Chinese with Latin after the first number": "abc一号店.cn",
    "Korean with Latin and the first number": "한一abc.kr",
    "one ideograph": "一.cn",
    "kana in a label of their own": "ノ.example.jp",
    "emoji": "xn--i-7iq.ws",
    "ASCII": "paypal.example",
}
UNUSUAL = {
    "one Cyrillic letter": "paypаl.example",
    "one Greek letter": "gοogle.example",
    "Cyrillic letters only": "аррӏе.example",
    "Cyrillic letters in punycode": "xn--80ak6aa92e.example",
    "Cyrillic letters in capitals": "РАУРА.example",
    "subdomain": "аррӏе.www.example",
    "below a name in ASCII": "www.аррӏе.example",
    "Russian below a Russian name of an English domain": "сахар.сайт.example",
    "Latin and Cyrillic words": "tv-россия.example",
    "Latin and Thai": "ไทยx.example",
    "Katakana and Hangul": "カ한.example",
    "Latin letter of phonetics": "ɡoogle.example",
    "small capital": "ɢoogle.example",
    "small capital that UTS 39 compares with Cherokee": "ᴀpple.example",
    "small capitals without a comparison": "ꜰaceɴ.example",
    "kana like a slash": "paypal.comノlogin.jp.example",
    "kana like a slash with a mark": "comゾlogin.example",
    "kana like a slash in punycode": "xn--comlogin-634g.example",
    "two kana like slashes": "comノノlogin.example",
    "ideograph like a hyphen": "google一.com",
    "long vowel like a hyphen": "myーbank.example",
    "ideograph like a bar": "goog丨e.example",
    "ideograph like a dot": "www丶bank.example",
    "Han zero": "g〇〇gle.example",
    "Lisu": "ꓮꓬ.example",
}


@pytest.mark.parametrize("host", USUAL.values(), ids=USUAL)
def test_a_host_in_the_letters_of_one_language_is_not_reported(host: str) -> None:
    assert urls.refusal(f"https://{host}") is None
    assert () == check(Network([Initiative(id="a", name="A", url=f"https://{host}")]))


@pytest.mark.parametrize("host", UNUSUAL.values(), ids=UNUSUAL)
def test_a_host_in_mixed_scripts_or_in_lookalikes_is_reported_with_its_punycode(host: str) -> None:
    (finding,) = check(Network([Initiative(id="a", name="A", url=f"https://{host}")]))
    assert ("confusable-host", "a", "url") == (finding.code, finding.entry, finding.field)
    assert f"'{idna.encode(host, uts46=True).decode()}'" in finding.message


def test_what_a_host_looks_like_is_named() -> None:
    assert "'apple'" in str(suspicion("аррӏе.example"))


@given(st.text(st.characters(categories=("L", "M", "Nd")), min_size=1, max_size=8))
def test_a_host_and_its_punycode_are_equally_suspicious(label: str) -> None:
    url = f"https://{label}.example"
    if urls.refusal(url) is None:
        assert suspicion(urls.host(url)) == suspicion(urls.host(urls.normalized(url)))


def test_the_hosts_of_all_addresses_of_an_entry_are_checked() -> None:
    good = "https://a.example"
    entry = Petition(
        id="a",
        name="A",
        url=good,
        also_at=("https://b.example", FAKE),
        translations={"de": Translation(url=FAKE), "fr": Translation(name="X")},
    )
    assert ["also_at.1", "translations.de.url"] == [
        finding.field for finding in check(Network([entry]))
    ]


def test_a_reported_host_has_its_line_in_json_and_may_be_accepted(tmp_path: Path) -> None:
    network: Network[Entry] = Network(
        [Petition(id="a", name="A", url="https://a.example", also_at=("https://b.example", FAKE))]
    )
    path = tmp_path / "n.json"
    write(network, path)
    ((finding,), _) = checking.findings(path)
    assert FAKE in path.read_text(encoding="utf-8").splitlines()[(finding.line or 0) - 1]
    accepted = (Accepted(code="confusable-host", entries=("a",), why="It is theirs."),)
    about = network.about.model_copy(update={"accepted": accepted})
    write(Network(network, about=about), path)
    assert ([], 1) == checking.findings(path)


def test_the_hosts_of_a_page_are_checked_once_for_each_item(tmp_path: Path) -> None:
    path = tmp_path / "index.en.md"
    path.write_text(
        f"### Petitions\n\n* [A]({FAKE})\n* [B]({FAKE}b)\n* [C](https://c.example)\n",
        encoding="utf-8",
    )
    findings, _ = checking.findings(path)
    assert [("confusable-host", 3), ("confusable-host", 4)] == [
        (finding.code, finding.line) for finding in findings
    ]


# Scripts, read from the tables of confusable_homoglyphs

UNASSIGNED = "\u0378\U000e01f0\U0010ffff"


@pytest.mark.parametrize("character", [*"\0a1-·яα漢あ한", *UNASSIGNED])
def test_the_script_of_a_character_is_that_of_its_range(character: str) -> None:
    assert categories.alias(character) == script(character)


@pytest.mark.hypothesis
@given(st.characters())
def test_the_script_of_any_character_is_that_of_its_range(character: str) -> None:
    assert categories.alias(character) == script(character)
