// What letters are in ASCII: as in leavex_network.text.folding.
const LETTERS = {
  "'": "ʹʻʼʽʾʿˈꞌ", a: "ɑⱥ", ae: "æ", b: "ƀƃɓ", c: "ƈȼɕ", d: "ðđƌȡɖɗ",
  e: "ǝɇəɛⱸ", f: "ƒ", g: "ǥɠɡɣ", h: "ħɦⱨ", i: "ıɨ", j: "ȷɉɟʝ", k: "ƙⱪ", l: "łƚȴɫɬɭⱡ", m: "ɱ", n: "ŋƞȵɲɳ",
  o: "øɔɵⱺ", oe: "œ", ou: "ȣ", p: "ƥᵽ", q: "ĸɋʠ", r: "ɍɼɽɾ", s: "ȿʂ", t: "ŧƫƭȶʈⱦ", th: "þ", u: "ʉ", v: "ʋⱱⱴ",
  w: "ⱳ", y: "ƴȝɏỿ", z: "ƶȥɀʐʑⱬ",
};
const plain = (letter) => Object.keys(LETTERS).find((ascii) => LETTERS[ascii].includes(letter)) ?? letter;

// Text without case and accents, as `fold` there.
const fold = (text) => {
  const lower = text.normalize("NFKD").toLowerCase().toUpperCase().toLowerCase().normalize("NFKD");
  const folded = lower.replace(/\p{Mn}/gu, "").replace(/ς/g, "σ").normalize("NFKC");
  return folded.replace(/[æ-ˈᵽỿⱡ-ⱺꞌ]/g, plain);
};

// Letters of scripts without spaces between words: WITHOUT_SPACES in leavex_network.text.scripts.
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1b7f\u3005-\u312f\u31a0-\ua48f\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff\u{11700}-\u{1174f}\u{16fe0}-\u{1b2ff}\u{20000}-\u{3fffd}]/gu;

// The parts of a text between white space: what Python's `split` takes for it.
const chunks = (text) => text.split(/(?:[^\S\ufeff]|[\x1c-\x1f\x85])+/).filter(Boolean);

// Letters and digits, in chunks separated by spaces; where a word may begin is "|", or several: "X-odus" is "|x|odus".
const searchable = (text) =>
  chunks(text)
    .map((chunk) =>
      fold(chunk).replace(/([\p{L}\p{N}]+)|[^\p{L}\p{N}]+/gu, (_, word) =>
        word ? "|" + word.replace(UNSPACED, "|$&|") : "",
      ),
    )
    .join(" ");

// The pattern that finds a word where a word begins; one without letters and digits is found nowhere.
const finder = (word) =>
  new RegExp("\\|" + ([...searchable(word).replaceAll("|", "")].join("\\|*") || "$^"), "u");

// A list with the search and the filters of its template. `changed` is called after the reader changed one of them.
class List {
  constructor(root, changed) {
    const template = root.querySelector(".leavex-network-controls");
    template.before(template.content.cloneNode(true));
    this.root = root;
    this.form = root.querySelector("form");
    this.output = root.querySelector("output");
    this.entries = [...root.querySelectorAll(".leavex-network-entry")].map((element) => ({
      element,
      text: [...element.querySelectorAll(".leavex-network-name, .leavex-network-text, .leavex-network-hashtag")]
        .map((part) => searchable(part.textContent))
        .join(" "),
      keys: new Map(Object.entries(element.dataset).map(([name, keys]) => [name, keys.split(" ")])),
    }));
    const update = (typing) => {
      this.show();
      changed(typing);
    };
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", (event) => update(event.target.type === "search"));
    this.form.querySelector("button").addEventListener("click", () => {
      this.form.reset();
      update(false);
      this.form.elements.search.focus();
    });
  }

  // The criteria that are chosen, by their names in Network.filter.
  get chosen() {
    const controls = [...this.form.elements].filter((control) => control.name && control.value.trim());
    const name = (control) => control.selectedOptions?.[0].dataset.criterion ?? control.name;
    return Object.fromEntries(controls.map((control) => [name(control), control.value.trim()]));
  }

  // Choose the value that each criterion is given, and ignore those that the list does not have.
  choose(given) {
    this.form.reset();
    this.form.elements.search.value = given("search") ?? "";
    for (const option of this.form.querySelectorAll("option[data-criterion]")) {
      const { criterion } = option.dataset;
      const values = (given(criterion) ?? "").split(",").map((value) => fold(value.replace(/^#/, "").trim()));
      if (![option.value, option.text].some((own) => values.includes(fold(own)))) continue;
      const [before] = option.parentElement.selectedOptions;
      option.selected = true;
      if (before.dataset.criterion !== criterion || before === option) continue;
      // A select has one value: several that are given become an option of their own.
      const several = new Option(`${before.text}, ${option.text}`, `${before.value},${option.value}`, true, true);
      several.dataset.criterion = criterion;
      option.parentElement.add(several);
    }
    this.show();
  }

  show() {
    const { search = "", ...chosen } = this.chosen;
    const words = chunks(search).map(finder);
    const wanted = Object.entries(chosen).map(([name, value]) => [name, value.split(",")]);
    const isFiltered = words.length + wanted.length > 0;
    const matches = ({ keys, text }) =>
      wanted.every(([name, values]) => values.some((value) => keys.get(name).includes(value))) &&
      words.every((word) => word.test(text));
    const shown = new Set(this.entries.filter(matches));
    for (const entry of this.entries)
      if (entry.element.hidden === shown.has(entry)) entry.element.hidden = !shown.has(entry);
    for (const part of this.root.querySelectorAll(".leavex-network-kind, details")) {
      part.hidden = !part.querySelector(".leavex-network-entry:not([hidden])");
      // Folded entries are shown while there are criteria; then they are folded as before.
      if (part.localName !== "details" || isFiltered === this.isFiltered) continue;
      if (isFiltered) part.wasOpen = part.open;
      part.open = isFiltered || Boolean(part.wasOpen);
    }
    this.isFiltered = isFiltered;
    this.root.querySelector(".leavex-network-none").hidden = shown.size > 0;
    const counted = this.output.dataset.shown.replace("{shown}", shown.size);
    this.output.value = counted.replace("{all}", this.entries.length);
  }
}
