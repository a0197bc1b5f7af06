// Beside the AWS Toolkit, which has a server of its own for the languages `asl` and `asl-yaml`.
//
// Two servers on one document double every finding, completion and hover, and the other one cannot be switched off. So
// the person chooses: by default this extension gives the document a language id of its own, which the other server
// does not serve; or it leaves the document to the other server; or both serve it.

import * as vscode from "vscode";

const TOOLKIT = "amazonwebservices.aws-toolkit-vscode";
const OWN = new Map([["asl", "states-language"], ["asl-yaml", "states-language-yaml"]]);
const SHARED = new Map([...OWN].map(([shared, own]) => [own, shared]));

function choice(): string {
  if (!vscode.extensions.getExtension(TOOLKIT)) return "both";
  return vscode.workspace.getConfiguration("asl").get("awsToolkit", "replace");
}

/** The languages to serve as things stand. */
export function languages(): string[] {
  const shared = choice() === "both" ? OWN.keys() : [];
  return [...shared, ...SHARED.keys(), "json", "jsonc", "yaml", "cloudformation"];
}

/** Whether what is said of files that are not open has to be left to the other server too. */
export const isYielding = (): boolean => choice() === "yield";

/** Gives a document the language id that goes with the choice. */
export function settleLanguage(document: vscode.TextDocument): void {
  const other = (choice() === "replace" ? OWN : SHARED).get(document.languageId);
  if (other) void vscode.languages.setTextDocumentLanguage(document, other);
}
