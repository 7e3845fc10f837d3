// SPDX-License-Identifier: EUPL-1.2
import { Agent, request } from 'node:http';
import type { Pair } from './verdict.ts';
import type { Chance } from './statistics.ts';

/** One question as it goes over the wire. */
export interface Question {
  readonly plane: 'municipal' | 'civic';
  readonly host: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Asked {
  readonly a: Question;
  readonly b: Question;
}

/** Ports of two processes that serve the same plane: which of them serves which world changes halfway. */
export type Slots = Readonly<Record<Question['plane'], readonly [number, number]>>;

const micros = () => Number(process.hrtime.bigint()) / 1000;

/**
 * Asks both questions of a pair one after the other, in random order, on connections that are kept.
 * The first pairs are thrown away; halfway the two processes change places. Questions of one lane follow each other,
 * lanes go side by side.
 */
export async function pairsOf(
  { a, b }: Asked,
  slots: Slots,
  how: {
    readonly pairs: number;
    readonly warmUp: number;
    readonly concurrency: number;
    readonly chance: Chance;
    /** Added to b on our side of the wire; µs. */
    readonly delay?: number;
    readonly between?: () => Promise<void>;
  },
): Promise<Pair[]> {
  const { pairs, warmUp, concurrency, chance, delay = 0 } = how;
  const total = warmUp + pairs;
  const taken: (Pair | undefined)[] = [];
  let next = 0;
  const statuses = { a: new Set<number>(), b: new Set<number>() };

  const lane = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (next < total) {
      const number = next++;
      if (how.between && number % 30 === 0) await how.between();
      const swapped = number >= warmUp + pairs / 2 || (number < warmUp && number >= warmUp / 2);
      const [slotA, slotB] = swapped ? [1, 0] : ([0, 1] as const);
      const askA = async () => ask(a, slots[a.plane][slotA]!, agent, 0);
      const askB = async () => ask(b, slots[b.plane][slotB]!, agent, delay);
      const bFirst = chance() < 0.5;
      const [one, two] = bFirst ? [await askB(), await askA()] : [await askA(), await askB()];
      const [ofA, ofB] = bFirst ? [two, one] : [one, two];
      statuses.a.add(ofA.status);
      statuses.b.add(ofB.status);
      if (number >= warmUp) taken[number - warmUp] = { a: ofA.micros, b: ofB.micros };
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const [seenA, seenB] = [[...statuses.a], [...statuses.b]];
  if (seenA.length !== 1 || seenA[0] !== seenB[0] || seenB.length !== 1)
    throw new Error(
      `${a.path} was answered ${seenA.join(', ')} and ${b.path} ${seenB.join(', ')}: that is no question of time`,
    );
  return taken as Pair[];
}

async function ask(
  question: Question,
  port: number,
  agent: Agent,
  delay: number,
): Promise<{ micros: number; status: number }> {
  const { host, path, method = 'GET', headers = {}, body } = question;
  const since = micros();
  // A timer is too coarse for less than a millisecond, and waiting busily would hold up the other lanes.
  if (delay >= 1000) await new Promise((resolve) => setTimeout(resolve, delay / 1000));
  else while (micros() - since < delay);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method,
        path,
        headers: { host, ...headers, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) },
      },
      (response) => {
        response.on('data', () => undefined);
        response.on('end', () => resolve({ micros: micros() - since, status: response.statusCode ?? 0 }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
