// SPDX-License-Identifier: EUPL-1.2
// A Chromium for the stories, on any machine: the system's own, else Debian's, else the one that came with npm.
// It is believed when it has opened a page with letters of many scripts. There is no skipping: without a browser the stories fail, and say why.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const run = promisify(execFile);
const unpackedIn = path.resolve('node_modules/.cache/chromium');
const LAUNCH_MS = 120_000;

const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

interface Candidate {
  readonly name: string;
  /** Undefined when this machine has no such browser. */
  readonly find: () => Promise<LaunchOptions | undefined>;
}

const at = (executablePath: string): Candidate => ({
  name: executablePath,
  find: async () => (existsSync(executablePath) ? { executablePath } : undefined),
});

/** The package unpacks into TMPDIR, which Jest's copy of `process.env` cannot change: hence a process of its own. */
async function unpack(): Promise<void> {
  if (existsSync(path.join(unpackedIn, 'al2023'))) return;
  mkdirSync(unpackedIn, { recursive: true });
  const script = `
    import chromium, { inflate } from '@sparticuz/chromium';
    import { createRequire } from 'node:module';
    import path from 'node:path';
    await chromium.executablePath();
    const inside = path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'));
    await inflate(path.join(inside, '../../bin/al2023.tar.br'));`;
  await run(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TMPDIR: unpackedIn } });
}

const packaged = (name: string, more: Record<string, string>): Candidate => ({
  name,
  find: async () => {
    if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
    await unpack();
    const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(unpackedIn, 'fonts') };
    return {
      executablePath: path.join(unpackedIn, 'chromium'),
      env: { ...process.env, ...fonts, ...more },
    };
  },
});

const fromDebian: Candidate = {
  name: 'chromium from Debian',
  find: async () => {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
    console.log('no Chromium works here; installing Debian’s (apt-get install chromium) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, maxBuffer: 1e8 });
    return { executablePath: '/usr/bin/chromium' };
  },
};

async function launch(options: LaunchOptions): Promise<Browser> {
  const browser = await chromium.launch({ headless: true, timeout: LAUNCH_MS, args, ...options });
  try {
    const page = await browser.newPage();
    // Letters of many scripts: a Chromium without fonts to fall back on dies of them.
    await page.setContent('<p lang="ar">مساعدة</p><p lang="uk">Допомога</p><p>Åäö → ✓ 🤝</p>');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot();
    const sum = await page.evaluate(() => 20 + 3);
    if (sum !== 23) throw new Error('it does not run scripts');
    await page.close();
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

const chosen = process.env.CHROME_PATH;
const candidates: Candidate[] = chosen
  ? [at(chosen)]
  : [
      ...SYSTEM.map(at),
      fromDebian,
      packaged('the Chromium in @sparticuz/chromium', {}),
      packaged('the same with the libraries it brings', { LD_LIBRARY_PATH: path.join(unpackedIn, 'al2023/lib') }),
    ];

let known: LaunchOptions | undefined;

/** A browser that has shown that it works. Close it when done. `CHROME_PATH` chooses one. */
export async function launchBrowser(): Promise<Browser> {
  if (known) return launch(known);
  const reasons: string[] = [];
  for (const { name, find } of candidates) {
    try {
      const options = await find();
      if (!options) continue;
      const browser = await launch(options);
      known = options;
      return browser;
    } catch (error) {
      reasons.push(
        `${name}: ${error instanceof Error ? error.message.split('\n').slice(0, 6).join(' ') : String(error)}`,
      );
    }
  }
  throw new Error(
    [
      'No Chromium works on this machine, and the stories need one.',
      'Install Chromium, or set CHROME_PATH to one.',
      ...reasons,
    ].join('\n  '),
  );
}
