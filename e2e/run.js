// Runs the browser tests against two servers side by side, one for each core of a small machine, and counts them.
// It judges nothing itself; the last line is always `N passed, N failed`, and the servers it started are stopped.

import { Browser } from "./lib/browser.js";
import { Clock } from "./lib/clock.js";
import { Server } from "./lib/server.js";
import { tests as anonymous } from "./tests/anonymous.js";
import { tests as access } from "./tests/access.js";
import { tests as pages } from "./tests/pages.js";
import { tests as lockout } from "./tests/lockout.js";
import { tests as subjects, typed as subjectsTyped } from "./tests/subjects.js";
import { tests as heard } from "./tests/penalty/heard.js";
import { tests as widened } from "./tests/penalty/widened.js";
import { tests as waived } from "./tests/penalty/waived.js";
import { tests as summary } from "./tests/summary.js";
import { tests as inspection } from "./tests/inspection.js";
import { secretsOf } from "./tests/secrets.js";

/** A test that takes longer hangs. */
const PATIENCE = 10 * 60 * 1000;

/** What the demonstration itself keeps secret: the telephone of its parties, and an answer. */
const OF_THE_DEMO = { secret: ["13900000000"], prose: ["检查时的情况属实。"], clear: ["示例市晨光门诊部（演示）"] };

/** The demonstration as everybody starts it: who may see what, and how every page looks. `secrets` is the last one, because it ends the server. */
const demo = {
  start: () => Server.demo(),
  suites: () => ({ anonymous, access, pages, subjects, lockout, "secrets-demo": secretsOf(() => [OF_THE_DEMO, subjectsTyped()]) }),
};

/** The test server, on which whole cases are played. */
const stage = {
  start: () => Server.stage(),
  suites: (world) => {
    const cases = { summary: summary(world), inspection: inspection(world), waived: waived(world), heard: heard(world), widened: widened(world) };
    const chains = Object.entries(cases).map(([name, { steps }]) => [name, steps.map(([test, run]) => ({ name: test, run, chained: true }))]);
    const typed = () => Object.values(cases).map(({ story }) => story.case && story.typed);
    return { ...Object.fromEntries(chains), "secrets-stage": secretsOf(typed) };
  },
};

const tally = { passed: 0, failed: 0 };
const wanted = process.argv.slice(2);

/** Who is told to end, ends all servers first. */
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]]) {
  process.once(signal, () => Server.stopAll().then(() => process.exit(code)));
}

/** Plays the suites of one server one after the other, in their order. */
async function play({ start, suites }) {
  const names = Object.keys(suites({}));
  if (wanted.length > 0 && !names.some((name) => wanted.includes(name))) {
    return;
  }
  const server = await start();
  const clock = server.clock && new Clock(server.clock, server.url);
  const world = { server, url: server.url, clock, browser: await Browser.launch(server.url) };
  try {
    for (const [suite, tests] of Object.entries(suites(world))) {
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
    if (chained && broken) {
      tally.failed += 1;
      console.log(`FAILED  ${suite}: ${name}: not reached`);
      continue;
    }
    try {
      await within(PATIENCE, run(world));
      tally.passed += 1;
      console.log(`ok      ${suite}: ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      tally.failed += 1;
      console.log(`FAILED  ${suite}: ${name}\n        ${String(error.message).replaceAll("\n", "\n        ")}`);
      if (chained) {
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

const lanes = await Promise.allSettled([demo, stage].map(play));
for (const { reason } of lanes.filter(({ status }) => status === "rejected")) {
  tally.failed += 1;
  console.log(`FAILED  ${reason.stack}`);
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
