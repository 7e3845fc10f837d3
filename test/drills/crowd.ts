// SPDX-License-Identifier: EUPL-1.2
// F17 and F18: locks and slow clients on one plane, a loud neighbour on the other's doorstep.
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Visitor } from '../../infra/local/seed/visitor.ts';
import { at, seconds, type Drill, type Stage } from './drill.ts';

async function lookEvery(person: Visitor, path: string, count: number, seen?: () => void): Promise<number[]> {
  const ms: number[] = [];
  for (let look = 0; look < count; look += 1) {
    const since = performance.now();
    const { status } = await person.send('GET', `/api/v1${path}`);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    ms.push(performance.now() - since);
    seen?.();
  }
  return ms;
}

/** Says the beginning of a request, and then a letter now and then. */
function dripping(port: number): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET /api/v1/me HTTP/1.1\r\nHost: x\r\n'));
  const drip = setInterval(() => socket.writable && socket.write('X-A: b\r\n'), 500);
  socket.on('error', () => undefined).on('close', () => clearInterval(drip));
  return socket;
}

interface Bystander {
  readonly calm: number;
  readonly meanwhile: (seen?: () => void) => Promise<{ ms: number; ratio: number }>;
}

/** What somebody sees who has nothing to do with it, 95 %, ms: before, and while something goes on. */
async function bystander(person: Visitor, path: string, looks: number): Promise<Bystander> {
  const look = async (seen?: () => void) => at(0.95, await lookEvery(person, path, looks, seen));
  await look();
  const calm = await look();
  const meanwhile = async (seen?: () => void) => {
    const ms = await look(seen);
    return { ms, ratio: Number((ms / calm).toFixed(2)) };
  };
  return { calm, meanwhile };
}

const storm: Drill = {
  name: 'F17',
  says: 'a table is locked while people wait for it, and slow clients hold connections',
  async run(stage: Stage) {
    const { house, who, long } = stage;
    const looks = long ? 300 : 30;
    const apart = await bystander(who.lisa, '/requests?scope=feed', looks);
    const beside = await bystander(new Visitor(house.town('melhus')), '/tenant', looks);
    const slow = Array.from({ length: long ? 500 : 200 }, () => dripping(house.portOf('municipal')));
    const holding = house.query(
      'municipal',
      `do $$ begin lock table request in access exclusive mode; perform pg_sleep(${long ? 30 : 4}); end $$`,
    );
    await pause(200);
    // More than there are connections to the database.
    const stuck = Array.from({ length: 30 }, () => who.maria.send('GET', '/api/v1/requests?scope=mine'));
    const neighbours = await beside.meanwhile();
    const others = await apart.meanwhile();
    const since = performance.now();
    await holding;
    const answers = await Promise.all(stuck);
    for (const socket of slow) socket.destroy();
    stage.noted(`30 who waited for the lock: all answered ${seconds(performance.now() - since)} s after it went`);
    // Longer than ten seconds nobody is kept waiting: they are told to come again.
    const kind = long ? [200, 503] : [200];
    stage.measured('of them with an error', answers.filter(({ status }) => !kind.includes(status)).length, 0);
    stage.noted(
      `another municipality's page, 95 %: ${beside.calm.toFixed(0)} ms before, ${neighbours.ms.toFixed(0)} ms`,
    );
    if (long) stage.measured('the same as a ratio', neighbours.ratio, 2);
    else stage.measured('the same, which the lock is not to be felt in', seconds(neighbours.ms), 1, 's of work');
    stage.noted(`a page of the other plane, 95 %: ${apart.calm.toFixed(0)} ms before, ${others.ms.toFixed(0)} ms`);
    stage.measured('the same as a ratio', others.ratio, long ? 1.1 : 5);
  },
};

const neighbour: Drill = {
  name: 'F18',
  says: 'one municipality is twenty times as busy as usual; the other shares its processes',
  async run(stage: Stage) {
    const { house, who, long } = stage;
    const quiet = await bystander(new Visitor(house.town('melhus')), '/tenant', long ? 400 : 60);
    const answers = new Int32Array(new SharedArrayBuffer(4));
    const loud = new Worker(new URL('loud.mjs', import.meta.url), {
      workerData: {
        port: house.portOf('municipal'),
        path: '/api/v1/requests?scope=mine',
        headers: { host: new URL(house.town('helsingborg')).host, cookie: who.maria.cookie },
        people: 20,
        answers,
      },
    });
    // Until each of them is at it.
    await pause(500);
    Atomics.store(answers, 0, 0);
    const waitedFor: number[] = [];
    const { ms, ratio } = await quiet
      .meanwhile(() => waitedFor.push(Atomics.exchange(answers, 0, 0)))
      .finally(() => loud.terminate());
    stage.noted(`a page of the quiet one, 95 %: ${quiet.calm.toFixed(0)} ms before, ${ms.toFixed(0)} ms meanwhile`);
    stage.noted(`the same as a ratio: ${ratio} (1.5 wanted; one process on shared cores)`);
    // On however busy a machine.
    stage.measured(
      'calls of the loud one that were answered while a page of the quiet one waited, 95 %',
      at(0.95, waitedFor),
      10,
    );
  },
};

export const crowd: readonly Drill[] = [storm, neighbour];
