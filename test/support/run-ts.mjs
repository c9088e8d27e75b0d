/**
 * Runs a TypeScript file of this project in a plain Node process: `node test/support/run-ts.mjs FILE [ARGS...]`.
 * Node 20 cannot, and a bundle would move `import.meta.url`, by which migrations and rules are found. Vite is here
 * with vitest already.
 */
import { resolve } from 'node:path';
import { createServer } from 'vite';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: run-ts.mjs FILE [ARGS...]');
const root = resolve(import.meta.dirname, '..', '..');
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
process.argv = [process.argv[0], resolve(file), ...args];
const { main } = await vite.ssrLoadModule(resolve(file));
// From here on the file is loaded; its dynamic imports would still need vite, so it stays open until the end.
try {
  process.exitCode = (await main(args)) ?? 0;
} finally {
  await vite.close();
}
