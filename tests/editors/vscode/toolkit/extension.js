// Says one thing about every document of the languages that the AWS Toolkit serves, as long as it has that language.
const vscode = require("vscode");

exports.activate = (context) => {
  const findings = vscode.languages.createDiagnosticCollection("toolkit");
  const open = (document) => {
    if (!["asl", "asl-yaml"].includes(document.languageId)) return;
    const finding = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), "The toolkit speaks.");
    finding.source = "toolkit";
    findings.set(document.uri, [finding]);
  };
  vscode.workspace.textDocuments.forEach(open);
  context.subscriptions.push(
    findings,
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidCloseTextDocument((document) => findings.delete(document.uri)),
  );
};
