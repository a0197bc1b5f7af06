// Bundles the client into out/extension.js.
import * as esbuild from "esbuild";
import { statSync } from "node:fs";

const LIMIT = 300_000;

// The library registers every feature of the protocol. Those that the server will never offer are left out of the
// bundle, and so is what only they need: each is replaced by an empty feature that promises nothing to the server.
const ABSENT = /lib[\\/]common[\\/](notebook|fileOperations|colorProvider|callHierarchy|typeHierarchy|inlineValue|linkedEditingRange)\.js$/;
const EMPTY_FEATURE = `
class Absent {
  getState() { return { kind: "static" }; }
  fillClientCapabilities() {}
  initialize() {}
  clear() {}
}
module.exports = new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : Absent) });`;

// "engines" in package.json already keeps this extension away from hosts that are too old, so the check at start-up
// always passes; minimatch is asked only about patterns of notebooks, which no selector here has.
const CONSTANT = {
  "semver/functions/parse": "module.exports = (version) => version;",
  "semver/functions/satisfies": "module.exports = () => true;",
  minimatch: "module.exports = {};",
};

const leaveOut = {
  name: "leave-out",
  setup(build) {
    build.onLoad({ filter: ABSENT }, () => ({ contents: EMPTY_FEATURE, loader: "js" }));
    build.onResolve({ filter: /^(semver\/|minimatch$)/ }, ({ path }) =>
      path in CONSTANT ? { path, namespace: "constant" } : undefined);
    build.onLoad({ filter: /.*/, namespace: "constant" }, ({ path }) => ({ contents: CONSTANT[path], loader: "js" }));
  },
};

export async function bundle() {
  const outfile = "out/extension.js";
  await esbuild.build({
    entryPoints: ["src/extension.ts"],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    // Private fields by the convention of the libraries, which never reach them by a computed name.
    mangleProps: /^_[a-z]/,
    legalComments: "none",
    plugins: [leaveOut],
    logLevel: "warning",
  });
  const size = statSync(outfile).size;
  console.log(`${outfile}: ${size} bytes`);
  if (size >= LIMIT) throw new Error(`the bundle must stay below ${LIMIT} bytes`);
}

if (process.argv[1] === import.meta.filename) await bundle();
