// Looks at every page that anybody can reach by links: each role from its first page on, and the public site.
// A page of the same kind is looked at twice, a case page twenty times, so that the run ends; an action's form is a kind of its own.

import { strict as assert } from "node:assert";
import { faults } from "../lib/look.js";

const ROLES = [
  "zhifa1", "zhifa2", "keshi", "shenhe", "fazhi", "fuzeren", "gongshi", "dangan", "tingzheng", "jiandu",
  "xitong", "anquan", "shenji",
];
/** How often one kind of page is looked at in the whole run, and opened by one person. */
const TWICE = 2;
/** Cases differ by their stage, and each stage has its own buttons; the list of cases shows one page of them. */
const OFTEN = new Map([["/staff/cases/{id}", 20]]);
/** Files are for printing and saving, and are tried where they are made. */
const FILE = /\/(files|documents)\/[^/]+$|\.pdf$|\.json$|^\/api\/|^\/assets\//;

const looked = new Map();

/** What kind of page an address is: without the identity of the thing, and without its query's values. */
function kind(address) {
  const names = [...new Set(address.searchParams.keys())].sort().join("&");
  const path = address.pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}");
  return names ? `${path}?${names}` : path;
}

/** Follows links from a first page, nearest first, and gathers what is wrong by the kind of page. */
async function walk(page, who, first) {
  const wrong = [];
  const own = new Map();
  await page.goto(first);
  const waiting = [new URL(first, page.url())];
  const seen = new Set();
  while (waiting.length > 0) {
    const address = waiting.shift();
    const key = kind(address);
    const most = OFTEN.get(key) ?? TWICE;
    if (seen.has(address.href) || (own.get(key) ?? 0) >= most) {
      continue;
    }
    seen.add(address.href);
    own.set(key, (own.get(key) ?? 0) + 1);
    page.troubles.length = 0;
    const response = await page.goto(address.href);
    await state(page);
    if (!response.ok() && response.status() !== 304) {
      wrong.push(`${who} ${key}: answers ${response.status()}`);
      continue;
    }
    if ((looked.get(key) ?? 0) < most) {
      looked.set(key, (looked.get(key) ?? 0) + 1);
      const name = `${first.startsWith("/staff") ? "staff" : "public"}${key.replaceAll(/[^a-z0-9]+/g, "-")}`.slice(0, 90);
      wrong.push(...(await faults(page, name)).map((fault) => `${who} ${key}: ${fault}`));
    } else if (page.troubles.length > 0) {
      wrong.push(...page.troubles.map((trouble) => `${who} ${key}: ${trouble}`));
    }
    waiting.push(...(await links(page, first)));
  }
  return { wrong, kinds: own.size };
}

/** Says why, where a page asks why one reads a case that is not one's own. */
async function state(page) {
  const purpose = page.getByLabel("查阅目的");
  if ((await purpose.count()) > 0) {
    await purpose.fill("浏览器测试");
    const arrived = page.waitForEvent("load");
    await page.getByRole("button", { name: "查阅案件" }).click();
    await arrived;
  }
}

/** The pages of the same site that this page links to. */
async function links(page, first) {
  const here = new URL(page.url());
  const side = first.startsWith("/staff") ? /^\/staff(\/|$)/ : /^\/(?!staff)/;
  const hrefs = await page.evaluate(() => [...document.links].map((link) => link.href));
  return hrefs
    .map((href) => {
      const address = new URL(href);
      address.hash = "";
      return address;
    })
    .filter((address) => address.host === here.host && side.test(address.pathname) && !FILE.test(address.pathname));
}

function report({ wrong, kinds }, least) {
  assert.deepEqual([...new Set(wrong)], [], "pages with faults");
  assert.ok(kinds >= least, `only ${kinds} kinds of pages were found`);
}

export const tests = [
  {
    name: "every public page",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      report(await walk(page, "the public", "/"), 4);
      await page.context().close();
    },
  },
  {
    name: "the login page",
    run: async ({ browser }) => {
      const page = await browser.stranger();
      await page.goto("/staff/login");
      assert.deepEqual(await faults(page, "staff-login"), []);
      await page.context().close();
    },
  },
  ...ROLES.map((login) => ({
    name: `every page that ${login} reaches`,
    run: async ({ browser }) => {
      const page = await browser.reader(login);
      await page.goto("/staff/");
      const entries = page.getByRole("navigation", { name: "主导航" }).getByRole("link");
      assert.ok((await entries.count()) >= 2, "the navigation is empty");
      report(await walk(page, login, "/staff/"), 3);
    },
  })),
];
