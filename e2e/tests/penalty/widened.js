// A second inspection finds a third violation after the notice was served and the plea waived.
// Everything begins again for the party: a new notice, a new window for the plea, one for the hearing, a new review.

import { strict as assert } from "node:assert";
import * as decision from "../../lib/penalty/decision.js";
import * as ending from "../../lib/penalty/ending.js";
import * as investigation from "../../lib/penalty/investigation.js";
import { DECISION, HEARING_RIGHT, NOTICE, check, hold } from "../../lib/penalty/papers.js";
import { Story } from "../../lib/penalty/story.js";

const BEYOND = { cause: "诊疗活动超出登记或者备案范围", facts: "当事人在登记的诊疗科目以外开展医疗美容诊疗活动，查见病历五份。", fine: 30_000 };
const SYSTEMS = { cause: "医疗信息安全或者医疗质量、医疗技术管理制度不健全", facts: "当事人没有医疗质量管理制度，没有培训和检查记录。", fine: 20_000 };
const NURSES = { cause: "护士配备不足或者允许无资格人员从事护理活动", facts: "第二次检查时，一名没有护士执业证书的人员正在为患者输液。", duties: ["护士执业证书"] };
const ROSTER = "护理人员排班表";

export function tests(world) {
  const story = new Story(world, {
    causes: [BEYOND.cause, SYSTEMS.cause],
    summary: "投诉反映当事人超范围开展医疗美容，检查另查见没有医疗质量管理制度。",
    acted_on: "2026-03-01",
  });
  const steps = [
    ["a lead with two causes becomes a case", async () => {
      await story.clock.nextMorning();
      await investigation.register(story);
      await investigation.accept(story);
      await investigation.requestFiling(story);
      await investigation.approveFiling(story);
    }],
    ["the first inspection proves two violations", async () => {
      await investigation.recordScene(story);
      await investigation.recordInquiry(story);
      await investigation.addEvidence(story, "医疗美容病历复印件");
    }],
    ["both are ordered corrected, and found corrected", async () => {
      await investigation.orderCorrection(story, [
        { cause: BEYOND.cause, violation: BEYOND.facts, measure: "立即停止登记范围以外的诊疗活动。", days: 3 },
        { cause: SYSTEMS.cause, violation: SYSTEMS.facts, measure: "建立医疗质量管理制度并培训人员。", days: 20, duties: ["医疗质量管理制度"] },
      ]);
      await story.clock.nextMorning();
      await investigation.recheck(story, 2, "医疗美容科室已经关闭，医疗质量管理制度已经建立。");
    }],
    ["the investigation is concluded", async () => {
      await investigation.conclude(story, [
        { cause: BEYOND.cause, facts: BEYOND.facts },
        { cause: SYSTEMS.cause, facts: SYSTEMS.facts, duties: ["医疗质量管理制度"] },
      ]);
    }],
    ["the panel proposes a penalty for each", async () => {
      await story.clock.nextMorning();
      await decision.adopt(story, [
        { cause: BEYOND.cause, kinds: ["警告", "罚款"], fine: BEYOND.fine, tier: "一般", reasons: "超范围诊疗五例，按照一般阶次裁量。" },
        { cause: SYSTEMS.cause, kinds: ["警告", "罚款"], fine: SYSTEMS.fine, tier: "一般", reasons: "制度缺失，没有危害后果，按照一般阶次裁量。" },
      ]);
    }],
    ["the first notice is served, the plea waived, the review agreed", async () => {
      await decision.issueNotice(story);
      await decision.serveNotice(story);
      await decision.waivePlea(story);
      await decision.waiveHearing(story);
      await decision.review(story);
      assert.match(await story.case.refused("fuzeren", "作出处罚决定"), /集体讨论/);
    }],
    ["a second inspection finds another violation", async () => {
      await story.clock.nextMorning();
      await investigation.returnToInvestigation(story, "接到新的反映，补充检查护理人员资格。");
      await investigation.recordScene(story, { findings: NURSES.facts });
      await investigation.addEvidence(story, ROSTER);
    }],
    ["without saying that the facts are worse the report is refused, with the article", async () => {
      const refusal = await investigation.refuseConclusion(story, { place: 3, cause: NURSES.cause, facts: NURSES.facts, duties: NURSES.duties });
      assert.match(refusal, /变更违法事实/);
      assert.match(refusal, /行政处罚法.*第四十四条/s);
    }],
    ["the third violation is added, against the party", async () => {
      await investigation.addViolation(story, {
        place: 3,
        cause: NURSES.cause,
        facts: NURSES.facts,
        evidence: [ROSTER],
        duties: NURSES.duties,
        reason: "第二次检查发现无护士执业证书人员从事护理活动。",
      });
      await investigation.conclude(story, []);
    }],
    ["the panel proposes three penalties", async () => {
      await decision.adopt(story, [{ cause: NURSES.cause, kinds: ["警告"], tier: "一般", reasons: "一名人员无证护理，给予警告。" }]);
    }],
    ["the old notice and the old waiver carry no decision", async () => {
      await assert.rejects(() => story.case.form("fuzeren", "作出处罚决定"));
    }],
    ["a heavier notice without a new fact is refused, with the article", async () => {
      const refusal = await decision.refuseNotice(story);
      assert.match(refusal, /新的?事实/);
      assert.match(refusal, /行政处罚法.*第四十五条/s);
    }],
    ["the second notice replaces the first", async () => {
      await decision.issueNotice(story, { fact: NURSES.facts, evidence: [ROSTER] });
      await decision.serveNotice(story);
    }],
    ["both windows are open again, whatever was waived before", async () => {
      assert.match(await story.case.refused("fuzeren", "作出处罚决定"), /陈述申辩期限尚未届满/);
    }],
    ["on the last day of the window the decision is still refused", async () => {
      const last = await story.clock.due("hearing.request");
      await story.clock.goTo(last, "16:00");
      assert.match(await story.case.refused("fuzeren", "作出处罚决定"), /尚未届满/);
      await story.clock.goPast(last);
      assert.match(await story.case.refused("fuzeren", "作出处罚决定"), /审核/);
    }],
    ["it is reviewed again, and discussed", async () => {
      await decision.review(story);
      await decision.discuss(story);
    }],
    ["one decision names three violations", async () => {
      await decision.decide(story);
      await decision.serveDecision(story);
    }],
    ["it is published within seven working days, and the public sees all three", async () => {
      await ending.publish(story);
      const number = await story.case.numberOf("zhifa1", DECISION);
      const seen = await ending.published(story, new RegExp(story.party.name));
      ending.judge(story, seen, { shown: [number, "50,000", BEYOND.cause, SYSTEMS.cause, NURSES.cause, story.party.name] });
    }],
    ["the party pays, the case is closed and filed", async () => {
      await story.clock.nextMorning();
      await ending.pay(story, BEYOND.fine + SYSTEMS.fine, { other_done: true });
      await ending.close(story);
      await ending.archive(story);
      assert.match(await story.case.head("zhifa1"), /归档/);
    }],
    ["every paper is a sound PDF and holds what was typed for it", async () => {
      const papers = await check(story);
      const of = (title) => papers.filter((paper) => paper.title === title);
      const [first, second] = of(NOTICE);
      hold([first], [BEYOND.facts, SYSTEMS.facts, "50,000元"]);
      assert.ok(!first.text.includes(NURSES.cause), "the first notice knows of the second inspection");
      hold([second, of(DECISION)[0]], [BEYOND.facts, SYSTEMS.facts, NURSES.facts, ROSTER, "50,000元", "伍万元整"]);
      hold([second], [first.number, "替代"]);
      hold([of(HEARING_RIGHT)[1]], ["替代", of(HEARING_RIGHT)[0].number]);
    }],
  ];
  return { story, steps };
}
