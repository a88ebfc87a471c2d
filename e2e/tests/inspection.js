// An inspection on a phone and without scripts: from the task to an order, a longer term, a re-check that finds it overdue,
// and the case that takes everything over. What the law forbids on the way is refused with its article.

import { strict as assert } from "node:assert";
import { follow } from "../lib/browser.js";
import { Case, Fields } from "../lib/form.js";
import { faultsOf, plain, textOf } from "../lib/pdf.js";
import { fetched } from "../lib/penalty/ending.js";
import { PHONE, onPhone } from "../lib/phone.js";
import { scan } from "../lib/paper.js";
import { Story, fillParty, officers, signature } from "../lib/penalty/story.js";

const ITEM = "医疗废物管理监督检查";
const CAUSE = "违反医疗废物管理制度、培训、登记、收集等规定";
const FINDINGS = "暂存间有医疗废物两箱，登记本停在上月末。";
const NOTE = "本月以来没有登记。";

const seen = onPhone("inspection");

async function openTask(story) {
  const page = await story.browser.at("zhifa1", "/staff/cases");
  await page.setViewportSize(PHONE);
  await follow(page, page.getByRole("link", { name: "登记检查任务", exact: true }).first());
  const fields = new Fields(page.getByRole("main"));
  assert.equal(await fields.valueOf("提出日期"), await story.clock.today());
  await fields.choose("检查事项", ITEM);
  await fields.choose("检查类型", "年度计划内日常检查");
  await fields.texts({
    "计划、任务或者线索名称及文号": `年度检查计划（${story.mark}）`,
    检查内容和方式: "查看暂存间，查阅登记资料。",
    检查地点: story.party.address,
  });
  await fields.tick("事先通知被检查单位");
  await officers(fields, "检查人员");
  const group = fields.group("被检查单位（个人）");
  await fillParty(group, story.party);
  await group.text("统一社会信用代码", story.party.code);
  await seen(page, "open");
  await fields.press("登记");
  story.case = new Case(story.browser, new URL(page.url()).pathname);
  story.case.took("zhifa1", "登记检查任务", fields);
  await story.case.done(page, "登记");
}

/** The checklist as radio groups; the register is wanting. */
async function fillVisit(fields, story, { cards = true } = {}) {
  const time = await story.clock.tick();
  await officers(fields, "检查人员");
  await fields.texts({ 检查开始时间: time, 检查结束时间: time });
  if (cards) {
    await fields.tick("已出示执法证件");
  }
  for (const box of ["已告知权利和回避事项", "统一着装", "佩戴执法标志"]) {
    await fields.tick(box);
  }
  for (let number = 1; number <= 7; number += 1) {
    const entry = fields.entry(number);
    const legend = await entry.scope.locator("legend").first().innerText();
    const fails = legend.includes("登记项目齐全");
    await entry.choose("检查情况", fails ? "不符合" : "符合");
    if (fails) {
      await entry.text("说明", NOTE);
    }
  }
  await fields.texts({ 现场情况: FINDINGS, 被检查单位意见: "以上属实。" });
  await signature(fields, "被检查单位签名", story.party.responsible);
}

export function tests(world) {
  const story = new Story(world, { summary: FINDINGS, acted_on: "" });
  const steps = [
    ["an officer asks for an inspection on a phone", () => openTask(story)],
    ["it is not begun before the head approved it", async () => {
      const said = await story.case.tried("zhifa1", "现场检查", (fields) => fillVisit(fields, story));
      assert.match(said, /尚未经本机关负责人批准/);
    }],
    ["the head approves", () => story.act("fuzeren", "批准检查", (fields) => fields.text("审批意见", "同意按计划检查。"))],
    ["the unit is told", async () => {
      const time = await story.clock.tick();
      await story.act("zhifa2", "通知被检查单位", (fields) => fields.texts({ 通知时间: time, 通知方式: "当场送达", 请被检查单位准备的材料: "医疗废物登记本" }));
    }],
    ["nothing counts where no certificate was shown", async () => {
      const said = await story.case.tried("zhifa1", "现场检查", (fields) => fillVisit(fields, story, { cards: false }));
      assert.match(said, /第五十五条/);
    }],
    ["two officers inspect by the checklist, and the signed record is scanned back", () =>
      story.act("zhifa1", "现场检查", async (fields, page) => {
        await fillVisit(fields, story);
        await seen(page, "visit");
      })],
    ["nothing found is refused against the checklist", async () => {
      const said = await story.case.tried("zhifa1", "作出检查结果", (fields) => fields.choose("检查结果", "未发现问题"));
      assert.match(said, /检查表中有不符合的项目/);
    }],
    ["a correction is ordered; its cause comes from the line that fails", () =>
      story.act("zhifa1", "责令改正", async (fields, page) => {
        await officers(fields, "执法人员");
        const item = await fields.entryOf(CAUSE);
        if ((await item.group("违反的规定").scope.count()) === 0) {
          await fields.press("列出该案由的规定");
        }
        const again = await fields.entryOf(CAUSE);
        await again.ticks("违反的规定", ["未登记医疗废物"]);
        await again.texts({ 改正内容: "补齐登记，逐日填写。", 改正期限: await story.clock.day(5) });
        await signature(fields, "当事人签收", story.party.responsible);
        await seen(page, "order");
      })],
    ["the result is an order, with an opinion", () =>
      story.act("zhifa1", "作出检查结果", async (fields, page) => {
        await fields.choose("检查结果", "责令改正");
        await fields.text("卫生监督意见", "指定专人登记医疗废物。");
        await seen(page, "result");
      })],
    ["the unit is told the result", async () => {
      const time = await story.clock.tick();
      await story.act("zhifa2", "反馈检查结果", async (fields) => {
        await fields.text("反馈时间", time);
        await signature(fields, "被检查单位签收", story.party.responsible);
      });
    }],
    ["the term is made longer on request", () =>
      story.act("keshi", "延长改正期限", async (fields) => {
        await fields.texts({ 申请日期: await story.clock.today(), 申请延长的理由: "登记系统正在安装。", 延长至: await story.clock.day(8) });
      })],
    ["the list of corrections shows it, and that it is overdue once the term has passed", async () => {
      const page = await story.browser.at("zhifa1", "/staff/corrections");
      await page.setViewportSize(PHONE);
      assert.match(await page.getByRole("main").innerText(), /已延长/);
      await story.clock.goTo(await story.clock.day(9));
      const late = await story.browser.at("zhifa1", "/staff/corrections");
      assert.match(await late.getByRole("main").innerText(), /期限已过，待复查/);
      await seen(late, "corrections");
    }],
    ["the re-check finds it overdue", () =>
      story.act("zhifa1", "复查改正情况", async (fields) => {
        await officers(fields, "复查人员");
        await fields.entry(1).choose("复查结果", "逾期未改正");
        await fields.text("复查情况", "登记本仍停在原处。");
      })],
    ["it cannot be closed without a case", async () => {
      assert.match(await story.case.refused("keshi", "办结检查"), /应当转为立案/);
    }],
    ["a case takes over what was found, and nothing is typed again", async () => {
      await story.act("zhifa1", "转为立案", async (fields, page) => {
        const summary = await fields.valueOf("案情摘要");
        assert.ok(summary.includes(FINDINGS) && summary.includes("逾期未改正"), summary);
        await seen(page, "case");
      });
      const page = await story.browser.at("zhifa1", "/staff/cases");
      await follow(page, page.getByRole("main").getByRole("link", { name: new RegExp(`${story.party.name}（未立案）`) }).first());
      assert.match(await page.getByRole("main").innerText(), /由前一程序转来/);
    }],
    ["the inspection is closed and filed", async () => {
      await story.act("keshi", "办结检查", (fields) => fields.text("办结意见", "同意办结。"));
      await story.act("dangan", "归档", (fields) => fields.texts({ 保管期限: "10年", 存放位置: "档案室二柜" }));
      assert.match(await story.case.head("zhifa1"), /归档/);
    }],
    ["every paper is there, and holds what was typed", async () => {
      const papers = await story.case.papers("zhifa1");
      const titles = ["行政检查审批表", "行政检查通知书", "现场笔录", "行政检查表", "责令改正通知书", "卫生监督意见书", "行政检查结果告知书", "延长改正期限通知书"];
      assert.deepEqual(papers.map(({ title }) => title), titles);
      const page = await story.case.open("zhifa1");
      for (const { title, href } of papers) {
        const pdf = await (await fetched(page, href)).body();
        assert.equal(faultsOf(pdf), "", `${title} is no sound PDF`);
        const text = plain(textOf(pdf));
        assert.ok(text.includes(plain(story.party.name)), `${title} does not name the unit`);
        if (["现场笔录", "行政检查表", "卫生监督意见书", "行政检查结果告知书"].includes(title)) {
          assert.ok(text.includes(plain(NOTE)), `${title} does not say what fails`);
        }
      }
    }],
    ["the signed record lies in the file as it was scanned", async () => {
      const page = await story.case.open("zhifa1", "/evidence");
      await page.setViewportSize(PHONE);
      await seen(page, "files");
      const link = page.getByRole("link", { name: "被检查单位签名.pdf" }).first();
      const stored = await (await fetched(page, await link.getAttribute("href"))).body();
      assert.ok(stored.equals(scan("signed 7")), "the scan is not what was sent");
    }],
  ];
  return { story, steps };
}
