// Two days of an officer on a phone, as the walkthroughs tell them: an inspection, and a fine on the spot.
// They are played on the demonstration for their pictures, and test nothing that a suite does not test.

import { strict as assert } from "node:assert";
import path from "node:path";
import { follow } from "./browser.js";
import { Case, Fields } from "./form.js";
import { scan } from "./paper.js";
import { HANDSET } from "./phone.js";

const CAUSE = "公共场所未按照规定对顾客用品用具清洗、消毒、保洁";
const WASTE = "违反医疗废物管理制度、培训、登记、收集等规定";

/** Now in China, as a field of a form takes it. */
function now() {
  return new Date().toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).replace(" ", "T").slice(0, 16);
}

/** A day from today in China. */
function day(from_today) {
  return new Date(Date.now() + from_today * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
}

/** What stands on the screen of the phone, from its top or from something on it. */
async function picture(page, folder, name, at = null) {
  await page.evaluate(() => window.scrollTo(0, 0));
  if (at) {
    await at.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 24));
  }
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  assert.ok(width <= HANDSET.width, `${name} is ${width} px wide`);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  console.log(`took  ${name}`);
}

async function pickParty(page, words) {
  const fields = new Fields(page.getByRole("main"));
  await fields.text("名称、地址或者完整的号码", words);
  await fields.press("查找监管对象");
  const found = new Fields(page.getByRole("main"));
  await found.group("查找结果").scope.getByRole("radio").first().check();
  await found.press("填入当事人");
  return new Fields(page.getByRole("main"));
}

async function officers(fields, legend) {
  await fields.ticks(legend, ["演示甲", "演示乙"]);
}

async function signed(fields, legend, by) {
  const group = fields.group(legend);
  await group.text("签名人", by);
  await group.attach("签名件扫描", `${legend}.pdf`, scan(`signed ${legend.length}`));
}

async function opened(browser, page) {
  const case_ = new Case(browser, new URL(page.url()).pathname);
  await case_.done(page, "登记");
  return case_;
}

/** From the door of a hotel to the lodged decision. */
export async function fineOnSpot(desk, folder) {
  const browser = desk.scripted(HANDSET);
  const shot = (page, name, at) => picture(page, folder, `spot-${name}`, at);
  const page = await browser.at("zhifa1", "/staff/");
  await shot(page, "1-work");
  await follow(page, page.getByRole("main").getByRole("link", { name: "当场处罚", exact: true }).first());
  const form = await pickParty(page, "来宾旅馆");
  await shot(page, "2-party", page.locator("#pick-subject"));
  await form.text("现场情况", "查见客用毛巾二十条未消毒即供下一位顾客使用。");
  await form.press("登记");
  const spot = await opened(browser, page);
  await spot.act("zhifa1", "当场告知", async (fields) => {
    await officers(fields, "执法人员");
    await fields.tick("已出示执法证件");
    await fields.choose("案由", CAUSE);
    if ((await fields.group("违反的规定").scope.count()) === 0) {
      await fields.press("列出该案由的规定");
      await shot(page, "3-duties", fields.group("违反的规定").scope.first());
    }
    await fields.ticks("违反的规定", ["未按照规定对顾客用品用具进行清洗"]);
    await fields.text("证明事实的证据", "现场照片两张。");
    const penalty = fields.group("拟处罚内容");
    await penalty.ticks("处罚种类", ["警告", "罚款"]);
    await penalty.texts({ 罚款: 100, 裁量理由: "当场改正，情节一般。" });
    await fields.tick("已口头告知事实、理由、依据和陈述申辩等权利");
  });
  await spot.act("zhifa1", "听取陈述申辩");
  await spot.act("zhifa1", "当场作出处罚决定");
  await shot(page, "4-decided");
  await spot.act("zhifa1", "当场交付决定书", (fields) => signed(fields, "当事人签收", "甄来宾"));
  await spot.act("zhifa1", "报所属机关备案", (fields) => fields.text("备案接收人", "内勤演示丙"));
  await shot(page, "5-lodged");
}

/** From the task to the order; then the re-check of one that is overdue already, and the case that follows. */
export async function inspectOnPhone(desk, folder) {
  const browser = desk.scripted(HANDSET);
  const shot = (page, name, at) => picture(page, folder, `inspect-${name}`, at);
  const page = await browser.at("zhifa1", "/staff/");
  await follow(page, page.getByRole("main").getByRole("link", { name: "登记检查任务", exact: true }).first());
  const form = await pickParty(page, "望岳口腔");
  await form.choose("检查事项", "医疗废物管理监督检查");
  await form.choose("检查类型", "年度计划内日常检查");
  await form.texts({ "计划、任务或者线索名称及文号": "2026年度检查计划（演示）", 检查内容和方式: "查看暂存间，查阅登记资料。" });
  await officers(form, "检查人员");
  await shot(page, "1-task", form.group("检查事项").scope.first());
  await form.press("登记");
  const inspection = await opened(browser, page);
  await shot(page, "2-waiting");
  await inspection.act("fuzeren", "批准检查", (fields) => fields.text("审批意见", "同意。"));
  await inspection.act("zhifa1", "现场检查", async (fields) => {
    await officers(fields, "检查人员");
    await fields.texts({ 检查开始时间: now(), 检查结束时间: now() });
    for (const box of ["已出示执法证件", "已告知权利和回避事项", "统一着装", "佩戴执法标志"]) {
      await fields.tick(box);
    }
    for (let line = 1; line <= 7; line += 1) {
      const fails = (await fields.entry(line).scope.locator("legend").first().innerText()).includes("登记项目齐全");
      await fields.entry(line).choose("检查情况", fails ? "不符合" : "符合");
      if (fails) {
        await fields.entry(line).text("说明", "本月以来没有登记。");
      }
    }
    await shot(page, "3-visit", fields.entry(4).scope);
    await fields.text("现场情况", "暂存间有医疗废物两箱，登记本停在上月末。");
    await signed(fields, "被检查单位签名", "贾望岳");
  });
  await inspection.act("zhifa1", "责令改正", async (fields) => {
    await officers(fields, "执法人员");
    const item = await fields.entryOf(WASTE);
    if ((await item.group("违反的规定").scope.count()) === 0) {
      await fields.press("列出该案由的规定");
    }
    const again = await fields.entryOf(WASTE);
    await again.ticks("违反的规定", ["未登记医疗废物"]);
    await again.texts({ 改正内容: "补齐登记，逐日填写。", 改正期限: day(7) });
    await signed(fields, "当事人签收", "贾望岳");
  });
  await shot(page, "4-ordered");
  await recheck(browser, shot);
}

/** The list of orders tells one whose term is over; its re-check leads to a case. */
async function recheck(browser, shot) {
  const page = await browser.at("zhifa1", "/staff/corrections");
  await shot(page, "5-corrections");
  const late = page.getByRole("row").filter({ hasText: "期限已过" }).filter({ hasText: "检查" });
  await follow(page, late.first().getByRole("link", { name: /^复查/ }));
  const overdue = new Case(browser, new URL(page.url()).pathname.replace(/\/actions\/.*$/, ""));
  await overdue.act("zhifa1", "复查改正情况", async (fields) => {
    await officers(fields, "复查人员");
    await fields.entry(1).choose("复查结果", "逾期未改正");
    await fields.text("复查情况", "登记本仍停在原处。");
  });
  await overdue.form("zhifa1", "转为立案");
  await shot(page, "6-case");
}
