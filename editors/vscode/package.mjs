// Makes the packages: one without the server, and one for each platform whose server is at hand.
//
//   node package.mjs                      the package without a server, and the one for this platform if the server
//                                         is built (target/release/asl-ls, or the path in ASL_LS)
//   node package.mjs linux-arm64 PATH     the package of that platform, with the server at PATH
//   node package.mjs none                 the package without a server alone
//
// The same files make the same bytes: no time of a file goes into a package.
import { copyFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { bundle } from "./build.mjs";

process.env.TZ = "UTC";
process.env.SOURCE_DATE_EPOCH = String(Date.UTC(1980, 0, 1) / 1000);

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
for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "LICENSE", "CHANGELOG.md"]) copyFileSync(join("../..", name), name);
copyFileSync("../../server/aws-models/NOTICE", "NOTICE");
const [target, server] = process.argv.slice(2);
if (target === "none") {
  await pack();
} else if (target) {
  await packWithServer(target, resolve(server));
} else {
  await pack();
  const here = `${process.platform}-${process.arch}`;
  const built = process.env.ASL_LS ?? `../../target/release/asl-ls${process.platform === "win32" ? ".exe" : ""}`;
  if (existsSync(built)) await packWithServer(here, built);
  else console.log(`no package for ${here}: there is no ${built}`);
}
