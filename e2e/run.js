// Runs the browser tests one after the other against one server, and counts them.
// It judges nothing itself; the last line is always `N passed, N failed`, and the server it started is stopped.

import { Browser } from "./lib/browser.js";
import { Server } from "./lib/server.js";
import { tests as anonymous } from "./tests/anonymous.js";
import { tests as access } from "./tests/access.js";
import { tests as penalty } from "./tests/penalty.js";
import { tests as pages } from "./tests/pages.js";
import { tests as lockout } from "./tests/lockout.js";
import { tests as secrets } from "./tests/secrets.js";

// The order matters: `pages` looks at what `penalty` has made, `secrets` searches what all of them have left.
const SUITES = { anonymous, access, penalty, pages, lockout, secrets };


/** A test that takes longer hangs. */
const PATIENCE = 5 * 60 * 1000;

const tally = { passed: 0, failed: 0 };
const wanted = process.argv.slice(2);

async function main() {
  const server = await Server.start();
  process.once("SIGINT", () => server.stop().then(() => process.exit(130)));
  process.once("SIGTERM", () => server.stop().then(() => process.exit(143)));
  const world = { server, url: server.url, browser: await Browser.launch(server.url) };
  try {
    for (const [suite, tests] of Object.entries(SUITES)) {
      if (wanted.length === 0 || wanted.includes(suite)) {
        await runSuite(suite, tests, world);
      }
    }
  } finally {
    await world.browser.close();
    await server.stop();
  }
}

/** A suite that is a chain stops at its first failure: what follows was not reached, and counts as failed. */
async function runSuite(suite, tests, world) {
  let broken = null;
  for (const { name, chained, run } of tests) {
    const began = Date.now();
    try {
      if (chained && broken) {
        throw new Error(`not reached, because this failed before: ${broken}`);
      }
      await within(PATIENCE, run(world));
      tally.passed += 1;
      console.log(`ok      ${suite}: ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      tally.failed += 1;
      console.log(`FAILED  ${suite}: ${name}\n        ${String(error.message).replaceAll("\n", "\n        ")}`);
      if (chained && !broken) {
        broken = name;
        console.log(await world.browser.whereabouts(`failed-${suite}`));
      }
    }
  }
}

function within(milliseconds, running) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([running, late]).finally(() => clearTimeout(timer));
}

try {
  await main();
} catch (error) {
  tally.failed += 1;
  console.log(`FAILED  ${error.stack}`);
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
