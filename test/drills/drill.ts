// SPDX-License-Identifier: EUPL-1.2
import { cpus, loadavg } from 'node:os';
import type { Walkers } from '../canaries/road.ts';
import type { Expected } from './books.ts';
import type { DrillHouse } from './house.ts';
import type { Traffic } from './traffic.ts';

export interface Stage {
  readonly house: DrillHouse;
  readonly who: Walkers;
  readonly partnerId: string;
  readonly traffic: Traffic;
  readonly long: boolean;
  /**
   * A figure with what it may be at most. Times of work are held against the bound times the machine's load per core;
   * times of waiting at most two and a half times, or a time-out that is too long would not be seen.
   */
  readonly measured: (what: string, value: number, most: number, unit?: 's of work' | 's' | '') => void;
  /** A figure with nothing to hold it against. */
  readonly noted: (what: string) => void;
}

export interface Drill {
  readonly name: string;
  readonly says: string;
  /** Not part of the short form. */
  readonly longOnly?: boolean;
  /** Comes after those that do not: what was written in another time is in nobody else's way then. */
  readonly turnsClock?: boolean;
  /** What the books may show for good after it. */
  readonly run: (stage: Stage) => Promise<Omit<Partial<Expected>, 'acknowledged'> | void>;
}

export interface Line {
  readonly drill: string;
  readonly good: boolean;
  readonly what: string;
}

/** How much slower this machine is now than one at rest. */
export const slowness = (): number => Math.max(1, (loadavg()[0] ?? 0) / cpus().length);

export function at(share: number, values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** In seconds, to a tenth. */
export const seconds = (ms: number): number => Math.round(ms / 100) / 10;

/** @throws Error that says what did not come about. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  { patienceMs = 120_000, everyMs = 50 } = {},
): Promise<T> {
  for (const late = Date.now() + patienceMs; Date.now() < late;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** After days have gone by: nobody's sitting lasts for so long. */
export async function signInAgain({ ingrid, maria, anna, omar }: Walkers): Promise<void> {
  await ingrid.signIn('ingrid', 'staff');
  await maria.signIn('maria', 'staff');
  await anna.signIn('anna', 'member');
  await omar.signIn('omar', 'member');
}
