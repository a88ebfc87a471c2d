// The browser of a run: one for all tests, one context for each person, and what went wrong while pages loaded.
// Who works on a case works with scripts switched off, because no page of Mingjian may need one;
// who looks at pages has them on, because axe is one.

import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const OUT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../out");
/** The password of every demonstration login; such logins exist only in a demonstration. */
export const PASSWORD = "Yanshi-2026";
const SCREEN = { width: 1280, height: 900 };
const PATIENCE = 30_000;

export class Browser {
  /** `scripts` says whether those who work on cases have scripts switched on, `viewport` on what they work. */
  constructor(browser, url, { scripts = false, viewport = SCREEN } = {}) {
    this.browser = browser;
    this.url = url;
    this.scripts = scripts;
    this.viewport = viewport;
    /** Looks at every page of a case on which somebody works, once it is filled in, and after it was sent. */
    this.look = async () => {};
    this.people = new Map();
    this.readers = new Map();
    this.latest = null;
  }

  static async launch(url) {
    mkdirSync(OUT, { recursive: true });
    const executablePath = process.env.MINGJIAN_CHROMIUM ?? "/usr/bin/chromium";
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    return new Browser(browser, url);
  }

  /** The same browser for other people, who have scripts switched on while they work, perhaps on another screen. */
  scripted(viewport = SCREEN) {
    const other = new Browser(this.browser, this.url, { scripts: true, viewport });
    other.base = this;
    return other;
  }

  /** A page of somebody whom the server does not know. */
  async stranger(scripts = true) {
    const context = await this.browser.newContext({
      baseURL: this.url,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      viewport: this.viewport,
      javaScriptEnabled: scripts,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    page.troubles = [];
    const own = new URL(this.url).host;
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        page.troubles.push(`console: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => page.troubles.push(`error: ${error.message}`));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== "data:" && url.host !== own) {
        page.troubles.push(`request to another host: ${request.url()}`);
      }
    });
    page.on("framenavigated", () => {
      (this.base ?? this).latest = page;
    });
    return page;
  }

  /** The page on which a person works, logged in at the first use and kept. */
  as(login) {
    return this.kept(this.people, login, this.scripts);
  }

  /** The same, at an address of the staff site: who was away for longer than a session lasts logs in again. */
  async at(login, path) {
    const page = await this.as(login);
    await page.goto(path);
    if (new URL(page.url()).pathname === "/staff/login") {
      await logIn(page, login, PASSWORD);
      await page.goto(path);
    }
    return page;
  }

  /** The page on which a person's pages are looked at. */
  reader(login) {
    return this.kept(this.readers, login, true);
  }

  async kept(pages, login, scripts) {
    if (!pages.has(login)) {
      const page = await this.stranger(scripts);
      await logIn(page, login, PASSWORD);
      pages.set(login, page);
    }
    const page = pages.get(login);
    (this.base ?? this).latest = page;
    return page;
  }

  /** Where the last page stood, with its picture, for whoever looks into a failure. */
  async whereabouts(name) {
    if (!this.latest) {
      return "        (no page was open)";
    }
    const file = path.join(OUT, `${name}.png`);
    await this.latest.screenshot({ path: file, fullPage: true }).catch(() => {});
    return `        at ${this.latest.url()}, picture ${file}`;
  }

  close() {
    return this.browser.close();
  }
}

/** Fills in the login form and sends it; where that leads is for the caller to see. */
export async function logIn(page, login, password) {
  await page.goto("/staff/login");
  await page.getByLabel("用户名").fill(login);
  await page.getByLabel("密码").fill(password);
  await follow(page, page.getByRole("main").getByRole("button", { name: "登录" }));
}

/** Presses what leads to another page, and waits until that page is there. */
export async function follow(page, button) {
  await Promise.all([page.waitForEvent("load"), button.click()]);
}
