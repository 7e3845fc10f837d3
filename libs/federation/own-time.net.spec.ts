// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { RequestOffered } from '#contracts';
import { SystemClock } from '#kernel';
import { Partner, FederationModule, Handlers, Outbox } from './index.ts';
import { startTestPlane, type TestPlane, type TestTenant } from '../testing/two-planes.ts';

/** Chokes on the first thing it is handed. */
@Injectable()
class Choker implements OnModuleInit {
  readonly handled: number[] = [];
  tries = 0;

  constructor(private readonly handlers: Handlers) {}

  onModuleInit(): void {
    this.handlers.register({ contract: RequestOffered, handle: () => this.handle() });
  }

  private handle(): Promise<void> {
    this.tries += 1;
    if (this.tries === 1) throw new TypeError('choked');
    this.handled.push(performance.now());
    return Promise.resolve();
  }
}
@Module({ imports: [FederationModule], providers: [Choker] })
class ChokerModule {}
const choker = { module: ChokerModule, entities: [], policies: [] };

type Running = TestPlane & { close(): Promise<void> };
const patienceMs = 90_000;
const grant = {
  direction: 'we-ask-them',
  serviceTypes: ['social'],
  areas: [],
  perDay: 5,
  previewFields: ['text'],
  validTo: '2090-01-01T00:00:00.000Z',
  purpose: 'Hjälp i vardagen',
  legalBasis: 'Allmänt intresse',
};
let m: Running;
let c: Running;
let town: TestTenant;
let club: TestTenant;

const until = async <T>(
  look: () => Promise<T | false | null | undefined> | T | false | null | undefined,
): Promise<T> => {
  for (const patience = performance.now() + patienceMs; performance.now() < patience;) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Waited in vain');
};
const atTown = <T>(look: (partner: Partner) => T) =>
  m.scope.run(town.id, async (em) => look(await em.findOneOrFail(Partner, { peer: club.id })));

// Nobody sweeps here: whatever is tried again, is tried by itself.
beforeAll(async () => {
  const clock = new SystemClock();
  m = await startTestPlane('municipal', { clock, features: [choker], realQueue: true });
  c = await startTestPlane('civic', { clock, features: [choker], realQueue: true });
  town = await m.addTenant('helsingborg', 'municipality');
  club = await c.addTenant('melhusil', 'association');
  const { link } = (await town.call('POST', '/partner-invitations', { grant })).body;
  await club.call('POST', '/partners', { link, functionAddress: 'kansli@melhusil.example.org' });
  await until(async () => (await town.call('GET', '/partners')).body.items[0]?.state === 'active');
  await until(async () => (await club.call('GET', '/partners')).body.items[0]?.state === 'active');
});
afterAll(async () => {
  await m.close();
  await c.close();
});

test('what failed is tried again at its own time, on the way and in the inbox, without any sweep', async () => {
  const { handled, tries } = c.app.get(Choker, { strict: false });
  expect(tries).toBe(0);
  c.down = true;
  const partnerId = await atTown(({ id }) => id);
  await m.scope.run(town.id, () =>
    m.app.get(Outbox, { strict: false }).send({
      partnerId,
      conversation: randomUUID(),
      type: 'request.offered',
      body: { serviceType: 'social', text: 'Fika', expiresAt: new Date(Date.now() + 86_400_000).toISOString() },
    }),
  );
  const retryAt = await until(() => atTown((partner) => partner.retryAt));
  c.down = false;
  await until(() => atTown((partner) => partner.retryAt === null));
  const arrived = Date.now();
  await until(() => handled.length === 1);
  const waits = { onTheWayMs: arrived - retryAt.getTime(), inTheInboxMs: Date.now() - arrived };
  process.stdout.write(`tried again: ${JSON.stringify(waits)}\n`);
  expect(waits.onTheWayMs).toBeGreaterThanOrEqual(-50);
});
