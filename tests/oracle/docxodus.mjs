// Accepts, and rejects, every change of Word files with Docxodus, which follows Word's own rules.
//
// usage: docxodus.mjs FOLDER FILE...
//
// FOLDER is where `npm ci` was run on the package.json beside this script. Of one.docx it writes one.accepted and
// one.rejected, both Word files. One process reads all files. Exits with 77 where Docxodus is missing.

import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const core = join(folder, "node_modules/docxodus/dist/core.js");
if (!existsSync(core)) process.exit(77);

const { initialize, docxDiffAcceptRevisions, docxDiffRejectRevisions } = await import(pathToFileURL(core));
await initialize();
for (const file of files) {
  const bytes = new Uint8Array(await readFile(file));
  const stem = file.replace(/\.docx$/, "");
  await writeFile(`${stem}.accepted`, await docxDiffAcceptRevisions(bytes));
  await writeFile(`${stem}.rejected`, await docxDiffRejectRevisions(bytes));
}
process.exit(0);
