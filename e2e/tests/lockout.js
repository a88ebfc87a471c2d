// A login that is tried too often, and is locked: the supervisor's, whose pages were looked at before.
// How long it stays locked is for the program's own tests, whose clock they set.

import { strict as assert } from "node:assert";
import { PASSWORD, logIn } from "../lib/browser.js";

const LOGIN = "jiandu";

export const tests = [
  {
    name: "five wrong passwords lock the login, and the right one does not help then",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      for (let tries = 0; tries < 5; tries += 1) {
        await logIn(page, LOGIN, "wrong");
      }
      await logIn(page, LOGIN, PASSWORD);
      assert.match(page.url(), /\/staff\/login/);
      assert.match(await page.getByRole("alert").innerText(), /锁定/);
      await page.context().close();
    },
  },
];
