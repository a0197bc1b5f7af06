// Finds the server: the one that is set, else the one in this extension, else the one on the PATH.

import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import * as vscode from "vscode";

/** A server that has proven that it runs. */
export interface Server {
  path: string;
  /** What it answered to `--version`. */
  version: string;
}

const EXECUTABLE = process.platform === "win32" ? "asl-ls.exe" : "asl-ls";

/** The first server that answers; `tried` hears why those before it do not count. */
export async function findServer(
  context: vscode.ExtensionContext,
  tried: (path: string, problem: string) => void,
): Promise<Server | undefined> {
  for (const path of candidates(context)) {
    try {
      return { path, version: await versionOf(path) };
    } catch (error) {
      tried(path, error instanceof Error ? error.message : String(error));
    }
  }
  return undefined;
}

/** The path from the settings; `undefined` when there is none. */
export function pathInSettings(): string | undefined {
  // The editor hides the value of a workspace that is not trusted: "restrictedConfigurations" in the manifest.
  const path = vscode.workspace.getConfiguration("asl").get("server.path", "").trim();
  return path === "" ? undefined : path.replace(/^~(?=[\\/])/, homedir());
}

function* candidates(context: vscode.ExtensionContext): Generator<string> {
  const set = pathInSettings();
  if (set !== undefined) yield set;
  yield context.asAbsolutePath(join("bin", EXECUTABLE));
  // Looked up here and by absolute path, because some systems look into the current folder first.
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (isAbsolute(folder)) yield join(folder, EXECUTABLE);
  }
}

function versionOf(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!isAbsolute(path)) return reject(new Error("the path must be absolute"));
    execFile(path, ["--version"], { timeout: 5000, windowsHide: true }, (error, stdout) => {
      const version = /^asl-ls (\S+)/.exec(stdout)?.[1];
      if (version !== undefined && !error) resolve(version);
      else reject(error ?? new Error("it does not answer --version as asl-ls does"));
    });
  });
}
