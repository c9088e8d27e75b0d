/** The one browser of the suite: whatever Chromium is installed; nothing is downloaded. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

// The one without windows first: the others draw the frame of a window for each page, which takes as long as the page.
const NAMES = [
  ...['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
  // No host but this machine is known, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/**
 * Path of a Chromium: CHROMIUM_PATH, else what stands on PATH under a usual name; null when there is none.
 * @throws where CHROMIUM_PATH names no program: who says where it is wants the suite to run.
 */
export function findChromium(): string | null {
  const declared = process.env['CHROMIUM_PATH'];
  if (declared) {
    if (runs(declared)) return declared;
    throw new Error(`CHROMIUM_PATH: ${declared} is no program`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...places, ...ELSEWHERE].find(runs) ?? null;
}

/** Starts it, headless. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGS, headless: true });
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
