// Looks at every page that anybody can reach by links: each role from its first page on, and the public site; then at
// the pages that say no; and at last it compares what was looked at with the addresses that the program has.
// A page of the same kind is looked at twice, a case page twenty times, the form of an action once, so that the run ends.

import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { PASSWORD } from "../lib/browser.js";
import { sign } from "../lib/form.js";
import { faults } from "../lib/look.js";
import { programs } from "../lib/server.js";

const ROLES = [
  "zhifa1", "zhifa2", "keshi", "shenhe", "fazhi", "fuzeren", "fenguan", "gongshi", "dangan", "tingzheng", "jiandu",
  "xitong", "anquan", "shenji", "xianwei",
];
/** How often one kind of page is looked at in the whole run, and opened by one person. */
const TWICE = 2;
/** Cases differ by their stage, and each stage has its own buttons; the list of cases shows one page of them. */
const OFTEN = new Map([["/staff/cases/{id}", 20]]);
/** The form of an action is drawn from its schema: one is like the next. */
const FORM = /\/actions\/[a-z-]+$/;
const times = (kind) => OFTEN.get(kind) ?? (FORM.test(kind) ? 1 : TWICE);
/** Files are for printing and saving, and are tried where they are made. */
const FILE = /\/(files|documents)\/[^/]+$|\/imports\/[^/]+\/(report|workbook)$|\.pdf$|\.csv$|\.json$|^\/api\/|^\/assets\//;

/** Addresses of pages that nobody reaches by a link, each with the reason. */
const BY_HAND = new Map([
  ["/staff", "leads to /staff/"],
  ["/healthz", "is for machines"],
  ["/staff/subjects/imports/{import}", "is looked at by the suite that imports a workbook"],
  ["/staff/law/scans/{confirmation}", "is a paper that was uploaded with a confirmation; none is in the demonstration"],
  ["/staff/people/appointments/{appointment}/scan", "is the paper of an appointment that was uploaded; none is in the demonstration"],
  ["/staff/digests/{day}", "is made on working days from eight on alone; its content is tried without a browser"],
  ["/staff/subjects/{subject}/part", "is looked at by the suite that merges two entries"],
]);

const looked = new Map();
/** Every path that was looked at, for the comparison with the routes. */
const paths = new Set();

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
    const most = times(key);
    if (seen.has(address.href) || (own.get(key) ?? 0) >= most) {
      continue;
    }
    seen.add(address.href);
    own.set(key, (own.get(key) ?? 0) + 1);
    page.troubles.length = 0;
    const response = await page.goto(address.href);
    paths.add(new URL(page.url()).pathname);
    await state(page);
    if (!response.ok() && response.status() !== 304) {
      wrong.push(`${who} ${key}: answers ${response.status()}`);
      continue;
    }
    paths.add(address.pathname);
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

/** The pages that the program has, as patterns: what answers GET and is neither a file nor data. */
function pagesOfTheProgram() {
  const said = execFileSync(path.join(programs(), "mingjian-routes"), { encoding: "utf8" });
  const routes = said.trim().split("\n").map((line) => line.split(" "));
  assert.ok(routes.length > 20, `only ${routes.length} routes were told`);
  const pages = routes.filter(([method, route]) => method === "GET" && !FILE.test(route) && !BY_HAND.has(route));
  return [...new Set(pages.map(([, route]) => route))].filter((route) => !route.endsWith("/assets/{file}"));
}

/** Whether an address is one of a route: its braces stand for one part of the path. */
function matches(route, pathname) {
  const parts = route.split("/").map((part) => (part.startsWith("{") ? "[^/]+" : part.replace(/[.*+?^$()|[\]\\]/g, "\\$&")));
  return new RegExp(`^${parts.join("/")}$`).test(pathname);
}

/** The browser itself notes every status that is not a success; here such a status is what is wanted. */
async function refusal(page, address, status) {
  const response = await page.goto(address);
  assert.equal(response.status(), status, address);
  page.troubles = page.troubles.filter((trouble) => !trouble.includes(`status of ${status}`));
}

/** The public address of the decision that the demonstration tells to its withdrawal; no page links to it any more. */
function withdrawn(server) {
  const [id] = sql(path.join(server.data, "public.db"), "SELECT hex(id) FROM public_decisions WHERE status = 'withdrawn'");
  assert.ok(id, "no decision of the demonstration is withdrawn");
  return `/decisions/${id.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}

/** Sends forms as if they had been drawn from the first version of their case, until one is complete enough to be judged. */
async function overtaken(page) {
  const links = (pattern) => page.evaluate((source) => [...document.links].map((link) => link.href).filter((href) => new RegExp(source).test(href)), pattern.source);
  await page.goto("/staff/cases");
  const forms = [];
  for (const one of new Set(await links(/\/staff\/cases\/[0-9a-f-]{36}$/))) {
    await page.goto(one);
    forms.push(...(await links(/\/actions\/[a-z-]+$/)));
  }
  for (const form of forms) {
    await page.goto(form);
    const version = page.locator("main input[name=version]");
    if ((await version.count()) !== 1 || (await page.locator("main input[type=file]").count()) > 0) {
      continue;
    }
    for (const field of await page.locator("main textarea:visible, main input[type=text]:visible").all()) {
      if ((await field.inputValue()) === "") {
        await field.fill("浏览器测试");
      }
    }
    await sign(page, PASSWORD);
    await version.evaluate((field) => {
      field.value = "1";
      field.form.noValidate = true;
    });
    const label = (await page.getByRole("heading", { level: 1 }).innerText()).trim();
    const button = page.locator("main").getByRole("button", { name: label, exact: true }).last();
    if ((await button.count()) === 0) {
      continue;
    }
    const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === "POST"), button.click()]);
    const status = answer.status();
    await page.waitForLoadState();
    if (status === 409) {
      return;
    }
  }
  assert.fail(`none of ${forms.length} forms was answered with 409`);
}

/** Runs a statement beside a running server, and answers its first column. Python has SQLite everywhere. */
function sql(file, statement) {
  const script = [
    "import sqlite3, sys",
    "c = sqlite3.connect(sys.argv[1], timeout=10)",
    "c.execute('PRAGMA legacy_alter_table = ON')",
    "print('\\n'.join(str(row[0]) for row in c.execute(sys.argv[2])))",
    "c.commit()",
  ].join("\n");
  return execFileSync("python3", ["-c", script, file, statement], { encoding: "utf8" }).trim().split("\n").filter(Boolean);
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
      paths.add("/staff/login");
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
  {
    name: "a decision that was withdrawn is a page that says 410 and why",
    run: async ({ browser, server }) => {
      const address = withdrawn(server);
      const page = await browser.stranger();
      await refusal(page, address, 410);
      assert.match(await page.getByRole("main").innerText(), /撤下/);
      assert.deepEqual(await faults(page, "public-410"), []);
      await page.context().close();
    },
  },
  {
    name: "a form that was overtaken is a page that says 409 and what to do",
    run: async ({ browser }) => {
      const page = await browser.reader("fuzeren");
      await overtaken(page);
      page.troubles = page.troubles.filter((trouble) => !/status of 4(09|22)/.test(trouble));
      assert.match(await page.getByRole("main").innerText(), /案件刚刚被别人办理[^]*再次提交/);
      assert.deepEqual(await faults(page, "staff-409"), []);
    },
  },
  {
    name: "what the program cannot do is a page that says 500, with a number to name, on both sites",
    run: async ({ browser, server }) => {
      assert.ok(server.data, "the folder of the server is not known");
      for (const [database, table, login, address] of [
        ["public.db", "public_decisions", null, "/decisions"],
        ["mingjian.db", "proceedings", "fuzeren", "/staff/cases"],
      ]) {
        const page = login ? await browser.reader(login) : await browser.stranger();
        const file = path.join(server.data, database);
        sql(file, `ALTER TABLE ${table} RENAME TO out_of_the_way`);
        try {
          await refusal(page, address, 500);
          assert.match(await page.getByRole("main").innerText(), /编号/);
          assert.deepEqual(await faults(page, `${login ? "staff" : "public"}-500`), []);
        } finally {
          sql(file, `ALTER TABLE out_of_the_way RENAME TO ${table}`);
        }
        assert.equal((await page.goto(address)).status(), 200, "it goes on as before");
      }
    },
  },
  {
    name: "every page that the program has was looked at by somebody",
    run: async () => {
      const unseen = pagesOfTheProgram().filter((route) => ![...paths].some((pathname) => matches(route, pathname)));
      assert.deepEqual(unseen, [], "pages that nobody looked at");
    },
  },
];
