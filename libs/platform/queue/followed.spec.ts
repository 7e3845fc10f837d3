// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Followed } from './followed.ts';
import { Together } from './together.ts';

const [town, club] = ['town', 'club'] as unknown as [TenantId, TenantId];
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when it is told to. */
function held() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (what: string) => {
    begun.push(what);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { begun, work, endOne: () => ends.shift()?.() };
}

test('no more of one kind than it says are under way, each kind for itself, and what waits already waits once', async () => {
  const { begun, work, endOne } = held();
  const followed = new Followed(({ job, id }) => work(`${job} ${id}`));
  for (const id of ['1', '2', '3', '3']) expect(followed.take({ job: 'letters', tenant: town, id }, 2)).toBe(true);
  followed.take({ job: 'post', tenant: town, id: '1' }, 1);
  expect(begun).toEqual(['letters 1', 'letters 2', 'post 1']);
  endOne();
  await soon();
  expect(begun.slice(3)).toEqual(['letters 3']);
  for (let n = 0; n < 3; n += 1) endOne();
  await soon();
  expect(begun).toHaveLength(4);
});

test('what is too much for one process is not taken, and nothing is once it ends; what has begun is waited for', async () => {
  const { begun, work, endOne } = held();
  const followed = new Followed(({ id }) => work(id));
  const taken = Array.from({ length: 600 }, (_, n) =>
    followed.take({ job: 'letters', tenant: town, id: String(n) }, 1),
  );
  expect(taken.filter(Boolean)).toHaveLength(501);
  let closed = false;
  const closing = followed.close().then(() => (closed = true));
  await soon();
  expect([closed, followed.take({ job: 'letters', tenant: town, id: 'late' }, 1)]).toEqual([false, false]);
  endOne();
  await closing;
  expect(begun).toEqual(['0']);
});

test('what is asked for meanwhile goes together, tenant by tenant, and each gets its own answer', async () => {
  const { begun, work, endOne } = held();
  const together = new Together<number, string>(
    async (tenant, items) => {
      await work(`${tenant} ${items.join(' ')}`);
      return items.map((item) => `${tenant} ${item}`);
    },
    { most: 3, tenants: 1 },
  );
  const answers = [1, 2, 3, 4].map((item) => together.ask(town, item));
  answers.push(together.ask(club, 5));
  for (let n = 0; n < 3; n += 1) {
    await soon();
    endOne();
  }
  expect(await Promise.all(answers)).toEqual(['town 1', 'town 2', 'town 3', 'town 4', 'club 5']);
  expect([begun[0], new Set(begun)]).toEqual(['town 1 2 3', new Set(['town 1 2 3', 'town 4', 'club 5'])]);
});

test('one that fails fails for all who went with it, and for nobody after them', async () => {
  const together = new Together<number, number>(
    (_, items) => (items.includes(1) ? Promise.reject(new TypeError('no')) : Promise.resolve(items)),
    { most: 2, tenants: 2 },
  );
  const answers = await Promise.allSettled([1, 2, 3].map((item) => together.ask(town, item)));
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});
