// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandOf } from '../database/embedded-cluster.ts';
import { roleNames, type Passwords } from '../database/roles.ts';
import { planes, type Layout, type Plane } from './layout.ts';
import { alreadyRunning, cannotWrite, otherPorts, secretsLost } from './troubles.ts';

interface PlaneSecrets {
  readonly superuser: string;
  readonly roles: Passwords;
  /** Wraps the keys of the plane's tenants. */
  readonly masterKey: string;
}
export type Secrets = Readonly<Record<Plane, PlaneSecrets>>;

export interface Kept {
  readonly portBase: number;
  /** The first partnership has been made; it is not made again if somebody ends it. */
  readonly handshakeDone?: boolean;
  /** The wall has been examined, or it was tried; later examinations are the operator's. */
  readonly wallTried?: boolean;
}

const secret = () => randomBytes(32).toString('base64url');
const secretsFile = ({ data }: Layout) => path.join(data, 'secrets.json');
const runFile = ({ data }: Layout) => path.join(data, 'running.json');
const keptFile = ({ data }: Layout) => path.join(data, 'kept.json');

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and for nobody else's eyes. */
export function writePrivately(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const half = `${file}.new`;
  rmSync(half, { force: true });
  writeFileSync(half, `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600 });
  renameSync(half, file);
}

/** @throws Trouble when the folder cannot be written to. */
export function prepareFolder({ data }: Layout): void {
  const probe = path.join(data, `write-test-${process.pid}`);
  try {
    mkdirSync(data, { recursive: true });
    mkdirSync(probe);
    rmdirSync(probe);
  } catch (error) {
    throw cannotWrite(data, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

/**
 * One run per data folder. A note of a run that crashed is taken over.
 * @throws Trouble when another run has it.
 */
export function takeRun(layout: Layout): void {
  const other = readJson<{ pid: number }>(runFile(layout))?.pid;
  if (other !== undefined && other !== process.pid && commandOf(other)?.includes('start.mjs'))
    throw alreadyRunning(other);
  writePrivately(runFile(layout), { pid: process.pid });
}

export const leaveRun = (layout: Layout) => rmSync(runFile(layout), { force: true });

/** @throws Trouble when the data was made for other ports. */
export function readKept(layout: Layout): Kept {
  const kept = readJson<Kept>(keptFile(layout));
  if (kept && kept.portBase !== layout.portBase) throw otherPorts(kept.portBase);
  return kept ?? { portBase: layout.portBase };
}

export const keep = (layout: Layout, kept: Kept) => writePrivately(keptFile(layout), kept);

/** The installation's passwords and keys, made at the first start. */
export function readSecrets(layout: Layout, databasesExist: boolean): Secrets {
  const file = secretsFile(layout);
  const known = readJson<Secrets>(file);
  if (known && planes.every((plane) => known[plane]?.masterKey && roleNames.every((role) => known[plane].roles[role])))
    return known;
  if (existsSync(file) || databasesExist) throw secretsLost(file);
  const one = (): PlaneSecrets => ({
    superuser: secret(),
    roles: Object.fromEntries(roleNames.map((role) => [role, secret()])) as Passwords,
    masterKey: secret(),
  });
  const made: Secrets = { municipal: one(), civic: one() };
  writePrivately(file, made);
  return made;
}

/** Forgets everything but the note that we are running. */
export function forget(layout: Layout): void {
  for (const name of ['secrets.json', 'kept.json', 'logs', 'identity', ...planes]) {
    rmSync(path.join(layout.data, name), { recursive: true, force: true });
  }
}
