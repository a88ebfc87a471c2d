// A server in a folder of its own that is gone afterwards: the demonstration as everybody starts it, or the test server,
// whose clock a test walks forward. It builds nothing: whoever calls the tests has built the programs.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
/** Seeding the demonstration takes about a minute; a busy machine takes longer. */
const PATIENCE = 10 * 60 * 1000;
const CLOCK = /clock on (http:\/\/\S+)/;
const LISTENING = /listening on (http:\/\/\S+)/;

/** The folder of the programs that were built. */
export function programs() {
  return process.env.MINGJIAN_PROGRAMS ?? path.join(ROOT, "target/debug");
}

/** Every server that was started here, from its first moment on. */
const started = new Set();

export class Server {
  constructor(url, data, child) {
    this.url = url;
    /** The data folder; null where the server was there before. */
    this.data = data;
    this.child = child;
    /** Where the clock is read and set; null where it is the machine's. */
    this.clock = null;
  }

  /** Starts the demonstration, or takes the server that `MINGJIAN_E2E_URL` names (and `MINGJIAN_E2E_DATA` its folder). */
  static async demo() {
    if (process.env.MINGJIAN_E2E_URL) {
      return new Server(process.env.MINGJIAN_E2E_URL, process.env.MINGJIAN_E2E_DATA ?? null, null);
    }
    return Server.start("mingjian", ["demo"]);
  }

  /** Starts the test server: the people of the demonstration, no case, and a clock to walk. */
  static stage() {
    return Server.start("mingjian-testserver", []);
  }

  static async start(name, command) {
    const program = path.join(programs(), name);
    if (!existsSync(program)) {
      throw new Error(`${program} is not there: cargo build -p mingjian -p mingjian-testkit`);
    }
    const home = mkdtempSync(path.join(tmpdir(), "mingjian-e2e-"));
    const data = path.join(home, "data");
    const arguments_ = [...command, "--data", data, "--listen", "127.0.0.1:0"];
    const child = spawn(program, arguments_, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    const server = new Server(null, data, child);
    started.add(server);
    try {
      const said = await server.untilListening(name);
      server.url = LISTENING.exec(said)[1];
      server.clock = CLOCK.exec(said)?.[1] ?? null;
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Ends all of them, also those that do not listen yet. */
  static stopAll() {
    return Promise.allSettled([...started].map((server) => server.stop()));
  }

  /** What the server says until it listens. */
  untilListening(name) {
    const said = [];
    return new Promise((resolve, reject) => {
      const give_up = (why) => reject(new Error(`${name} ${why}:\n${said.join("\n")}`));
      const timer = setTimeout(() => give_up("did not listen in time"), PATIENCE);
      const hear = (line) => {
        said.push(line);
        if (LISTENING.test(line)) {
          clearTimeout(timer);
          resolve(said.join("\n"));
        }
      };
      createInterface({ input: this.child.stdout }).on("line", hear);
      createInterface({ input: this.child.stderr }).on("line", hear);
      this.child.once("exit", (code) => {
        clearTimeout(timer);
        // What it said last may still be on its way.
        setTimeout(() => give_up(`ended with ${code}`), 200);
      });
    });
  }

  /** Ends the server, and nothing else, so that all it knows lies in its folder. */
  halt() {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const hard = setTimeout(() => child.kill("SIGKILL"), 10_000);
      child.once("exit", () => {
        clearTimeout(hard);
        resolve();
      });
      child.kill("SIGTERM");
    });
  }

  /** Ends the server and removes its folder with the key beside it. */
  async stop() {
    await this.halt();
    if (this.child) {
      rmSync(path.dirname(this.data), { recursive: true, force: true });
    }
  }
}
