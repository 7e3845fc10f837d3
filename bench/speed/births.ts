// SPDX-License-Identifier: EUPL-1.2
// How long the product takes to be there, and what it holds when nobody has asked it anything: beside a bare NestJS.
import { setTimeout as pause } from 'node:timers/promises';
import { median } from './figures.ts';
import type { Ground } from './ground.ts';
import { said, type Line } from './lines.ts';
import { heldMb, startBare, startProduct, tellsUse, usedMs } from './servers.ts';

const settleMs = 3000;
const idleMs = 31_000;

/** Turn about, as everything. */
export async function births(
  ground: Ground,
  { rounds, watchIdle }: { rounds: number; watchIdle: boolean },
): Promise<{ lines: Line[]; facts: string[] }> {
  const [ours, bare] = [0, 1].map(() => ({ startedInMs: [] as number[], held: [] as number[] })) as [Taken, Taken];
  let idle = NaN;
  for (let round = 0; round < rounds; round += 1) {
    for (const [taken, start] of [
      [bare, startBare],
      [ours, startProduct],
    ] as const) {
      const server = await start(ground);
      await pause(settleMs);
      taken.startedInMs.push(server.startedInMs);
      if (tellsUse) taken.held.push(heldMb(server.pid));
      if (tellsUse && watchIdle && taken === ours && round === rounds - 1) {
        const before = usedMs(server.pid);
        await pause(idleMs);
        idle = (100 * (usedMs(server.pid) - before)) / idleMs;
      }
      await server.stop();
    }
  }
  const held = [ours, bare].map((one) => median(one.held)) as [number, number];
  const took = [ours, bare].map((one) => median(one.startedInMs) / 1000) as [number, number];
  return {
    lines: [
      {
        goal: 'idle',
        value: held[0] / held[1],
        said: tellsUse
          ? `${said(held[0] / held[1])}: ${said(held[0])} MB / ${said(held[1])} MB`
          : 'this machine does not tell what a process holds',
      },
      {
        goal: 'cold',
        value: took[0] / took[1],
        said: `${said(took[0] / took[1])}: ${said(took[0])} s / ${said(took[1])} s`,
      },
    ],
    facts: Number.isNaN(idle) ? [] : [`Idle, with no tenant, the product uses ${said(idle)} % of a core.`],
  };
}

interface Taken {
  readonly startedInMs: number[];
  readonly held: number[];
}
