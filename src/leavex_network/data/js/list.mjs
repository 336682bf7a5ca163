// The entries of a list that match criteria, and their HTML. Written by leavex-network.
// MIT License, Copyright (c) 2026 the contributors to leavex-network.

const refuse = (message) => {
  throw new Error(`leavex-network: ${message}`);
};

const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

// Return the entries of a list that match all criteria. `common` has the lookup tables: criterion -> spelling -> key.
export function find(list, common, given = {}) {
  const pairs = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  const texts = new Map(pairs.map(([name, value]) => [name, String(value).trim()]));
  const wider = own(common.lookup.wider, texts.get("wider")?.toLowerCase()) === "true";
  if (wider && !texts.has("country")) refuse("wider requires country");
  let entries = list.entries;
  for (const [name, text] of texts) {
    if (!text) refuse(`${name} is empty; give it a value, or remove it`);
    if (name === "limit") {
      if (/^\d{1,9}$/.test(text)) continue;
      refuse(`limit must be 0 or a whole number, not "${text}"`);
    }
    const lookup = own(common.lookup, name) ?? refuse(`unknown parameter "${name}"; write ${common.parameters}`);
    const parts = own(lookup, text.toLowerCase()) ? [text] : text.split(",").map((part) => part.trim());
    const wanted = parts.filter(Boolean).map((part) => {
      const key = own(lookup, part.toLowerCase());
      if (!key && !common.open.includes(name)) refuse(`unknown ${name} "${part}"; ${common.hints[name]}`);
      return key;
    });
    const keys = wider && name === "country" ? "wider" : name;
    entries = entries.filter((entry) => wanted.some((key) => entry.keys[keys].includes(key)));
  }
  return texts.has("limit") ? entries.slice(0, Number(texts.get("limit"))) : entries;
}

// Return entries as HTML, in the sections of their list.
export function render(list, entries) {
  const part = (kind, { status, start, end }) => {
    const items = entries.filter((entry) => entry.kind === kind && entry.status === status);
    return items.length ? start + items.map((entry) => entry.html).join("") + end : "";
  };
  const section = ({ kind, start, end, parts }) => {
    const html = parts.map((each) => part(kind, each)).join("");
    return html && start + html + end;
  };
  return list.start + (entries.length ? "" : list.none) + list.sections.map(section).join("") + list.end;
}
