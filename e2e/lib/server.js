// One server for the whole run: the demo of the program, in a folder of its own that is gone afterwards.
// It builds nothing: whoever calls the tests has built the program.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
/** Seeding takes about a minute; a busy machine takes longer. */
const PATIENCE = 10 * 60 * 1000;

export class Server {
  constructor(url, data, child) {
    this.url = url;
    /** The data folder; null where the server was there before. */
    this.data = data;
    this.child = child;
  }

  /** Starts the demo, or takes the server that `MINGJIAN_E2E_URL` names (and `MINGJIAN_E2E_DATA` its folder). */
  static async start() {
    if (process.env.MINGJIAN_E2E_URL) {
      return new Server(process.env.MINGJIAN_E2E_URL, process.env.MINGJIAN_E2E_DATA ?? null, null);
    }
    const program = path.join(process.env.MINGJIAN_PROGRAMS ?? path.join(ROOT, "target/debug"), "mingjian");
    if (!existsSync(program)) {
      throw new Error(`${program} is not there: cargo build -p mingjian`);
    }
    const home = mkdtempSync(path.join(tmpdir(), "mingjian-e2e-"));
    const data = path.join(home, "data");
    const arguments_ = ["demo", "--data", data, "--listen", "127.0.0.1:0"];
    const child = spawn(program, arguments_, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    const server = new Server(null, data, child);
    try {
      server.url = await server.address();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** What the server says until it listens; its address then. */
  address() {
    const said = [];
    return new Promise((resolve, reject) => {
      const give_up = (why) => reject(new Error(`the demo ${why}:\n${said.join("\n")}`));
      const timer = setTimeout(() => give_up("did not listen in time"), PATIENCE);
      const hear = (line) => {
        said.push(line);
        const found = /listening on (http:\/\/\S+)/.exec(line);
        if (found) {
          clearTimeout(timer);
          resolve(found[1]);
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
