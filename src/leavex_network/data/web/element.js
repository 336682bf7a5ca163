// The element, whose criteria are in the address of the page.
class LeavexNetwork extends HTMLElement {
  connectedCallback() {
    if (document.readyState !== "loading") this.enhance();
    else document.addEventListener("DOMContentLoaded", () => this.enhance(), { once: true });
  }

  enhance() {
    if (this.list || !this.querySelector(".leavex-network-controls")) return;
    this.list = new List(this, (typing) => this.changed(typing));
    window.addEventListener("popstate", () => this.read());
    this.read();
  }

  // Choose what the address says.
  read() {
    this.typing = false;
    const query = new URLSearchParams(location.search);
    this.list.choose((name) => query.get(name));
  }

  // Write the criteria into the address: one search is one step for Back.
  changed(typing) {
    const url = new URL(location);
    for (const name of ["search", ...this.list.entries[0].keys.keys()]) url.searchParams.delete(name);
    for (const [name, value] of Object.entries(this.list.chosen)) url.searchParams.set(name, value);
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      const method = typing && this.typing ? "replaceState" : "pushState";
      this.typing = typing;
      // A page that was opened from the disk, or in a sandbox, has no address to change.
      if (url.href !== location.href && self.origin.startsWith("http")) history[method](null, "", url);
    }, typing ? 250 : 0);
  }
}

customElements.get("leavex-network") ?? customElements.define("leavex-network", LeavexNetwork);
