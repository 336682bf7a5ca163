// Parse URLs as browsers do: node url_parser.mjs < URLS, a list in JSON. Prints a list of [scheme, host, port] or null.
import { readFileSync } from "node:fs";

const parsed = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  try {
    const { protocol, hostname, port } = new URL(text);
    return [protocol, hostname, port];
  } catch {
    return null;
  }
});
process.stdout.write(JSON.stringify(parsed));
