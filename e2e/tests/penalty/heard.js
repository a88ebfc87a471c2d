// A citizen asks for a hearing and brings an account book in the plea: the facts change in the party's favour.
// The case is reviewed again and decided lighter, without a new notice (行政处罚法 第四十五条).
// Everybody works on a phone: each form, filled in, and each page of the case after it is looked at as it stands there.

import { strict as assert } from "node:assert";
import * as decision from "../../lib/penalty/decision.js";
import * as ending from "../../lib/penalty/ending.js";
import * as hearing from "../../lib/penalty/hearing.js";
import * as investigation from "../../lib/penalty/investigation.js";
import { DECISION, NOTICE, check, hold } from "../../lib/penalty/papers.js";
import { faultsHere } from "../../lib/look.js";
import { HANDSET } from "../../lib/phone.js";
import { Story } from "../../lib/penalty/story.js";

const CAUSE = "未取得医疗机构执业许可证擅自执业";
const FACTS = "当事人未取得医疗机构执业许可证，在示例小区内为他人诊疗并收费，现场查见血压计一台、处方笺一本。";
const GAINS = 32_000;
const GAINS_AFTER = 8_000;
const FINE = 200_000;
const FINE_AFTER = 60_000;
const ACCOUNT = "收费账册";
const GOODS = [{ name: "血压计", number: "1" }];

export function tests(world) {
  const browser = world.browser?.scripted(HANDSET);
  const wrong = [];
  if (browser) {
    browser.look = async (page, name) => wrong.push(...(await faultsHere(page, `heard-${name}`, HANDSET.width)));
  }
  const story = new Story({ ...world, browser }, {
    citizen: true,
    causes: [CAUSE],
    summary: FACTS,
    acted_on: "2026-02-20",
  });
  const facts_after = `${FACTS}经核对账册，收费中有二万四千元为代购药品的货款，不计入违法所得（${story.mark}）。`;
  let hearing_at = null;
  const steps = [
    ["a lead about a citizen becomes a case", async () => {
      await story.clock.nextMorning();
      await investigation.register(story);
      await investigation.accept(story);
      await investigation.requestFiling(story);
      await investigation.approveFiling(story);
    }],
    ["the case is investigated", async () => {
      await story.clock.nextMorning();
      await investigation.recordScene(story);
      await investigation.recordInquiry(story);
      await investigation.addEvidence(story, "处方笺复印件");
      await investigation.conclude(story, [{ cause: CAUSE, facts: FACTS, gains: String(GAINS) }]);
    }],
    ["the panel proposes a fine of 200,000 yuan and two confiscations", async () => {
      await story.clock.nextMorning();
      await decision.adopt(story, [{
        cause: CAUSE,
        kinds: ["没收违法所得", "没收非法财物", "罚款"],
        fine: FINE,
        gains: GAINS,
        goods: GOODS,
        goods_value: 200,
        tier: "一般",
        reasons: "违法所得三万二千元，按照一般阶次处违法所得六倍以上的罚款。",
      }]);
    }],
    ["the notice is issued and served", async () => {
      await decision.issueNotice(story);
      await decision.serveNotice(story);
    }],
    ["legal review agrees with what was told", () => decision.review(story)],
    ["the party asks for a hearing in time", async () => {
      await story.clock.nextMorning();
      await hearing.requestHearing(story);
    }],
    ["a hearing less than seven working days after its notice is refused, with the article", async () => {
      const last = await story.clock.due("hearing.notice");
      const refusal = await hearing.refuseHearing(story, last);
      assert.match(refusal, /七个工作日/);
      assert.match(refusal, /行政处罚法.*第六十四条/s);
    }],
    ["the party is told of the hearing", async () => {
      const last = await story.clock.due("hearing.notice");
      hearing_at = await hearing.notifyHearing(story, story.clock.weekday(story.clock.after(last)));
    }],
    ["the party pleads and brings an account book: the review that agreed holds no more", async () => {
      await story.clock.nextMorning();
      await investigation.addEvidence(story, ACCOUNT, { from_plea: true });
      await decision.receivePlea(story, {
        content: `收费中有二万四千元是代购药品的货款，附账册，请求减轻（${story.mark}）。`,
        evidence: [ACCOUNT],
      });
      assert.match(await story.case.refused("fuzeren", "作出处罚决定"), /听证|复核|审核/);
    }],
    ["the hearing cannot be recorded before it was held", async () => {
      assert.match(await story.case.refused("tingzheng", "登记听证笔录"), /七个工作日/);
    }],
    ["the hearing is held on its day, and reported", async () => {
      const [day, time] = hearing_at.split("T");
      await story.clock.goTo(day, time);
      await story.clock.tick(90);
      await hearing.holdHearing(story, hearing_at);
      await hearing.reportHearing(story);
    }],
    ["the plea is adopted", () => decision.answerPlea(story, {
      reason: `账册与处方相互印证，代购药品货款不是违法所得（${story.mark}）。`,
      conclusion: "采纳当事人意见，违法所得改为八千元，相应降低罚款。",
    })],
    ["a decision as it was reviewed is refused: the facts have changed", async () => {
      assert.match(await story.case.refused("fuzeren", "作出处罚决定"), /审核/);
    }],
    ["the panel amends the proposal on lighter facts", async () => {
      await story.clock.nextMorning();
      await decision.amend(story, {
        violations: [{ cause: CAUSE, facts: facts_after, gains: String(GAINS_AFTER) }],
        penalties: [{ cause: CAUSE, fine: FINE_AFTER, gains: GAINS_AFTER, reasons: "违法所得不足一万元，按照一万元的六倍处罚款。" }],
      });
    }],
    ["it is reviewed again, and discussed", async () => {
      await decision.review(story);
      await decision.discuss(story);
    }],
    ["the decision is lighter than the notice, and there is no second notice", async () => {
      await decision.decide(story);
      const notices = (await story.case.papers("zhifa1")).filter(({ title }) => title === NOTICE);
      assert.equal(notices.length, 1);
    }],
    ["the decision is served and published", async () => {
      await decision.serveDecision(story);
      await ending.publish(story);
      const number = await story.case.numberOf("zhifa1", DECISION);
      const seen = await ending.published(story, /未取得医疗机构执业许可证擅自执业|贾/);
      ending.judge(story, seen, { shown: [number, "60,000", "8,000"], hidden: [story.party.name, story.party.address] });
    }],
    ["the party pays, the case is closed and filed", async () => {
      await story.clock.nextMorning();
      await ending.pay(story, FINE_AFTER + GAINS_AFTER, { other_done: true });
      await ending.close(story);
      await ending.archive(story);
      assert.match(await story.case.head("zhifa1"), /归档/);
    }],
    ["no page of it moved sideways or failed axe on a phone", async () => {
      assert.deepEqual(wrong, []);
    }],
    ["every paper is a sound PDF and holds what was typed for it", async () => {
      const papers = await check(story);
      const of = (title) => papers.filter((paper) => paper.title === title);
      hold(of(NOTICE), [FACTS, "200,000元", "贰拾万元整", "32,000元", "血压计", story.party.id]);
      hold(of(DECISION), [facts_after, "60,000元", "陆万元整", "8,000元", "血压计", ACCOUNT, "听证", story.party.id]);
      assert.ok(!of(DECISION)[0].text.includes("200000"), "the decision names the fine of the notice");
    }],
  ];
  return { story, steps };
}
