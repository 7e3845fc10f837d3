// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Agreement, sides, type Side } from './agreement.entity.ts';
import { Request } from './request.entity.ts';
import { agreementTransitions, requestStates, requestTransitions, statesThat } from './transitions.ts';

const start = new Date('2026-05-04T09:00:00Z');
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

const newRequest = (headCount: number, sourceRequestId: string | null): Request =>
  Object.assign(new Request(), {
    state: 'draft',
    headCount,
    helperIds: [],
    agreementId: null,
    sourceRequestId,
    expiresAt: later(48),
    version: 1,
  } satisfies Partial<Request>);
const newAgreement = (): Agreement =>
  Object.assign(new Agreement(), {
    state: 'agreed',
    helperIds: [],
    functionAddress: null,
    completedBySide: null,
    endedAt: null,
    version: 1,
  } satisfies Partial<Agreement>);

test('what has ended cannot go on; only an expired request can be given more time, and only a moderator opens what they closed', () => {
  expect(requestTransitions.confirmed).toEqual({});
  expect(requestTransitions.withdrawn).toEqual({ restore: 'open' });
  expect(requestTransitions.expired).toEqual({ extend: 'open' });
  expect(agreementTransitions.confirmed).toEqual({});
  expect(agreementTransitions.failed).toEqual({});
});

test('every state but the draft can be reached, and a draft only leaves', () => {
  const reached = new Set(requestStates.flatMap((state) => Object.values(requestTransitions[state])));
  expect(requestStates.filter((state) => !reached.has(state))).toEqual([]);
  expect(requestStates.filter((state) => Object.values(requestTransitions[state] as object).includes('draft'))).toEqual(
    ['draft'],
  );
  expect(statesThat(requestTransitions, 'edit')).toEqual(['draft', 'open']);
});

test('a move that the table does not know is refused and changes nothing', () => {
  const request = newRequest(1, null);
  expect(() => request.go('confirm')).toThrow(
    expect.objectContaining({ kind: 'conflict', code: 'request.wrong-state' }),
  );
  expect(request).toMatchObject({ state: 'draft', version: 1 });
});

/** The system under test: one request, and the agreements it has had. */
interface World {
  request: Request;
  agreement: Agreement | null;
  now: Date;
}
interface Model {
  ended: number;
}
type Step = fc.Command<Model, World>;

const holds = ({ request, agreement }: World): void => {
  const live = agreement !== null && agreement.state !== 'failed';
  expect(request.helperIds.length).toBeLessThanOrEqual(request.headCount);
  expect(new Set(request.helperIds).size).toBe(request.helperIds.length);
  expect(request.agreementId !== null).toBe(live && request.state !== 'withdrawn');
  if (['agreed', 'inProgress', 'completed', 'confirmed'].includes(request.state)) expect(live).toBe(true);
  if (request.state === 'expired' || request.state === 'draft') expect(request.agreementId).toBeNull();
  if (request.state === 'open' && live) expect(request.helperIds.length).toBeLessThan(request.headCount);
  if (live && request.state !== 'withdrawn' && request.state !== 'open') expect(agreement.state).toBe(request.state);
  if (agreement?.state === 'confirmed') expect(agreement.endedAt).not.toBeNull();
};

const step = (name: string, check: (world: World) => boolean, run: (world: World) => void): Step => ({
  check: () => true,
  run: (_model, world) => {
    const before = { state: world.request.state, version: world.request.version };
    // A verb either works because the tables allow it, or refuses and leaves everything as it was.
    if (check(world)) run(world);
    else {
      expect(() => run(world)).toThrow();
      expect(world.request).toMatchObject(before);
    }
    holds(world);
  },
  toString: () => name,
});

const offer = (helper: string): Step =>
  step(
    `offer(${helper})`,
    ({ request }) => request.state === 'open' || request.helperIds.includes(helper),
    (world) => {
      if (world.request.helperIds.includes(helper)) return;
      const agreement = world.request.agreementId && world.agreement ? world.agreement : newAgreement();
      world.request.admit(helper, 'a');
      agreement.admit(helper);
      world.agreement = agreement;
    },
  );
const withAgreement = (
  name: string,
  states: readonly string[],
  run: (world: World, agreement: Agreement) => void,
): Step =>
  step(
    name,
    ({ request, agreement }) => request.agreementId === null || agreement === null || states.includes(agreement.state),
    (world) => {
      if (world.request.agreementId && world.agreement) run(world, world.agreement);
    },
  );
const complete = (side: Side): Step =>
  step(
    `complete(${side})`,
    ({ request, agreement }) =>
      request.agreementId === null ||
      agreement === null ||
      ['agreed', 'inProgress'].includes(agreement.state) ||
      (agreement.state === 'completed' && agreement.completedBySide !== side),
    ({ request, agreement, now }) => {
      if (!request.agreementId || !agreement) return;
      request.go(agreement.complete(side, now) === 'completed' ? 'complete' : 'confirm');
    },
  );

const commands = [
  fc.constant(
    step(
      'send',
      ({ request }) => request.state === 'draft',
      ({ request, now }) => request.send(now),
    ),
  ),
  fc.constant(
    step(
      'edit',
      ({ request }) => ['draft', 'open'].includes(request.state),
      ({ request }) => request.go('edit'),
    ),
  ),
  fc.constantFrom('p', 'q', 'r', 's').map(offer),
  fc.constant(
    step(
      'partner',
      ({ request }) => request.state === 'open',
      (world) => {
        world.request.admitPartner('a');
        world.agreement = world.agreement?.state === 'agreed' ? world.agreement : newAgreement();
        world.agreement.functionAddress = 'besok@rodakorset.example.org';
      },
    ),
  ),
  fc.constant(
    withAgreement('start', ['agreed'], ({ request, now }, agreement) => {
      agreement.start(now);
      request.go('start');
    }),
  ),
  fc.constantFrom(...sides).map(complete),
  fc.constant(
    withAgreement('fail', ['agreed', 'inProgress', 'completed'], ({ request, now }, agreement) => {
      agreement.fail('other', now);
      request.release(agreement.helperIds, now, false);
    }),
  ),
  fc.constantFrom('p', 'q').map((helper) =>
    withAgreement(
      `step back(${helper})`,
      ['agreed', 'inProgress', 'completed', 'confirmed'],
      ({ request, now }, agreement) => {
        const may = agreement.state === 'agreed' || agreement.state === 'inProgress';
        if (!may || !agreement.helperIds.includes(helper) || !agreement.standsWithout(helper)) return;
        agreement.dismiss(helper);
        request.release([helper], now, true);
      },
    ),
  ),
  fc.constant(
    step(
      'withdraw',
      ({ request }) => statesThat(requestTransitions, 'withdraw').includes(request.state),
      (world) => {
        world.request.go('withdraw');
        if (world.request.agreementId) world.agreement?.fail('asker-prevented', world.now);
        world.request.agreementId = null;
      },
    ),
  ),
  fc.constant(
    step(
      'extend',
      ({ request }) => ['open', 'expired'].includes(request.state),
      ({ request, now }) => request.extend(new Date(now.getTime() + 3_600_000)),
    ),
  ),
  fc.integer({ min: 1, max: 60 }).map((hours) =>
    step(
      `wait(${hours} h)`,
      () => true,
      (world) => {
        world.now = new Date(world.now.getTime() + hours * 3_600_000);
        if (world.request.state === 'open' && world.request.expiresAt <= world.now) world.request.timeIsUp();
      },
    ),
  ),
];

test('whatever people and partners do, in whatever order, request and agreement tell the same story', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.option(fc.constant('source'), { nil: null }),
      fc.commands(commands, { maxCommands: 40, size: 'max' }),
      (headCount, source, steps) =>
        fc.modelRun(
          () => ({
            model: { ended: 0 },
            real: { request: newRequest(headCount, source), agreement: null, now: start },
          }),
          steps,
        ),
    ),
    { numRuns: 150 },
  );
});
