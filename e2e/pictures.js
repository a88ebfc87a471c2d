// Takes the pictures of README and the walkthroughs anew, from a demonstration that was seeded a moment ago:
// `npm run pictures`. It plays the seven tasks as the walkthroughs tell them, and tests nothing.

import { strict as assert } from "node:assert";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Browser, PASSWORD, follow } from "./lib/browser.js";
import { Case, Fields, sign } from "./lib/form.js";
import { Server } from "./lib/server.js";
import { fineOnSpot, inspectOnPhone } from "./lib/walks.js";

const DOCS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../docs");
const SCREEN = { width: 1100, height: 760 };
const WIDE = { width: 1200, height: 860 };

/** What stands on the screen now, at this size; `at` is brought near the top first. */
async function picture(page, name, { size = SCREEN, at = null } = {}) {
  await page.setViewportSize(size);
  if (at) {
    await at.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 160));
  } else {
    await page.evaluate(() => window.scrollTo(0, 0));
  }
  await page.screenshot({ path: path.join(DOCS, name) });
  console.log(`took  ${name}`);
}

/** The first case in whose page this is found, looked for by somebody who may read it. */
async function caseWith(browser, login, what) {
  const page = await browser.as(login);
  await page.goto("/staff/cases");
  const links = await page.getByRole("main").getByRole("link").all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute("href")));
  for (const address of new Set(addresses.filter((href) => /^\/staff\/cases\/[0-9a-f-]{36}$/.test(href ?? "")))) {
    const found = new Case(browser, address);
    const opened = await found.open(login);
    if ((await what(opened).count()) > 0) {
      return found;
    }
  }
  return assert.fail(`${login} has no such case`);
}

const button = (name) => (page) => page.getByRole("main").getByRole("link", { name, exact: true });
/** The same in a list, where the link also names its case to a screen reader. */
const inList = (name) => (page) => page.getByRole("main").locator("a", { hasText: new RegExp(`^\\s*${name}`) });
const note = (text) => (page) => page.getByRole("note").filter({ hasText: text });

async function publicSite(browser) {
  const page = await browser.stranger();
  await page.goto("/");
  await picture(page, "pictures/public-home.png", { size: { width: 1200, height: 800 } });
  await page.goto("/decisions");
  const number = /示卫医罚〔\d+〕\d+号/.exec(await page.getByRole("main").innerText())?.[0];
  await page.context().close();
  assert.ok(number, "no decision is public");
  await onThePhone(browser, number);
}

/** Looking a decision up on a phone, as anyone. */
async function onThePhone(browser, number) {
  const phone = { baseURL: browser.url, locale: "zh-CN", timezoneId: "Asia/Shanghai", viewport: { width: 390, height: 844 } };
  const context = await browser.browser.newContext({ ...phone, deviceScaleFactor: 1.5 });
  const page = await context.newPage();
  const shot = (name) => page.screenshot({ path: path.join(DOCS, name) }).then(() => console.log(`took  ${name}`));
  await page.goto("/");
  await shot("walkthroughs/pictures/phone-1-home.png");
  await page.getByLabel(/文书(编)?号|决定书文号/).first().fill(number);
  await follow(page, page.getByRole("button", { name: "核验" }).first());
  await shot("walkthroughs/pictures/phone-2-verified.png");
  const link = page.getByRole("main").getByRole("link").and(page.locator('[href^="/decisions/"]')).first();
  const address = await link.getAttribute("href");
  await page.goto(address);
  await shot("walkthroughs/pictures/phone-3-decision.png");
  await context.close();
  const sharp = await browser.browser.newContext({ ...phone, deviceScaleFactor: 2 });
  const again = await sharp.newPage();
  await again.goto(address);
  await again.screenshot({ path: path.join(DOCS, "pictures/decision-phone.png") });
  console.log("took  pictures/decision-phone.png");
  await sharp.close();
}

async function whyRefused(browser) {
  const found = await caseWith(browser, "fuzeren", note("现在不能作出处罚决定"));
  const page = await found.open("fuzeren");
  await picture(page, "pictures/case.png", { size: WIDE });
  await picture(page, "walkthroughs/pictures/refused-decision-1-case.png", { size: WIDE });
}

async function acceptLead(browser) {
  const found = await caseWith(browser, "keshi", button("受理案源"));
  const page = await browser.as("keshi");
  await page.goto("/staff/");
  await picture(page, "walkthroughs/pictures/accept-lead-1-work.png", { at: inList("受理案源")(page).first() });
  const { fields } = await found.form("keshi", "受理案源");
  await fields.text("管辖依据", "违法行为发生地在本机关辖区内，属于卫生健康主管部门职权。");
  await page.locator("main form").evaluateAll((forms) => forms.forEach((form) => form.setAttribute("novalidate", "")));
  await sign(page, PASSWORD);
  await fields.press("受理案源");
  await picture(page, "walkthroughs/pictures/accept-lead-2-missing.png");
  // The browser notes the refusal, which is what the picture shows.
  page.troubles.length = 0;
  const again = new Fields(page.getByRole("main").locator("form").filter({ has: page.getByRole("button", { name: "受理案源", exact: true }) }).last());
  await again.text("初步证据", "投诉记录和现场照片。");
  await sign(page, PASSWORD);
  await again.press("受理案源");
  await found.done(page, "受理案源");
  await picture(page, "walkthroughs/pictures/accept-lead-3-done.png");
}

async function returnReview(browser) {
  const found = await caseWith(browser, "shenhe", button("出具法制审核意见"));
  const page = await browser.as("shenhe");
  await page.goto("/staff/");
  await picture(page, "walkthroughs/pictures/return-review-1-work.png", { at: inList("出具法制审核意见")(page).first() });
  await found.act("shenhe", "出具法制审核意见", async (fields) => {
    const points = fields.group("九项审核要点");
    for (let place = 1; place <= 9; place += 1) {
      const doubtful = place === 2;
      await points.entry(place).choose("结论", doubtful ? "存疑" : "符合");
      if (doubtful) {
        await points.entry(place).text("说明", "缺少对负责人的询问笔录。");
      }
    }
    await fields.choose("审核意见", /补充调查/);
    await fields.text("理由", "请补充对负责人的询问，核实制度未建立的起止时间。");
  });
  await picture(page, "walkthroughs/pictures/return-review-2-done.png");
}

async function withdraw(browser) {
  const record = "登记变更、撤销或确认违法文书";
  const found = await caseWith(browser, "gongshi", note("现在不能撤下公示"));
  const page = await found.open("gongshi");
  await picture(page, "walkthroughs/pictures/withdraw-1-case.png");
  const number = /示卫医罚〔\d+〕\d+号/.exec(await page.getByRole("main").innerText())[0];
  const reader = await browser.stranger();
  await reader.goto("/decisions");
  const address = await reader.locator("main :is(li, tr, article, section)").filter({ hasText: number }).locator('a[href^="/decisions/"]').last().getAttribute("href");
  await found.act("gongshi", record, async (fields) => {
    await fields.choose("文书结论", /变更/);
    await fields.texts({
      文书名称: "行政复议决定书（演示）",
      文号: "示政复决〔2026〕2号",
      作出机关: "示例市人民政府",
      生效日期: new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" }),
    });
  });
  await found.act("keshi", "撤下公示", (fields) => fields.text("公开说明的理由", "行政复议决定变更了该处罚决定（演示）。"));
  await picture(await browser.as("keshi"), "walkthroughs/pictures/withdraw-2-done.png");
  for (let tries = 0; tries < 60 && (await reader.goto(address)).status() !== 410; tries += 1) {
    await reader.waitForTimeout(500);
  }
  await picture(reader, "walkthroughs/pictures/withdraw-3-public.png");
  await reader.context().close();
}

const server = await Server.demo();
const browser = await Browser.launch(server.url);
let failed = 0;
const wanted = process.argv.slice(2);
const tasks = [publicSite, whyRefused, acceptLead, returnReview, withdraw, fineOnSpot, inspectOnPhone].filter(({ name }) => wanted.length === 0 || wanted.includes(name));
for (const task of tasks) {
  try {
    await task(browser, path.join(DOCS, "walkthroughs/pictures"));
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${task.name}: ${error.message}\n${await browser.whereabouts(`failed-picture-${task.name}`)}`);
  }
}
await browser.close();
await server.stop();
process.exit(failed === 0 ? 0 : 1);
