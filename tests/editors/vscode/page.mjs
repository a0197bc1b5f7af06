// A browser with VS Code in it.
import { createRequire } from "node:module";

const require = createRequire(`${process.env.CODE_SERVER}/`);
const { chromium } = require("playwright-core");

/** A page of the browser that the system has, with the size of a small screen. */
export async function openPage() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-features=LocalNetworkAccessChecks",
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  return { browser, page: await context.newPage() };
}
