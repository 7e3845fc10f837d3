// SPDX-License-Identifier: EUPL-1.2
// What needs the whole house: its start from nothing, and a letter from one plane to the other.
import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { startHouse, type House } from '../../test/browser/house.ts';
import { arrived, askPartner, befriend, type Walkers } from '../../test/canaries/road.ts';
import { at } from './figures.ts';
import { said, type Line } from './lines.ts';

export async function freshStart(): Promise<{ house: House; lines: Line[]; facts: string[] }> {
  const since = performance.now();
  const house = await startHouse();
  const seconds = (performance.now() - since) / 1000;
  const files = readdirSync(house.data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  // PostgreSQL may take a file away while we look.
  const size = (file: string) => lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const bytes = files.reduce((sum, entry) => sum + size(path.join(entry.parentPath, entry.name)), 0);
  return {
    house,
    lines: [{ goal: 'fresh', value: seconds, said: `${said(seconds)} s` }],
    facts: [`A fresh start takes ${said(bytes / 1e6)} MB of disk (both PostgreSQL servers with the demo, and logs).`],
  };
}

const lookEveryMs = 4;
const warmUp = 5;
/** A person may make 120 changes a minute. */
const roundMs = 600;

/** From the answer to whoever asks (201) until it is read at the partner: two planes, two databases, one queue each. */
export async function letters(walkers: Walkers, house: House, count: number): Promise<Line[]> {
  const partnerId = await befriend(walkers, house);
  const ms: number[] = [];
  for (let round = -warmUp; round < count; round += 1) {
    const text = `Sällskap till tandläkaren, ${round + warmUp}`;
    const begun = performance.now();
    await askPartner(walkers, partnerId, text);
    const since = performance.now();
    await arrived(walkers, text, lookEveryMs);
    if (round >= 0) ms.push(performance.now() - since);
    const left = roundMs - (performance.now() - begun);
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  }
  const line = (goal: 'letter' | 'slowLetter', share: number): Line => ({
    goal,
    value: at(share, ms),
    said: `${said(at(share, ms))} of ${count}, seen by asking every ${lookEveryMs} ms`,
  });
  return [line('letter', 0.5), line('slowLetter', 0.99)];
}
