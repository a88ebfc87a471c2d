// A case as its people work on it: they press the button of an action, fill the form in by its labels, and send it.
// It knows labels and roles of elements only, never style classes or the program's own names of fields.
// What is typed into a form that is taken is kept with the case, so that its papers can be searched for it.

import { strict as assert } from "node:assert";
import { PASSWORD, follow } from "./browser.js";

/** A label, with the word that marks it as optional or without. */
function labelled(label) {
  const plain = label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^\\s*${plain}\\s*(（(选填|视情况填写)）)?\\s*$`);
}

/** The fields of a form, or of a group inside it. */
export class Fields {
  /** `typed` holds what was typed last under each label, by the legends of the groups that the label stands in. */
  constructor(scope, typed = new Map(), place = []) {
    this.scope = scope;
    this.typed = typed;
    this.place = place;
  }

  note(label, value, sort = "text", { number = "", help = "" } = {}) {
    this.typed.set([...this.place, label, number].join(" › "), { label, value: String(value), sort, help });
  }

  /** What is typed into under a label: a box may bear the same word (罚款 as a kind and as an amount). */
  input(label) {
    const typed = this.scope.page().locator("input:not([type=checkbox], [type=radio]), textarea, select");
    return this.scope.getByLabel(labelled(label)).and(typed).first();
  }

  async text(label, value) {
    const input = this.input(label);
    await input.fill(String(value));
    this.note(label, value, SORTS[await input.getAttribute("type")] ?? "text");
  }

  async texts(values) {
    for (const [label, value] of Object.entries(values)) {
      await this.text(label, value);
    }
  }

  async valueOf(label) {
    return this.input(label).inputValue();
  }

  async choose(label, option) {
    const group = this.group(label).scope;
    if ((await group.count()) > 0) {
      const radio = group.getByRole("radio", { name: option }).first();
      await radio.check();
      const [name, help] = await wordsOf(radio);
      this.note(label, name, "choice", { help });
    } else {
      const select = this.input(label);
      const options = await select.getByRole("option").all();
      const names = await Promise.all(options.map((one) => one.innerText()));
      const found = names.find((name) => (option instanceof RegExp ? option.test(name) : name === option));
      assert.ok(found, `${label} offers only ${names.join("、")}`);
      await select.selectOption({ label: found });
      this.note(label, found, "choice");
    }
  }

  async tick(label) {
    await this.scope.getByRole("checkbox", { name: labelled(label) }).first().check();
  }

  /** Ticks boxes of a group: each word names one, `true` means all of them. */
  async ticks(label, words) {
    const boxes = this.group(label).scope.first().getByRole("checkbox");
    const wanted = words === true ? await boxes.all() : words.map((word) => this.group(label).scope.first().getByRole("checkbox", { name: word }).first());
    assert.ok(wanted.length > 0, `there is nothing to tick under ${label}`);
    for (const [place, box] of wanted.entries()) {
      await box.check();
      const [name, help] = await wordsOf(box);
      this.note(label, name, "choice", { number: String(place + 1), help });
    }
  }

  /** Attaches a file; a field that takes one lies beside a list of the files that the case has. */
  async attach(label, name, buffer, mimeType = "application/pdf") {
    await this.input(label).setInputFiles({ name, mimeType, buffer });
  }

  /** The group with this legend. */
  group(legend) {
    return new Fields(this.scope.getByRole("group", { name: labelled(legend) }), this.typed, [...this.place, legend]);
  }

  /** The entries of a list, by number from 1: `第1项…`, or `1. …` where the case fixes them. */
  entry(number) {
    const group = this.scope.getByRole("group", { name: new RegExp(`^\\s*(第${number}\\D|${number}\\. )`) }).first();
    return new Fields(group, this.typed, [...this.place, `第${number}项`]);
  }

  /** The entry about a thing, which its legend names or which is chosen in it: a form may list things in another order. */
  async entryOf(words) {
    for (let number = 1; (await this.entry(number).scope.count()) > 0; number += 1) {
      const entry = this.entry(number);
      const said = await entry.scope.evaluate((group) => {
        const chosen = [...group.querySelectorAll("input[type=radio]:checked")].map((radio) => radio.labels[0].textContent);
        const selected = [...group.querySelectorAll("select")].map((select) => select.selectedOptions[0]?.textContent ?? "");
        return [group.querySelector("legend").textContent, ...chosen, ...selected];
      });
      if (said.some((one) => one.includes(words))) {
        return entry;
      }
    }
    return assert.fail(`no entry is about ${words}`);
  }

  /** Presses a button of the form, and waits for the page that it leads to. */
  async press(name) {
    const button = this.scope.getByRole("button", { name, exact: true }).first();
    await follow(button.page(), button);
  }
}

/** What the types of fields hold; a time is a day and a time of day. */
const SORTS = { date: "day", "datetime-local": "time" };

/** The words beside a box or a button, and the help under them. */
function wordsOf(box) {
  return box.evaluate((element) => {
    const walker = document.createTreeWalker(element.labels[0], NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) {
      words.push(walker.currentNode.textContent.trim());
    }
    const [name = "", ...help] = words.filter(Boolean);
    return [name, help.join("")];
  });
}

/** A case, by the address of its page. */
export class Case {
  constructor(browser, path) {
    this.browser = browser;
    this.path = path;
    /** What was done, each with what was typed for it. */
    this.acts = [];
    /** Who was asked for a purpose before reading. */
    this.asked = [];
  }

  /** Opens a page of the case as somebody, stating a purpose where one is asked for. */
  async open(login, tab = "") {
    const page = await this.browser.at(login, `${this.path}${tab}`);
    if (await page.getByRole("heading", { level: 1, name: "说明查阅目的" }).isVisible()) {
      this.asked.push(login);
      await page.getByLabel("查阅目的").fill("办理本案");
      await follow(page, page.getByRole("button", { name: "查阅案件" }));
    }
    return page;
  }

  /** Opens the form of an action from the button on the case page. */
  async form(login, action) {
    const page = await this.open(login);
    const button = page.getByRole("main").getByRole("link", { name: action, exact: true });
    const refusal = page.getByRole("note").filter({ hasText: `现在不能${action}` });
    if ((await button.count()) === 0) {
      const why = (await refusal.count()) > 0 ? await refusal.first().innerText() : "nothing is said about it";
      assert.fail(`${login} has no button ${action}: ${why}`);
    }
    await follow(page, button.first());
    await page.getByRole("heading", { level: 1, name: action, exact: true }).waitFor();
    const form = page.getByRole("main").locator("form").filter({ has: page.getByRole("button", { name: action, exact: true }) });
    return { page, fields: new Fields(form.last()) };
  }

  /** Does an action: opens its form, fills it in, signs where a signature is asked for, sends it, and it is done. */
  async act(login, action, fill = async () => {}) {
    const { page, fields } = await this.form(login, action);
    await fill(fields, page);
    await sign(page, PASSWORD);
    await this.browser.look(page, action);
    await fields.press(action);
    await this.done(page, action);
    await this.browser.look(page, `${action}-done`);
    this.took(login, action, fields);
  }

  /** Tries an action that is refused when it is sent, and answers what the page says then. */
  async tried(login, action, fill) {
    const { page, fields } = await this.form(login, action);
    await fill(fields, page);
    await sign(page, PASSWORD);
    await fields.press(action);
    assert.ok(!page.url().includes("done="), `${action} was done`);
    page.troubles.length = 0; // The browser notes the status 422 of the refusal.
    return page.getByRole("alert").first().innerText();
  }

  /** Keeps what was typed for an action that was taken. */
  took(login, action, fields) {
    this.acts.push({ login, action, typed: [...fields.typed.values()] });
  }

  /** The action was taken: the case page is shown again and says so. */
  async done(page, action) {
    if (!page.url().includes("done=")) {
      const alert = page.getByRole("alert").first();
      const said = (await alert.count()) > 0 ? await alert.innerText() : await page.getByRole("main").innerText();
      assert.fail(`${action} was not done: ${said.slice(0, 1500)}`);
    }
    assert.deepEqual(page.troubles, [], `${action} was done, with troubles`);
  }

  /** Why somebody cannot do an action now, as the case page says; it is an error when they can. */
  async refused(login, action) {
    const page = await this.open(login);
    const link = page.getByRole("main").getByRole("link", { name: action, exact: true });
    assert.equal(await link.count(), 0, `${action} is offered to ${login}`);
    const card = page.getByRole("note").filter({ hasText: `现在不能${action}` });
    return card.first().innerText();
  }

  /** The papers of the case, oldest first: title, number and where the file is. */
  async papers(login) {
    const page = await this.open(login, "/documents");
    const rows = await page.getByRole("row").filter({ has: page.getByRole("rowheader") }).all();
    const papers = rows.map(async (row) => ({
      title: (await row.getByRole("rowheader").innerText()).trim(),
      number: (await row.getByRole("cell").first().innerText()).trim(),
      href: await row.getByRole("link", { name: /^下载/ }).getAttribute("href"),
    }));
    return (await Promise.all(papers)).reverse();
  }

  /** The number of the last paper with a title. */
  async numberOf(login, title) {
    const found = (await this.papers(login)).filter((paper) => paper.title === title).at(-1);
    assert.ok(found?.number, `${title} has no number`);
    return found.number;
  }

  /** The words of the case's head. */
  async head(login) {
    const page = await this.open(login);
    return (await page.getByRole("main").innerText()).split("下一步")[0];
  }
}

/** Types the password again where the form asks for the signature. */
export async function sign(page, password) {
  const field = page.getByLabel(/^签名：/);
  if ((await field.count()) > 0) {
    await field.fill(password);
    return true;
  }
  return false;
}
