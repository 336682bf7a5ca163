/* <leavex-network> adds search and filters to the plain list inside it. MIT License: see LICENSES.txt. */
(() => {
  // Text without case and accents, as leavex_network.texts.fold has it in Python.
  const fold = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "")
      .replace(/ς/g, "σ")
      .normalize("NFKC");

  // Letters and digits alone, in chunks between spaces; a bar stands where a word may start: "X-odus" is "|x|odus ".
  const searchable = (text) =>
    text.replace(/\S+/g, (chunk) =>
      fold(chunk).replace(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu, (part) => (/^[\p{L}\p{N}]/u.test(part) ? "|" + part : "")),
    );

  // What finds a word of a query at the start of a word; what has no letter finds nothing.
  const finder = (word) => {
    const letters = [...searchable(word).replaceAll("|", "")];
    return letters.length ? new RegExp("\\|" + letters.join("\\|?"), "u") : /$^/;
  };

  class LeavexNetwork extends HTMLElement {
    connectedCallback() {
      if (document.readyState !== "loading") this.enhance();
      else document.addEventListener("DOMContentLoaded", () => this.enhance(), { once: true });
    }

    enhance() {
      const template = this.querySelector(".leavex-network-controls");
      if (this.form || !template) return;
      template.before(template.content.cloneNode(true));
      this.form = this.querySelector(".leavex-network-form");
      this.output = this.form.querySelector("output");
      this.none = this.querySelector(".leavex-network-none");
      this.entries = [...this.querySelectorAll(".leavex-network-entry")].map((element) => {
        const shown = element.querySelectorAll(".leavex-network-name, .leavex-network-text, .leavex-network-hashtag");
        return {
          element,
          text: [...shown].map((part) => searchable(part.textContent)).join(" "),
          terms: Object.fromEntries(Object.entries(element.dataset).map(([name, value]) => [name, value.split(" ")])),
        };
      });
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", (event) => this.changed(event.target.type === "search"));
      this.form.querySelector("button").addEventListener("click", () => {
        this.form.reset();
        this.changed(false);
        this.form.elements.search.focus();
      });
      window.addEventListener("popstate", () => this.read());
      this.read();
    }

    // What is asked, by the names of the criteria that Network.filter has.
    get asked() {
      const asked = {};
      for (const control of this.form.elements) {
        const value = control.name && control.value.trim();
        if (value) asked[control.selectedOptions?.[0].dataset.criterion ?? control.name] = value;
      }
      return asked;
    }

    // Take what is asked from the address.
    read() {
      const query = new URLSearchParams(location.search);
      this.typing = false;
      this.form.reset();
      this.form.elements.search.value = query.get("search") ?? "";
      for (const select of this.form.querySelectorAll("select")) {
        const options = [...select.options].filter((option) => option.value);
        for (const name of new Set(options.map((option) => option.dataset.criterion))) {
          const named = (query.get(name) ?? "").split(",").map((value) =>
            options.find(
              (option) =>
                option.dataset.criterion === name &&
                [option.value, option.text].some((own) => fold(own) === fold(value.replace(/^#/, "").trim())),
            ),
          );
          const known = named.filter(Boolean);
          if (known.length > 1) {
            const several = new Option(known.map((option) => option.text).join(", "), known.map((option) => option.value));
            several.dataset.criterion = name;
            select.add(several);
            several.selected = true;
          } else if (known.length) known[0].selected = true;
        }
      }
      this.show();
    }

    // Show what is asked, and put it into the address: typing one search is one step for Back.
    changed(typing) {
      this.show();
      const url = new URL(location);
      for (const name of ["search", "country", "region", "kind", "hashtag", "status"]) url.searchParams.delete(name);
      for (const [name, value] of Object.entries(this.asked)) url.searchParams.set(name, value);
      clearTimeout(this.later);
      this.later = setTimeout(
        () => {
          try {
            if (url.href !== location.href) history[typing && this.typing ? "replaceState" : "pushState"](null, "", url);
          } catch {
            // A page that was opened from the disk, or in a sandbox, has no address to change.
          }
          this.typing = typing;
        },
        typing ? 250 : 0,
      );
    }

    show() {
      const { search = "", ...asked } = this.asked;
      const words = search.split(/\s+/).filter(Boolean).map(finder);
      const wanted = Object.entries(asked).map(([name, value]) => [name, value.split(",")]);
      let shown = 0;
      for (const { element, text, terms } of this.entries) {
        const meets =
          wanted.every(([name, values]) => values.some((value) => terms[name].includes(value))) &&
          words.every((word) => word.test(text));
        if (element.hidden === meets) element.hidden = !meets;
        shown += meets;
      }
      const isFiltered = words.length + wanted.length > 0;
      for (const part of this.querySelectorAll(".leavex-network-kind, details")) {
        part.hidden = !part.querySelector(".leavex-network-entry:not([hidden])");
        // What is folded away is shown while one looks for something, and then as it was before.
        if (part.localName === "details" && isFiltered !== this.isFiltered) {
          if (isFiltered) part.wasOpen = part.open;
          part.open = isFiltered || Boolean(part.wasOpen);
        }
      }
      this.isFiltered = isFiltered;
      this.none.hidden = shown > 0;
      this.output.value = this.output.dataset.shown.replace("{shown}", shown).replace("{all}", this.entries.length);
    }
  }

  customElements.get("leavex-network") ?? customElements.define("leavex-network", LeavexNetwork);
})();
