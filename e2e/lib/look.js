// Looks at a page as a reader with a phone, with a screen, and with a screen reader would.
// It measures; what a page says is for the tests.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { OUT } from "./browser.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { width: 360, height: 780 };
const SCREEN = { width: 1280, height: 900 };

/** Everything that is wrong with the page that is open, in words; empty when all is well. */
export async function faults(page, name) {
  const found = [...page.troubles];
  page.troubles.length = 0;
  const seen = await page.evaluate(() => ({
    title: document.title.trim(),
    headings: [...document.querySelectorAll("h1")].map((heading) => heading.textContent.trim()),
    language: document.documentElement.lang,
    scripts: document.scripts.length,
  }));
  if (seen.title === "" || seen.title.startsWith("-")) {
    found.push(`the title is ${JSON.stringify(seen.title)}`);
  }
  if (seen.headings.length !== 1 || seen.headings[0] === "") {
    found.push(`there are ${seen.headings.length} h1: ${seen.headings.join(" | ")}`);
  }
  if (seen.language !== "zh-CN") {
    found.push(`the language is ${seen.language}`);
  }
  if (seen.scripts > 0) {
    found.push(`there are ${seen.scripts} scripts`);
  }
  await page.setViewportSize(PHONE);
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  if (width > PHONE.width) {
    found.push(`at 360 px it scrolls sideways: ${width} px wide (${await page.evaluate(widest)})`);
  }
  found.push(...(await violations(page)).map((text) => `at 360 px, axe: ${text}`));
  await page.screenshot({ path: path.join(OUT, `${name}-360.png`), fullPage: true });
  await page.setViewportSize(SCREEN);
  found.push(...(await violations(page)).map((text) => `axe: ${text}`));
  await page.screenshot({ path: path.join(OUT, `${name}-1280.png`), fullPage: true });
  return [...new Set(found)];
}

async function violations(page) {
  await page.evaluate(AXE);
  const report = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return report.violations.map((violation) => {
    const where = violation.nodes.slice(0, 2).map((node) => `${node.target.join(" ")} (${node.failureSummary.split("\n")[1]?.trim()})`);
    return `${violation.id} × ${violation.nodes.length}: ${where.join("; ")}`;
  });
}

/** The innermost element that sticks out, for whoever mends it. */
function widest() {
  const out = [...document.querySelectorAll("main *, header *, footer *, nav *")].filter(
    (element) => element.getBoundingClientRect().right > 361,
  );
  const last = out.at(-1);
  return last ? `${last.tagName.toLowerCase()}.${last.className}: ${last.textContent.trim().slice(0, 40)}` : "nothing found";
}
