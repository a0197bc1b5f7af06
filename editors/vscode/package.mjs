// Makes the packages: one without the server, and one for each platform whose server is at hand.
//
//   node package.mjs                      the package without a server, and the one for this platform if the server
//                                         is built (target/release/asl-ls, or the path in ASL_LS)
//   node package.mjs linux-arm64 PATH     the package of another platform, with the server at PATH
import { copyFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { bundle } from "./build.mjs";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));

async function pack(target) {
  const packagePath = `asl-ls-${version}${target ? `-${target}` : ""}.vsix`;
  await createVSIX({ target, packagePath, dependencies: false, allowMissingRepository: true });
  console.log(packagePath);
}

async function packWithServer(target, server) {
  const name = target.startsWith("win32") ? "asl-ls.exe" : "asl-ls";
  mkdirSync("bin");
  try {
    copyFileSync(server, join("bin", name));
    chmodSync(join("bin", name), 0o755);
    await pack(target);
  } finally {
    rmSync("bin", { recursive: true, force: true });
  }
}

rmSync("bin", { recursive: true, force: true });
await bundle();
for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "LICENSE"]) {
  if (existsSync(join("../..", name))) copyFileSync(join("../..", name), name);
}
const [target, server] = process.argv.slice(2);
if (target) {
  await packWithServer(target, resolve(server));
} else {
  await pack();
  const here = `${process.platform}-${process.arch}`;
  const built = process.env.ASL_LS ?? `../../target/release/asl-ls${process.platform === "win32" ? ".exe" : ""}`;
  if (existsSync(built)) await packWithServer(here, built);
  else console.log(`no package for ${here}: there is no ${built}`);
}
