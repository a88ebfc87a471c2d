// One penalty case through pages alone, by the people of the body, from the lead to the public page and the closed file.
// The rights are waived in writing: the clock is the real one, so nothing that needs days to pass is told here.

import { strict as assert } from "node:assert";
import { PASSWORD, follow } from "../lib/browser.js";
import { Case, Fields, sign } from "../lib/form.js";
import { creditCode, mobile, residentId } from "../lib/numbers.js";
import { scan } from "../lib/paper.js";
import { day, now } from "../lib/time.js";

const CAUSE = "诊疗活动超出登记或者备案范围";
const FINE = 60_000;
const FACTS = "当事人在登记的诊疗科目以外开展口腔种植诊疗活动，现场查见诊疗记录三份。";
/** What only this run says, in words that must never lie in clear. */
const SERIAL = creditCode();
const PARTY = {
  name: `示例市演示口腔门诊部${SERIAL.slice(10, 16)}`,
  code: SERIAL,
  responsible: "贾演示",
  address: "示例市示例区示例路88号（演示）",
  phone: mobile(),
};
const INFORMANT = { name: "甄举报", phone: mobile() };
const WITNESS = { name: "甄询问", id: residentId(), phone: mobile(), words: `我是护士，编号${SERIAL.slice(11, 17)}，照实说。` };

/** For the search after the run: what must not be found in clear, and what must. */
export const TYPED = {
  secret: [PARTY.phone, INFORMANT.phone, WITNESS.id, WITNESS.phone],
  prose: [WITNESS.words],
  clear: [PARTY.name],
};

let penalty = null;
let number = null;

async function officers(fields, label) {
  await fields.ticks(label, ["演示甲", "演示乙"]);
}

async function signature(fields, legend, by) {
  const group = fields.group(legend);
  await group.text("签名人", by);
  await group.attach("签名件扫描", `${legend}.pdf`, scan(`signed ${legend.length}`));
}

async function scene(fields, who = ["演示甲", "演示乙"]) {
  await fields.texts({
    检查开始时间: await now(),
    检查结束时间: await now(),
    在场人员: `${PARTY.responsible}（负责人）`,
    检查情况: FACTS,
    当事人意见: "以上笔录属实。",
  });
  const boxes = fields.group("检查人员").scope.getByRole("checkbox");
  for (const box of await boxes.all()) {
    await box.uncheck();
  }
  await fields.ticks("检查人员", who);
  await fields.tick("已出示执法证件");
  await fields.tick("已告知权利和回避事项");
}

async function service(fields) {
  await officers(fields, "送达人员");
  await fields.texts({ 送达时间: await now(), 收件人: PARTY.responsible, 收件人与当事人的关系: "法定代表人" });
  await fields.attach("送达回证扫描", "送达回证.pdf", scan("receipt"));
}

async function waiver(fields) {
  await fields.text("声明日期", day());
  await fields.attach("签名件扫描", "放弃声明.pdf", scan("waiver"));
}

async function people(fields, count) {
  for (let place = 1; place <= count; place += 1) {
    const entry = fields.entry(place);
    if ((await entry.valueOf("姓名")) === "") {
      await entry.texts({ 姓名: `演示${"甲乙丙"[place - 1]}` });
    }
    if ((await entry.valueOf("职务")) === "") {
      await entry.text("职务", "负责人");
    }
    await entry.text("意见", "同意。");
  }
}

async function lead(fields) {
  await fields.choose("案源", "检查发现");
  await fields.texts({
    "发现（收到）日期": day(),
    违法行为发生地: PARTY.address,
    案情摘要: FACTS,
    "投诉举报人、移送单位": INFORMANT.name,
    投诉举报人电话: INFORMANT.phone,
  });
  const party = fields.group("当事人");
  await party.choose("当事人类别", "法人或者其他组织");
  await party.texts({
    姓名或名称: PARTY.name,
    "法定代表人（负责人、经营者）": PARTY.responsible,
    住所或经营地址: PARTY.address,
    联系电话: PARTY.phone,
  });
}

const STEPS = [
  ["a lead with a wrong credit code is refused, and what was typed stays", async ({ browser }) => {
    const page = await browser.as("zhifa1");
    await page.goto("/staff/");
    await follow(page, page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "案件", exact: true }));
    await follow(page, page.getByRole("link", { name: "登记案源" }));
    const fields = new Fields(page.getByRole("main"));
    await lead(fields);
    const wrong = PARTY.code.slice(0, 17) + (PARTY.code.endsWith("0") ? "1" : "0");
    await fields.group("当事人").text("统一社会信用代码", wrong);
    await fields.press("登记");
    const alert = page.getByRole("alert");
    assert.match(await alert.innerText(), /统一社会信用代码/);
    await alert.getByRole("link").first().click();
    assert.equal(await fields.valueOf("案情摘要"), FACTS);
    assert.equal(await fields.group("当事人").valueOf("统一社会信用代码"), wrong);
    assert.equal(await fields.valueOf("投诉举报人电话"), INFORMANT.phone);
    page.troubles.length = 0; // The browser notes the status 422 of the refusal.
  }],
  ["an officer registers the lead with the right code", async ({ browser }) => {
    const page = await browser.as("zhifa1");
    const fields = new Fields(page.getByRole("main"));
    await fields.group("当事人").text("统一社会信用代码", PARTY.code);
    await fields.press("登记");
    assert.match(page.url(), /\/staff\/cases\/[0-9a-f-]{36}\?done=open$/);
    penalty = new Case(browser, new URL(page.url()).pathname);
    assert.match(await penalty.head("zhifa1"), new RegExp(PARTY.name));
  }],
  ["the unit head accepts the lead", () => penalty.act("keshi", "受理案源", (fields) => fields.texts({
    管辖依据: "违法行为发生地在本机关辖区内，属于卫生健康主管部门职权。",
    初步证据: "现场检查照片和诊疗记录（演示）。",
  }))],
  ["the officer requests filing", () => penalty.act("zhifa1", "报请立案", async (fields) => {
    await fields.ticks("案由", [CAUSE]);
    await officers(fields, "承办人");
    await fields.text("承办意见", "建议立案调查。");
  })],
  ["a wrong password does not sign, and the opinion stays", async () => {
    const { page, fields } = await penalty.form("fuzeren", "批准立案");
    await fields.text("审批意见", "同意立案。");
    assert.ok(await sign(page, "not the password"), "no signature was asked for");
    await fields.press("批准立案");
    assert.match(await page.getByRole("alert").innerText(), /密码/);
    assert.equal(await fields.valueOf("审批意见"), "同意立案。");
    assert.ok(!page.url().includes("done="));
  }],
  ["who is overtaken by another act is told so, and the opinion stays", async ({ browser }) => {
    await penalty.act("zhifa1", "添加证据", (fields) => evidence(fields, "诊疗记录复印件"));
    const page = await browser.as("fuzeren");
    const fields = new Fields(page.getByRole("main"));
    await fields.text("审批意见", "同意立案，尽快调查。");
    await sign(page, PASSWORD);
    await fields.press("批准立案");
    assert.match(await page.getByRole("status").innerText(), /案件刚刚被别人办理/);
    assert.equal(await fields.valueOf("审批意见"), "同意立案，尽快调查。");
    page.troubles.length = 0; // The browser notes the statuses 409 and 422 of the refusals.
  }],
  ["the agency head approves filing on the newest version", async ({ browser }) => {
    const page = await browser.as("fuzeren");
    assert.ok(await sign(page, PASSWORD), "no signature was asked for");
    await new Fields(page.getByRole("main")).press("批准立案");
    await penalty.done(page, "批准立案");
  }],
  ["one officer alone makes no record: the reason names the article, and what was typed stays", async () => {
    const { page, fields } = await penalty.form("zhifa1", "制作现场检查笔录");
    await scene(fields, ["演示甲"]);
    await signature(fields, "当事人签名", PARTY.responsible);
    await fields.press("制作现场检查笔录");
    assert.match(await page.getByRole("alert").innerText(), /依据：.*第.*条.*编号：/s);
    assert.equal(await fields.valueOf("检查情况"), FACTS);
    assert.ok(await fields.group("检查人员").scope.getByRole("checkbox", { name: "演示甲" }).isChecked());
    page.troubles.length = 0;
  }],
  ["two officers record the scene, with the scan of the signed page", () =>
    penalty.act("zhifa1", "制作现场检查笔录", async (fields) => {
      await scene(fields);
      await signature(fields, "当事人签名", PARTY.responsible);
    })],
  ["the second officer records an inquiry of two answers", () => penalty.act("zhifa2", "制作询问笔录", async (fields) => {
    await fields.press("添加一组问答");
    await fields.texts({
      被询问人: WITNESS.name,
      被询问人身份证号码: WITNESS.id,
      被询问人电话: WITNESS.phone,
      与当事人的关系: "护士",
      询问地点: "示例市卫生健康委员会询问室（演示）",
      询问开始时间: await now(),
      询问结束时间: await now(),
    });
    await officers(fields, "询问人员");
    await fields.tick("已出示执法证件");
    await fields.tick("已告知权利义务");
    await fields.entry(1).texts({ 问: "请说明您的身份。", 答: WITNESS.words });
    await fields.entry(2).texts({ 问: "还有什么要补充？", 答: "没有补充。" });
    await signature(fields, "被询问人签名", WITNESS.name);
  })],
  ["evidence that is sent twice by a double click is entered once", async () => {
    const { page, fields } = await penalty.form("zhifa1", "添加证据");
    await evidence(fields, "现场照片");
    await fields.scope.getByRole("button", { name: "添加证据", exact: true }).first().dblclick();
    await page.waitForURL(/done=/);
    await penalty.open("zhifa1", "/evidence");
    assert.equal(await page.getByRole("heading", { name: /现场照片/ }).count(), 1);
    assert.equal(await page.getByRole("heading", { name: /诊疗记录复印件/ }).count(), 1);
    page.troubles.length = 0;
  }],
  ["the officer concludes the investigation", () => penalty.act("zhifa1", "调查终结", async (fields) => {
    await fields.texts({ 调查经过: "经现场检查、询问、提取书证，查清了违法事实。", 处理建议: "建议给予行政处罚。" });
    await fields.text("从轻、减轻、从重情节", "没有从轻、减轻、从重情节。");
    const violation = fields.entry(1);
    await violation.texts({ 违法事实: FACTS, 行为日期: day(-20), 违法所得: "0" });
    await violation.ticks("证据", true);
  })],
  ["the panel adopts a warning and a fine of 60,000 yuan", () => penalty.act("keshi", "合议并形成拟处理意见", async (fields) => {
    await fields.texts({ 合议时间: await now(), 合议地点: "执法一科会议室", 合议结论: "事实清楚，证据确凿，一致同意。" });
    await people(fields.group("合议人员意见"), 3);
    await fields.choose("拟处理结果", "给予行政处罚");
    const fine = fields.group("各项处罚").entry(1);
    await fine.ticks("处罚种类", ["警告", "罚款"]);
    await fine.texts({ 罚款: String(FINE), 裁量阶次: "一般", 裁量理由: "违法事实清楚，按照一般阶次裁量。" });
  })],
  ["the agency head issues the notice", () => penalty.act("fuzeren", "制发事先告知书", (fields) => fields.text("审批意见", "同意告知。"))],
  ["the officer serves the notice", () => penalty.act("zhifa1", "送达事先告知书", service)],
  ["before the rights are waived the decision is refused, with the article", async () => {
    const page = await penalty.open("fuzeren");
    const card = page.getByRole("note").filter({ hasText: "现在不能作出处罚决定" });
    assert.match(await card.first().innerText(), /依据：.*第.*条/s);
    const link = page.getByRole("main").getByRole("link", { name: "作出处罚决定", exact: true });
    assert.equal(await link.count(), 0, "the decision is offered");
  }],
  ["the party waives the plea in writing", () => penalty.act("zhifa1", "登记书面放弃陈述申辩", waiver)],
  ["the party waives the hearing in writing", () => penalty.act("zhifa1", "登记书面放弃听证", waiver)],
  ["the officer submits the case for legal review", () => penalty.act("zhifa1", "提交法制审核", (fields) => fields.text("送审说明", "请审核。"))],
  ["the head of legal review assigns the reviewer", () => penalty.act("fazhi", "分配审核人员", (fields) => fields.choose("审核人员", /演示丁/))],
  ["the reviewer gives an opinion on nine points", () => penalty.act("shenhe", "出具法制审核意见", async (fields) => {
    const points = fields.group("九项审核要点");
    for (let place = 1; place <= 9; place += 1) {
      await points.entry(place).choose("结论", "符合");
    }
    await fields.choose("审核意见", "同意");
    await fields.text("理由", "主体合法、事实清楚、程序合法、依据正确、裁量适当。");
  })],
  ["the heads discuss", () => penalty.act("fuzeren", "负责人集体讨论", async (fields) => {
    await fields.texts({ 讨论时间: await now(), 讨论地点: "委会议室（演示）", 主持人: "演示己", 讨论结论: "同意拟处罚意见。" });
    await people(fields.group("参加人员意见"), 2);
  })],
  ["the agency head decides, signed", () => penalty.act("fuzeren", "作出处罚决定", (fields) => fields.text("审批意见", "同意处罚意见。"))],
  ["the documents of the case open as PDF", async () => {
    const page = await penalty.open("zhifa1", "/documents");
    const links = await page.getByRole("main").getByRole("link", { name: /^下载/ }).all();
    assert.ok(links.length >= 12, `there are ${links.length} documents`);
    for (const link of links) {
      const name = await link.getAttribute("aria-label");
      const response = await fetched(page, await link.getAttribute("href"));
      assert.equal(response.headers()["content-type"], "application/pdf", name);
      assert.equal((await response.body()).subarray(0, 5).toString(), "%PDF-", name);
    }
    const row = page.getByRole("row", { name: /行政处罚决定书/ }).first();
    number = /示卫医罚〔\d{4}〕\d+号/.exec(await row.innerText())?.[0];
    assert.ok(number, "the decision has no number");
  }],
  ["the officer serves the decision", () => penalty.act("zhifa1", "送达决定书", service)],
  ["the clerk masks the public text", () => penalty.act("gongshi", "确认脱敏", (fields) => fields.text("涉及的其他自然人", WITNESS.name))],
  ["the reviewer checks for secrets", () => penalty.act("shenhe", "保密审查", async (fields) => {
    await fields.choose("审查结论", "通过");
    await fields.text("审查说明", "不涉及国家秘密、商业秘密和个人隐私。");
  })],
  ["the head of legal review releases it, signed", () => penalty.act("fazhi", "审核发布", (fields) => fields.text("发布意见", "同意发布。"))],
  ["the public finds the decision, and nothing that is not theirs to know", async ({ browser }) => {
    const page = await browser.stranger();
    const link = page.getByRole("link", { name: new RegExp(PARTY.name) });
    for (let tries = 0; tries < 20; tries += 1) {
      await page.goto("/decisions");
      if ((await link.count()) > 0) {
        break;
      }
      await page.waitForTimeout(500);
    }
    await follow(page, link.first());
    const text = await page.getByRole("main").innerText();
    for (const known of [PARTY.name, PARTY.code, number, "60,000", "陆万元"]) {
      assert.ok(text.replaceAll("，", ",").includes(known) || text.replaceAll(",", "").includes(known.replaceAll(",", "")), `${known} is not on the page`);
    }
    const json = await (await fetched(page, new URL(page.url()).pathname.replace("/decisions/", "/api/v1/decisions/"))).text();
    for (const secret of [...TYPED.secret, ...TYPED.prose, INFORMANT.name, WITNESS.name]) {
      assert.ok(!text.includes(secret) && !json.includes(secret), `${secret} is public`);
    }
    assert.deepEqual(page.troubles, []);
  }],
  ["the party pays in full", () => penalty.act("zhifa1", "登记履行", async (fields) => {
    await fields.choose("履行方式", "缴纳罚没款");
    assert.equal(Number((await fields.valueOf("缴款金额")).replaceAll(",", "")), FINE, "the amount owed is not proposed");
    await fields.texts({ 履行日期: day(), 票据号码: "YS-2026-0001" });
  })],
  ["the agency head closes the case", () => penalty.act("fuzeren", "批准结案", (fields) => fields.texts({ 执行结果: "已全部履行。", 审批意见: "同意结案。" }))],
  ["the archivist files it", () => penalty.act("dangan", "归档", (fields) => fields.texts({ 保管期限: "30年", 存放位置: "档案室（演示）" }))],
  ["the timeline tells every step, and the case is archived", async () => {
    const head = await penalty.head("zhifa1");
    assert.match(head, /归档/);
    const page = await penalty.open("zhifa1");
    const told = await page.getByRole("main").getByRole("listitem").allInnerTexts();
    for (const who of ["演示甲", "演示乙", "演示丙", "演示丁", "演示戊", "演示己", "演示庚", "演示辛"]) {
      assert.ok(told.some((entry) => entry.includes(who)), `${who} is not in the timeline`);
    }
    assert.deepEqual([...new Set(penalty.asked)].filter((login) => ["zhifa1", "zhifa2"].includes(login)), [], "the officers were asked why they read their own case");
  }],
];

async function evidence(fields, name) {
  await fields.choose("证据种类", "书证");
  await fields.texts({ 证据名称: name, 证明内容: "违法行为的时间、地点和经过。", 来源: "现场提取", 取得日期: day(), 页数: "3" });
  await officers(fields, "收集人员");
  await fields.attach("附件", `${name}.pdf`, scan("evidence"));
}

/** A file behind a link; documents are made in the background, so one that was just issued may take a moment. */
async function fetched(page, href) {
  let response;
  for (let tries = 0; tries < 30; tries += 1) {
    response = await page.request.get(href);
    if (response.ok()) {
      return response;
    }
    await page.waitForTimeout(1000);
  }
  return assert.fail(`${href} answers ${response.status()}`);
}

export const tests = STEPS.map(([name, run]) => ({ name, run, chained: true }));
