// From the panel's proposal to the decision that is served: notice, plea, waiver, review, discussion, decision.
// A hearing has its own room; which penalty is right, the story knows.

import { scan } from "../paper.js";
import { officers, people } from "./story.js";
import { fillViolation } from "./investigation.js";

/** What a panel says whatever it proposes. */
async function meet(fields, story) {
  await fields.texts({
    合议时间: await story.clock.tick(),
    合议地点: "执法一科会议室",
    合议结论: `事实清楚，证据确凿，一致同意（${story.mark}）。`,
  });
  await people(fields.group("合议人员意见"), 3);
}

/** The penalty for one violation: kinds, and what each needs; what is not named stays as it stands. */
async function fillPenalty(entry, { kinds, fine, gains, goods, goods_value, tier, reasons }) {
  if (kinds) {
    await entry.ticks("处罚种类", kinds);
  }
  const texts = { 罚款: fine, 没收违法所得: gains, 非法财物价值: goods_value, 裁量阶次: tier, 裁量理由: reasons };
  for (const [label, value] of Object.entries(texts)) {
    if (value !== undefined) {
      await entry.text(label, value);
    }
  }
  for (const [place, { name, number }] of (goods ?? []).entries()) {
    await entry.press("添加一种物品");
    await entry.group("没收非法财物").entry(place + 1).texts({ 名称: name, 数量: number });
  }
}

export function adopt(story, penalties) {
  return story.act("keshi", "合议并形成拟处理意见", async (fields) => {
    await meet(fields, story);
    await fields.choose("拟处理结果", "给予行政处罚");
    for (const penalty of penalties) {
      await fillPenalty(await fields.group("各项处罚").entryOf(penalty.cause), penalty);
    }
  });
}

/** A lighter proposal on facts that changed in the party's favour. */
export function amend(story, { violations, penalties }) {
  return story.act("keshi", "变更拟处理意见", async (fields) => {
    await meet(fields, story);
    // The first entry brings all violations as they stand.
    await fields.press("添加一项违法行为");
    for (const violation of violations) {
      await fillViolation(await fields.group("变更后的违法事实").entryOf(violation.cause), story, violation);
    }
    for (const penalty of penalties) {
      await fillPenalty(await fields.group("各项处罚").entryOf(penalty.cause), penalty);
    }
  });
}

/** `fact` and `evidence` where the notice replaces one that was lighter. */
export function issueNotice(story, { fact, evidence } = {}) {
  return story.act("fuzeren", "制发事先告知书", async (fields) => {
    await fields.text("审批意见", "同意告知。");
    if (fact) {
      await fields.text("加重处罚的新事实、新证据", fact);
      await fields.ticks("新证据", evidence);
    }
  });
}

/** What is said of a heavier notice that names no new fact. */
export function refuseNotice(story) {
  return story.case.tried("fuzeren", "制发事先告知书", (fields) => fields.text("审批意见", "同意重新告知。"));
}

export async function fillService(fields, story) {
  await officers(fields, "送达人员");
  await fields.texts({
    送达时间: await story.clock.tick(),
    收件人: story.signer,
    收件人与当事人的关系: story.party.citizen ? "本人" : "法定代表人",
  });
  await fields.attach("送达回证、邮件回执或者到达凭证", "送达回证.pdf", scan("receipt"));
}

export const serveNotice = (story) => story.act("zhifa1", "送达事先告知书", (fields) => fillService(fields, story));
export const serveDecision = (story) => story.act("zhifa1", "送达决定书", (fields) => fillService(fields, story));

async function fillWaiver(fields, story) {
  await fields.text("声明日期", await story.clock.today());
  await fields.attach("签名件扫描", "放弃声明.pdf", scan("waiver"));
}

export const waivePlea = (story) => story.act("zhifa1", "登记书面放弃陈述申辩", (fields) => fillWaiver(fields, story));
export const waiveHearing = (story) => story.act("zhifa1", "登记书面放弃听证", (fields) => fillWaiver(fields, story));

export function receivePlea(story, { content, evidence }) {
  return story.act("zhifa1", "登记陈述申辩", async (fields) => {
    await fields.choose("形式", "书面");
    await fields.texts({ 收到日期: await story.clock.today(), 陈述申辩内容: content });
    await fields.ticks("当事人提出的证据", evidence);
    await fields.tick("提出新的事实、理由或者证据");
  });
}

export function answerPlea(story, { reason, conclusion }) {
  return story.act("keshi", "复核陈述申辩", async (fields) => {
    const point = fields.entry(1);
    await point.tick("采纳该项意见");
    await point.text("理由", reason);
    await fields.text("复核结论", conclusion);
  });
}

export function submit(story) {
  return story.act("zhifa1", "提交法制审核", (fields) => fields.text("送审说明", `请审核（${story.mark}）。`));
}

export function assign(story) {
  return story.act("fazhi", "分配审核人员", (fields) => fields.choose("审核人员", /演示丁/));
}

export function agree(story) {
  return story.act("shenhe", "出具法制审核意见", async (fields) => {
    const points = fields.group("九项审核要点");
    for (let place = 1; place <= 9; place += 1) {
      await points.entry(place).choose("结论", "符合");
    }
    await fields.choose("审核意见", "同意");
    await fields.text("理由", `主体合法、事实清楚、程序合法、依据正确、裁量适当（${story.mark}）。`);
  });
}

/** The whole of a review that agrees. */
export async function review(story) {
  await submit(story);
  await assign(story);
  await agree(story);
}

export function discuss(story) {
  return story.act("fuzeren", "负责人集体讨论", async (fields) => {
    await fields.texts({
      讨论时间: await story.clock.tick(),
      讨论地点: "委会议室（演示）",
      主持人: "演示己",
      讨论结论: `同意拟处罚意见（${story.mark}）。`,
    });
    await people(fields.group("参加人员意见"), 2);
  });
}

export function decide(story) {
  return story.act("fuzeren", "作出处罚决定", (fields) => fields.text("审批意见", `同意处罚意见（${story.mark}）。`));
}
