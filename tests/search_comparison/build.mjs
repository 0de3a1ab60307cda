// Makes the indexes of MiniSearch and Pagefind from docs.json: node build.mjs FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const folder = process.argv[2];
const require = createRequire(join(folder, "node_modules", "x"));
const docs = JSON.parse(readFileSync(join(folder, "docs.json"), "utf-8"));

const MiniSearch = require("minisearch");
const mini = new MiniSearch({ idField: "location", fields: ["title", "text", "aliases"] });
mini.addAll(docs);
writeFileSync(join(folder, "mini.json"), JSON.stringify(mini));

const { createIndex } = await import(require.resolve("pagefind"));
const { index } = await createIndex();
for (const { location, title, text, aliases } of docs) {
  const content = [title, text, aliases].join(". ");
  await index.addCustomRecord({ url: `/${location}`, content, language: "en", meta: { title } });
}
await index.writeFiles({ outputPath: join(folder, "pagefind") });
process.exit(0);
