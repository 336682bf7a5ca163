// The entries of a network as a content collection, once in each language. Written by leavex-network.
// MIT License, Copyright (c) 2026 the contributors to leavex-network.
import { defineCollection, z } from "astro:content";
import { file } from "astro/loaders";

export const leavexNetwork = defineCollection({
  loader: file("src/leavex-network/entries.json"),
  schema: z.object({
    list: z.string(),
    position: z.number().int(),
    entry: z.string(),
    kind: z.string(),
    status: z.string(),
    name: z.string(),
    url: z.string().url(),
    text: z.string(),
    keys: z.record(z.string(), z.array(z.string())),
    html: z.string(),
  }),
});
