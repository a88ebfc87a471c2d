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
  found.push(...(await missingGlyphs(page)));
  await page.setViewportSize(PHONE);
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  if (width > PHONE.width) {
    found.push(`at 360 px it scrolls sideways: ${width} px wide (${await page.evaluate(widest, PHONE.width)})`);
  }
  found.push(...(await violations(page)).map((text) => `at 360 px, axe: ${text}`));
  await page.screenshot({ path: path.join(OUT, `${name}-360.png`), fullPage: true });
  await page.setViewportSize(SCREEN);
  found.push(...(await violations(page)).map((text) => `axe: ${text}`));
  await page.screenshot({ path: path.join(OUT, `${name}-1280.png`), fullPage: true });
  return [...new Set(found)];
}

/** What is wrong with the page that is open on a screen of this width, without changing it. */
export async function faultsHere(page, name, width) {
  const found = [];
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
  if (wide > width) {
    found.push(`it scrolls sideways: ${wide} px wide (${await page.evaluate(widest, width)})`);
  }
  found.push(...(await violations(page)).map((text) => `axe: ${text}`));
  await page.screenshot({ path: path.join(OUT, `${name}-${width}.png`), fullPage: true });
  return found.map((fault) => `${name}: ${fault}`);
}

/** Characters that were drawn before, by font: each is tried once in a run. */
const drawn = new Set();

/** Characters of the page that no font of this machine can draw, or that were lost before they came here. */
async function missingGlyphs(page) {
  const texts = await page.evaluate(textsByFont);
  const found = [];
  for (const [font, text] of texts) {
    const lost = /\ufffd|\u25a1/.exec(text);
    if (lost) {
      found.push(`a character was lost: ${JSON.stringify(text.slice(Math.max(0, lost.index - 10), lost.index + 10))}`);
    }
    const characters = [...new Set(text)].filter((character) => /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(character));
    const fresh = characters.filter((character) => !drawn.has(`${font} ${character}`));
    fresh.forEach((character) => drawn.add(`${font} ${character}`));
    const missing = await page.evaluate(undrawable, [font, fresh]);
    if (missing.length > 0) {
      found.push(`no glyph for ${missing.join(" ")} in ${font}`);
    }
  }
  return found;
}

/** Everything that the page writes, by the font in which it stands. */
function textsByFont() {
  const texts = new Map();
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.checkVisibility()) {
      const { fontFamily } = getComputedStyle(parent);
      texts.set(fontFamily, (texts.get(fontFamily) ?? "") + walker.currentNode.data);
    }
  }
  return [...texts];
}

/** The characters that look like one that no font has. */
function undrawable([font, characters]) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 40;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.font = `24px ${font}`;
  const picture = (character) => {
    context.clearRect(0, 0, 40, 40);
    context.fillText(character, 4, 28);
    return context.getImageData(0, 0, 40, 40).data.join();
  };
  const nothing = picture(" ");
  const unknown = ["\u0378", "\u{1fffd}"].map(picture).filter((image) => image !== nothing);
  return characters.filter((character) => unknown.includes(picture(character)));
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
function widest(width) {
  const out = [...document.querySelectorAll("main *, header *, footer *, nav *")].filter(
    (element) => element.getBoundingClientRect().right > width + 1,
  );
  const last = out.at(-1);
  return last ? `${last.tagName.toLowerCase()}.${last.className}: ${last.textContent.trim().slice(0, 40)}` : "nothing found";
}
