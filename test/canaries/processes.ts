// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs';

/** What a running process was told: Linux only. */
export function environmentOf(pid: number): Record<string, string> {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

/** The process that serves a plane on this port. */
export function processOf(plane: 'municipal' | 'civic', port: number): number {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const { PLANE, PORT } = environmentOf(Number(name));
      if (PLANE === plane && PORT === String(port)) return Number(name);
    } catch {
      // Gone meanwhile, or somebody else's.
    }
  }
  throw new Error(`No ${plane} process serves port ${port}`);
}
