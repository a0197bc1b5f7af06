// When to start the server: VS Code cannot tell a state machine from other JSON or YAML, so this looks at the texts.

import * as vscode from "vscode";

const OURS = /^(asl|states-language)/;
const OTHERS = /^(json|jsonc|yaml|cloudformation)$/;
// One of these is in every machine, and in every template that has one.
const MACHINE = /\bStartAt\b|::StateMachine\b|\bstepFunctions\b/;

/** Calls `start` once: when an open document holds a machine, or a word of one is typed or pasted. */
export function onFirstMachine(start: () => void): vscode.Disposable {
  const look = (document: vscode.TextDocument, text = document.getText()): boolean => {
    const found = OURS.test(document.languageId) || (OTHERS.test(document.languageId) && MACHINE.test(text));
    if (found) listeners.dispose(), start();
    return found;
  };
  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => look(document)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
      contentChanges.some((it) => look(document, it.text + document.lineAt(it.range.start).text))),
  );
  vscode.workspace.textDocuments.some((document) => look(document));
  return listeners;
}
