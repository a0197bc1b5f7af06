// Starts the server and shows what it is doing. Everything that a person gets while editing comes from the server.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { findServer, pathInSettings, type Server } from "./server";
import { Status } from "./status";
import { isYielding, languages, settleLanguage } from "./toolkit";
import { onFirstMachine } from "./wake";

type Library = typeof import("vscode-languageclient/node");

const NAME = "Amazon States Language";
const INSTALL = vscode.Uri.parse("https://github.com/asl-ls/asl-ls#install");
const SCHEMES = ["file", "untitled"];

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): void {
  session = new Session(context);
  const current = session;
  const command = (name: string, run: () => unknown) => vscode.commands.registerCommand(`asl.${name}`, run);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(settleLanguage),
    command("restart", () => current.restart()),
    command("stop", () => current.stop()),
    command("showLog", () => current.log.show()),
    command("checkWorkspace", () => current.checkWorkspace()),
    vscode.tasks.registerTaskProvider("asl-ls", {
      provideTasks: async () => [],
      resolveTask: async (task) => {
        const server = await current.server();
        return server && checkTask(server, task.definition, task.scope ?? vscode.TaskScope.Workspace);
      },
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => current.isAwake && current.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const matters = change.affectsConfiguration("asl.server") || change.affectsConfiguration("asl.awsToolkit");
      if (matters && current.isAwake) void current.restart();
    }),
  );
  context.subscriptions.push(onFirstMachine(() => void current.restart()));
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}

class Session {
  readonly log = vscode.window.createOutputChannel(NAME, { log: true });
  private readonly trace = vscode.window.createOutputChannel(`${NAME} (Trace)`);
  private readonly status: Status;
  /** Whether there has been a reason to start the server. */
  isAwake = false;
  private client: LanguageClient | undefined;
  private found: Server | undefined;
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {
    this.status = new Status(["asl", "asl-yaml", "states-language", "states-language-yaml"]);
    context.subscriptions.push(this.log, this.trace, this.status.item);
  }

  /** Starts the server, once a running one has ended. */
  restart(): Promise<void> {
    this.isAwake = true;
    return this.inTurn(async () => {
      await this.end();
      vscode.workspace.textDocuments.forEach(settleLanguage);
      this.status.show("starting");
      const finding = this.find();
      // The library takes its time to load, and can do so while the server is asked for its version.
      const library = import("vscode-languageclient/node");
      this.found = await finding;
      if (this.found) await this.begin(this.found, await library);
    });
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  /** The server that runs, or that would. */
  async server(): Promise<Server | undefined> {
    await this.queue;
    return this.found ?? (await this.find());
  }

  async checkWorkspace(): Promise<void> {
    const server = await this.server();
    if (!server) return;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      await vscode.tasks.executeTask(checkTask(server, { type: "asl-ls" }, folder));
    }
  }

  private async find(): Promise<Server | undefined> {
    const server = await findServer(this.context, (path, problem) => {
      this.log.warn(`${path}: ${problem}`);
      if (path === pathInSettings()) {
        void vscode.window.showWarningMessage(`asl.server.path: ${path} is not a working asl-ls: ${problem}`);
      }
    });
    if (!server) {
      this.status.show("missing");
      void this.tellMissing();
    }
    return server;
  }

  private async tellMissing(): Promise<void> {
    const answer = await vscode.window.showErrorMessage(
      "No asl-ls was found: this package of the extension has none, and there is none on the PATH. Install it, or set asl.server.path.",
      "How to install",
      "Open settings",
    );
    if (answer === "How to install") await vscode.env.openExternal(INSTALL);
    if (answer === "Open settings") await vscode.commands.executeCommand("workbench.action.openSettings", "asl.server.path");
  }

  private async begin(server: Server, { LanguageClient, State }: Library): Promise<void> {
    this.log.info(`starting ${server.path} ${server.version}`);
    const client = new LanguageClient(
      "asl",
      NAME,
      { command: server.path, args: ["serve"] },
      {
        documentSelector: languages().flatMap((language) => SCHEMES.map((scheme) => ({ scheme, language }))),
        initializationOptions: vscode.workspace.getConfiguration("asl"),
        outputChannel: this.log,
        traceOutputChannel: this.trace,
        middleware: isYielding() ? { provideWorkspaceDiagnostics: () => ({ items: [] }) } : {},
      },
    );
    client.onDidChangeState(({ newState }) => {
      if (client !== this.client) return;
      if (newState === State.Starting) this.status.show("starting", server.version, server.path);
      else if (newState === State.Running) this.status.show("running", server.version, server.path);
      else this.status.show("failed", server.version, server.path);
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      this.status.show("failed", server.version, server.path);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.status.show("stopped");
    // A client that never came up, or whose server died, refuses to stop; there is nothing left to end then.
    await client?.dispose().catch((error: unknown) => this.log.warn(String(error)));
  }

  /** Commands that come while another is at work wait for it. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work, work);
    return this.queue;
  }
}

function checkTask(
  server: Server,
  definition: vscode.TaskDefinition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope,
): vscode.Task {
  const given: unknown = definition["args"];
  const args = Array.isArray(given) ? given.map(String) : [];
  const run = new vscode.ProcessExecution(server.path, ["check", "--format", "compact", ...args]);
  return new vscode.Task(definition, scope, "check", "asl-ls", run, "$asl-ls");
}
