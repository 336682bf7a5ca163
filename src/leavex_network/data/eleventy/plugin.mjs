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
  const tag = String(language ?? "").toLowerCase();
  return lists[tag] ?? lists[tag.split("-")[0]] ?? lists[common.default];
};

// What is asked: "country=DE&kind=petition", an object, or Nunjucks' country="DE", kind="petition"; a language by itself.
const asked = (words) =>
  Object.assign(
    {},
    ...words.map((word) => {
      if (typeof word === "string")
        return word.includes("=") || !word ? Object.fromEntries(new URLSearchParams(word)) : { language: word };
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
