// From the lead to the end of the investigation, one function for each step and one for each form that several steps share.
// What is found is the story's; in which order things happen, the tests say.

import { follow } from "../browser.js";
import { Fields } from "../form.js";
import { scan } from "../paper.js";
import { OFFICERS, fillParty, officers, signature } from "./story.js";

/** Opens the form of a lead from the first page, as an officer does. */
export async function leadForm(story) {
  const page = await story.browser.at("zhifa1", "/staff/");
  await follow(page, page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "案件", exact: true }));
  await follow(page, page.getByRole("link", { name: "登记案源" }).first());
  return { page, fields: new Fields(page.getByRole("main")) };
}

/** Everything of a lead but the number that identifies the party. */
export async function fillLead(fields, story) {
  const { party, informant, plot, clock } = story;
  await fields.choose("案源", "检查发现");
  await fields.texts({
    "发现（收到）日期": await clock.today(),
    违法行为发生地: party.address,
    案情摘要: plot.summary,
    "投诉举报人、移送单位": informant.name,
    投诉举报人电话: informant.phone,
  });
  await fillParty(fields.group("当事人"), party);
}

export async function register(story) {
  const { page, fields } = await leadForm(story);
  await fillLead(fields, story);
  const group = fields.group("当事人");
  await (story.party.citizen ? group.text("居民身份证号码", story.party.id) : group.text("统一社会信用代码", story.party.code));
  await fields.press("登记");
  story.begin(page, fields);
  await story.case.done(page, "登记案源");
}

export function accept(story) {
  return story.act("keshi", "受理案源", (fields) => fields.texts({
    管辖依据: "违法行为发生地在本机关辖区内，属于卫生健康主管部门职权。",
    初步证据: `现场检查照片和诊疗记录（${story.mark}）。`,
  }));
}

export function requestFiling(story) {
  return story.act("zhifa1", "报请立案", async (fields) => {
    await fields.ticks("案由", story.plot.causes);
    await officers(fields, "承办人");
    await fields.text("承办意见", "建议立案调查。");
  });
}

export function approveFiling(story) {
  return story.act("fuzeren", "批准立案", (fields) => fields.text("审批意见", "同意立案，尽快查清。"));
}

/** A scene record; `who` inspected. */
export async function fillScene(fields, story, { findings = story.plot.summary, who = OFFICERS } = {}) {
  await fields.texts({
    检查开始时间: await story.clock.tick(),
    检查结束时间: await story.clock.tick(20),
    在场人员: `${story.signer}（负责人）`,
    检查情况: findings,
    当事人意见: "以上笔录属实。",
  });
  for (const box of await fields.group("检查人员").scope.getByRole("checkbox").all()) {
    await box.uncheck();
  }
  await fields.ticks("检查人员", who);
  await fields.tick("已出示执法证件");
  await fields.tick("已告知权利和回避事项");
}

export function recordScene(story, stated) {
  return story.act("zhifa1", "制作现场检查笔录", async (fields) => {
    await fillScene(fields, story, stated);
    await signature(fields, "当事人签名", story.signer);
  });
}

/** An inquiry of two answers, by the second officer. */
export function recordInquiry(story) {
  return story.act("zhifa2", "制作询问笔录", async (fields) => {
    const { witness, clock } = story;
    await fields.press("添加一组问答");
    await fields.texts({
      被询问人: witness.name,
      被询问人身份证号码: witness.id,
      被询问人电话: witness.phone,
      与当事人的关系: "护士",
      询问地点: "示例市卫生健康委员会询问室（演示）",
      询问开始时间: await clock.tick(),
      询问结束时间: await clock.tick(15),
    });
    await officers(fields, "询问人员");
    await fields.tick("已出示执法证件");
    await fields.tick("已告知权利义务");
    await fields.entry(1).texts({ 问: "请说明您的身份。", 答: witness.words });
    await fields.entry(2).texts({ 问: "还有什么要补充？", 答: "没有补充。" });
    await signature(fields, "被询问人签名", witness.name);
  });
}

export async function fillEvidence(fields, story, name) {
  await fields.choose("证据种类", "书证");
  await fields.texts({
    证据名称: name,
    证明内容: `${name}证明违法行为的时间、地点和经过。`,
    来源: "现场提取",
    取得日期: await story.clock.today(),
    页数: "3",
  });
  await officers(fields, "收集人员");
  await fields.attach("附件", `${name}.pdf`, scan("evidence"));
}

/** `from_plea` says that the party brought it. */
export function addEvidence(story, name, { from_plea = false } = {}) {
  return story.act("zhifa1", "添加证据", async (fields) => {
    await fillEvidence(fields, story, name);
    if (from_plea) {
      await fields.text("来源", "当事人提交");
      await fields.tick("由当事人在陈述申辩中提出");
    }
  });
}

/** One violation: facts, evidence (all of it, or by names), gains, and which duties were violated where there are several. */
export async function fillViolation(entry, story, { facts, gains = "0", evidence = true, duties }) {
  await entry.texts({ 违法事实: facts, 行为日期: story.plot.acted_on, 违法所得: gains });
  await entry.ticks("证据", evidence);
  if (duties) {
    await entry.ticks("违反的规定", duties);
  }
}

/** One item for each cause, each with its own last day. */
export function orderCorrection(story, items) {
  return story.act("zhifa1", "责令改正", async (fields) => {
    await officers(fields, "执法人员");
    for (const { cause, violation, measure, days, duties } of items) {
      const entry = await fields.group("责令改正事项").entryOf(cause);
      if (duties) {
        await entry.ticks("违反的规定", duties);
      }
      await entry.texts({ 违法行为: violation, 改正内容: measure, 改正期限: await story.clock.day(days) });
    }
    await signature(fields, "当事人签收", story.signer);
  });
}

/** Everything that was ordered is found corrected. */
export function recheck(story, count, findings) {
  return story.act("zhifa1", "复查改正情况", async (fields) => {
    await officers(fields, "复查人员");
    for (let place = 1; place <= count; place += 1) {
      await fields.group("责令改正事项").entry(place).choose("复查结果", "已改正");
    }
    await fields.text("复查情况", findings);
  });
}

export function conclude(story, violations) {
  return story.act("zhifa1", "调查终结", async (fields) => {
    await fields.texts({ 调查经过: `经现场检查、询问、提取书证，查清了违法事实（${story.mark}）。`, 处理建议: "建议给予行政处罚。" });
    await fields.text("从轻、减轻、从重情节", "没有从轻、减轻、从重情节。");
    for (const violation of violations) {
      await fillViolation(await fields.group("违法行为").entryOf(violation.cause), story, violation);
    }
  });
}

/** A new entry at the end of a list of violations, for a cause whose duties are shown once it is chosen. */
async function newViolation(fields, story, { place, cause, ...violation }) {
  await fields.press("添加一项违法行为");
  const entry = fields.entry(place);
  await entry.choose("案由", cause);
  await entry.press("列出该案由的规定");
  await fillViolation(entry, story, violation);
}

/** What is said of a report that names a violation which nobody has registered. */
export function refuseConclusion(story, violation) {
  return story.case.tried("zhifa1", "调查终结", async (fields) => {
    await fields.texts({ 调查经过: "补充检查后查清。", 处理建议: "建议给予行政处罚。" });
    await newViolation(fields, story, violation);
  });
}

export function returnToInvestigation(story, reason) {
  return story.act("keshi", "退回补充调查", (fields) => fields.text("退回理由", reason));
}

/** The violations that stand stay; another one is added to them. */
export function addViolation(story, { reason, ...violation }) {
  return story.act("zhifa1", "变更违法事实", async (fields) => {
    await newViolation(fields, story, violation);
    await fields.choose("变化方向", "不利于当事人");
    await fields.text("变更理由", reason);
  });
}
