// The network in Eleventy: global data and a shortcode. Written by leavex-network.
// MIT License, Copyright (c) 2026 the contributors to leavex-network.
import { readFileSync, readdirSync } from "node:fs";

import { find, render } from "./list.mjs";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const common = read("common.json");
const lists = Object.fromEntries(
  readdirSync(new URL(".", import.meta.url))
    .filter((name) => name.endsWith(".json") && name !== "common.json")
    .map((name) => [name.slice(0, -".json".length), read(name)]),
);

// The list in a language, in the language that it is a kind of, or else in the network's own.
const listIn = (language) => {
  const tag = String(language ?? "").toLowerCase().replaceAll("_", "-");
  return lists[tag] ?? lists[tag.split("-")[0]] ?? lists[common.default];
};

// What is asked: "country=DE&kind=petition", an object, or Nunjucks' country="DE", kind="petition"; behind it, a language.
const asked = (words) =>
  Object.assign(
    {},
    ...words.map((word, place) => {
      if (typeof word === "string" && place && !word.includes("=")) return { language: word };
      if (typeof word === "string") {
        const pairs = [...new URLSearchParams(word)];
        const alone = word.split("&").find((pair) => pair && !pair.includes("=") && !["wider", "unplaced"].includes(pair));
        if (alone) throw new Error(`leavex-network: write name=value, not "${alone}"`);
        return Object.fromEntries(pairs);
      }
      const { __keywords, ...rest } = word ?? {};
      return rest;
    }),
  );

export default function leavexNetwork(eleventyConfig) {
  eleventyConfig.addGlobalData("leavexNetwork", () => lists);
  eleventyConfig.addPassthroughCopy({ "leavex-network/leavex-network.css": "leavex-network.css" });
  eleventyConfig.addShortcode("leavexNetwork", function (...words) {
    const { language = this.ctx?.lang ?? this.page?.lang, ...criteria } = asked(words);
    const list = listIn(language);
    return render(list, find(list, common, criteria));
  });
}
