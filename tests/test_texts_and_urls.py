"""Which texts and which URLs are accepted, suggested instead, and taken to be the same."""

import re
from typing import Literal
from unicodedata import category, name, normalize

import emoji
import idna
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import FAMILY, PERSIAN, names, urls

from leavex_network.cli.visible import visible
from leavex_network.text import urls as accepted
from leavex_network.text.characters import (
    LONGEST_NAME,
    LONGEST_TEXT,
    composed,
    description_problem,
    is_composed,
    is_invisible,
    line_problem,
    name_problem,
)
from leavex_network.text.folding import fold, slug
from leavex_network.text.hashtags import hashtag_key, hashtags_in, is_hashtag
from leavex_network.text.remembered import Remembered
from leavex_network.text.urls import LONGEST, normalized

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "name",
    [
        "Bye Bye, Elon",
        "#juntas",
        PERSIAN,
        "क्\u200dष",
        FAMILY,
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "\u2139\ufe0f info",
        "🏳\ufe0f\u200d🌈",
        "👩🏽\u200d💻",
        "🙍\u200d♀\ufe0f",
        ENGLAND,
        "葛\U000e0100城",
        "Prix\u202f: 5\u00a0€",
        "東京\u3000都",
        "\U0001fae8\ufe0f\u200d\U0001fae9",  # newer than some versions of Python
        "ه\u200d.ش",
        "ক্\u200c",
        "שפת C++\u200e",
        "שלום!\u200f (X)",
        "لماذا\u061c؟",
        "a\u00a0\u0301",
        "\u25cc\u0301",
        "ש\u200eX",
        "\u200dه",
        "ക\u200dക",
        "क्\u200d X",
        "蝕\ufe00",
        "a\u0301\u0302\u0303\u0304\u0305",
        "ש" + "\u05bc" * 10,
        "مـ\u200cی",
        "কা\u200cক",
        "ש\u200fa",
        "א\u200f1",
        "अवन\u094d\u200d",  # half a letter at the end
        "അവന്\u200d",  # Malayalam chillu
        "ශ්\u200dරී ලංකා",
        "র\u200d্যাব",  # Bengali
        "कर्\u200dयांचा",  # Marathi
        "اردو\u200cزبان",
        "API\u200cها و ۱۰\u200cها",
        "نظر\u200cسنجی",  # behind a letter that joins none after it
        "ߒߞ\u200cߏ",  # N'Ko
        "𞤀\u200c𞤁",  # Adlam
        "ᠮᠣᠩᠭᠣᠯ\u180bᠤᠨ",
        "ᠭᠠᠵᠠᠷ\u180eᠠ",
        "ᠬᠠ\u180b\u180eᠠ",
        "\u0600١٢",
        "\u06dd١٢٣",
        "\u0605١ \u070fܐܒ \u08e2١ \U000110bd𑂃",
        "יְרוּשָׁלַ\u034fִם",
        "ភាសា\u200bខ្មែរ",
        "ภาษา\u200bไทย",
        "ພາສາ\u200bລາວ",
        "မြန်မာ\u200bစာ",
        "\U00013000\U00013430\U00013001",
        "\U00013437\U00013000\U00013430\U00013001\U00013438\U00013431\U00013002",
        "\U0001343c\U00013000\U0001343d",
        "\U00013000\ufe06",
        "\U00013000\U00013430\U00013441",
        "\U00013442\U00013430\U00013001",
        "\U00013437\U00013000\U00013438\U00013430\U00013437\U00013001\U00013438",
        "\U00018b00\U00016fe4\U00018b01",
        "\U0001bc02\U0001bc9d",
        "A \u2229\ufe00 B",
        "10\ufe00",
        "\U0001d49c\ufe01",
        "\uff01\ufe01",
        "中文\u201c\ufe01引\u201d\ufe01",
        "凞\ufe00",
        "က\ufe00",
        "1\ufe0e\u20e3",
        "©\ufe0f 2025",
        "\u203c\ufe0f \u3030\ufe0f ↔\ufe0f ✓\ufe0f",
        "𠀀\U000e01ef",
    ],
)
def test_a_name_may_hold_what_its_script_and_its_emoji_need(name: str) -> None:
    assert name_problem(name) is None


HIDDEN_NAMES = {
    "empty": "",
    "white space around it": " x",
    "line feed": "a\nb",
    "line separator": "a\u2028b",
    "escape character": "a\x1b[31mb",
    "null character": "a\x00b",
    "control character of Latin-1": "a\x9bb",
    "half a surrogate pair": "a\ud800b",
    "right-to-left override": "a\u202eb",
    "left-to-right isolate": "a\u2066b",
    "right-to-left mark": "a\u200fb",
    "zero width space": "a\u200bb",
    "soft hyphen": "a\u00adb",
    "byte order mark": "a\ufeffb",
    "joiner behind an Indic letter": "क\u200d",
    "joiner between a Latin and an Indic letter": "X\u200dक",
    "joiner between unassigned characters": "\u0378\u200d\u0378",
    "joiner between digits among the pictographs": "\U0001fbf0\u200d\U0001fbf1",
    "joiner between Latin letters": "Leave\u200dX",
    "non-joiner between Latin letters": "Leave\u200cX",
    "non-joiner at the end": "می\u200c",
    "joiner behind an emoji": "❤\u200d",
    "emoji style behind a letter": "X\ufe0f",
    "variation selector behind a letter": "X\ufe01",
    "variation selector at the start": "\ufe01X",
    "first variation selector behind a letter": "X\ufe00",
    "first ideographic selector behind a letter": "X\U000e0100",
    "last ideographic selector behind a letter": "X\U000e01ef",
    "emoji style before a letter": "\ufe0fX",
    "flag with seventeen tag characters": "🏴" + "\U000e0067" * 17,
    "tag character behind a letter": "X\U000e0067",
    "Hangul filler": "a\u3164b",
    "blank Braille pattern": "a\u2800b",
    "noncharacter": "a\ufdd0b",
    "noncharacter at the end of a range": "a\ufdefb",
    "noncharacter at the end of a plane": "a\U0010ffffb",
    "private use": "a\ue000b",
    "private use in a plane of its own": "a\U00100000b",
    "mark without a letter": "\u0301a",
    "mark behind a space": "a \u0301b",
    "mark behind a space and a joiner": "अ \u200d\u0301",
    "mark behind a space and an emoji style": "a \ufe0f\u0301",
    "six marks on a Latin letter": "a\u0301\u0302\u0303\u0304\u0305\u0306",
    "six marks and a joiner": "a\u0301\u0302\u0303\u200d\u0304\u0305\u0306",
    "eleven marks on a Hebrew letter": "ש" + "\u05bc" * 11,
    "right-to-left mark between Latin letters beside Hebrew": "a\u200fb ש",
    "right-to-left mark between Latin words": "a \u200fb",
    "two direction marks": "ש\u200f\u200f",
    "direction override in Hebrew": "ש\u202eש",
    "Khmer vowel that is blank": "ក\u17b4",
    "non-joiner at the start": "\u200cمی",
    "Mongolian selector behind a Latin letter": "pay\u180bpal",
    "Mongolian selector behind an Arabic letter": "م\u180f",
    "Mongolian selector behind another": "ᠮ\u180b\u180b",
    "Mongolian separator between Latin letters": "pay\u180epal",
    "Mongolian separator at the end": "ᠮ\u180e",
    "ignored code point": "pay\u2065pal",
    "ignored code point of specials": "pay\ufff0pal",
    "ignored code point among tags": "pay\U000e0080pal",
    "ignored code point behind the selectors": "pay\U000e01f0pal",
    "joiner between ideographs": "漢\u200d字",
    "non-joiner between ideographs": "漢\u200c字",
    "joiner between kana": "か\u200dな",
    "non-joiner between Hangul syllables": "한\u200c국",
    "joiner between Hebrew letters": "ש\u200dל",
    "non-joiner between Thai letters": "ก\u200cข",
    "joiner between Ethiopic letters": "አ\u200dበ",
    "joiner between Tifinagh letters": "ⴰ\u200dⴱ",
    "non-joiner between two scripts": "م\u200cक",
    "joiner between copyright signs": "©\u200d©",
    "joiner between styled copyright signs": "©\ufe0f\u200d©\ufe0f",
    "joiner between emoji and a letter": "👩\u200da",
    "emoji style behind a digit": "1\ufe0f",
    "text style behind punctuation": "a!\ufe0e",
    "emoji style behind a dollar sign": "$\ufe0f",
    "selector behind a digit": "1\ufe00",
    "selector without a variant": "漢\ufe05",
    "selector behind a symbol": "★\ufe00",
    "ideographic selector behind a letter": "a\U000e0100",
    "ideographic selector behind a Hebrew letter": "ש\U000e0100",
    "flag of a place that is none": "🏴" + "".join(chr(0xE0000 + ord(c)) for c in "hello\x7f"),
    "flag without an end": ENGLAND[:-1],
    "flag with too many tags": ENGLAND[:-1] + "\U000e0061\U000e007f",
    "tag behind a flag": ENGLAND + "\U000e0061",
    "right-to-left mark between Hebrew letters": "ש\u200fל",
    "right-to-left mark behind a Hebrew point": "שָ\u200fל",
    "right-to-left mark before a Hebrew point": "ש\u200f\u05b8",
    "left-to-right mark between Hebrew letters": "ש\u200eל",
    "Arabic letter mark between Arabic letters": "م\u061cم",
    "musical symbol without a head": "a\U0001d159b",
    "ten marks on an ideograph": "漢" + "\u0301" * 10,
    "six marks on a kana": "か" + "\u0301" * 6,
    "grapheme joiner between letters": "a\u034fb",
    "grapheme joiner behind a mark": "ש\u05b8\u034f",
    "two grapheme joiners": "ש\u05b8\u034f\u034f\u05b4",
    "zero width space beside a Thai letter": "ก\u200ba",
    "zero width space before a Thai vowel sign": "ก\u200b\u0e34",
    "two zero width spaces in Thai": "ก\u200b\u200bข",
    "joiner of hieroglyphs between Latin letters": "a\U00013430b",
    "joiner of hieroglyphs at the end": "\U00013000\U00013430",
    "two joiners of hieroglyphs": "\U00013000\U00013430\U00013430\U00013000",
    "begin of a segment without a hieroglyph": "\U00013437a",
    "end of a segment without a hieroglyph": "a\U00013438",
    "blank of hieroglyphs between Latin letters": "a\U00013441b",
    "joined blanks of hieroglyphs": "a\U00013441\U00013430\U00013441b",
    "segment with a blank only": "a\U00013437\U00013441\U00013438b",
    "filler of Khitan behind a Latin letter": "a\U00016fe4b",
    "selector of Duployan behind a Latin letter": "a\U0001bc9db",
    "beam of music": "a\U0001d173b",
    "too long": "x" * 1_001,
}


@pytest.mark.parametrize("name", HIDDEN_NAMES.values(), ids=HIDDEN_NAMES)
def test_a_name_that_hides_something_is_refused(name: str) -> None:
    assert name_problem(name)


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\u200d", "\ufe0f", "\u3164"]
)
def test_the_problem_of_a_name_names_the_character_by_its_code_point(character: str) -> None:
    assert f"U+{ord(character):04X}" in str(name_problem(f"a{character}b"))


BAD_DESCRIPTIONS = {
    "line feed": "a\nb",
    "tab": "a\tb",
    "noncharacter": "a\uffffb",
    "private use": "a\uf8ffb",
    "blank letter": "a\u3164b",
    "mark without a letter": "\u0301a",
    "marks and a joiner": "a\u0301\u0302\u0303\u200d\u0304\u0305\u0306",
    "too many marks": "a" + "\u0316\u0301" * 100,
    "too long": "x" * (LONGEST_TEXT + 1),
    "tags": "a" + "".join(chr(0xE0000 + ord(letter)) for letter in "ignore all"),
    "zero width space": "a\u200bb",
    "soft hyphen": "a\u00adb",
    "ignored code point": "a\u2065b",
    "joiner between Latin letters": "a\u200db",
    "selector behind a letter": "a\ufe01b",
    "two styles behind a letter": "a\ufe0e\ufe0fb",
    "right-to-left override": "a \u202eb\u202c",
    "left-to-right override": "a \u202db\u202c",
    "embedding without an end": "a \u202bb",
    "isolate without an end": "a \u2067b",
    "end of no embedding": "a\u202c",
    "end of no isolate": "a \u202bb\u2069\u202c",
    "right-to-left mark between Latin letters": "a\u200fb",
}


@pytest.mark.parametrize("text", BAD_DESCRIPTIONS.values(), ids=BAD_DESCRIPTIONS)
def test_a_description_that_hides_something_is_refused(text: str) -> None:
    assert description_problem(text)


ORTHOGRAPHIES = {
    "Vietnamese": "ệ ấ ữ",
    "Yoruba": "ọ̀ ẹ́ ṣ",
    "IPA": "t͡ʃʰ ɔ̃̀ː n̪̊",
    "Lithuanian with accents": "ė̃ ų́ i̇́",
    "ancient Greek with accents and length": "ᾧ\u0304",
    "Church Slavonic": "гдⷭ҇ь бг҃ъ",
    "Hebrew with points and accents": "בְּרֵאשִׁ֖ית ירוּשָׁלִַ֗ם שּׁ\u05b8\u0596\u05bd",
    "Arabic with vowel signs": "ٱلْحَمْدُ لِلَّهِ هُدًۭى",
    "Devanagari of the Vedas": "अ॒ग्निमी॑ळे स्त्र्यं\u0951",
    "Tamil": "க்ஷௌ",
    "Thai": "ที่ น้ำ กู้",
    "Burmese": "ကြွှော့် မျှော်",
    "Khmer": "ស្ត្រី",
    "Tibetan": "བསྒྲུབས ཧཱུྃ",
    "Tibetan seal of Kalachakra": "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",
    "Hangul letters": normalize("NFD", "각 힣"),
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", ORTHOGRAPHIES.values(), ids=ORTHOGRAPHIES)
def test_marks_as_languages_write_them_are_accepted(text: str, form: Literal["NFC", "NFD"]) -> None:
    assert name_problem(normalize(form, text)) is None


def test_every_emoji_of_the_current_unicode_is_accepted() -> None:
    refused = [sequence for sequence in emoji.EMOJI_DATA if name_problem(f"X {sequence}!")]
    assert not refused
    assert not list(filter(description_problem, emoji.EMOJI_DATA))


def test_an_emoji_style_without_an_emoji_does_no_harm_to_a_description() -> None:
    assert description_problem("a \ufe0fb") is None


@given(
    st.characters(categories=("Co",))
    | st.integers(0, 16).map(lambda plane: chr(plane * 0x10000 + 0xFFFE))
)
def test_no_text_has_a_character_without_a_meaning(character: str) -> None:
    problem = line_problem(f"a{character}b")
    assert problem
    assert f"U+{ord(character):04X}" in problem.reason


MARKED = st.text("ae אबक\u0301\u0323\u05b8\u0902\u200d\u00a0", max_size=30).map(str.strip)


@given(MARKED)
def test_no_accepted_text_has_more_than_ten_marks_in_a_row_or_one_at_its_start(text: str) -> None:
    if line_problem(text) is None:
        kinds = "".join(category(letter)[0] for letter in text if letter != "\u200d")
        assert "M" * 11 not in kinds
        assert not kinds.startswith("M")


@given(st.text("a\u0f73\u0301\u0316\u212b", max_size=80))
def test_a_text_that_an_entry_accepts_is_composed(text: str) -> None:
    assert composed(text) == composed(composed(text))
    assert is_composed(composed(text))
    if line_problem(text) is None:
        assert normalize("NFC", text) == composed(text)


@pytest.mark.parametrize(("text", "expected"), [("e\u0301", "é"), ("\u212b", "Å"), ("\u2126", "Ω")])
def test_a_text_is_composed_whether_it_has_marks_or_not(text: str, expected: str) -> None:
    assert not is_composed(text)
    assert expected == composed(text)


@pytest.mark.parametrize("base", ["", "a"])
def test_thirty_marks_in_a_row_are_sorted_and_more_are_left_as_they_are(base: str) -> None:
    marks = "\u0301\u0316" * 15
    assert normalize("NFC", base + marks) == composed(base + marks) != base + marks
    assert f"{base}{marks}\u0316" == composed(f"{base}{marks}\u0316")


def test_a_text_with_too_many_marks_is_left_as_it_is() -> None:
    # No timing: sorting these marks would not end while anybody waits.
    text = "a" + "\u0316\u0301" * 1_000_000
    assert text == composed(text)
    assert "a" == fold(text)
    assert [] == list(hashtags_in(f"#{text}"))


def test_a_name_and_a_text_may_be_as_long_as_they_may_be() -> None:
    assert name_problem("x" * LONGEST_NAME) is None
    assert line_problem("x" * LONGEST_TEXT) is None


@pytest.mark.parametrize(
    ("character", "escape"),
    [("\x1b", r"\x1b"), ("\u202e", r"\u202e"), ("\u2028", r"\u2028"), ("\u2029", r"\u2029")],
)
def test_a_character_that_a_terminal_obeys_is_printed_as_its_escape(
    character: str, escape: str
) -> None:
    assert f"a{escape}b" == visible(f"a{character}b")


@pytest.mark.parametrize(
    "text",
    ["", "a \u202bש!\u202c", "\u2068a \u2067ש\u2069\u2069 \u2066b\u2069", "ש C++\u200e", PERSIAN],
)
def test_a_description_may_change_its_direction_and_back(text: str) -> None:
    assert description_problem(text) is None


@given(st.text("aש1 \u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_no_accepted_description_changes_the_direction_of_the_text_after_it(text: str) -> None:
    if description_problem(text.strip()) is None:
        assert not set("\u202d\u202e") & set(text)
        assert text.count("\u202c") == len(re.findall("[\u202a\u202b]", text))
        assert text.count("\u2069") == len(re.findall("[\u2066-\u2068]", text))


@given(
    st.characters(categories=("Cf",)).filter(is_invisible)
    | st.sampled_from("\u034f\u180b\u180f\u2065\ufe00\ufe0f\ufff0\U000e0080\U000e0100\U000e0fff")
)
def test_no_invisible_character_is_accepted_between_latin_letters(character: str) -> None:
    assert name_problem(f"a{character}b")
    assert f"U+{ord(character):04X}" in str(name_problem(f"a {character}b"))


@given(names | st.text("aक्\u200c\u200dمی\ufe0f❤👩ש\u200f\u2068\u2069"))
def test_a_name_may_be_a_description(name: str) -> None:
    if name_problem(name) is None:
        assert description_problem(name) is None


@given(names)
def test_no_accepted_name_holds_a_control_character(name: str) -> None:
    assert name_problem(name) is None
    assert not [letter for letter in name if category(letter) in ("Cc", "Cs", "Zl", "Zp")]


LATIN = [*range(0xC0, 0x2B0), *range(0x1E00, 0x1F00), *range(0x2C60, 0x2C80)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Łódź", "lodz"),
        ("ŁÓDŹ", "lodz"),
        ("København", "kobenhavn"),
        ("ǾRESUND", "oresund"),
        ("Þórshöfn", "thorshofn"),
        ("Đorđe", "dorde"),
        ("Ægir, ǽ, ᴭ", "aegir, ae, ae"),
        ("ŒUVRE", "oeuvre"),
        ("STRASSE, Straße, STRAẞE", "strasse, strasse, strasse"),
        ("Azərbaycan", "azerbaycan"),
        ("Ħamrun", "hamrun"),
        ("Kısım", "kisim"),
        ("Hawai\u02bbi", "hawai'i"),
    ],
)
def test_letters_are_folded_to_what_they_are_in_ascii(text: str, expected: str) -> None:
    assert expected == fold(text)


def test_more_characters_than_are_remembered_are_still_checked() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 6_000)))
    ideographs = Remembered(lambda character: character >= "\u4e00")
    assert ideographs.holds_for_all(text)
    assert ideographs.holds_for_all(text)
    assert not ideographs.holds_for_all(f"{text}a")


def test_more_characters_than_are_remembered_are_folded() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 6_000)))
    assert text == fold(f"{text}\u0301")


def test_a_letter_with_a_stroke_a_hook_or_a_tail_is_folded_to_the_letter() -> None:
    wrong = []
    for letter in map(chr, LATIN):
        match = re.match("LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]) WITH ", name(letter))
        # Others follow in digraphs, such as U+01C5, and where a dot or half ring is to the right.
        if match and not fold(letter).startswith(match[1].lower()):
            wrong.append(letter)
    assert [] == wrong


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize(
    ("text", "other"), [("É", "e"), ("กั", "ก"), ("가\u302e", "가"), ("ILICA", "ılıca"), ("ﬁ", "FI")]
)
def test_words_that_differ_in_case_and_marks_alone_are_folded_alike(text: str, other: str) -> None:
    assert fold(text) == fold(other)


@given(st.text())
def test_a_slug_is_ascii_and_a_slug_of_itself(text: str) -> None:
    assert re.fullmatch("[a-z0-9]*(-[a-z0-9]+)*", slug(text))
    assert slug(text) == slug(slug(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("København", "kobenhavn"),
        ("Ærø", "aero"),
        ("Århus", "arhus"),
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da-nang"),
        ("Þór Ðað", "thor-dad"),
        ("Straße", "strasse"),
        ("Œuvre", "oeuvre"),
        ("Isparta ılıca", "isparta-ilica"),
        ("İstanbul", "istanbul"),
        ("Ħal Ŧ", "hal-t"),
        ("été—hiver", "ete-hiver"),
        ("Leave X – now", "leave-x-now"),
        ("pages 1–2", "pages-1-2"),
        ("non‑breaking", "non-breaking"),
        ("l’été", "lete"),
        ("l'été", "lete"),
        ("Москва X", "x"),
        ("東京", ""),
    ],
)
def test_a_slug_keeps_latin_letters_and_separates_words_at_dashes(text: str, expected: str) -> None:
    assert expected == slug(text)
    assert expected == slug(normalize("NFD", text))


HASHTAGS = {
    "Latin": ("Join #LeaveX and #X_2026!", ["LeaveX", "X_2026"]),
    "in brackets": ("(#LeaveX), “#juntas”", ["LeaveX", "juntas"]),
    "digits only": ("#1 #2026 #1_2", []),
    "underscores only": ("#_ #__", []),
    "inside a word": ("a#b é#b अ#b _#b", []),
    "in an address": ("x.example/#x https://x.example/a#b", []),
    "entity": ("&#38; &#x26;", []),
    "several signs": ("##x #＃x", []),
    "one after another": ("#a#b #c", ["a", "c"]),
    "sign at the end": ("x #", []),
    "full-width sign": ("＃脱X ﹟脱Y", ["脱X", "脱Y"]),
    "Devanagari": ("#तमिल और #गलती_नहीं।", ["तमिल", "गलती_नहीं"]),
    "Devanagari with a joiner": ("#क्\u200dष", ["क्\u200dष"]),
    "Tamil": ("#தமிழ், #க்ஷ", ["தமிழ்", "க்ஷ"]),
    "Thai": ("#ไทย #เลิกใช้", ["ไทย", "เลิกใช้"]),
    "Arabic with vowel signs": ("#مُقاطعة،", ["مُقاطعة"]),
    "Persian with a non-joiner": (f"#{PERSIAN}.", [PERSIAN]),
    "Hebrew with points": ("#שָׁלוֹם", [normalize("NFC", "שָׁלוֹם")]),
    "Hebrew geresh and gershayim": ("#ג׳ורג׳ #צה״ל״", ["ג׳ורג׳", "צה״ל"]),
    "Tibetan": ("#བོད་སྐད་", ["བོད་སྐད"]),
    "Catalan": ("#col·lectiu·", ["col·lectiu"]),
    "Japanese middle dot": ("#ツイッター・ボイコット・", ["ツイッター・ボイコット"]),
    "combining marks": ("#e\u0301te\u0301", ["été"]),
    "joiner at the end": ("#क्ष\u200d #می\u200c", ["क्ष", "می"]),
    "emoji at the end": ("#LeaveX❤\ufe0f #juntas👩🏽\u200d💻", ["LeaveX", "juntas"]),
    "emoji only": (f"#❤\ufe0f #{FAMILY}", []),
    "keycap as the sign": ("#\ufe0f\u20e3LeaveX", []),
    "keycap at the end": ("#LeaveX1\ufe0f\u20e3", ["LeaveX"]),
    "superscript": ("#LeaveX²", ["LeaveX"]),
    "mark first": ("#\u0301x", []),
    "100 letters": (f"#{'x' * 100} #{'x' * 101}", ["x" * 100]),
    "newer than Python": ("#LeaveX\u0378 #X\U0001fae8 #\u0378X", ["LeaveX", "X"]),
}
"""Texts, and their hashtags."""


@pytest.mark.parametrize(("text", "hashtags"), HASHTAGS.values(), ids=HASHTAGS)
def test_the_hashtags_of_a_text_are_those_of_unicode(text: str, hashtags: list[str]) -> None:
    assert hashtags == list(hashtags_in(text))


@pytest.mark.parametrize(
    "hidden",
    ["\u180b", "\u2065", "\ufff0", "\U000e0080", "\U000e0fff", "\u034f", "\ufe00", "\u200d"],
)
def test_a_hashtag_that_hides_something_is_refused(hidden: str) -> None:
    assert not is_hashtag(f"pay{hidden}pal")
    assert f"pay{hidden}pal" not in hashtags_in(f"#pay{hidden}pal")


@given(st.one_of(st.text(), st.text("#＃aé1_ \u0301\u200c\u200dक्ष·״❤\ufe0f\u20e3")))
def test_a_hashtag_of_a_text_is_one_that_an_entry_accepts(text: str) -> None:
    for hashtag in hashtags_in(text):
        assert is_hashtag(hashtag)
        assert [hashtag] == list(hashtags_in(f"#{hashtag}"))


@pytest.mark.parametrize(("hashtag", "accepts"), [("a·b", True), ("a·", False), ("·a", False)])
def test_a_character_that_stands_between_letters_neither_begins_nor_ends_a_hashtag(
    hashtag: str,
    accepts: bool,  # noqa: FBT001 - a parameter
) -> None:
    assert accepts == is_hashtag(hashtag)


def test_the_key_of_a_text_is_composed_up_to_a_thousand_characters() -> None:
    assert "é" * 500 == hashtag_key("e\u0301" * 500)
    assert "e\u0301" * 501 == hashtag_key("e\u0301" * 501)


@pytest.mark.parametrize(
    ("hashtag", "accepts"),
    [("X\u0378", True), ("\u0378", True), ("X\U0001fffd", False), ("X\ufdd0", False)],
)
def test_a_letter_that_unicode_may_have_assigned_since_may_be_in_a_hashtag(
    hashtag: str,
    accepts: bool,  # noqa: FBT001 - a parameter
) -> None:
    assert accepts == is_hashtag(hashtag)


@given(st.text())
@example("\u0345\u0301")
def test_the_key_of_a_hashtag_is_that_of_its_other_forms(text: str) -> None:
    key = hashtag_key(text)
    assert key == hashtag_key(normalize("NFD", text))
    assert key == hashtag_key(f" #{text.strip()} ")
    assert key == hashtag_key(normalize("NFD", text).casefold())


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example",
        "http://x.example/",
        "HTTPS://X.Example/",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/ä?ö#ü",
        "https://x.xn--p1ai",
        "https://пример.рф",
        "https://x.example:8080/a",
        "https://x.example:65535",
        "https://aktion.campact.de/weact/musk-stoppen/teilnehmen?bucket=20250109-waeb-hv-elon",
        "https://x.example/a?b=1&copy=2",
        "https://en.wikipedia.org/wiki/X_(disambiguation)",
        "https://x.example/%C3%A9",
        "https://x.example/?a[]=1",
        "https://x.example/a#b#c",
        "https://" + "a" * 63 + ".example/",
        "https://" + ("a" * 63 + ".") * 3 + "a" * 61 + ":8080/",
        "https://x.example/" + "a" * 2_000,
        "https://XN--Bcher-KVA.Example/",
        "https://r4---sn.example/",
        "https://foo_bar.example.com/",
        "https://_a_.-b.c-.example.com/",
        "https://_._.-.example.com/",
        "https://a_b.Bücher.example/",
        "https://a_b.ソ.example/",
        "https://例え.jp/日本",
        "https://ツイッター・ボイコット.jp",
        "https://二〇二五.cn",
        "https://example.一号店",
        "https://한국.한국",
        "https://ไทย.ไทย",
        "https://faß.de",
        "https://οδός.gr",
        "https://paral·lel.cat",
        "https://www.אתר.קום",
        "https://ג׳ורג׳.ישראל",
        "https://موقع.وزارة-الاتصالات.مصر",
        "https://نامه\u200cای.com/می\u200cخواهم",
        "https://क्\u200dष.भारत/क्\u200dष",
        "https://xn--i-7iq.ws",
        "https://x.example/m²/😀/²?½#①",
        f"https://x.example/{'a' * 40}/می\u200cخواهم",
    ],
)
def test_an_absolute_web_url_is_accepted(url: str) -> None:
    assert accepted.refusal(url) is None


ABSOLUTE = "https://"
"""Named in a remedy that has no whole address to offer."""


def punycode(label: str) -> str:
    return f"xn--{label.encode('punycode').decode()}"


BAD_URLS = {
    "empty": ("", "https://example.org/"),
    "no scheme": ("www.example.org", "https://www.example.org"),
    "no scheme before the slashes": ("//example.org/a", "https://example.org/a"),
    "no slashes": ("https:example.org", "https://example.org"),
    "no slashes after capitals": ("HTTPS:example.org", "https://example.org"),
    "one slash": ("https:/example.org", "https://example.org"),
    "path": ("/about", ABSOLUTE),
    "fragment": ("#top", ABSOLUTE),
    "FTP": ("ftp://example.org", ABSOLUTE),
    "JavaScript": ("javascript:alert(1)", ABSOLUTE),
    "mail": ("mailto:a@example.org", ABSOLUTE),
    "mail in capitals": ("MAILTO:a@example.org", ABSOLUTE),
    "user name and password": ("https://user:pw@example.org/", "https://example.org/"),
    "backslash": ("https://example.org\\@evil.example", "https://example.org/@evil.example"),
    "white space around it": (" https://example.org", "https://example.org"),
    "space in its path": ("https://example.org/a b", "https://example.org/a%20b"),
    "line break in its host": ("https://exam\nple.org/", "https://example.org/"),
    "no-break space at its end": ("https://example.org/\u00a0", "https://example.org/"),
    "direction mark": ("https://example.org/\u202egro", "https://example.org/gro"),
    "zero width space": ("https://exa\u200bmple.org", "https://example.org"),
    "null character": ("https://example.org/\x00", "https://example.org/"),
    "IPv4 address": ("https://127.0.0.1/", None),
    "IPv4 address as one number": ("https://2130706433/", None),
    "IPv4 address in hexadecimal": ("https://0x7f.1/", None),
    "IPv4 address in octal": ("https://0177.0.0.01", None),
    "IPv4 address in wide digits": ("https://１２７.0.0.1", None),
    "IPv4 address with wide dots": ("https://127。0。0。1", None),
    "IPv6 address": ("https://[::1]/", None),
    "number as the last label": ("https://example.1/", None),
    "dot at the end of its host": ("https://example.org./", "https://example.org/"),
    "host below localhost": ("https://a.localhost/", "example.org"),
    "host of a local network": ("https://router.Internal", "example.org"),
    "localhost": ("https://localhost/", "example.org"),
    "no host": ("https://", "example.org"),
    "no host before its path": ("https:///a", "example.org"),
    "hyphen at the start of a label": ("https://-a.example", "example.org"),
    "underscore in its host": ("https://a_b.example", "example.org"),
    "underscore in its domain": ("https://www.a_b.example", "example.org"),
    "underscore in its top-level domain": ("https://a.b.exa_mple", "example.org"),
    "hyphen at the end of its domain": ("https://www.a-.example", "example.org"),
    "hyphen at the end of its host": ("https://www.a.example-", "example.org"),
    "underscore in a label of letters": ("https://ü_b.a.example", "example.org"),
    "underscore beside a label that is mapped": (
        "https://a_b.ｅx.example",
        "https://a_b.ex.example",
    ),
    "underscore beside a Kelvin sign": (
        "https://a_b.\u212aelvin.example",
        "https://a_b.kelvin.example",
    ),
    "wide underscore": ("https://a＿b.c.example", None),  # older tables of UTS 46 map it
    "hyphen at the end beside a Hebrew label": ("https://a-.אתר.example", "example.org"),
    "subdomain of 64 letters": ("https://" + "a" * 64 + "._.a.example", "example.org"),
    "empty label": ("https://a..example", "example.org"),
    "empty label below Hebrew": ("https://א..example", "example.org"),
    "empty label of a subdomain": ("https://a..b.example", "example.org"),
    "wide letter in its host": ("https://ｅxample.org", "https://example.org"),
    "label of 64 letters": ("https://" + "a" * 64 + ".example", "example.org"),
    "host of 254 letters": ("https://" + "a." * 126 + "aa", "example.org"),
    "hyphen in its top-level domain": ("https://example.a-b", "example.org"),
    "port 0": ("https://example.org:0/", "https://example.org/"),
    "port 65536": ("https://example.org:65536/", "https://example.org/"),
    "empty port": ("https://example.org:/", "https://example.org/"),
    "port in Arabic digits": ("https://example.org:٣/", "https://example.org/"),
    "angle brackets": ("https://example.org/<b>", "https://example.org/%3Cb%3E"),
    "percent sign of its own": ("https://example.org/100%", "https://example.org/100%25"),
    "too long": ("https://example.org/" + "a" * LONGEST, None),
    "emoji style in its host": ("https://example\ufe0f.org/", "https://example.org/"),
    "Mongolian selector in its host": ("https://example\u180b.org/", "https://example.org/"),
    "Mongolian selector of 2021": ("https://example\u180f.org/", "https://example.org/"),
    "ideographic selector in its host": ("https://a\U000e0100.example", "https://a.example"),
    "joiner in its host": ("https://a\u200db.example", "https://ab.example"),
    "non-joiner after a control character": (
        "https://a.example/\x01\u200c",
        "https://a.example/%E2%80%8C",
    ),
    "emoji style in its host without a scheme": ("a\ufe0f.example", "https://a.example"),
    "needed non-joiner without a scheme": ("ی\u200cی.example", r"https://ی\u200cی.example"),
    "emoji style in its path": ("https://a.example/❤\ufe0f", "https://a.example/❤%EF%B8%8F"),
    "emoji joiner in its path": ("https://a.example/👩\u200d💻", "https://a.example/👩%E2%80%8D💻"),
    "ignored character of no version": ("https://a.example/\U000e0fff", "https://a.example/"),
    "filler": ("https://a.example/\u3164", "https://a.example/"),
    "private use": ("https://a.example/\ue000", "https://a.example/"),
    "half a surrogate pair": ("https://a.example/\ud800", "https://a.example/"),
    "noncharacter in its path": ("https://a.example/\uffff", "https://a.example/"),
    "noncharacter in its query": ("https://a.example/?\ufdd0=b", "https://a.example/?=b"),
    "noncharacter in its fragment": ("https://a.example/#\U0001fffe", "https://a.example/#"),
    "noncharacter in its host": ("https://a\U0010ffff.example/", "https://a.example/"),
    "capital sharp s": ("https://STRAẞE.example:8080/A", "https://straße.example:8080/A"),
    "Kelvin sign": ("https://\u212aelvin.example", "https://kelvin.example"),
    "long s": ("https://ſ.example", "https://s.example"),
    "ligature": ("https://ﬁ.example", "https://fi.example"),
    "capital without a small letter in Unicode 3.2": ("https://Ӏ.example", "https://ӏ.example"),
    "small Cherokee letter": ("https://ꭰ.example", "https://Ꭰ.example"),
    "letter in two characters": ("https://e\u0301.example", "https://é.example"),
    "ideographic full stop": ("https://例え。jp", "https://例え.jp"),
    "ideographic full stop at its end": ("https://example.org。/", "https://example.org/"),
    "superscript digit in its host": ("https://a².example", "https://a2.example"),
    "circled digit in its host": ("https://②.example", "https://2.example"),
    "superscript digit in its port": ("https://example.org:8²/", "https://example.org/"),
    "digits as the top-level domain": ("https://अ.१२", "example.org"),
    "emoji in its host": ("https://i❤.ws", "https://xn--i-7iq.ws"),
    "slash of another script": ("https://a∕b.example", "example.org"),
    "sign that stands for a slash": ("https://℀.example", "example.org"),
    "mark at the start": ("https://\u0301a.example", "example.org"),
    "unassigned letter": ("https://a\u0378.example", "example.org"),
    "digits of two scripts": ("https://ا١۱.example", "example.org"),
    "Hebrew and Latin letters in a label": ("https://אa.example", "example.org"),
    "digit beside a Hebrew label": ("https://1a.אתר.example", "example.org"),
    "digit beside an Arabic label": ("https://1a.موقع.example", "example.org"),
    "right-to-left letter of 2021": ("https://א\u0870.example", "example.org"),
    "letter of 2021 beside a Hebrew label": ("https://\ua7c1.אתר.example", "example.org"),
    "middle dot": ("https://a·b.example", "example.org"),
    "label of 62 letters in 67 of punycode": ("https://" + "ü" * 62 + ".example", "example.org"),
    "label of 64 letters in two bytes": ("https://" + "ü" * 64 + ".example", "example.org"),
    "punycode that stands for a control character": ("https://xn--a.com", None),
    "punycode without letters": ("https://xn--.com", None),
    "punycode of ASCII": ("https://xn--a-.com", None),
    "punycode of a number that is too large": ("https://xn--99999999.com", None),
    "punycode in other letters": ("https://xn--ü.com", None),
    "punycode that has another spelling": ("https://xn---bbk.com", None),
    "punycode of a capital letter": (f"https://{punycode('Ü')}.com", None),
    "punycode of a capital sharp s": (f"https://{punycode('straẞe')}.com", None),
    "punycode of an emoji style": (f"https://{punycode('i❤️')}.com", None),
    "punycode of a joiner": (f"https://{punycode(f'ü{chr(0x200D)}')}.com", None),
    "punycode of a mark at the start": (f"https://{punycode(chr(0x301) + 'a')}.com", None),
    "punycode of punycode": (f"https://{punycode('xn--ü')}.com", None),
    "punycode of an unassigned letter": (f"https://{punycode('a' + chr(0x378))}.com", None),
    "punycode of a sign that UTS 46 maps": (f"https://{punycode('aⓐ')}.com", None),
    "punycode of a sign that only UTS 46 allows": (f"https://{punycode('a᠆')}.com", None),
    "punycode of two directions": (f"https://{punycode('אa')}.com", None),
    "punycode that ends with a hyphen": (f"https://{punycode('ü-')}.com", None),
}
"""URLs that are refused, and the value that the remedy names."""


@pytest.mark.parametrize(("url", "suggestion"), BAD_URLS.values(), ids=BAD_URLS)
def test_any_other_url_is_refused_with_one_that_would_do(url: str, suggestion: str | None) -> None:
    refusal = accepted.refusal(url)
    assert refusal
    assert suggestion is None or f"'{suggestion}'" in refusal.remedy


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "2130706433",
        "0x7f.1",
        "0X7F",
        "0177.0.0.01",
        "１２７.0.0.1",
        "127。0。0。1",
        "[::1]",
        "example.1",
    ],
)
def test_no_address_is_suggested_instead_of_an_ip_address(host: str) -> None:
    refusal = accepted.refusal(f"https://{host}/")
    assert refusal
    assert not re.search("'[^']+'", refusal.remedy)


@pytest.mark.parametrize("letter", ["\u1c89", "\U0001f6d8", "\U0001f6dc", "\U000105c0"])
def test_no_accepted_host_has_a_letter_that_this_python_does_not_know(letter: str) -> None:
    if category(letter) == "Cn":
        assert accepted.refusal(f"https://{letter}.example")
        assert accepted.refusal(f"https://{punycode(letter)}.example")


@pytest.mark.parametrize(
    ("url", "culprit"),
    [
        ("https://example.org/a\ufe0f", "U+FE0F"),
        ("https://exa\u200bmple.org", "U+200B"),
        ("https://x.example/\U0001ffff", "U+1FFFF"),
    ],
)
def test_the_reason_names_a_character_that_nobody_sees(url: str, culprit: str) -> None:
    refusal = accepted.refusal(url)
    assert refusal
    assert culprit in refusal.reason


@pytest.mark.parametrize("host", ["a_b.example", "a-.example", "-a.example"])
def test_the_reason_tells_an_underscore_or_hyphen_from_a_host_that_is_not_public(host: str) -> None:
    refusal = accepted.refusal(f"https://{host}")
    local = accepted.refusal("https://a.localhost")
    assert refusal
    assert local
    assert refusal.reason != local.reason


LETTERS = st.characters(codec="utf-8")
LABELS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=4),
    st.text("aéßẞſΣςаאب\u200c\u200d\ufe0f۱²①·々ー्क\u0301-", min_size=1, max_size=6),
)


@given(st.one_of(LABELS, LABELS.map(punycode)), st.sampled_from(["", "_a-."]))
@example("\u212aelvin", "")
@example("\u212aelvin", "a_.")
@example("ΟΔΟΣ", "")
@example("0.À", "")
def test_the_host_of_an_accepted_url_is_the_one_that_browsers_read(label: str, sub: str) -> None:
    # UTS 46, section 4: map, normalize and encode; what is encoded is valid and stays as it is.
    url = f"https://{sub}{label}.example/"
    if accepted.refusal(url) is None:
        mapped = idna.uts46_remap(label)
        labels = [each if each.isascii() else punycode(each) for each in mapped.split(".")]
        read = ".".join(labels)
        assert f"https://{sub}{read}.example" == normalized(url)
        assert accepted.refusal(f"https://{sub}{read}.example/") is None
        shown = accepted.host(url).removeprefix(sub).removesuffix(".example")
        assert mapped == normalize("NFC", shown)


@given(st.text(LETTERS), st.sampled_from("/?#"), st.text(LETTERS))
def test_no_accepted_url_has_a_character_that_is_ignored(one: str, mark: str, other: str) -> None:
    url = f"https://x.example{mark}{one}\ufe0f{other}"
    assert accepted.refusal(url)
    assert accepted.refusal(url.replace("\ufe0f", "\ufdd0"))


@pytest.mark.parametrize(
    "rest", ["", "/", "?u=https://y.example/", "#://y", "/a:1/https://y.example"]
)
@pytest.mark.parametrize("port", ["", ":8080"])
def test_the_host_of_a_url_is_before_its_port_its_path_its_query_and_its_fragment(
    port: str, rest: str
) -> None:
    url = f"HTTPS://X.Example{port}{rest}"
    assert accepted.refusal(url) is None
    assert "x.example" == accepted.host(url)
    assert f"https://x.example{port}" == accepted.origin(url)


@given(urls)
def test_a_generated_url_is_accepted_and_has_a_host_in_lower_case(url: str) -> None:
    assert accepted.refusal(url) is None
    assert accepted.host(url) == accepted.host(url).lower()
    assert accepted.host(url) in url.lower()


@given(
    st.one_of(
        st.text(),
        st.text().map("https://{}".format),
        st.text("https:/\\@.[]0x1f %#?a", max_size=30),
        urls.map(lambda url: url.replace("/", "\\")),
    )
)
def test_a_suggested_url_is_accepted(url: str) -> None:
    refusal = accepted.refusal(url)
    suggestion = re.search("'(https?://[^']+)'", refusal.remedy) if refusal else None
    assert suggestion is None or accepted.refusal(suggestion[1]) is None


SAME_ADDRESSES = {
    "case of scheme and host": ("HTTPS://X.Example/A", "https://x.example/A"),
    "slash at the end": ("https://x.example/a/", "https://x.example/a"),
    "slash of the root": ("https://x.example/", "https://x.example"),
    "slash of the root before a query": ("https://x.example/?a=1", "https://x.example?a=1"),
    "slash of the path before a query": ("https://x.example/a/?b=1", "https://x.example/a?b=1"),
    "slash of the path before a fragment": ("https://x.example/a/#b", "https://x.example/a#b"),
    "port of https": ("https://x.example:443/a", "https://x.example/a"),
    "port of http": ("http://x.example:80", "http://x.example"),
    "hexadecimal digits": ("https://x.example/%c3%a9", "https://x.example/%C3%A9"),
    "unreserved characters": ("https://x.example/%7Ea%2Db", "https://x.example/~a-b"),
    "letters": ("https://x.example/été?ö#ü", "https://x.example/%C3%A9t%C3%A9?%C3%B6#%C3%BC"),
    "letters in the host": ("https://BÜCHER.example/", "https://xn--bcher-kva.example"),
    "letters and punycode of an emoji": ("https://XN--I-7IQ.ws", "https://xn--i-7iq.ws"),
    "sigma at the end": ("https://ΟΔΟΣ.example", "https://οδοσ.example"),
    "case before an address in the query": (
        "HTTPS://X.Example/?a=http://y.example",
        "https://x.example/?a=http://y.example",
    ),
    "top-level domain": ("https://пример.рф", "https://XN--e1afmkfd.xn--p1ai/"),
}
OTHER_ADDRESSES = {
    "scheme": ("https://x.example", "http://x.example"),
    "subdomain": ("https://x.example", "https://www.x.example"),
    "port": ("https://x.example:80", "https://x.example"),
    "case of the path": ("https://x.example/A", "https://x.example/a"),
    "two slashes": ("https://x.example/a//", "https://x.example/a/"),
    "order of the query": ("https://x.example/?a=1&b=2", "https://x.example/?b=2&a=1"),
    "query": ("https://x.example/?a=1", "https://x.example/"),
    "fragment": ("https://x.example/#a", "https://x.example/"),
    "reserved character": ("https://x.example/a%2Fb", "https://x.example/a/b"),
    "escaped percent sign": ("https://x.example/%2541", "https://x.example/A"),
    "sharp s in the host": ("https://straße.example", "https://strasse.example"),
}


@pytest.mark.parametrize(("one", "other"), SAME_ADDRESSES.values(), ids=SAME_ADDRESSES)
def test_two_spellings_of_an_address_are_one(one: str, other: str) -> None:
    assert accepted.refusal(one) is None
    assert normalized(one) == normalized(other)


@pytest.mark.parametrize(("one", "other"), OTHER_ADDRESSES.values(), ids=OTHER_ADDRESSES)
def test_two_addresses_that_servers_may_distinguish_are_two(one: str, other: str) -> None:
    assert accepted.refusal(one) is None
    assert normalized(one) != normalized(other)


def test_half_a_surrogate_pair_is_normalized_to_its_escape() -> None:
    assert "https://x.example/%ED%A0%80" == normalized("https://x.example/\ud800")


@given(urls)
def test_a_normalized_url_is_an_accepted_one_in_ascii_with_the_same_host(url: str) -> None:
    assert normalized(url).isascii()
    assert accepted.refusal(normalized(url)) is None
    host = accepted.host(normalized(url))
    assert host == accepted.host(normalized(f"https://{accepted.host(url)}"))


@given(
    st.one_of(
        urls,
        st.text(),
        st.text().map("https://{}".format),
        st.text("/:?#@.%2541cCaéßΣ\u0307\ud800xn-80443").map("http://{}".format),
    )
)
@example("https://x.example//")
@example("https://xn--\ud800.example/%")
def test_normalizing_twice_is_normalizing_once(url: str) -> None:
    assert normalized(url) == normalized(normalized(url))
