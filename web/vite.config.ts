/// <reference types="vitest/config" />
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

const compressible = /\.(html|js|css|svg|json|wasm|webmanifest)$/;

function compressTree(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      compressTree(path);
    } else if (compressible.test(name)) {
      const bytes = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    }
  }
}

/* The server sends files as they lie: a .br and a .gz stand beside each file that shrinks. */
function compressed(): Plugin {
  let folder = "dist";
  return {
    name: "trivet-compressed",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      compressTree(folder);
    },
  };
}

/* Tests use the messages that `npm run messages` compiled: the plugin's watcher would keep them running. */
function messages(): Plugin | undefined {
  if (process.env["VITEST"]) return undefined;
  return paraglideVitePlugin({
    project: "./project.inlang",
    outdir: "./src/paraglide",
    strategy: ["localStorage", "preferredLanguage", "baseLocale"],
  }) as Plugin;
}

/* The engine that meson compiled; the build says where, and a developer's own build is the default. */
const engine = process.env["TRIVET_ENGINE_WASM"] ?? fileURLToPath(new URL("../build/src/engine/engine.wasm", import.meta.url));

const server = process.env["TRIVET_URL"] ?? "http://127.0.0.1:8740";

export default defineConfig({
  plugins: [
    messages(),
    svelte(),
    compressed(),
  ],
  resolve: { alias: [{ find: /^trivet-engine\.wasm/, replacement: engine }] },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { port: 5173, proxy: { "/v1": server, "/openapi.json": server } },
  test: {
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    environment: "node",
  },
});
