// SPDX-License-Identifier: EUPL-1.2
// What is done to processes: told, killed, looked for.
import { readdirSync, readFileSync } from 'node:fs';
import type { Child } from '../../infra/local/children.ts';

export async function slain(child: Child | undefined): Promise<void> {
  if (!child) return;
  signal(child, 'SIGKILL');
  await child.ended;
}

export function lives(child: Child): boolean {
  try {
    return process.kill(child.pid, 0);
  } catch {
    return false;
  }
}

export function signal(child: Child, name: NodeJS.Signals): void {
  try {
    process.kill(child.pid, name);
  } catch {
    // It is gone already.
  }
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => {
      try {
        const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });
}
