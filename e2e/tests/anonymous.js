// What somebody sees whom the server does not know: the login, and nothing behind it.
// The public pages are looked at in `pages`.

import { strict as assert } from "node:assert";
import { logIn } from "../lib/browser.js";

async function refused(page, login, password) {
  await logIn(page, login, password);
  assert.match(page.url(), /\/staff\/login/);
  return page.getByRole("alert").innerText();
}

export const tests = [
  {
    name: "every staff address leads to the login, and back again after it",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      for (const path of ["/staff/", "/staff/cases", "/staff/cases/new", "/staff/account", "/staff/audit", "/staff/people"]) {
        await page.goto(path);
        assert.equal(new URL(page.url()).pathname, "/staff/login", path);
      }
      await page.goto("/staff/account");
      await page.getByLabel("用户名").fill("dangan");
      await page.getByLabel("密码").fill("Yanshi-2026");
      const arrived = page.waitForEvent("load");
      await page.getByRole("main").getByRole("button", { name: "登录" }).click();
      await arrived;
      assert.equal(new URL(page.url()).pathname, "/staff/account");
      assert.deepEqual(page.troubles, []);
      await page.context().close();
    },
  },
  {
    name: "an address of another site is not where the login leads",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      await page.goto("/staff/login?back=//elsewhere.example/");
      await page.getByLabel("用户名").fill("dangan");
      await page.getByLabel("密码").fill("Yanshi-2026");
      const arrived = page.waitForEvent("load");
      await page.getByRole("main").getByRole("button", { name: "登录" }).click();
      await arrived;
      assert.equal(new URL(page.url()).pathname, "/staff/");
      assert.deepEqual(page.troubles, []);
      await page.context().close();
    },
  },
  {
    name: "a wrong name and a wrong password get the same answer, and the name stays",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      const unknown = await refused(page, "nobody-at-all", "wrong");
      const wrong = await refused(page, "tingzheng", "wrong");
      assert.equal(unknown, wrong);
      assert.equal(await page.getByLabel("用户名").inputValue(), "tingzheng");
      assert.equal(await page.getByLabel("密码").inputValue(), "");
      await page.context().close();
    },
  },
];
