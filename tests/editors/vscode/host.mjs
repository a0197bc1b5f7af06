// Runs a suite inside the extension host: host.mjs BASE FOLDER EXTENSION SUITE
// By the way that VS Code's own integration tests in a browser go. The suite's lines come back through the console.
import { openPage } from "./page.mjs";

const [, , base, folder, extension, suite] = process.argv;
const remote = (path) => `vscode-remote://${new URL(base).host}${path}`;
const payload = JSON.stringify([
  ["extensionDevelopmentPath", remote(extension)],
  ["extensionTestsPath", remote(suite)],
  ["skipWelcome", "true"],
]);

const { browser, page } = await openPage();
let exit;
const exited = new Promise((resolve) => (exit = resolve));
await page.exposeFunction("codeAutomationLog", () => {});
await page.exposeFunction("codeAutomationExit", (code) => exit(code));
page.on("console", (message) => {
  const line = /(?:not )?ok - .*/s.exec(message.text());
  if (line) console.log(line[0].replaceAll("\n", " | "));
});
// The payload counts only for a workbench that knows that it is being driven.
await page.route(
  (url) => url.pathname === "/",
  async (route) => {
    const response = await route.fetch();
    const settings = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/;
    const body = (await response.text()).replace(settings, (_, start, text) => {
      const configuration = JSON.parse(text.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
      configuration.developmentOptions = { ...configuration.developmentOptions, enableSmokeTestDriver: true };
      return `${start}${JSON.stringify(configuration).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
    });
    await route.fulfill({ response, body });
  },
);
await page.goto(`${base}/?folder=${folder}&payload=${encodeURIComponent(payload)}`);
const code = await Promise.race([exited, new Promise((resolve) => setTimeout(() => resolve("nothing in time"), 90_000))]);
await browser.close();
if (code !== 0) console.log(`the suite ended with ${code}`);
process.exit(code === 0 ? 0 : 1);
