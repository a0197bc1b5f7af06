// What a person sees of the server: an item beside the language of the document.

import * as vscode from "vscode";

/** What the server is doing. */
export type State = "starting" | "running" | "stopped" | "failed" | "missing";

const ICONS: Record<State, string> = {
  starting: "$(sync~spin)",
  running: "$(check)",
  stopped: "$(circle-slash)",
  failed: "$(error)",
  missing: "$(error)",
};

/** The item; it shows on documents that `selector` takes. */
export class Status {
  readonly item: vscode.LanguageStatusItem;

  constructor(selector: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem("asl.server", selector);
    this.item.name = "Amazon States Language server";
    this.show("stopped");
  }

  show(state: State, version = "", path = ""): void {
    const broken = state === "failed" || state === "missing";
    this.item.text = `${ICONS[state]} asl-ls${version ? ` ${version}` : ""}`;
    this.item.detail = path ? `${state} · ${path}` : state;
    this.item.busy = state === "starting";
    this.item.severity = broken ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    this.item.command =
      state === "stopped" || broken
        ? { command: "asl.restart", title: "Start" }
        : { command: "asl.showLog", title: "Show log" };
  }
}
