// A person at VS Code, who types on the page and looks at it: type.mjs BASE FOLDER PICTURES
import { mkdirSync, readFileSync } from "node:fs";
import { openPage } from "./page.mjs";

const [, , base, folder, pictures] = process.argv;
const plan = JSON.parse(readFileSync(`${folder}/plan.json`, "utf8"));
mkdirSync(pictures, { recursive: true });

const { browser, page } = await openPage();
const { keyboard } = page;
let failed = 0;
let number = 0;

async function picture(name) {
  await page.screenshot({ path: `${pictures}/${String(++number).padStart(2, "0")}-${name}.png` });
}

async function step(name, action) {
  const began = Date.now();
  const tell = (word, detail) =>
    console.log(`${word} - ${name} (${Date.now() - began} ms)${detail ? ` :: ${detail.replaceAll("\n", " | ")}` : ""}`);
  try {
    tell("ok", await action());
  } catch (error) {
    failed++;
    await picture("failed");
    await keyboard.press("Escape");
    await keyboard.press("Escape");
    tell("not ok", error.message.slice(0, 300));
  }
}

const shown = (selector, timeout = 15_000) => page.locator(selector).first().waitFor({ state: "visible", timeout });
const pause = (milliseconds) => page.waitForTimeout(milliseconds);

async function quickInput(key, text) {
  await keyboard.press(key);
  await shown(".quick-input-widget input");
  await keyboard.type(text);
  if (key === "Control+P") await shown(".quick-input-list .monaco-list-row");
  await pause(700);
  await keyboard.press("Enter");
  await pause(300);
}

const text = () => readFileSync(`${folder}/${plan.file}`, "utf8");

/** Puts the cursor INTO characters after the beginning of WHAT, as the file has it on disk. */
async function go(what, into = 0, last = false) {
  const at = last ? text().lastIndexOf(what) : text().indexOf(what);
  if (at < 0) throw new Error(`the text has no ${what}`);
  const before = text().slice(0, at + into).split("\n");
  await quickInput("Control+G", `${before.length}:${before.at(-1).length + 1}`);
}

async function save() {
  await keyboard.press("Control+S");
  await page.waitForFunction(() => !document.querySelector(".tab.active.dirty"));
  await pause(200);
}

/** Closes a menu of completions, also one that is only about to come: it would take the next keys. */
async function closeMenu() {
  for (let quiet = 0; quiet < 5; quiet++) {
    if (await page.locator(".suggest-widget.visible").count()) {
      await keyboard.press("Escape");
      quiet = 0;
    }
    await pause(60);
  }
}

async function suggestions() {
  await keyboard.press("Control+Space");
  await shown(".suggest-widget.visible .monaco-list-row");
  await pause(400);
  return page.locator(".suggest-widget .monaco-list-row .label-name").allInnerTexts();
}

try {
  await page.goto(`${base}/?folder=${folder}`, { waitUntil: "domcontentloaded" });
  await shown(".explorer-folders-view .monaco-list-row", 60_000);

  await step("opens a machine and underlines what is wrong", async () => {
    await quickInput("Control+P", plan.file);
    await shown(".editor-instance .view-lines", 30_000);
    await page.locator(".editor-instance .view-lines").first().click();
    await go(plan.quick_fix.on, 2);
    await shown(".squiggly-error");
    await picture("diagnostic");
  });

  await step("colours the languages inside strings", async () => {
    await go("States.Format", 0);
    const classes = await page.evaluate(() => {
      const spans = [...document.querySelectorAll(".view-line span span")];
      const of = (part) => spans.find((span) => span.textContent.includes(part))?.className;
      return { name: of("States.Format"), path: of("total"), key: of("MessageBody"), text: of("charge-card") ?? of("sqs") };
    });
    if (new Set([classes.name, classes.path, classes.key, classes.text]).size < 4) {
      throw new Error(`the colours are ${JSON.stringify(classes)}`);
    }
    await picture("colours");
  });

  await step("hovers", async () => {
    await go(plan.hover.on, 2);
    await quickInput("F1", "Show or Focus Hover");
    await shown(".monaco-hover:visible .hover-contents");
    const hover = await page.locator(".monaco-hover:visible").last().innerText();
    for (const said of plan.hover.says) if (!hover.includes(said)) throw new Error(`it does not say ${said} but ${hover}`);
    await picture("hover");
    await keyboard.press("Escape");
    return hover;
  });

  await step("completes a state", async () => {
    const it = plan.completions[0];
    await go(it.before, it.before.length);
    const names = await suggestions();
    for (const name of it.offers) {
      if (!names.some((seen) => seen.includes(name))) throw new Error(`${name} is not offered, only ${names.join(", ")}`);
    }
    await picture("completion");
    await keyboard.press("Escape");
    return names.join(", ");
  });

  await step("shows the problems", async () => {
    await keyboard.press("Control+Shift+M");
    await shown(".markers-panel .monaco-list-row");
    const problems = await page.locator(".markers-panel").innerText();
    if (!problems.includes(plan.diagnostic.text)) throw new Error(problems);
    await picture("problems");
    await keyboard.press("Control+Shift+M");
    await page.locator(".editor-instance .view-lines").first().click();
    return problems;
  });

  await step("goes to the definition", async () => {
    const { from, to } = plan.definition;
    await go(from, from.length - 3);
    await keyboard.press("F12");
    const line = text().slice(0, text().indexOf(to)).split("\n").length;
    await page.locator(`.statusbar-item:has-text("Ln ${line},")`).waitFor({ timeout: 5000 });
    await picture("definition");
  });

  await step("applies a quick fix", async () => {
    await go(plan.quick_fix.on, 2);
    await keyboard.press("Control+.");
    await shown(".action-widget .monaco-list-row");
    await pause(300);
    const actions = await page.locator(".action-widget").first().innerText();
    if (!actions.includes(plan.quick_fix.title)) throw new Error(actions);
    await picture("quick-fix");
    await keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector(".squiggly-error"));
    await save();
    if (!text().includes(plan.quick_fix.line)) throw new Error("the fix is not in the file");
    return actions;
  });

  await step("renames a state", async () => {
    await go(plan.rename.of, 2);
    await keyboard.press("F2");
    await shown(".rename-box input, .rename-box textarea");
    // Keys alone do not always reach this box.
    await page.locator(".rename-box input, .rename-box textarea").first().fill(plan.rename.to);
    await pause(200);
    await picture("rename");
    await keyboard.press("Enter");
    await pause(500);
    await save();
    const times = text().split(`"${plan.rename.to}"`).length - 1;
    if (times !== plan.rename.times) throw new Error(`the new name stands ${times} times`);
  });

  await step("types a whole state", async () => {
    await go(plan.type.below, 0);
    await keyboard.press("Home");
    await keyboard.press("Control+Shift+Enter");
    for (const line of plan.type.keys.split("\n")) {
      // The bracket that closes has been put there by the editor.
      const text = line.startsWith("}") ? line.slice(1) : line;
      if (text !== line) {
        await keyboard.press("ArrowDown");
        await keyboard.press("End");
      }
      await keyboard.type(text, { delay: 5 });
      await closeMenu();
      if (text.endsWith("{")) await keyboard.press("Enter");
      else if (text === line && text.endsWith(",")) await keyboard.press("End").then(() => keyboard.press("Enter"));
    }
    await pause(800);
    await picture("typed");
    await save();
    const states = () => Object.keys(JSON.parse(text()).States);
    for (let left = 50; left > 0 && !states().includes("Wait a Day"); left--) await pause(100);
    if (!states().includes("Wait a Day")) throw new Error(`the states are ${states().join(", ")}`);
  });

  await step("finds an action by words in any order, while they are typed", async () => {
    const { on, typed, action, line } = plan.words;
    await go(on, 0);
    await keyboard.press("Shift+End");
    await keyboard.type(typed, { delay: 60 });
    await shown(".suggest-widget.visible .monaco-list-row");
    await pause(400);
    const names = await page.locator(".suggest-widget .monaco-list-row .label-name").allInnerTexts();
    if (names[0] !== action) throw new Error(`first comes ${names[0]} of ${names.join(", ")}`);
    await picture("words");
    await keyboard.press("Enter");
    await pause(300);
    await save();
    if (!text().includes(line)) throw new Error(`there is no ${line}`);
    return names.join(", ");
  });

  await step("shows the outline", async () => {
    await quickInput("F1", "Explorer: Focus on Outline View");
    await shown(".outline-pane .monaco-list-row");
    await pause(500);
    const outline = await page.locator(".outline-pane").innerText();
    if (!outline.includes(plan.symbols[0])) throw new Error(outline);
    await picture("outline");
    return outline;
  });

  await step("shows a machine inside of a template", async () => {
    const template = plan.kinds.find((it) => it.file.startsWith("template"));
    await quickInput("Control+P", template.file);
    await page.locator(`.tab.active:has-text("${template.file}")`).waitFor({ timeout: 15_000 });
    await shown(".squiggly-error");
    await picture("template");
    await quickInput("Control+P", plan.file);
    await page.locator(`.tab.active:has-text("${plan.file}")`).waitFor({ timeout: 15_000 });
  });

  await step("shows the server with its state and version", async () => {
    await page.locator('.statusbar-item[id="status.languageStatus"]').first().click();
    await shown(".hover-language-status");
    await pause(500);
    const status = await page.locator(".hover-language-status").first().innerText();
    if (!/asl-ls \d+\.\d+\.\d+/.test(status) || !status.includes("running")) throw new Error(status);
    await picture("status");
    await keyboard.press("Escape");
    return status;
  });

  await step("offers the codes of the rules in the settings", async () => {
    await quickInput("F1", "Preferences: Open User Settings (JSON)");
    await pause(1000);
    await keyboard.press("Control+A");
    await keyboard.type('{ "asl.rules": { "', { delay: 20 });
    await pause(500);
    const names = await suggestions();
    if (!names.some((name) => name.includes("-"))) throw new Error(names.join(", "));
    await picture("settings");
    await keyboard.press("Escape");
    await keyboard.press("Escape");
    await quickInput("F1", "File: Revert File");
    return `${names.length} of them on the screen`;
  });
  await step("bothers nobody with messages", async () => {
    const messages = await page.locator(".notification-toast").allInnerTexts();
    if (messages.length > 0) throw new Error(messages.join(" | "));
  });
} catch (error) {
  failed++;
  await picture("failed");
  console.log(`not ok - the page :: ${error.message.slice(0, 400)}`);
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
