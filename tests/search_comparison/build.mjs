// Makes the indexes of MiniSearch and Pagefind from docs.json: node build.mjs FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { createIndex } from "pagefind";

const folder = process.argv[2];
const docs = JSON.parse(readFileSync(join(folder, "docs.json"), "utf-8"));

const mini = new MiniSearch({ idField: "location", fields: ["title", "text", "aliases"] });
mini.addAll(docs);
writeFileSync(join(folder, "mini.json"), JSON.stringify(mini));

const { index } = await createIndex();
for (const { location, title, text, aliases } of docs) {
  const content = [title, text, aliases].join(". ");
  await index.addCustomRecord({ url: `/${location}`, content, language: "en", meta: { title } });
}
await index.writeFiles({ outputPath: join(folder, "pagefind") });
process.exit(0);
