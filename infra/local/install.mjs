// SPDX-License-Identifier: EUPL-1.2
// Runs before `npm start` and `npm test`, under whatever Node the machine has and before anything is installed:
// so no import but Node's own. It leaves the pinned Node first on the path of the script that follows,
// because npm puts node_modules/.bin there (the package `node` is that Node).
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const modules = path.join(root, 'node_modules');
const windows = process.platform === 'win32';
const startedAt = Date.now();
const ui = {
  say: (line) => console.log(`handslag: ${line}`),
  seconds: () => Math.round((Date.now() - startedAt) / 1000),
};

class CannotInstall extends Error {}
const stop = (...lines) => {
  throw new CannotInstall(lines.join('\n  '));
};

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** npm writes down what it installed; the tree is good when that agrees with the lock file, whatever the clocks say. */
function whatIsMissing(wanted) {
  const record = path.join(modules, '.package-lock.json');
  if (!existsSync(modules)) return 'nothing is installed yet';
  if (!existsSync(record)) return 'the last installation was cut short';
  const installed = readJson(record).packages;
  for (const [place, { version, optional, devOptional, link }] of Object.entries(wanted.packages)) {
    if (place === '' || link || optional || devOptional) continue;
    if (!installed[place]) return `${place.replace('node_modules/', '')} is missing`;
    if (installed[place].version !== version) return `${place.replace('node_modules/', '')} is not ${version}`;
  }
  return undefined;
}

/** A node outside this project: npm must not run on the very Node it is about to replace. */
const pathOutside = () =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => entry && !path.resolve(entry).startsWith(modules))
    .join(path.delimiter);

function npm(args, options = {}) {
  const env = { ...process.env, PATH: pathOutside() };
  return [windows ? 'npm.cmd' : 'npm', args, { cwd: root, env, shell: windows, ...options }];
}

function checkGround() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    stop(
      `this is Node ${process.versions.node}; Handslag needs Node ${OLDEST_NODE} or newer to begin with.`,
      'Install a newer Node (nodejs.org) and try again.',
    );
  }
}

function checkFolder() {
  const probe = path.join(root, `.handslag-write-test-${process.pid}`);
  try {
    accessSync(root, constants.W_OK);
    mkdirSync(probe);
    rmdirSync(probe);
  } catch {
    stop(
      'this folder cannot be written to, and Handslag installs its libraries and keeps its demo data here.',
      'Copy it to a folder of your own, for example: cp -r . ~/handslag',
    );
  }
}

function checkNpm() {
  const found = spawnSync(...npm(['--version'], { encoding: 'utf8' }));
  if (found.error || found.status !== 0) {
    stop('npm was not found. It comes with Node; on Debian and Ubuntu: apt-get install npm');
  }
  return found.stdout.trim();
}

const packageCount = () => {
  try {
    return readdirSync(modules).length;
  } catch {
    return 0;
  }
};

function runCi() {
  return new Promise((resolve) => {
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const child = spawn(...npm(args, { stdio: ['ignore', 'ignore', 'pipe'] }));
    let complaint = '';
    child.stderr.on('data', (chunk) => (complaint += chunk));
    const ticking = setInterval(
      () => ui.say(`still installing (${ui.seconds()} s, ${packageCount()} folders in node_modules)`),
      10_000,
    );
    child.on('error', (error) => (complaint += error.message));
    child.on('close', (code) => {
      clearInterval(ticking);
      resolve({ code, complaint });
    });
  });
}

const REASONS = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED/,
    'the npm registry could not be reached. The first installation needs the network (or a filled npm cache).',
  ],
  [/ENOSPC/, 'the disk is full. Handslag needs about 1.5 GB.'],
  [
    /EROFS|EACCES|EPERM/,
    'npm may not write here. Was an earlier installation made by another user? Remove node_modules and try again.',
  ],
  [
    /EUSAGE|in sync/,
    'package.json and package-lock.json disagree. Run `npm install`, then `node test/rules/lock-is-whole.mjs --write`, and commit the lock file.',
  ],
  [/ETARGET|E404/, 'a pinned version is not served by your npm registry.'],
  [/EINTEGRITY/, 'a downloaded package does not match its checksum in package-lock.json. Stopped for safety.'],
];

async function install(reason) {
  checkFolder();
  const version = checkNpm();
  ui.say(`installing the libraries, because ${reason} (npm ${version}, Node ${process.versions.node}) …`);
  const { code, complaint } = await runCi();
  if (code === 0) return ui.say(`installed in ${ui.seconds()} s`);
  const known = REASONS.find(([pattern]) => pattern.test(complaint));
  const own = complaint.trim().split('\n').slice(0, 8);
  return stop(known ? known[1] : `npm ci failed (exit ${code}).`, 'npm says:', ...own);
}

/** The scripts that follow run on this Node. It is a program of its own, so look that it starts. */
function checkPinnedNode(wanted) {
  const pinned = path.join(modules, '.bin', windows ? 'node.cmd' : 'node');
  const version = wanted.packages['node_modules/node'].version;
  const works = () => spawnSync(pinned, ['--version'], { encoding: 'utf8', shell: windows });
  let tried = works();
  if (tried.error || tried.status === null) {
    ui.say('the install scripts did not run; making up for it …');
    spawnSync(...npm(['rebuild', '--ignore-scripts=false', '--loglevel=error'], { stdio: 'inherit' }));
    tried = works();
  }
  const library = /error while loading shared libraries: ([^:]+)/.exec(tried.stderr ?? '');
  if (library) {
    stop(
      `Node ${version} needs the library ${library[1]}, which this machine lacks.`,
      'On Debian and Ubuntu: apt-get install libstdc++6 libatomic1',
      'On Alpine (musl): use an image with glibc.',
    );
  }
  if (tried.stdout?.trim() !== `v${version}`) {
    stop(
      `the pinned Node ${version} does not start here (${process.platform} ${process.arch}): ${tried.stderr || tried.stdout || tried.error?.message}`,
    );
  }
}

try {
  checkGround();
  const wanted = readJson(path.join(root, 'package-lock.json'));
  const reason = whatIsMissing(wanted);
  if (reason) await install(reason);
  checkPinnedNode(wanted);
} catch (error) {
  if (!(error instanceof CannotInstall)) throw error;
  console.error(`\nhandslag cannot start:\n  ${error.message}\n`);
  process.exitCode = 1;
}
