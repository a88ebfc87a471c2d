// A fine on the spot, on a phone and without scripts: from the door of a hotel to the archive; and one that is turned over.
// The cash goes to the organ and to the bank; what the law forbids on the way is refused with its article.

import { strict as assert } from "node:assert";
import { follow } from "../lib/browser.js";
import { Case, Fields } from "../lib/form.js";
import { faultsOf, plain, textOf } from "../lib/pdf.js";
import { fetched } from "../lib/penalty/ending.js";
import { PHONE, onPhone } from "../lib/phone.js";
import { Story, fillParty, officers, signature } from "../lib/penalty/story.js";

const CAUSE = "公共场所未按照规定对顾客用品用具清洗、消毒、保洁";
const FACTS = "查见客用拖鞋四十双未清洗消毒即供下一位顾客使用。";
const DECISION = "当场行政处罚决定书";

const seen = onPhone("summary");

async function openOnSpot(story) {
  const page = await story.browser.at("zhifa1", "/staff/cases");
  await page.setViewportSize(PHONE);
  await follow(page, page.getByRole("link", { name: "当场处罚", exact: true }).first());
  const fields = new Fields(page.getByRole("main"));
  assert.equal(await fields.valueOf("发现日期"), await story.clock.today());
  await fields.texts({ 违法行为发生地: story.party.address, 现场情况: FACTS });
  const group = fields.group("当事人");
  await fillParty(group, story.party);
  await group.text("统一社会信用代码", story.party.code);
  await seen(page, "open");
  await fields.press("登记");
  story.case = new Case(story.browser, new URL(page.url()).pathname);
  story.case.took("zhifa1", "当场处罚", fields);
  await story.case.done(page, "登记");
}

/** What is told: the facts stand there already, from what was seen. */
async function fillTelling(fields, story, fine) {
  await officers(fields, "执法人员");
  await fields.tick("已出示执法证件");
  await fields.choose("案由", CAUSE);
  if ((await fields.group("违反的规定").scope.count()) === 0) {
    await fields.press("列出该案由的规定");
  }
  await fields.ticks("违反的规定", ["未按照规定对顾客用品用具进行清洗"]);
  assert.equal(await fields.valueOf("违法事实"), FACTS);
  await fields.text("证明事实的证据", `现场照片两张、当事人陈述（${story.mark}）。`);
  const penalty = fields.group("拟处罚内容");
  await penalty.ticks("处罚种类", ["警告", "罚款"]);
  await penalty.texts({ 罚款: fine, 裁量阶次: "一般", 裁量理由: "当场改正，情节一般。" });
  await fields.tick("已口头告知事实、理由、依据和陈述申辩等权利");
}

const tell = (story, fine) =>
  story.act("zhifa1", "当场告知", async (fields, page) => {
    await fillTelling(fields, story, fine);
    await seen(page, "tell");
  });

export function tests(world) {
  const story = new Story(world, { summary: FACTS, acted_on: "" });
  const other = new Story(world, { summary: FACTS, acted_on: "" });
  const steps = [
    ["an officer begins on a phone, with the day and little else to type", () => openOnSpot(story)],
    ["a fine above the range of the cause is refused with its clause, and what was typed stays", async () => {
      const said = await story.case.tried("zhifa1", "当场告知", (fields) => fillTelling(fields, story, 2_500));
      assert.match(said, /高于上限.*公共场所卫生管理条例实施细则第三十六条/s);
      const page = await story.browser.as("zhifa1");
      assert.equal(await new Fields(page.getByRole("main")).valueOf("违法事实"), FACTS);
    }],
    ["nothing is decided before it was told", async () => {
      assert.match(await story.case.refused("zhifa1", "当场作出处罚决定"), /第四十四条/);
    }],
    ["both officers tell facts, reasons, basis and rights", () => tell(story, 100)],
    ["nothing is decided before the party was heard", async () => {
      assert.match(await story.case.refused("zhifa1", "当场作出处罚决定"), /第四十五条/);
    }],
    ["the second officer notes the plea and its answer", () =>
      story.act("zhifa2", "听取陈述申辩", async (fields, page) => {
        await page.setViewportSize(PHONE);
        await fields.tick("当事人提出陈述、申辩");
        await fields.texts({ 陈述申辩内容: `消毒柜昨天坏了（${story.mark}）。`, 复核意见及理由: "消毒柜损坏不免除消毒的义务。" });
        await seen(page, "hear");
      })],
    ["a decision heavier than what was told is refused", async () => {
      const said = await story.case.tried("zhifa1", "当场作出处罚决定", async (fields) => {
        await fields.group("处罚内容").text("罚款", 200);
      });
      assert.match(said, /重于已当场告知的内容.*第四十五条/s);
    }],
    ["the decision takes over what was told, and is numbered", async () => {
      await story.act("zhifa1", "当场作出处罚决定", async (fields, page) => {
        assert.equal(await fields.group("处罚内容").valueOf("罚款"), "100");
        await seen(page, "decide");
      });
      assert.match(await story.case.numberOf("zhifa1", DECISION), /^示卫公当罚〔\d{4}〕\d+号$/);
    }],
    ["it is handed over at once, with the signed paper scanned back", () =>
      story.act("zhifa1", "当场交付决定书", async (fields, page) => {
        await signature(fields, "当事人签收", story.party.responsible);
        await seen(page, "deliver");
      })],
    ["work shows what is due: lodging", async () => {
      const page = await story.browser.at("zhifa1", "/staff/");
      assert.match(await page.getByRole("main").innerText(), /备案期限/);
      await seen(page, "work");
    }],
    ["cash without the receipt of the treasury is refused", async () => {
      const said = await story.case.tried("zhifa1", "当场收缴罚款", () => {});
      assert.match(said, /专用票据.*第七十条/s);
    }],
    ["a hundred yuan are collected in cash against the receipt", () =>
      story.act("zhifa1", "当场收缴罚款", async (fields, page) => {
        assert.equal(await fields.valueOf("收缴金额"), "100");
        await fields.tick("已出具财政部门统一制发的专用票据");
        await fields.text("专用票据号码", `示财罚${story.mark}`);
        await seen(page, "cash");
      })],
    ["the decision is lodged with the organ", () =>
      story.act("zhifa1", "报所属机关备案", (fields) => fields.text("备案接收人", "内勤演示丙"))],
    ["the case is not closed while the cash is on its way", async () => {
      assert.match(await story.case.refused("keshi", "批准结案"), /第七十一条/);
    }],
    ["the cash is handed in and paid into the bank", async () => {
      await story.clock.nextMorning();
      await story.act("zhifa1", "罚款交至机关", (fields) => fields.text("机关收款人", "出纳演示乙"));
      await story.act("zhifa1", "罚款缴付银行", (fields) => fields.text("银行缴款凭证号码", `示银${story.mark}`));
    }],
    ["the head of the unit closes, the archivist files", async () => {
      await story.act("keshi", "批准结案", (fields) => fields.texts({ 执行结果: "罚款已缴付银行。", 审批意见: "同意结案。" }));
      await story.act("dangan", "归档", (fields) => fields.texts({ 保管期限: "10年", 存放位置: "档案室一柜" }));
      assert.match(await story.case.head("zhifa1"), /归档/);
    }],
    ["the paper says that reconsideration comes first, and holds what was typed", async () => {
      const papers = await story.case.papers("zhifa1");
      assert.deepEqual(papers.map(({ title }) => title), [DECISION, "行政处罚结案报告"]);
      const page = await story.case.open("zhifa1");
      const pdf = await (await fetched(page, papers[0].href)).body();
      assert.equal(faultsOf(pdf), "", "the decision is no sound PDF");
      const text = plain(textOf(pdf));
      for (const words of [FACTS, "100元", "壹佰元整", "应当先自收到本决定书之日起60日内", "不能直接提起行政诉讼", "专用票据", story.party.code]) {
        assert.ok(text.includes(plain(words)), `the decision does not say ${words}`);
      }
    }],
    ["another party brings a doubt: the facts are unclear, and nothing is decided on the spot", async () => {
      await openOnSpot(other);
      await tell(other, 200);
      await other.act("zhifa1", "听取陈述申辩", async (fields) => {
        await fields.tick("当事人提出陈述、申辩");
        await fields.texts({ 陈述申辩内容: "拖鞋刚消毒过，有记录。", 复核意见及理由: "需要进一步核实消毒记录。" });
        await fields.tick("提出新的事实、理由或者证据");
        await fields.scope.getByRole("checkbox", { name: /听取后违法事实仍然确凿/ }).uncheck();
      });
      assert.match(await other.case.refused("zhifa1", "当场作出处罚决定"), /第五十一条/);
    }],
    ["it is turned over to the ordinary procedure", async () => {
      await other.act("zhifa1", "转为普通程序", (fields) => fields.text("转为普通程序的理由", "当事人提出消毒记录，需要进一步调查。"));
      assert.match(await other.case.head("zhifa1"), /已转普通程序/);
      const page = await story.browser.as("zhifa1");
      await page.setViewportSize({ width: 1280, height: 900 });
      await (await story.browser.as("zhifa2")).setViewportSize({ width: 1280, height: 900 });
    }],
  ];
  return { story, steps };
}

