// Which paper holds what was typed into which form, and whether it does: every paper of a case is read back from its PDF.
// The list of what was typed is the case's own, kept while its people typed; here stands only where each thing belongs.

import { strict as assert } from "node:assert";
import { dayInWords, timeInWords } from "../clock.js";
import { faultsOf, plain, textOf } from "../pdf.js";
import { fetched } from "./ending.js";

const LEAD = "案件受理记录";
const FILING = "立案报告";
const SCENE = "现场笔录";
const INQUIRY = "询问笔录";
const ORDER = "责令改正通知书";
const REPORT = "案件调查终结报告";
const PANEL = "合议记录";
export const NOTICE = "行政处罚事先告知书";
export const HEARING_RIGHT = "行政处罚听证告知书";
const RECEIPT = "送达回证";
const WAIVER = "放弃陈述申辩、听证权利声明书";
const PLEA = "陈述和申辩笔录";
const ANSWER = "陈述申辩复核意见书";
const HEARING_NOTICE = "行政处罚听证通知书";
const HEARING = "听证笔录";
const HEARING_REPORT = "听证意见书";
const REVIEW = "法制审核意见书";
const DISCUSSION = "集体讨论记录";
const APPROVAL = "行政处罚审批表";
export const DECISION = "行政处罚决定书";
const CLOSING = "行政处罚结案报告";

/**
 * For each action: the papers that it makes, and those that hold everything typed for it, which it makes itself or which
 * come after it. What `aside` names stands in no paper but on the pages of the case; what `implied` names
 * decides what else is said, and is said nowhere in its own words.
 */
const ACTIONS = {
  登记案源: { holds: [LEAD], aside: ["当事人类别"] },
  受理案源: { makes: [LEAD], holds: [LEAD] },
  报请立案: { holds: [FILING] },
  批准立案: { makes: [FILING], holds: [FILING] },
  制作现场检查笔录: { makes: [SCENE], holds: [SCENE] },
  制作询问笔录: { makes: [INQUIRY], holds: [INQUIRY] },
  添加证据: { holds: [REPORT, DECISION], aside: ["来源", "取得日期", "页数", "收集人员"] },
  责令改正: { makes: [ORDER], holds: [ORDER] },
  复查改正情况: { aside: ["复查人员", "复查结果", "复查情况"] },
  调查终结: { makes: [REPORT], holds: [REPORT], aside: ["行为日期"] },
  退回补充调查: { aside: ["退回理由"] },
  变更违法事实: { holds: [REPORT], aside: ["行为日期", "变化方向", "变更理由"] },
  合议并形成拟处理意见: { makes: [PANEL], holds: [PANEL] },
  变更拟处理意见: { makes: [PANEL], holds: [PANEL] },
  制发事先告知书: { makes: [NOTICE, HEARING_RIGHT], holds: [NOTICE], aside: ["审批意见"] },
  送达事先告知书: { makes: [RECEIPT], holds: [RECEIPT] },
  登记书面放弃陈述申辩: { makes: [WAIVER], holds: [WAIVER] },
  登记书面放弃听证: { makes: [WAIVER], holds: [WAIVER] },
  登记陈述申辩: { makes: [PLEA], holds: [PLEA] },
  复核陈述申辩: { makes: [ANSWER], holds: [ANSWER] },
  登记听证要求: { holds: [HEARING_NOTICE], aside: ["形式", "说明"] },
  送达听证通知: { makes: [HEARING_NOTICE, RECEIPT], holds: [HEARING_NOTICE, RECEIPT] },
  登记听证笔录: { makes: [HEARING], holds: [HEARING] },
  提交听证报告: { makes: [HEARING_REPORT], holds: [HEARING_REPORT] },
  提交法制审核: { aside: ["送审说明"] },
  分配审核人员: { aside: ["审核人员"] },
  出具法制审核意见: { makes: [REVIEW], holds: [REVIEW] },
  负责人集体讨论: { makes: [DISCUSSION], holds: [DISCUSSION] },
  作出处罚决定: { makes: [APPROVAL, DECISION], holds: [APPROVAL] },
  送达决定书: { makes: [RECEIPT], holds: [RECEIPT] },
  确认脱敏: { aside: ["涉及的其他自然人"] },
  保密审查: { aside: ["审查结论", "审查说明"] },
  审核发布: { aside: ["发布意见"] },
  登记履行: { holds: [CLOSING], implied: ["履行方式"] },
  批准结案: { makes: [CLOSING], holds: [CLOSING] },
  归档: { aside: ["保管期限", "存放位置"] },
};

/** Pages of a case on which stands what no paper holds. */
const TABS = ["", "/facts", "/evidence", "/reviews", "/publication"];

/** Every paper of a case, read: sound, made in the order of the acts, and no paper that no act made. */
export async function read(story) {
  const papers = await story.case.papers("zhifa1");
  const page = await story.case.open("zhifa1");
  for (const paper of papers) {
    const pdf = await (await fetched(page, paper.href)).body();
    assert.equal(faultsOf(pdf), "", `${paper.title} is no sound PDF`);
    const text = plain(textOf(pdf));
    // Once more without the marks around titles, which a form leaves out.
    paper.text = `${text}\n${text.replaceAll(/[《》]/g, "")}`;
    assert.ok(paper.text.includes(story.party.name), `${paper.title} does not name the party`);
  }
  const read = [];
  for (const [act, done] of story.case.acts.entries()) {
    const titles = rule(done).makes ?? [];
    const own = papers.slice(read.length, read.length + titles.length);
    assert.deepEqual(own.map(({ title }) => title), titles, `the papers of ${done.action}`);
    read.push(...own.map((paper) => ({ ...paper, act })));
  }
  assert.equal(read.length, papers.length, "there are papers that no act has made");
  return read;
}

/** What was typed stands in the paper where it belongs, and what belongs in none stands on the pages of the case. */
export async function check(story) {
  const papers = await read(story);
  const pages = await shown(story);
  const missing = [];
  for (const [place, act] of story.case.acts.entries()) {
    const { holds = [], aside = [], implied = [] } = rule(act);
    const own = own_or_next(papers, place, holds);
    for (const typed of act.typed.filter(({ label }) => !implied.includes(label))) {
      const words = printed(typed);
      const places = aside.includes(typed.label) ? [{ title: "the pages", text: pages }] : own;
      // A form of several papers fills them together.
      if (!places.some((paper) => paper.text.includes(words))) {
        missing.push(`${act.action}, ${typed.label}: ${words} (${places.map((paper) => paper.title).join("、")})`);
      }
    }
  }
  assert.deepEqual(missing, [], "what was typed and is not where it belongs");
  return papers;
}

/** The papers with these titles that an act has made itself; else the first one that comes after it. */
function own_or_next(papers, place, titles) {
  const fitting = papers.filter((paper) => titles.includes(paper.title) && paper.act >= place);
  const own = fitting.filter((paper) => paper.act === place);
  return own.length > 0 ? own : fitting.slice(0, 1);
}

/** These words stand in every one of these papers. */
export function hold(papers, words) {
  assert.ok(papers.length > 0, "there is no such paper");
  for (const { title, number, text } of papers) {
    const missing = words.filter((word) => !text.includes(plain(word)));
    assert.deepEqual(missing, [], `${title} ${number} does not hold this`);
  }
}

function rule({ action }) {
  return ACTIONS[action] ?? assert.fail(`nobody has said which paper holds what is typed for ${action}`);
}

/** What was typed, as a paper says it. */
function printed({ label, value, sort, help }) {
  switch (sort) {
    case "day":
      return dayInWords(value);
    case "time":
      return timeInWords(value);
    case "choice":
      return plain(chosen(label, value, help));
    default:
      return plain(value);
  }
}

/** What was chosen: a form says more of a thing than its name, as 证据1：诊疗记录（书证） or 演示丁（法制审核人员）. */
function chosen(label, value, help) {
  const name = value.replace(/（[^（）]*）$/, "");
  if (label === "违反的规定") {
    return help; // A paper cites the article that stands under the words of the duty.
  }
  if (name === "没收非法财物") {
    return "没收"; // A paper says what is confiscated in the words of the clause.
  }
  return /证据$/.test(label) ? name.replace(/^证据\d+：/, "") : name;
}

async function shown(story) {
  let text = "";
  for (const tab of TABS) {
    const page = await story.case.open("zhifa1", tab);
    text += await page.getByRole("main").evaluate((main) => main.textContent);
  }
  return plain(text);
}
