// A hearing from the request to the report (行政处罚法 第六十三条至第六十五条).
// Whether there is a right to one, the notice says.

import { signature } from "./story.js";
import { fillService } from "./decision.js";

const ROOM = "示例市卫生健康委员会听证室（演示）";

export function requestHearing(story) {
  return story.act("zhifa1", "登记听证要求", async (fields) => {
    await fields.choose("形式", "书面");
    await fields.texts({ 提出日期: await story.clock.today(), 说明: "当事人提交书面听证申请。" });
  });
}

async function fillNotice(fields, story, at) {
  await fields.texts({ 听证时间: at, 听证地点: ROOM, 记录员: "甄记录" });
  await fields.choose("听证主持人", /演示壬/);
  await fillService(fields.group("送达情况"), story);
}

/** Serves the notice of a hearing on a morning, and answers when it is. */
export async function notifyHearing(story, day) {
  const at = `${day}T09:30`;
  await story.act("zhifa1", "送达听证通知", (fields) => fillNotice(fields, story, at));
  return at;
}

/** What is said of a hearing on a morning that is too early. */
export function refuseHearing(story, day) {
  return story.case.tried("zhifa1", "送达听证通知", (fields) => fillNotice(fields, story, `${day}T09:30`));
}

export function holdHearing(story, at) {
  return story.act("tingzheng", "登记听证笔录", async (fields) => {
    await fields.texts({
      开始时间: at,
      结束时间: await story.clock.tick(),
      参加人员: `当事人${story.signer}，承办人演示甲、演示乙`,
      听证记录: `承办人陈述事实和拟处罚意见，当事人申辩并质证，双方作最后陈述（${story.mark}）。`,
    });
    await signature(fields, "签名情况", story.signer);
  });
}

export function reportHearing(story) {
  return story.act("tingzheng", "提交听证报告", (fields) => fields.texts({
    争议焦点: "违法所得的认定和罚款数额。",
    处理意见: `当事人提交的账册可以采信，建议调减违法所得和罚款（${story.mark}）。`,
  }));
}

