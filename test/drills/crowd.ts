// SPDX-License-Identifier: EUPL-1.2
// F17 and F18: locks and slow clients on one plane, a loud neighbour on the other's doorstep.
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Visitor } from '../../infra/local/seed/visitor.ts';
import { at, seconds, type Drill, type Stage } from './drill.ts';

async function lookEvery(person: Visitor, path: string, count: number): Promise<number[]> {
  const ms: number[] = [];
  for (let look = 0; look < count; look += 1) {
    const since = performance.now();
    const { status } = await person.send('GET', `/api/v1${path}`);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    ms.push(performance.now() - since);
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

const storm: Drill = {
  name: 'F17',
  says: 'a table is locked while people wait for it, and slow clients hold connections',
  async run(stage: Stage) {
    const { house, who, long } = stage;
    const looks = long ? 300 : 40;
    await lookEvery(who.lisa, '/requests?scope=feed', looks);
    const calm = at(0.95, await lookEvery(who.lisa, '/requests?scope=feed', looks));
    const slow = Array.from({ length: long ? 500 : 200 }, () => dripping(house.portOf('municipal')));
    const holding = house.query(
      'municipal',
      `do $$ begin lock table request in access exclusive mode; perform pg_sleep(${long ? 30 : 4}); end $$`,
    );
    await pause(200);
    // More than there are connections to the database.
    const stuck = Array.from({ length: 30 }, () => who.maria.send('GET', '/api/v1/requests?scope=mine'));
    const during = at(0.95, await lookEvery(who.lisa, '/requests?scope=feed', looks));
    const since = performance.now();
    await holding;
    const answers = await Promise.all(stuck);
    stage.noted(`30 who waited for the lock: all answered ${seconds(performance.now() - since)} s after it went`);
    stage.measured('of them with an error', answers.filter(({ status }) => status !== 200).length, 0);
    for (const socket of slow) socket.destroy();
    stage.noted(`a page of the other plane, 95 %: ${calm.toFixed(0)} ms before, ${during.toFixed(0)} ms meanwhile`);
    stage.measured('the same as a ratio', Number((during / calm).toFixed(2)), long ? 1.1 : 5);
  },
};

const neighbour: Drill = {
  name: 'F18',
  says: 'one municipality is twenty times as busy as usual; the other shares its processes',
  async run(stage: Stage) {
    const { house, who, long } = stage;
    const quiet = new Visitor(house.town('melhus'));
    const path = '/tenant';
    const looks = long ? 400 : 60;
    await lookEvery(quiet, path, looks);
    const calm = at(0.95, await lookEvery(quiet, path, looks));
    let over = false;
    const loud = Array.from({ length: 20 }, async () => {
      while (!over) await who.maria.send('GET', '/api/v1/requests?scope=mine').catch(() => undefined);
    });
    const during = at(0.95, await lookEvery(quiet, path, looks));
    over = true;
    await Promise.all(loud);
    stage.noted(`a page of the quiet one, 95 %: ${calm.toFixed(0)} ms before, ${during.toFixed(0)} ms meanwhile`);
    stage.noted(`the same as a ratio: ${(during / calm).toFixed(2)} (1.5 wanted; one process on shared cores)`);
  },
};

export const crowd: readonly Drill[] = [storm, neighbour];
