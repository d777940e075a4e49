import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server that nobody has set up yet. */
export interface FreshServer {
  /** Where it listens. */
  url: string;
  /** What its console told whoever started it. */
  code: string;
  stop: () => Promise<void>;
}

/**
 * Starts `heng serve` on an empty folder and reads its address and the set-up code off the console. A proxy is named, as
 * where the browser is on another machine: only then is the code asked for.
 */
export async function startFresh(): Promise<FreshServer> {
  const program = process.env.HENG_BIN;
  if (!program) throw new Error("HENG_BIN names the program (cargo xt test sets it)");
  const folder = mkdtempSync(join(tmpdir(), "heng-first-run-"));
  const server = spawn(program, ["serve"], {
    cwd: folder,
    env: {
      ...process.env,
      HENG__DATA__FOLDER: join(folder, "data"),
      HENG__SERVER__LISTEN: "127.0.0.1:0",
      HENG__SERVER__BEHIND_PROXY: "192.0.2.1",
      HENG__METRICS__LISTEN: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = async () => {
    if (server.exitCode === null) {
      const ended = new Promise((done) => server.once("exit", done));
      server.kill("SIGTERM");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await told(server)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits until the console has named the address and the code. */
function told(server: ChildProcess): Promise<Pick<FreshServer, "url" | "code">> {
  return new Promise((found, failed) => {
    let console = "";
    const hear = (more: unknown) => {
      console += String(more);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(console)?.[0];
      const code = /Set-up code[^:]*: (\S+)/.exec(console)?.[1];
      if (url && code) found({ url, code });
    };
    server.stdout?.on("data", hear);
    server.stderr?.on("data", hear);
    server.once("error", failed);
    server.once("exit", () => failed(new Error(`the server ended: ${console}`)));
  });
}
