// The register of supervised units as its officers use it: import a workbook, mend an entry, merge two, open a case.
// Rows of every sort are tried by the program's own tests; here is the way through the pages, without scripts.

import { strict as assert } from "node:assert";
import { follow } from "../lib/browser.js";
import { Fields } from "../lib/form.js";
import { faults } from "../lib/look.js";
import { creditCode, mobile, residentId } from "../lib/numbers.js";
import { workbook } from "../lib/workbook.js";

const REGISTER = "/staff/subjects";
const OFFICER = "zhifa1";

/** Units of this run; what must not lie in clear anywhere is `secret`. */
export const run = { code: creditCode(), other: creditCode(), id: residentId(), phone: mobile() };

async function text(page) {
  return page.getByRole("main").innerText();
}

async function press(page, name) {
  await follow(page, page.getByRole("main").getByRole("button", { name }));
}

/** Looks at the same page with scripts on, which the checker of accessibility needs. */
async function look(browser, page, name) {
  const reader = await browser.reader(OFFICER);
  await reader.goto(new URL(page.url()).pathname);
  assert.deepEqual(await faults(reader, name), []);
}

export const tests = [
  {
    name: "a workbook is checked row by row, imported, and adds nothing when it comes again",
    run: async ({ browser }) => {
      const page = await browser.at(OFFICER, REGISTER);
      await follow(page, page.getByRole("link", { name: "从工作簿导入" }));
      await look(browser, page, "subjects-import");
      const wrong = run.code.slice(0, 17) + (run.code[17] === "0" ? "1" : "0");
      const rows = [
        ["示例市监管对象台账（演示）"],
        ["序号", "单位名称", "统一社会信用代码", "地址", "法定代表人", "法定代表人身份证号", "联系电话", "卫生许可证号", "有效期至"],
        ["1", "示例市雨霖宾馆（演示）", run.code, "示例路３０１号", "贾雨霖", run.id, run.phone, "演示公卫字〔2025〕第0301号", "2028年3月1日"],
        ["2", "示例市雨霖宾馆（演示）", run.code, "示例路301号", "贾雨霖", run.id, run.phone, "演示公卫字〔2025〕第0301号", "2028-03-01"],
        ["3", "示例市听松足浴店（演示）", wrong, "示例路302号", "", "", "", "", ""],
      ];
      for (const round of ["first", "second"]) {
        await page.goto(`${REGISTER}/import`);
        await page.getByLabel("XLSX工作簿").setInputFiles({ name: "台账.xlsx", mimeType: "application/octet-stream", buffer: workbook(rows) });
        await press(page, "上传并核对");
        const shown = await text(page);
        assert.match(shown, /统一社会信用代码：统一社会信用代码校验码不符/);
        assert.match(shown, /没有导入的列：序号/);
        if (round === "first") {
          assert.match(shown, /将新增1户，更新0户/);
          await look(browser, page, "subjects-report");
          await press(page, "确认导入1户");
          assert.match(await text(page), /已导入：新增1户，更新0户/);
          run.imported = true;
        } else {
          assert.match(shown, /没有需要新增或者更新的内容/);
        }
      }
      await page.goto(`${REGISTER}?q=${encodeURIComponent("雨霖")}`);
      await follow(page, page.getByRole("link", { name: "示例市雨霖宾馆（演示）" }));
      const shown = await text(page);
      assert.ok(!shown.includes(run.phone) && !shown.includes(run.id), "a number is shown in full");
      await look(browser, page, "subjects-one");
      await follow(page, page.getByRole("link", { name: "查看完整号码" }));
      assert.ok((await text(page)).includes(run.id), "who keeps the unit may see its number");
      await look(browser, page, "subjects-numbers");
      assert.deepEqual(page.troubles, []);
    },
  },
  {
    name: "an entry is mended, its twin is found and merged, and the old address leads on",
    run: async ({ browser }) => {
      const page = await browser.at(OFFICER, `${REGISTER}/new`);
      const fields = new Fields(page.getByRole("main"));
      await fields.texts({ 名称: "示例市雨霖宾馆有限公司（演示）", 统一社会信用代码: run.other, 地址: "示例路301号" });
      await press(page, "登记");
      assert.match(await text(page), /已登记|相近/);
      await look(browser, page, "subjects-new");
      if (/相近/.test(await text(page))) {
        await fields.tick("已经核对，不是同一户");
        await press(page, "登记");
        page.troubles.length = 0;
      }
      const twin = new URL(page.url()).pathname;
      await follow(page, page.getByRole("link", { name: "修改" }));
      await fields.text("名称", "示例市雨霖大酒店（演示）");
      await press(page, "保存");
      assert.match(await text(page), /曾用名：示例市雨霖宾馆有限公司（演示）/);
      await page.goto(`${REGISTER}/duplicates`);
      await look(browser, page, "subjects-duplicates");
      await page.goto(`${twin}/merge?q=${encodeURIComponent("雨霖宾馆")}`);
      await page.getByRole("radio", { name: /雨霖宾馆（演示）/ }).first().check();
      await fields.text("理由", "同一家宾馆，登记了两次");
      await look(browser, page, "subjects-merge");
      await press(page, "合并");
      assert.match(await text(page), /已合并/);
      const home = new URL(page.url()).pathname;
      await page.goto(twin);
      assert.equal(new URL(page.url()).pathname, home);
      assert.match(await text(page), /已经并入这一户/);
      await page.goto(`${twin}/part`);
      await look(browser, page, "subjects-part");
      assert.deepEqual(page.troubles, []);
    },
  },
  {
    name: "a lead takes its party from the register, and the register shows the case",
    run: async ({ browser }) => {
      const page = await browser.at(OFFICER, "/staff/cases/new");
      const fields = new Fields(page.getByRole("main"));
      await fields.text("违法行为发生地", "示例路301号");
      await fields.text("名称、地址或者完整的号码", "雨霖宾馆");
      await press(page, "查找监管对象");
      await press(page, "填入当事人");
      assert.equal(await fields.valueOf("统一社会信用代码"), run.code);
      assert.equal(await fields.valueOf("违法行为发生地"), "示例路301号");
      await page.goto(`${REGISTER}?q=${encodeURIComponent("晨光门诊部")}`);
      await follow(page, page.getByRole("link", { name: "示例市晨光门诊部（演示）" }));
      assert.match(await text(page), /按证件号码找到\d+件/);
      await look(browser, page, "subjects-dossier");
      await page.goto(REGISTER);
      await look(browser, page, "subjects");
      assert.deepEqual(page.troubles, []);
    },
  },
];

/** What the data folder must not hold in clear after the run; nothing while nothing was imported. */
export const typed = () => run.imported && { secret: [run.id, run.phone], prose: [], clear: ["示例市雨霖宾馆（演示）"] };
