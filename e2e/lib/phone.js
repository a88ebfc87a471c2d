// Pages as a phone shows them: the size of its screen, and a look that keeps a picture.

import { strict as assert } from "node:assert";
import path from "node:path";
import { OUT } from "./browser.js";

/** The narrowest screen that pages must fit. */
export const PHONE = { width: 360, height: 780 };
/** The phone that most officers carry. */
export const HANDSET = { width: 390, height: 844 };

/** Looks at pages of one suite: nothing scrolls sideways, and the page is kept as a picture under the suite's name. */
export function onPhone(suite) {
  return async (page, name) => {
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(width <= PHONE.width, `${name} is ${width} px wide`);
    await page.screenshot({ path: path.join(OUT, `${suite}-${name}-360.png`), fullPage: true });
  };
}
