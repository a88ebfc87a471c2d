// Fictional identity numbers with valid check characters, new for each run, in a region that does not exist.
// They are computed here anew, so that they also check the program's own arithmetic.

const REGION = "990100";
const CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

function digits(count) {
  return Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join("");
}

/** 统一社会信用代码 (GB 32100). */
export function creditCode() {
  const body = `91${REGION}${organisationCode()}`;
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += CREDIT_CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return body + CREDIT_CHARACTERS[(31 - (sum % 31)) % 31];
}

/** The older code inside it, with a check character of its own (GB 11714). */
function organisationCode() {
  const body = `MA${digits(6)}`;
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((all, weight, place) => all + weight * Number.parseInt(body[place], 36), 0);
  return body + "0X987654321"[sum % 11];
}

/** 公民身份号码 (GB 11643). */
export function residentId() {
  const body = `${REGION}19900307${digits(3)}`;
  let sum = 0;
  for (let place = 0; place < 17; place += 1) {
    sum += Number(body[place]) * (2 ** (17 - place) % 11);
  }
  return body + "10X98765432"[sum % 11];
}

/** A mobile telephone number. */
export function mobile() {
  return `139${digits(8)}`;
}
