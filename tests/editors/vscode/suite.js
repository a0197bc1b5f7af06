// Runs inside VS Code's extension host, with the real API: the packaged extension on real machines.
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");

const EXTENSION = "asl-ls.asl-ls";
const root = vscode.workspace.workspaceFolders[0].uri;
const plan = JSON.parse(fs.readFileSync(vscode.Uri.joinPath(root, "plan.json").fsPath, "utf8"));
const inFolder = (name) => vscode.Uri.joinPath(root, name);
const run = vscode.commands.executeCommand;

let failed = 0;
async function step(name, action) {
  const began = Date.now();
  const tell = (word, detail) => console.log(`${word} - ${name} (${Date.now() - began} ms)${detail ? ` :: ${detail}` : ""}`);
  try {
    tell("ok", await action());
  } catch (error) {
    failed++;
    tell("not ok", error.message);
  }
}

async function until(what, look, milliseconds = 10_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The position INTO characters after the beginning of TEXT. */
function find(document, text, into = 0, last = false) {
  const at = last ? document.getText().lastIndexOf(text) : document.getText().indexOf(text);
  assert.ok(at >= 0, `the text has no ${text}`);
  return document.positionAt(at + into);
}

/** An editor: diagnostics are asked for only where a person sees the document. */
const open = async (uri) => vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));

const bare = (text) => text.replaceAll('"', "");
const codeOf = (diagnostic) => (typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code);
const withCode = (uri, code) => vscode.languages.getDiagnostics(uri).find((it) => codeOf(it) === code);

async function see(document, expected) {
  const it = await until(expected.code, () => withCode(document.uri, expected.code));
  assert.equal(bare(document.getText(it.range)), expected.text);
  return `line ${it.range.start.line + 1}: ${it.message}`;
}

async function offered(document, position) {
  const list = await run("vscode.executeCompletionItemProvider", document.uri, position);
  return list.items.map((item) => bare(item.label.label ?? item.label));
}

function expect(names, { offers, withholds }) {
  for (const name of offers) assert.ok(names.includes(name), `${name} is not offered, only ${names.join(", ")}`);
  for (const name of withholds) assert.ok(!names.includes(name), `${name} is offered`);
  return `${names.length} items`;
}

function flat(symbols) {
  return symbols.flatMap((symbol) => [symbol.name, ...flat(symbol.children ?? [])]);
}

/** What is seen of a machine. */
async function look(document, it, where) {
  await step(`shows a diagnostic at its place${where}`, () => see(document, it.diagnostic));

  for (const at of it.completions) {
    await step(`completes ${at.name}${where}`, async () =>
      expect(await offered(document, find(document, at.before, at.before.length, at.last)), at));
  }
}

/** Where one comes from there, and what is told about it. */
async function goAround(document, it, where) {
  const { uri } = document;
  await step(`hovers${where}`, async () => {
    const hovers = await run("vscode.executeHoverProvider", uri, find(document, it.hover.on, 2));
    const text = hovers.flatMap((hover) => hover.contents).map((part) => part.value ?? part).join("\n");
    for (const said of it.hover.says) assert.ok(text.includes(said), `it does not say ${said} but ${text}`);
    return text.split("\n")[0];
  });

  await step(`goes to the definition${where}`, async () => {
    const { from, to } = it.definition;
    const found = await run("vscode.executeDefinitionProvider", uri, find(document, from, from.length - 3));
    const range = found[0].targetSelectionRange ?? found[0].range;
    assert.equal(range.start.line, find(document, to).line);
  });

  await step(`finds the references${where}`, async () => {
    const found = await run("vscode.executeReferenceProvider", uri, find(document, it.references.of, 2));
    const key = find(document, it.references.of).line;
    const lines = found.map((found) => found.range.start.line).filter((line) => line !== key).sort((a, b) => a - b);
    const texts = lines.map((line) => document.lineAt(line).text.trim().replace(/,$/, ""));
    assert.deepEqual(texts, it.references.lines);
  });

  await step(`shows the outline${where}`, async () => {
    const names = flat(await run("vscode.executeDocumentSymbolProvider", uri));
    for (const name of it.symbols) assert.ok(names.includes(name), `${name} is not in ${names.join(", ")}`);
    return `${names.length} symbols`;
  });
}

async function change(document, it, where) {
  const { uri } = document;
  await step(`applies a quick fix, and the diagnostic goes${where}`, async () => {
    const at = find(document, it.quick_fix.on, 2);
    const actions = await run("vscode.executeCodeActionProvider", uri, new vscode.Range(at, at), "quickfix", 5);
    const action = actions.find((action) => action.title.includes(it.quick_fix.title));
    assert.ok(action, `no fix is called ${it.quick_fix.title}`);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.ok(document.getText().includes(it.quick_fix.line));
    await until("the diagnostic to go", () => !withCode(uri, it.diagnostic.code));
    return action.title;
  });

  await step(`renames a state everywhere${where}`, async () => {
    const at = find(document, it.rename.of, 2);
    const edit = await run("vscode.executeDocumentRenameProvider", uri, at, it.rename.to);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText().split(it.rename.to).length - 1, it.rename.times);
  });
}

exports.run = async () => {
  if (process.env.ASL_UNTRUSTED) return untrusted();
  if (process.env.ASL_TOOLKIT) return besideTheToolkit(inFolder(plan.file));
  const uri = inFolder(plan.file);
  let document;
  let editor;

  if (!process.env.ASL_TIMED) {
    await step("starts no server for JSON that holds no machine", async () => {
      const traffic = path.join(root.fsPath, "..", "traffic.jsonl");
      const passed = () => (fs.existsSync(traffic) ? fs.statSync(traffic).size : 0);
      const before = passed();
      await open(inFolder("plain.json"));
      await until("the extension", () => vscode.extensions.getExtension(EXTENSION).isActive);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      assert.equal(passed(), before);
    });
  }

  await step(`activates and shows the first diagnostics (VS Code ${vscode.version})`, async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.ok(extension, "the extension is not installed");
    // What an editor takes to show a file is not the extension's: the file is there, in a language that wakes nobody.
    editor = await open(uri);
    assert.equal(editor.document.languageId, "plaintext");
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.ok(!extension.isActive || !process.env.ASL_TIMED, "it was active before");
    const began = performance.now();
    const shown = new Promise((resolve) => {
      vscode.languages.onDidChangeDiagnostics(() => withCode(uri, "unknown-target") && resolve(performance.now()));
    });
    document = await vscode.languages.setTextDocumentLanguage(editor.document, "asl");
    const took = Math.round((await shown) - began);
    fs.writeFileSync(inFolder("activation.txt").fsPath, String(took));
    return `${took} ms after it was woken`;
  });
  if (process.env.ASL_TIMED) return;

  await step("knows the language of the file", async () => {
    const files = vscode.workspace.getConfiguration("files");
    await files.update("associations", undefined, vscode.ConfigurationTarget.Global);
    for (const [name, language, scheme] of [
      ["named.asl.json", "asl", "file"],
      ["review.asl", "asl", "file"],
      ["new.asl.yaml", "asl-yaml", "untitled"],
      ["new.asl.yml", "asl-yaml", "untitled"],
    ]) {
      const { languageId } = await vscode.workspace.openTextDocument(inFolder(name).with({ scheme }));
      assert.equal(languageId, language, name);
    }
  });
  editor = await open(uri);

  await look(document, plan, "");
  await step("completes a field, and takes it in", async () => {
    const line = find(document, plan.field.below).line;
    await editor.edit((edit) => edit.insert(new vscode.Position(line + 1, 0), '      "\n'));
    const names = expect(await offered(document, new vscode.Position(line + 1, 7)), plan.field);
    editor.selection = new vscode.Selection(line + 1, 7, line + 1, 7);
    await run("type", { text: "InputP" });
    await run("editor.action.triggerSuggest");
    const inserted = await until("the member", async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await run("acceptSelectedSuggestion");
      const text = document.lineAt(line + 1).text.trim();
      return text.startsWith(plan.field.inserts) && text;
    });
    await run("leaveSnippet");
    await editor.edit((edit) => edit.delete(document.lineAt(line + 1).rangeIncludingLineBreak));
    return `${names}; ${inserted}`;
  });

  await goAround(document, plan, "");
  await change(document, plan, "");

  await step("types a whole state", async () => {
    const line = find(document, plan.type.below).line;
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), "\n"));
    editor.selection = new vscode.Selection(line, 0, line, 0);
    // Quotes and brackets close themselves as they are typed; the closing ones are typed over or passed by.
    for (const text of plan.type.keys.split("\n")) {
      if (text.startsWith("}")) {
        await run("cursorDown");
        await run("cursorEnd");
        await run("type", { text: text.slice(1) });
        break;
      }
      for (const key of text) await run("type", { text: key });
      if (!text.includes('"Next"')) await run("type", { text: "\n" });
    }
    const all = await until("its diagnostic", () => {
      const all = vscode.languages.getDiagnostics(uri);
      return all.length === 1 && codeOf(all[0]) === "unreachable-state" && all;
    });
    return all[0].message;
  });

  await step("saves, with the server in step", async () => assert.ok(await document.save()));

  for (const it of plan.kinds) {
    const where = ` in ${it.file}`;
    const document = (await open(inFolder(it.file))).document;
    await look(document, it, where);
    await goAround(document, it, where);
    await change(document, it, where);
    await step(`saves${where}`, async () => assert.ok(await document.save()));
  }

  for (const it of plan.others) {
    await step(`shows a diagnostic in ${it.file}`, async () =>
      see((await open(inFolder(it.file))).document, it));
  }

  await step("takes a new level of a rule at once", async () => {
    const other = plan.others[1];
    const level = () => withCode(inFolder(other.file), other.code)?.severity;
    const configuration = vscode.workspace.getConfiguration("asl");
    await configuration.update("rules", { [other.code]: "hint" }, vscode.ConfigurationTarget.Workspace);
    await until("the hint", () => level() === vscode.DiagnosticSeverity.Hint);
    await configuration.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
    await until("the error", () => level() === vscode.DiagnosticSeverity.Error);
  });

  await step("stops and starts the server", async () => {
    await run("asl.stop");
    await until("no diagnostics", () => vscode.languages.getDiagnostics(inFolder("review.asl")).length === 0);
    await run("asl.restart");
    return see((await open(inFolder("review.asl"))).document, plan.others[0]);
  });

  await step("starts the server that the settings name, and says why another does not do", async () => {
    const configuration = vscode.workspace.getConfiguration("asl");
    await configuration.update("server.path", "/bin/false", vscode.ConfigurationTarget.Workspace);
    await until("the first server after it", () =>
      vscode.languages.getDiagnostics(inFolder("review.asl")).length > 0);
    await configuration.update("server.path", undefined, vscode.ConfigurationTarget.Workspace);
    await run("asl.restart");
  });

  await step("checks the whole workspace", async () => {
    const ended = new Promise((resolve) => vscode.tasks.onDidEndTaskProcess((it) => resolve(it.exitCode)));
    await run("asl.checkWorkspace");
    assert.equal(await ended, 1);
    const closed = inFolder("closed.asl.json");
    const found = await until("a problem in a file that is not open", () => vscode.languages.getDiagnostics(closed)[0]);
    assert.equal(codeOf(found), "unknown-target");
    return found.message;
  });

  await step("leaves documents that hold no machine alone", async () => {
    const plain = (await open(inFolder("plan.json"))).document;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const ours = vscode.languages.getDiagnostics(plain.uri).filter((it) => String(it.source).startsWith("asl"));
    assert.deepEqual(ours, []);
  });

  if (failed) throw new Error(`${failed} steps failed`);
};

/** With an extension installed that has the toolkit's name and speaks about `asl` and `asl-yaml`. */
async function besideTheToolkit(uri) {
  const choose = (choice) =>
    vscode.workspace.getConfiguration("asl").update("awsToolkit", choice, vscode.ConfigurationTarget.Workspace);
  const sources = async () => {
    const { document } = await open(uri);
    const of = new Set(vscode.languages.getDiagnostics(uri).map((it) => String(it.source).split(" ")[0]));
    return `${document.languageId}: ${[...of].sort().join(" and ")}`;
  };
  for (const [choice, wanted] of [
    ["replace", "states-language: asl"],
    ["yield", "asl: toolkit"],
    ["both", "asl: asl and toolkit"],
  ]) {
    await step(`beside the AWS Toolkit, with "${choice}"`, async () => {
      await choose(choice);
      let seen;
      await until(wanted, async () => (seen = await sources()) === wanted).catch(() => {
        throw new Error(`it is ${seen}`);
      });
      return seen;
    });
  }
  await choose(undefined);
  if (failed) throw new Error(`${failed} steps failed`);
}

/** In a workspace that is not trusted, whose settings name a server that leaves a trace when it is run. */
async function untrusted() {
  await step("serves an untrusted workspace without running what its settings name", async () => {
    assert.equal(vscode.workspace.isTrusted, false, "the workspace is trusted");
    const { document } = await open(inFolder(plan.file));
    await see(document, plan.diagnostic);
    assert.ok(!fs.existsSync(inFolder("trace").fsPath), "the server of the workspace was run");
    assert.ok(fs.existsSync(inFolder("planted-server").fsPath));
  });
  if (failed) throw new Error(`${failed} steps failed`);
}
