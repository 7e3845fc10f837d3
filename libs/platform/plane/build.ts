// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlaneConfig } from '#platform/config';

export interface RunningBuild {
  readonly version: string;
  /** Twelve hexadecimal digits over the plane's own code: another digit, other code. */
  readonly build: string;
}

/** `libs` and `apps` lie below it, as sources or built. */
const root = path.resolve(import.meta.dirname, '../../..');
const code = /(?<!\.spec|\.d)\.(js|ts)$/;
const known = new Map<string, RunningBuild>();

/** What the files say now. */
export function readBuild(plane: PlaneConfig['PLANE']): RunningBuild {
  const found = known.get(plane) ?? { version: readVersion(), build: fingerprint(['libs', `apps/${plane}`]) };
  known.set(plane, found);
  return found;
}

function readVersion(): string {
  const file = [root, path.dirname(root)].map((place) => path.join(place, 'package.json')).find(existsSync);
  if (!file) throw new Error('package.json is missing beside the program');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function fingerprint(places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const place of places) {
    const files = readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
      .map((file) => `${place}/${file.replaceAll(path.sep, '/')}`)
      .filter((file) => code.test(file) && !file.startsWith('libs/testing/'));
    for (const file of files.sort())
      hash
        .update(`${file}\0`)
        .update(readFileSync(path.join(root, file)))
        .update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}
