// One penalty case whose party waives plea and hearing in writing, from the lead to the public page and the closed file.
// On the way everything goes wrong that people do wrong: a mistyped number, a wrong password, an overtaken form, a double click.

import { strict as assert } from "node:assert";
import { PASSWORD } from "../../lib/browser.js";
import { Fields, sign } from "../../lib/form.js";
import * as decision from "../../lib/penalty/decision.js";
import * as ending from "../../lib/penalty/ending.js";
import * as investigation from "../../lib/penalty/investigation.js";
import { DECISION, NOTICE, check, hold } from "../../lib/penalty/papers.js";
import { Story, signature } from "../../lib/penalty/story.js";

const CAUSE = "诊疗活动超出登记或者备案范围";
const FACTS = "当事人在登记的诊疗科目以外开展口腔种植诊疗活动，现场查见诊疗记录三份。";
const FINE = 60_000;

export function tests(world) {
  const story = new Story(world, {
    causes: [CAUSE],
    summary: FACTS,
    acted_on: "2026-02-10",
  });
  let number = null;
  const steps = [
    ["a lead with a wrong credit code is refused, and what was typed stays", async () => {
      const { page, fields } = await investigation.leadForm(story);
      await investigation.fillLead(fields, story);
      const { code } = story.party;
      const wrong = code.slice(0, 17) + (code.endsWith("0") ? "1" : "0");
      await fields.group("当事人").text("统一社会信用代码", wrong);
      await fields.press("登记");
      const alert = page.getByRole("alert");
      assert.match(await alert.innerText(), /统一社会信用代码/);
      await alert.getByRole("link").first().click();
      assert.equal(await fields.valueOf("案情摘要"), FACTS);
      assert.equal(await fields.group("当事人").valueOf("统一社会信用代码"), wrong);
      assert.equal(await fields.valueOf("投诉举报人电话"), story.informant.phone);
      page.troubles.length = 0; // The browser notes the status 422 of the refusal.
      story.lead = fields;
    }],
    ["an officer registers the lead with the right code", async () => {
      const page = await story.browser.as("zhifa1");
      await story.lead.group("当事人").text("统一社会信用代码", story.party.code);
      await story.lead.press("登记");
      assert.match(page.url(), /\/staff\/cases\/[0-9a-f-]{36}\?done=open$/);
      story.begin(page, story.lead);
      assert.match(await story.case.head("zhifa1"), new RegExp(story.party.name));
    }],
    ["the unit head accepts the lead", () => investigation.accept(story)],
    ["the officer requests filing", () => investigation.requestFiling(story)],
    ["a wrong password does not sign, and the opinion stays", async () => {
      const { page, fields } = await story.case.form("fuzeren", "批准立案");
      await fields.text("审批意见", "同意立案。");
      assert.ok(await sign(page, "not the password"), "no signature was asked for");
      await fields.press("批准立案");
      assert.match(await page.getByRole("alert").innerText(), /密码/);
      assert.equal(await fields.valueOf("审批意见"), "同意立案。");
      assert.ok(!page.url().includes("done="));
    }],
    ["who is overtaken by another act is told so, and the opinion stays", async () => {
      await investigation.addEvidence(story, "诊疗记录复印件");
      const page = await story.browser.as("fuzeren");
      const fields = new Fields(page.getByRole("main"));
      await fields.text("审批意见", "同意立案，尽快调查。");
      await sign(page, PASSWORD);
      await fields.press("批准立案");
      assert.match(await page.getByRole("status").innerText(), /案件刚刚被别人办理/);
      assert.equal(await fields.valueOf("审批意见"), "同意立案，尽快调查。");
      page.troubles.length = 0; // The browser notes the statuses 409 and 422 of the refusals.
      story.approval = fields;
    }],
    ["the agency head approves filing on the newest version", async () => {
      const page = await story.browser.as("fuzeren");
      assert.ok(await sign(page, PASSWORD), "no signature was asked for");
      await story.approval.press("批准立案");
      await story.case.done(page, "批准立案");
      story.case.took("fuzeren", "批准立案", story.approval);
    }],
    ["one officer alone makes no record: the reason names the article, and what was typed stays", async () => {
      const { page, fields } = await story.case.form("zhifa1", "制作现场检查笔录");
      await investigation.fillScene(fields, story, { who: ["演示甲"] });
      await signature(fields, "当事人签名", story.signer);
      await fields.press("制作现场检查笔录");
      assert.match(await page.getByRole("alert").innerText(), /依据：.*第.*条.*编号：/s);
      assert.equal(await fields.valueOf("检查情况"), FACTS);
      assert.ok(await fields.group("检查人员").scope.getByRole("checkbox", { name: "演示甲" }).isChecked());
      page.troubles.length = 0;
    }],
    ["two officers record the scene, with the scan of the signed page", () => investigation.recordScene(story)],
    ["the second officer records an inquiry of two answers", () => investigation.recordInquiry(story)],
    ["evidence that is sent twice by a double click is entered once", async () => {
      const { page, fields } = await story.case.form("zhifa1", "添加证据");
      await investigation.fillEvidence(fields, story, "现场照片");
      await fields.scope.getByRole("button", { name: "添加证据", exact: true }).first().dblclick();
      await page.waitForURL(/done=/);
      story.case.took("zhifa1", "添加证据", fields);
      await story.case.open("zhifa1", "/evidence");
      assert.equal(await page.getByRole("heading", { name: /现场照片/ }).count(), 1);
      assert.equal(await page.getByRole("heading", { name: /诊疗记录复印件/ }).count(), 1);
      page.troubles.length = 0;
    }],
    ["the officer concludes the investigation", () => investigation.conclude(story, [{ cause: CAUSE, facts: FACTS }])],
    ["the panel adopts a warning and a fine of 60,000 yuan", () => decision.adopt(story, [
      { cause: CAUSE, kinds: ["警告", "罚款"], fine: FINE, tier: "一般", reasons: "违法事实清楚，按照一般阶次裁量。" },
    ])],
    ["the agency head issues the notice", () => decision.issueNotice(story)],
    ["the officer serves the notice", () => decision.serveNotice(story)],
    ["before the rights are waived the decision is refused, with the article", async () => {
      const card = await story.case.refused("fuzeren", "作出处罚决定");
      assert.match(card, /依据：.*第.*条/s);
    }],
    ["the party waives the plea in writing", () => decision.waivePlea(story)],
    ["the party waives the hearing in writing", () => decision.waiveHearing(story)],
    ["legal review agrees", () => decision.review(story)],
    ["the heads discuss", () => decision.discuss(story)],
    ["the agency head decides, signed", () => decision.decide(story)],
    ["the officer serves the decision", () => decision.serveDecision(story)],
    ["the public text is masked, checked and released by three people", () => ending.publish(story)],
    ["the public finds the decision, and nothing that is not theirs to know", async () => {
      number = await story.case.numberOf("zhifa1", "行政处罚决定书");
      const seen = await ending.published(story, new RegExp(story.party.name));
      ending.judge(story, seen, { shown: [story.party.name, story.party.code, number, "60,000", "陆万元"] });
    }],
    ["the party pays in full", async () => {
      await story.clock.nextMorning();
      await ending.pay(story, FINE);
    }],
    ["the agency head closes the case", () => ending.close(story)],
    ["the archivist files it", () => ending.archive(story)],
    ["the timeline tells every step, and the case is archived", async () => {
      const head = await story.case.head("zhifa1");
      assert.match(head, /归档/);
      const page = await story.case.open("zhifa1");
      const told = await page.getByRole("main").getByRole("listitem").allInnerTexts();
      for (const who of ["演示甲", "演示乙", "演示丙", "演示丁", "演示戊", "演示己", "演示庚", "演示辛"]) {
        assert.ok(told.some((entry) => entry.includes(who)), `${who} is not in the timeline`);
      }
      const asked = [...new Set(story.case.asked)].filter((login) => ["zhifa1", "zhifa2"].includes(login));
      assert.deepEqual(asked, [], "the officers were asked why they read their own case");
    }],
    ["every paper is a sound PDF and holds what was typed for it", async () => {
      const papers = await check(story);
      const told = [FACTS, "60,000元", "陆万元整", "诊疗记录复印件", "现场照片", "违法事实清楚，按照一般阶次裁量。"];
      hold(papers.filter(({ title }) => [NOTICE, DECISION].includes(title)), [...told, story.party.code, story.party.address, "警告"]);
    }],
  ];
  return { story, steps };
}
