// After the run: the whole data folder of a server is read, byte by byte, for what was typed in secret.
// The server is ended first, so that nothing waits in memory; PDFs are left out, because paper shows what it must.

import { strict as assert } from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".pdf"))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** Where a text lies in clear, as UTF-8 or as UTF-16. */
function where(text, contents) {
  const spellings = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")];
  return contents.filter(({ bytes }) => spellings.some((spelling) => bytes.includes(spelling))).map(({ file }) => file);
}

/** The search for what several stories typed, as far as they were played: `secret` and `prose` are nowhere, `clear` somewhere. */
export function secretsOf(stories) {
  return [
    {
      name: "no identity number, no telephone number and no answer of a witness lies in clear in the data folder",
      run: async ({ server }) => {
        assert.ok(server.data, "the folder of the server is not known");
        await server.halt();
        const contents = files(server.data).map((file) => ({ file, bytes: readFileSync(file) }));
        assert.ok(contents.length >= 2, "the folder is empty");
        const played = stories().filter(Boolean);
        assert.ok(played.length > 0, "nothing was played that could be looked for");
        for (const { secret, prose, clear } of played) {
          // A name is in clear by intention; a search that does not find it would find nothing.
          for (const text of clear) {
            assert.notDeepEqual(where(text, contents), [], `the search does not even find ${text}`);
          }
          for (const text of [...secret, ...prose]) {
            assert.deepEqual(where(text, contents), [], `${text} lies in clear`);
          }
        }
      },
    },
  ];
}
