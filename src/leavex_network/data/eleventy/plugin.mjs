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

// The list in a language, in the language that it falls back to, or else in the default language.
const listIn = (language) => {
  const tag = String(language ?? "").toLowerCase().replaceAll("_", "-");
  const name = [tag, tag.split("-")[0]].find((each) => Object.hasOwn(lists, each));
  return lists[name ?? common.default];
};

const flag = (name) => (common.flags.includes(name) ? "true" : "");

// The criteria of a shortcode: "country=DE&kind=petition", an object, or Nunjucks' country="DE",
// kind="petition"; then, optionally, a language.
const criteriaOf = (words) =>
  Object.assign(
    Object.create(null), // a key such as __proto__ is a key
    ...words.map((word, index) => {
      if (typeof word === "string" && index && !word.includes("=")) return { language: word };
      if (typeof word === "string") {
        const alone = word
          .split("&")
          .find((pair) => pair && !pair.includes("=") && !common.flags.includes(pair));
        if (alone) throw new Error(`leavex-network: write name=value, not "${alone}"`);
        // A flag needs no value.
        return Object.fromEntries([...new URLSearchParams(word)].map(([name, value]) => [name, value || flag(name)]));
      }
      const { __keywords, ...rest } = word ?? {};
      return rest;
    }),
  );

export default function leavexNetwork(eleventyConfig) {
  eleventyConfig.addGlobalData("leavexNetwork", () => lists);
  eleventyConfig.addPassthroughCopy({ "leavex-network/leavex-network.css": "leavex-network.css" });
  eleventyConfig.addShortcode("leavexNetwork", function (...words) {
    const { language = this.ctx?.lang ?? this.page?.lang, ...criteria } = criteriaOf(words);
    const list = listIn(language);
    return render(list, find(list, common, criteria));
  });
}
