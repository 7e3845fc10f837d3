// SPDX-License-Identifier: EUPL-1.2
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { House } from '../browser/house.ts';
import { environmentOf, processOf } from '../canaries/processes.ts';
import type { Slots } from './pairs.ts';

type Plane = 'municipal' | 'civic';
const offsets: Readonly<Record<Plane, number>> = { municipal: 0, civic: 100 };

/** A second process of each plane, told the same as the first but its port, so that what is measured is no process's own. */
export async function secondProcesses(house: House): Promise<{ slots: Slots; close(): void }> {
  const children: ChildProcess[] = [];
  const slots: Partial<Record<Plane, readonly [number, number]>> = {};
  for (const plane of ['municipal', 'civic'] as const) {
    const port = house.portBase + offsets[plane];
    const pid = processOf(plane, port);
    const [command = process.execPath, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .filter(Boolean);
    const other = port + 50;
    // The line to its parent is the first one's alone.
    const { NODE_CHANNEL_FD: _, ...told } = environmentOf(pid);
    const env = { ...told, PORT: String(other), ROLE: 'api' };
    children.push(spawn(command, args, { cwd: path.resolve(import.meta.dirname, '../..'), env, stdio: 'ignore' }));
    await answers(other);
    slots[plane] = [port, other];
  }
  return { slots: slots as Slots, close: () => children.forEach((child) => child.kill('SIGTERM')) };
}

async function answers(port: number): Promise<void> {
  for (const late = Date.now() + 60_000; Date.now() < late; await pause(200)) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`Nothing answers on port ${port}`);
}

/** A superuser's way into the clusters, to prepare what differs and to look up ids; closed before the house is. */
export class Clusters {
  readonly #clients = new Map<string, Client>();
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  async query<Row extends object>(
    plane: Plane,
    sql: string,
    values: unknown[] = [],
    database = 'handslag',
  ): Promise<Row[]> {
    const key = `${plane} ${database}`;
    let client = this.#clients.get(key);
    if (!client) {
      const keys = JSON.parse(readFileSync(path.join(this.#house.data, 'secrets.json'), 'utf8')) as Record<
        Plane,
        { superuser: string }
      >;
      const port = this.#house.portBase + offsets[plane] + 10;
      client = new Client({ host: '127.0.0.1', port, user: 'postgres', password: keys[plane].superuser, database });
      await client.connect();
      this.#clients.set(key, client);
    }
    return (await client.query<Row>(sql, values)).rows;
  }

  /** The first id that is found; throws when there is none, so that no probe compares nothing with nothing. */
  async id(plane: Plane, sql: string, values: unknown[] = []): Promise<string> {
    const [row] = await this.query<{ id: string }>(plane, sql, values);
    if (!row) throw new Error(`Nothing to compare with: ${sql}`);
    return row.id;
  }

  /** Nobody is to be told to wait. */
  async forgetCounts(): Promise<void> {
    for (const plane of ['municipal', 'civic'] as const)
      await this.query(plane, 'delete from rate_limit', [], 'handslag_platform');
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) await client.end();
  }
}
