// The clock of the test server: tests read it, and walk it forward; it never goes back.
// Days and times are those of China, as people type them into forms; how long a term is, the server's law says.

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A time in China as a number, and back; the zone is left out on both ways. */
const number = (text) => Date.parse(`${text}Z`);
const text = (instant) => new Date(instant).toISOString().slice(0, 19);

export class Clock {
  /** `clock` is the address of the clock, `site` that of the public site, which counts the days of the law. */
  constructor(clock, site) {
    this.address = `${clock}/now`;
    this.site = site;
  }

  async read() {
    return this.answer(await fetch(this.address));
  }

  async set(time) {
    return this.answer(await fetch(this.address, { method: "POST", body: time }));
  }

  async answer(response) {
    const said = await response.text();
    if (!response.ok) {
      throw new Error(`the clock answers ${response.status}: ${said}`);
    }
    return said;
  }

  /** Lets minutes pass, and tells the minute that has just begun, for a field: acts that follow each other keep their order. */
  async tick(minutes = 1) {
    const next = (Math.floor(number(await this.read()) / MINUTE) + minutes) * MINUTE;
    await this.set(text(next));
    return text(next).slice(0, 16);
  }

  async today() {
    return (await this.read()).slice(0, 10);
  }

  /** A day, so many days from today. */
  async day(from_today = 0) {
    return text(number(`${await this.today()}T00:00:00`) + from_today * DAY).slice(0, 10);
  }

  /** Goes to a time of a day. */
  async goTo(day, time = "09:00") {
    await this.set(`${day}T${time}:00`);
    return day;
  }

  /** The last day of a term that begins today. */
  async due(rule) {
    const response = await fetch(`${this.site}/api/v1/law/due?rule=${rule}&start=${await this.today()}`);
    const answer = await response.json();
    if (answer.status !== "firm") {
      throw new Error(`${rule} from ${await this.today()} is ${answer.status}`);
    }
    return answer.extended ?? answer.due;
  }

  /** The first day on or after a day that is no Saturday and no Sunday; people may act on a holiday, but seldom do. */
  weekday(day) {
    let instant = number(`${day}T00:00:00`);
    while ([0, 6].includes(new Date(instant).getUTCDay())) {
      instant += DAY;
    }
    return text(instant).slice(0, 10);
  }

  /** The day after a day. */
  after(day) {
    return text(number(`${day}T00:00:00`) + DAY).slice(0, 10);
  }

  /** Goes to the morning of the next day on which people work. */
  async nextMorning() {
    return this.goTo(this.weekday(await this.day(1)));
  }

  /** Goes to the first morning on which a term that ends on a day is over. */
  async goPast(last) {
    return this.goTo(this.weekday(this.after(last)));
  }
}

/** A day as a paper says it. */
export function dayInWords(day) {
  const [year, month, date] = day.split("-");
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** A time as a paper says it. */
export function timeInWords(time) {
  const [day, clock] = time.split("T");
  const [hour, minute] = clock.split(":");
  return `${dayInWords(day)}${Number(hour)}时${minute}分`;
}
