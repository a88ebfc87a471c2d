// Leaving, and what a person may not know or do.
// Who may do what is tried one by one by the program's own tests; here are the pages that say no.

import { strict as assert } from "node:assert";
import { PASSWORD, follow, logIn } from "../lib/browser.js";
import { faults } from "../lib/look.js";

const UNKNOWN = "/staff/cases/00000000-0000-7000-8000-000000000000";

/** The browser itself notes every status that is not a success; here such a status is what is wanted. */
function expected(troubles, status) {
  return troubles.filter((trouble) => !trouble.includes(`status of ${status}`));
}

async function refused(page, path, status, heading) {
  const response = await page.goto(path);
  assert.equal(response.status(), status, path);
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), heading);
  page.troubles = expected(page.troubles, status);
}

export const tests = [
  {
    name: "who logs out is gone: the address behind it leads to the login",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      await logIn(page, "tingzheng", PASSWORD);
      await page.goto("/staff/account");
      await follow(page, page.getByRole("banner").getByRole("button", { name: "退出" }));
      assert.match(await page.getByRole("status").innerText(), /已退出登录/);
      await page.goto("/staff/account");
      assert.equal(new URL(page.url()).pathname, "/staff/login");
      assert.deepEqual(page.troubles, []);
      await page.context().close();
    },
  },
  {
    name: "an unknown case, and an address that is none, are a page that says 404 and no more",
    run: async ({ browser }) => {
      const page = await browser.reader("zhifa1");
      for (const path of [UNKNOWN, `${UNKNOWN}/evidence`, "/staff/cases/not-an-id", "/staff/no-such-page"]) {
        await refused(page, path, 404, /.+/);
      }
      assert.deepEqual(await faults(page, "staff-404"), []);
    },
  },
  {
    name: "a case of another body is the same page as a case that is none, whatever one asks of it",
    run: async ({ browser }) => {
      const own = await browser.reader("fuzeren");
      await own.goto("/staff/cases");
      const links = await own.evaluate(() => [...document.links].map((link) => new URL(link.href).pathname));
      const theirs = links.filter((address) => /^\/staff\/cases\/[0-9a-f-]{36}$/.test(address));
      assert.ok(theirs.length >= 5, "the demonstration has no cases");
      const page = await browser.reader("xianwei");
      await page.goto("/staff/cases");
      assert.doesNotMatch(await page.getByRole("main").innerText(), /示卫医/, "a list names another body's case");
      const words = async (address) => {
        await refused(page, address, 404, /.+/);
        return (await page.getByRole("main").innerText()).replaceAll(/[0-9a-f]{8,}/g, "");
      };
      for (const tab of ["", "/facts", "/evidence", "/documents", "/reviews", "/publication", "/actions/close-case"]) {
        assert.equal(await words(`${theirs[0]}${tab}`), await words(`${UNKNOWN}${tab}`), tab);
      }
      for (const address of theirs) {
        await refused(page, address, 404, /.+/);
      }
      assert.deepEqual(await faults(page, "staff-404-of-another-body"), []);
    },
  },
  {
    name: "the public site answers an unknown decision with a page that says 404",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      await refused(page, "/decisions/00000000-0000-7000-8000-000000000000", 404, /.+/);
      assert.deepEqual(await faults(page, "public-404"), []);
      await page.context().close();
    },
  },
  {
    name: "a form that only officers may send is not shown to the archivist",
    run: async ({ browser }) => {
      const page = await browser.reader("dangan");
      await refused(page, "/staff/cases/new", 403, /.+/);
      assert.match(await page.getByRole("main").innerText(), /执法人员/);
      assert.deepEqual(await faults(page, "staff-403"), []);
    },
  },
  {
    name: "a form from elsewhere, without the token of the session, is not read",
    run: async ({ browser }) => {
      const page = await browser.reader("zhifa1");
      const response = await page.request.post("/staff/cases/new", { form: { summary: "x" } });
      assert.equal(response.status(), 403);
    },
  },
  {
    name: "larger type and more contrast stay from page to page, on both sites",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      for (const [start, next] of [["/", "/decisions"], ["/staff/login", "/staff/login"]]) {
        await page.goto(start);
        await follow(page, page.getByRole("button", { name: "大字" }));
        await follow(page, page.getByRole("button", { name: "高对比" }));
        await page.goto(next);
        assert.equal(await page.getByRole("button", { name: "大字" }).getAttribute("aria-pressed"), "true", start);
        assert.deepEqual(await faults(page, `display-${next.replaceAll("/", "-")}`), []);
        await follow(page, page.getByRole("button", { name: "大字" }));
        await follow(page, page.getByRole("button", { name: "高对比" }));
      }
      await page.context().close();
    },
  },
];
