// The list of a network, asked with the criteria of Network.filter. Written by leavex-network.
// MIT License, Copyright (c) 2026 the contributors to leavex-network.

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

const YES = ["true", "yes", "on", "1", ""];
const NO = ["false", "no", "off", "0"];
const KNOWN = { kind: ["initiative", "petition"], status: ["active", "concluded"] };

const refuse = (message) => {
  throw new Error(`leavex-network: ${message}`);
};

const flag = (name, given) => {
  const word = String(given ?? "false").trim().toLowerCase();
  if (![...YES, ...NO].includes(word)) refuse(`${name} is true or false, not "${given}"`);
  return YES.includes(word);
};

/** Return the entries that meet all of the criteria.
 * @param {{entries: object[]}} list The entries in one language.
 * @param {object} common What does not depend on the language.
 * @param {Record<string, unknown>} given The criteria, by their names; several values stand between commas.
 */
export function find(list, common, given = {}) {
  const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
  for (const [name, value] of Object.entries(asked)) {
    if (!common.criteria.includes(name)) refuse(`"${name}" is no criterion: write ${common.criteria.join(", ")} or language`);
    if (String(value).trim() === "" && !["wider", "unplaced"].includes(name))
      refuse(`${name} is empty: give it a value, or leave it out`);
  }

  const values = (name) => {
    if (!(name in asked)) return null;
    const whole = String(asked[name]);
    const parts = fold(whole.trim()) in common.places ? [whole] : whole.split(",");
    return parts.map((part) => part.trim()).filter(Boolean).map((part) => {
      if (name === "country" || name === "region") {
        const text = name === "region" && /^\d{1,3}$/.test(part) ? part.padStart(3, "0") : fold(part);
        const code = common.places[text];
        if (!code || code in common.around !== (name === "country"))
          refuse(`"${part}" is no ${name} that is known here: write its code`);
        return code;
      }
      const value = name === "hashtag" ? fold(part.replace(/^#+/, "")) : part.toLowerCase();
      if (name in KNOWN && !KNOWN[name].includes(value)) refuse(`"${part}" is no ${name}: write ${KNOWN[name].join(" or ")}`);
      return value;
    });
  };

  const [kinds, statuses, hashtags, regions, countries] = ["kind", "status", "hashtag", "region", "country"].map(values);
  const wider = flag("wider", asked.wider);
  const unplaced = flag("unplaced", asked.unplaced);
  if (wider && !countries) refuse("wider goes with a country: name one");
  const places = countries?.flatMap((code) => (wider ? [code, ...common.around[code]] : [code]));
  const words = String(asked.search ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => fold(word).replace(/[^\p{L}\p{N}]/gu, ""));
  if ("limit" in asked && !/^\d{1,9}$/.test(String(asked.limit).trim()))
    refuse(`limit is a number of entries, not "${asked.limit}"`);

  const any = (wanted, own) => !wanted || wanted.some((value) => own.includes(value));
  const found = list.entries.filter(
    (entry) =>
      any(kinds, [entry.kind]) &&
      any(statuses, [entry.status]) &&
      any(hashtags, entry.hashtags) &&
      any(regions, entry.regions) &&
      any(places, entry.places) &&
      (!unplaced || entry.places.length === 0) &&
      words.every((word) => word && entry.search.includes(" " + word)),
  );
  return "limit" in asked ? found.slice(0, Number(asked.limit)) : found;
}

/** Return entries as HTML: a section for each kind, what is listed as concluded folded away.
 * @param {object} list The list that they are from.
 * @param {object[]} found The entries.
 */
export function render(list, found) {
  const items = (entries) => `<ul class="leavex-network-list">\n${entries.map((entry) => entry.html).join("")}</ul>\n`;
  const sections = ["initiative", "petition"].map((kind) => {
    const those = found.filter((entry) => entry.kind === kind);
    const active = those.filter((entry) => entry.status === "active");
    const concluded = those.filter((entry) => entry.status === "concluded");
    if (!those.length) return "";
    return (
      `<section class="leavex-network-kind leavex-network-${kind}s">\n<h2>${list.headings[kind]}</h2>\n` +
      (active.length ? items(active) : "") +
      (concluded.length
        ? `<details class="leavex-network-concluded">\n<summary><h3>${list.headings.concluded}</h3></summary>\n` +
          `${items(concluded)}</details>\n`
        : "") +
      "</section>\n"
    );
  });
  const none = found.length ? "" : `<p class="leavex-network-none">${list.none}</p>\n`;
  return (
    `<div class="leavex-network" lang="${list.language}" dir="${list.direction}">\n${none}` +
    `<div class="leavex-network-sections">\n${sections.join("")}</div>\n</div>\n`
  );
}
