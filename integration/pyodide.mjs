// Run Python code in Pyodide, with the wheels of a folder and nothing else: node pyodide.mjs PYODIDE WHEELS CODE.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [home, wheels, code] = process.argv.slice(2);
globalThis.fetch = () => {
  throw new Error("a connection was asked for");
};
const { loadPyodide } = await import(pathToFileURL(join(home, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: home });
for (const name of readdirSync(wheels)) {
  if (name.endsWith(".whl")) pyodide.unpackArchive(new Uint8Array(readFileSync(join(wheels, name))), "wheel");
}
pyodide.runPython(readFileSync(code, "utf8"));
