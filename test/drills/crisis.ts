// SPDX-License-Identifier: EUPL-1.2
// F19: ten times as many people as on an ordinary day, all at once; scaled to the machine, and the scale is said.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { testPersons } from '../../apps/identity/test-persons.ts';
import { Visitor } from '../../infra/local/seed/visitor.ts';
import type { Plane } from '../../infra/local/layout.ts';
import { at, seconds, type Drill, type Stage } from './drill.ts';

/** What the design has for a machine of its own: 2,700 sign-ins in five minutes, 1,000 sessions, 500 requests. */
const full = { signIns: 2700, overMs: 300_000, sessions: 1000, requests: 500 };

/** Resident memory of a plane's process, MB. */
function memory({ house }: Stage, plane: Plane): number {
  const status = readFileSync(`/proc/${house.process[plane]?.pid ?? 'self'}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
}

interface Crowd {
  readonly sessions: Visitor[];
  readonly beginnings: number[];
  readonly lost: string[];
}

/** People who sign in, one after another at an even pace, whether or not those before them are through. */
async function arrive({ house }: Stage, signIns: number, overMs: number): Promise<Crowd> {
  const crowd: Crowd = { sessions: [], beginnings: [], lost: [] };
  const residents = testPersons.filter(({ errands }) =>
    errands.some(({ tenant, as }) => tenant === 'helsingborg' && as === 'resident'),
  );
  const one = async (number: number) => {
    await pause((number * overMs) / signIns);
    const person = residents[number % residents.length]?.key ?? '';
    const visitor = new Visitor(house.town('helsingborg'));
    try {
      const since = performance.now();
      const { status } = await visitor.send('GET', '/sign-in?as=resident&return=/');
      crowd.beginnings.push(performance.now() - since);
      if (status !== 303) throw new Error(`began with ${status}`);
      await visitor.signIn(person, 'resident');
      crowd.sessions.push(visitor);
    } catch (error) {
      crowd.lost.push(String(error));
    }
  };
  await Promise.all(Array.from({ length: signIns }, (_, number) => one(number)));
  return crowd;
}

const crisis: Drill = {
  name: 'F19',
  says: 'a crisis: sign-ins by the second, hundreds who read at once, a wave of requests to the association',
  async run(stage) {
    const { house, traffic, long } = stage;
    const scale = long ? 4 : 60;
    // Five seconds at full pace are over before the process is warm; 95 % of so few is the worst but one.
    const ease = long ? 1 : 5;
    const [signIns, overMs] = [Math.round(full.signIns / scale), Math.round(full.overMs / scale)];
    stage.noted(
      `scale 1:${scale}: ${signIns} sign-ins in ${overMs / 1000} s (9 a second, as many as at full scale), ` +
        `${Math.round(full.sessions / scale)} who read, ${Math.round(full.requests / scale)} requests`,
    );
    const before = memory(stage, 'municipal');
    // All of them come from one address here; out there each has their own.
    const forgetting = setInterval(() => void house.forgetCounts(), 500);
    const failed = traffic.failures.length;
    const asked = traffic.ms.length;
    const requests = traffic.askMany('F19', Math.round(full.requests / scale));
    const { sessions, beginnings, lost } = await arrive(stage, signIns, overMs);
    stage.measured(`sign-ins that came to nothing, of ${signIns}`, lost.length, 0);
    for (const why of new Set(lost)) stage.noted(why);
    stage.measured('a sign-in begins, 95 %', seconds(at(0.95, beginnings)), 0.3 * ease, 's of work');

    const statuses: number[] = [];
    const ms: number[] = [];
    const readers = sessions.slice(0, Math.round(full.sessions / scale)).map(async (visitor) => {
      for (let look = 0; look < 5; look += 1) {
        const since = performance.now();
        statuses.push((await visitor.send('GET', '/api/v1/me')).status);
        ms.push(performance.now() - since);
        // They read.
        await pause(500 + Math.random() * 1000);
      }
    });
    await Promise.all(readers);
    await requests;
    clearInterval(forgetting);
    const sent = Date.now();
    await house.settle(600_000);
    stage.measured('a page, 95 %', seconds(at(0.95, ms)), 0.5 * ease, 's of work');
    stage.measured('a page, 99 %', seconds(at(0.99, ms)), 1.5 * ease, 's of work');
    stage.measured('a request is taken, 95 %', seconds(at(0.95, traffic.ms.slice(asked))), 0.5 * ease, 's of work');
    const broken = statuses.filter((status) => status >= 500).length + traffic.failures.length - failed;
    stage.measured('answers of 500 and more', broken, 0);
    stage.measured('pages that were not shown', statuses.filter((status) => status !== 200).length, 0);
    stage.measured('all delivered after the last was asked', seconds(Date.now() - sent), long ? 600 : 60, 's');
    stage.noted(`the municipal process: ${before} MB before, ${memory(stage, 'municipal')} MB after`);
  },
};

export const crises: readonly Drill[] = [crisis];
