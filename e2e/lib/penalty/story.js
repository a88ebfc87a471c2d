// Who and what a penalty case is about, while it is played: a party that exists in no register, people, a clock, the case.
// What is done in which order, the tests say.

import { Case } from "../form.js";
import { creditCode, mobile, residentId } from "../numbers.js";
import { scan } from "../paper.js";

/** The two officers who handle every case. */
export const OFFICERS = ["演示甲", "演示乙"];

export class Story {
  /** `citizen` makes the party a natural person; `cause`, `facts` and the like are what the story is about. */
  constructor(world, { citizen = false, ...plot }) {
    this.browser = world.browser;
    this.clock = world.clock;
    this.site = world.url;
    this.plot = plot;
    this.case = null;
    const serial = creditCode();
    /** Six characters that only this story says. */
    this.mark = serial.slice(10, 16);
    const place = { address: `示例市示例区示例路${serial.slice(14, 16)}号（演示）`, phone: mobile() };
    this.party = citizen
      ? { citizen: true, name: "贾演示", id: residentId(), ...place }
      : { citizen: false, name: `示例市演示门诊部${this.mark}`, code: serial, responsible: "贾演示", ...place };
    this.informant = { name: "甄举报", phone: mobile() };
    this.witness = { name: "甄询问", id: residentId(), phone: mobile(), words: `我是护士，编号${this.mark}，照实说。` };
    /** For the search after the run: what must not lie in clear, and what must. */
    this.typed = {
      secret: [this.party.phone, this.party.id, this.informant.phone, this.witness.id, this.witness.phone].filter(Boolean),
      prose: [this.witness.words],
      clear: [this.party.name],
    };
  }

  /** Who signs for the party. */
  get signer() {
    return this.party.responsible ?? this.party.name;
  }

  /** The case begins to exist at the address of its page. */
  begin(page, fields) {
    this.case = new Case(this.browser, new URL(page.url()).pathname);
    this.case.took("zhifa1", "登记案源", fields);
  }

  act(login, action, fill) {
    return this.case.act(login, action, fill);
  }
}

export function officers(fields, label) {
  return fields.ticks(label, OFFICERS);
}

/** A group that says how a paper was signed, with the scan of the signed page. */
export async function signature(fields, legend, by) {
  const group = fields.group(legend);
  await group.text("签名人", by);
  await group.attach("签名件扫描", `${legend}.pdf`, scan(`signed ${legend.length}`));
}

/** Members of a meeting: who stands there already stays. */
export async function people(fields, count) {
  for (let place = 1; place <= count; place += 1) {
    const entry = fields.entry(place);
    if ((await entry.valueOf("姓名")) === "") {
      await entry.text("姓名", `演示${"甲乙丙"[place - 1]}`);
    }
    if ((await entry.valueOf("职务")) === "") {
      await entry.text("职务", "负责人");
    }
    await entry.text("意见", `第${place}位：同意。`);
  }
}

/** Types who the party is, into its group of a form: everything but the number that identifies it. */
export async function fillParty(group, party) {
  await group.choose("当事人类别", party.citizen ? "公民" : "法人或者其他组织");
  await group.texts({ 姓名或名称: party.name, 住所或经营地址: party.address, 联系电话: party.phone });
  if (!party.citizen) {
    await group.text("法定代表人（负责人、经营者）", party.responsible);
  }
}
