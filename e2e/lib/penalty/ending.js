// After the decision: the public text and what the public sees of it, payment, closing, filing.
// It withdraws nothing.

import { strict as assert } from "node:assert";
import { follow } from "../browser.js";
import { plain, textOf } from "../pdf.js";

/** Masked, checked for secrets, released by a second person. */
export async function publish(story) {
  await story.act("gongshi", "确认脱敏", (fields) => fields.text("涉及的其他自然人", story.witness.name));
  await story.act("shenhe", "保密审查", async (fields) => {
    await fields.choose("审查结论", "通过");
    await fields.text("审查说明", "不涉及国家秘密、商业秘密和个人隐私。");
  });
  await story.act("fazhi", "审核发布", (fields) => fields.text("发布意见", "同意发布。"));
}

/** A file behind a link; files are made in the background, so one that was just ordered may take a moment. */
export async function fetched(page, href) {
  let response;
  for (let tries = 0; tries < 60; tries += 1) {
    response = await page.request.get(href);
    if (response.ok()) {
      return response;
    }
    await page.waitForTimeout(500);
  }
  return assert.fail(`${href} answers ${response.status()}`);
}

/** What the public finds: the page's words, its data and its file, by the title under which the page is listed. */
export async function published(story, title) {
  const page = await story.browser.stranger();
  const link = page.getByRole("main").getByRole("link", { name: title });
  for (let tries = 0; tries < 40; tries += 1) {
    await page.goto("/decisions");
    if ((await link.count()) > 0) {
      break;
    }
    await page.waitForTimeout(500);
  }
  await follow(page, link.first());
  await story.browser.look(page, "公示页面");
  const path = new URL(page.url()).pathname;
  const seen = {
    text: await page.getByRole("main").innerText(),
    json: await (await fetched(page, path.replace("/decisions/", "/api/v1/decisions/"))).text(),
    pdf: await (await fetched(page, `${path}.pdf`)).body(),
  };
  assert.deepEqual(page.troubles, []);
  await page.context().close();
  return seen;
}

/** What the public must see stands on the page, in the data and in the file; what is secret stands in none. */
export function judge(story, seen, { shown, hidden = [] }) {
  const forms = { page: plain(seen.text), data: plain(seen.json), file: plain(textOf(seen.pdf)) };
  for (const words of shown) {
    assert.ok(forms.page.includes(plain(words)), `${words} is not on the public page`);
    assert.ok(forms.file.includes(plain(words)), `${words} is not in the public file`);
    // Data counts in cents; words of the law and names stand in it as they are.
    assert.ok(/^[\d,]+$/.test(words) || forms.data.includes(plain(words)), `${words} is not in the public data`);
  }
  const secret = [...story.typed.secret, ...story.typed.prose, story.informant.name, story.witness.name, ...hidden];
  for (const [form, text] of Object.entries(forms)) {
    for (const words of secret) {
      assert.ok(!text.includes(plain(words)), `${words} is public in the ${form}`);
    }
  }
}

/** Everything owed, which the form proposes; `other_done` where the penalty is more than money. */
export function pay(story, amount, { other_done = false } = {}) {
  return story.act("zhifa1", "登记履行", async (fields) => {
    await fields.choose("履行方式", "缴纳罚没款");
    assert.equal(Number((await fields.valueOf("缴款金额")).replaceAll(",", "")), amount, "the amount owed is not proposed");
    await fields.texts({ 缴款金额: amount, 履行日期: await story.clock.today(), 票据号码: `YS-${story.mark}` });
    if (other_done) {
      await fields.tick("其他处罚内容已执行完毕");
    }
  });
}

export function close(story) {
  return story.act("fuzeren", "批准结案", (fields) => fields.texts({ 执行结果: `已全部履行（${story.mark}）。`, 审批意见: "同意结案。" }));
}

export function archive(story) {
  return story.act("dangan", "归档", (fields) => fields.texts({ 保管期限: "30年", 存放位置: "档案室（演示）" }));
}
