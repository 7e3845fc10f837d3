// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import type { ServiceType } from '#contracts';
import { Invalid, type TenantId } from '#kernel';
import type { Feature } from '#platform/plane';
import { Jobs } from '#platform/queue';
import {
  PartnerAudience,
  RequestEvents,
  RequestExchange,
  type PartnerOfferView,
  type PartnerPreview,
  type Request,
  type RequestListener,
} from '#tenant/requests';
import { Place, type Someone } from '../../testing/place.ts';

const redCross = '33333333-3333-4333-8333-333333333333';

/** Partners as the municipality's feature would have them. */
class KnownPartners extends PartnerAudience {
  readonly offered = new Map<string, readonly string[]>();

  async preview(partnerIds: readonly string[], serviceType: ServiceType): Promise<PartnerPreview[]> {
    if (serviceType === 'staffing') throw new Invalid('grant.service-not-covered', { pointer: '/partnerIds/0' });
    return partnerIds.map((id) => ({ id, name: 'Röda Korset', sees: ['text', 'time'] }));
  }

  async offer(request: Request, partnerIds: readonly string[]): Promise<void> {
    this.offered.set(request.id, partnerIds);
  }

  async candidates(): Promise<PartnerPreview[]> {
    return [];
  }

  async stateOf(ids: readonly string[]): Promise<Map<string, PartnerOfferView[]>> {
    const offer = {
      id: redCross,
      partnerName: 'Röda Korset',
      state: 'offered',
      functionAddress: null,
      headCount: null,
      at: new Date(0),
      declineCode: null,
    };
    return new Map(ids.filter((id) => this.offered.has(id)).map((id) => [id, [offer]]));
  }
}
const partners = new KnownPartners();
@Global()
@Module({ providers: [{ provide: PartnerAudience, useValue: partners }], exports: [PartnerAudience] })
class KnownPartnersModule {}
const knownPartners: Feature = { module: KnownPartnersModule, entities: [], policies: [] };

const place = new Place();
let exchange: RequestExchange;
let town: TenantId;
let sara: Someone;
let bo: Someone;
let cecilia: Someone;
let group: string;
let heard: string[];

beforeAll(async () => {
  await place.open([knownPartners]);
  exchange = place.app.get(RequestExchange);
  const listener = Object.fromEntries(
    (
      [
        'changed',
        'agreed',
        'started',
        'completed',
        'confirmed',
        'failed',
        'withdrawn',
        'expired',
        'noted',
        'guarded',
      ] as const
    ).map((name) => [
      name,
      async (event: { by: string; headCount?: number; code?: string }) => {
        heard.push([name, event.by, event.code].filter(Boolean).join(' '));
      },
    ]),
  ) as RequestListener;
  place.app.get(RequestEvents).listen(listener);
  town = await place.tenant('helsingborg');
  sara = await place.person(town, 'Sara', ['staff'], { unitId: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c' });
  bo = await place.person(town, 'Bo');
  cecilia = await place.person(town, 'Cecilia');
  group = await place.group(town, 'Söder', [bo, cecilia]);
});
afterAll(() => place.close());
beforeEach(() => {
  heard = [];
});

const inTown = <T>(work: () => Promise<T>): Promise<T> => place.database.scope.run(town, work);
const toPartners = (fields: object = {}) =>
  place.ask(sara, [group], {
    partnerIds: [redCross],
    onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
    details: { contactName: 'Greta G', phone: '070-111', place: 'Storgatan 1' },
    ...fields,
  });
const accept = (id: string) =>
  inTown(() => exchange.acceptedByPartner(id, { functionAddress: 'besok@rodakorset.example.org', headCount: 2 }));
const state = async (id: string) => (await place.ok(sara, 'GET', `/requests/${id}`)).state as string;

describe('we ask, a partner helps', () => {
  test('the audience names what each partner sees, and a grant that does not cover it is named', async () => {
    const question = { groupIds: [group], partnerIds: [redCross], serviceType: 'accompany' };
    expect(await place.ok(sara, 'POST', '/requests/audience', question)).toEqual({
      people: 2,
      first: 2,
      coordinators: 0,
      groups: [{ id: group, name: 'Söder', people: 2 }],
      partners: [{ id: redCross, name: 'Röda Korset', sees: ['text', 'time'] }],
    });
    const refused = await place.call(sara, 'POST', '/requests/audience', { ...question, serviceType: 'staffing' });
    expect(refused.json()).toMatchObject({ code: 'grant.service-not-covered', errors: [{ pointer: '/partnerIds/0' }] });
    expect(
      (
        await place.call(bo, 'POST', '/requests', {
          serviceType: 'social',
          text: 'Kaffe',
          groupIds: [group],
          partnerIds: [redCross],
          send: true,
        })
      ).json(),
    ).toMatchObject({ code: 'request.no-partners-here' });
  });

  test('accepted, started, completed by the partner, confirmed by us; only a function is known', async () => {
    const asked = await toPartners();
    expect(partners.offered.get(asked.id)).toEqual([redCross]);
    expect(asked.partners).toMatchObject([{ partnerName: 'Röda Korset', state: 'offered' }]);
    expect((await place.ok(bo, 'GET', `/requests/${asked.id}`)).partners).toEqual([]);

    expect(await accept(asked.id)).toBe('done');
    expect(await accept(asked.id)).toBe('late');
    expect(await state(asked.id)).toBe('agreed');
    expect((await place.call(bo, 'POST', `/requests/${asked.id}/offers`)).json()).toMatchObject({
      code: 'request.taken',
    });
    expect(await inTown(() => exchange.detailsForPartner(asked.id))).toEqual({
      functionAddress: null,
      contactName: 'Greta G',
      phone: '070-111',
      place: 'Storgatan 1',
      instructions: null,
    });
    expect(
      (await place.ok(sara, 'GET', `/requests/${asked.id}/access-entries`)).items.map(
        ({ role }: { role: string }) => role,
      ),
    ).toEqual(['partner', 'partner']);

    expect(await inTown(() => exchange.notedByPartner(asked.id, 'Vi kommer kl 9', place.clock.now()))).toBe('done');
    expect(await inTown(() => exchange.startedByPartner(asked.id))).toBe('done');
    expect(await inTown(() => exchange.startedByPartner(asked.id))).toBe('late');
    expect(await inTown(() => exchange.completedByPartner(asked.id))).toBe('done');
    const [agreement] = (await place.ok(sara, 'GET', '/agreements')).items;
    expect(agreement).toMatchObject({
      side: 'asker',
      helpers: [],
      partner: { functionAddress: 'besok@rodakorset.example.org' },
      state: 'completed',
      completedBySide: 'helper',
      can: { confirm: true },
    });
    expect((await place.ok(sara, 'GET', `/agreements/${agreement.id}/notes`)).items).toMatchObject([
      { author: 'besok@rodakorset.example.org', mine: false, text: 'Vi kommer kl 9' },
    ]);
    await place.ok(sara, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Tack!' });
    await place.ok(sara, 'POST', `/agreements/${agreement.id}/confirmation`);
    expect(heard).toEqual(['agreed partner', 'started partner', 'completed partner', 'noted us', 'confirmed us']);
    expect(await inTown(() => exchange.failedByPartner(asked.id, 'other'))).toBe('late');
  });

  test('what fell through at the partner is open again for everybody', async () => {
    const { id } = await toPartners();
    await accept(id);
    expect(await inTown(() => exchange.failedByPartner(id, 'helper-prevented'))).toBe('done');
    expect(await state(id)).toBe('open');
    expect((await place.ok(bo, 'GET', '/requests')).items.map((one: { id: string }) => one.id)).toContain(id);
    expect(heard).toEqual(['agreed partner', 'failed partner helper-prevented']);
    expect(await inTown(() => exchange.completedByPartner(id))).toBe('late');
  });

  test('we say it is done first: the word of the partner confirms it', async () => {
    const { id } = await toPartners();
    await accept(id);
    const { agreementId } = await place.ok(sara, 'GET', `/requests/${id}`);
    await place.ok(sara, 'POST', `/agreements/${agreementId}/completion`);
    expect(await inTown(() => exchange.completedByPartner(id))).toBe('done');
    expect(await state(id)).toBe('confirmed');
    expect(heard).toEqual(['agreed partner', 'completed us', 'confirmed partner']);
  });

  test('changing, withdrawing and running out of time are told, drafts are not', async () => {
    const asked = await toPartners({ expiresAt: place.clock.in(24) });
    await place.ok(sara, 'PATCH', `/requests/${asked.id}`, { text: 'Nytt' }, { 'if-match': `"v${asked.version}"` });
    const second = await toPartners();
    await place.ok(sara, 'POST', `/requests/${second.id}/withdraw`);
    const draft = await toPartners({ send: false });
    expect(partners.offered.has(draft.id)).toBe(false);
    await place.ok(sara, 'POST', `/requests/${draft.id}/withdraw`);
    place.clock.wait(25);
    await place.app.get(Jobs).sweep();
    await place.hints.drain();
    expect(await state(asked.id)).toBe('expired');
    expect(heard).toEqual(['changed us', 'withdrawn us', 'expired us']);
  });

  test.each(['mediated-only', 'no-transfer'] as const)(
    'the details of somebody with protection "%s" stay here',
    async (protection) => {
      const guarded = await place.person(town, 'Kim', ['staff'], {
        protection,
        unitId: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c',
      });
      const body = { serviceType: 'social', text: 'Kaffe', groupIds: [group], details: { phone: '070' }, send: true };
      const sent = await place.call(guarded, 'POST', '/requests', { ...body, partnerIds: [redCross] });
      if (protection === 'no-transfer')
        expect(sent.json()).toMatchObject({ code: 'request.no-transfer', errors: [{ pointer: '/partnerIds' }] });
      else {
        await accept(sent.json().id as string);
        expect(await inTown(() => exchange.detailsForPartner(sent.json().id as string))).toBeNull();
        expect(await inTown(() => exchange.hasDetails(sent.json().id as string))).toBe(true);
      }
    },
  );

  test('a listener that throws undoes the whole change', async () => {
    const { id } = await toPartners();
    place.app.get(RequestEvents).listen({
      withdrawn: async ({ requestId }) => {
        if (requestId === id) throw new Error('stop');
      },
    });
    expect((await place.call(sara, 'POST', `/requests/${id}/withdraw`)).statusCode).toBe(500);
    expect(await state(id)).toBe('open');
  });
});

describe('a partner asks, we help', () => {
  let coordinator: Someone;
  let partnerRequestId: string;
  const route = (fields: object = {}) => {
    partnerRequestId = randomUUID();
    return inTown(() =>
      exchange.createFromPartner({
        postedById: coordinator.id,
        source: { partnerName: 'Helsingborgs stad', partnerRequestId },
        serviceType: 'accompany',
        text: 'Sällskap till tandläkaren',
        area: 'Söder',
        from: null,
        to: null,
        headCount: 1,
        expiresAt: new Date(place.clock.in(48)),
        groupIds: [group],
        ...fields,
      }),
    );
  };
  beforeAll(async () => {
    coordinator = await place.person(town, 'Klara', ['coordinator']);
  });

  test('members meet it in their feed, the first one helps, details unlock for that one only', async () => {
    const { id } = await route();
    const card = (await place.ok(bo, 'GET', '/requests?serviceType=accompany')).items.find(
      (one: { id: string }) => one.id === id,
    );
    expect(card).toMatchObject({
      source: { partnerName: 'Helsingborgs stad' },
      mine: false,
      matching: 'first-come',
      can: { offer: true },
    });
    const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`);
    await inTown(() => exchange.setDetails(id, { contactName: 'Greta', place: 'Storgatan 1' }));
    expect(await place.ok(bo, 'GET', `/agreements/${agreementId}`)).toMatchObject({
      side: 'helper',
      askerName: 'Helsingborgs stad',
      details: { contactName: 'Greta', phone: null },
    });
    for (const who of [cecilia, coordinator])
      expect((await place.call(who, 'GET', `/agreements/${agreementId}`)).statusCode).toBe(404);
    await place.ok(bo, 'POST', `/agreements/${agreementId}/start`);
    await place.ok(bo, 'POST', `/agreements/${agreementId}/completion`);
    expect(await inTown(() => exchange.completedByPartner(id))).toBe('done');
    expect(heard).toEqual(['agreed us', 'started us', 'completed us', 'confirmed partner']);
    await inTown(() => exchange.forgetDetails(id));
    expect(await place.ok(bo, 'GET', `/agreements/${agreementId}`)).toMatchObject({ details: null });
  });

  test('who comes along and is protected is not named in what the partner reads', async () => {
    const stina = await place.person(town, 'Stina', ['staff'], { unitId: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c' });
    const { id } = await route({ groupIds: [await place.group(town, 'Sällskapet', [stina])] });
    const consent = { kind: 'spoken', words: 'Ja, jag följer med.', acts: ['answer'] };
    const { id: clientId } = await place.ok(stina, 'POST', '/clients', { alias: 'Kim', consent });
    const company = [{ clientId, form: 'so-so' }];
    const { agreementId } = await place.ok(stina, 'POST', `/requests/${id}/offers`, { company });
    const write = (text: string) => place.call(stina, 'POST', `/agreements/${agreementId}/notes`, { text });
    expect((await write('Kim följer med')).statusCode).toBe(201);
    await place.ok(stina, 'PUT', `/clients/${clientId}/protection`, { protection: 'mediated-only' });
    expect((await write('Kim följer med')).json()).toMatchObject({ code: 'request.tells-who' });
    expect((await write('Vi kommer klockan tre')).statusCode).toBe(201);
  });

  test.each([
    ['taken', 'withdrawn', 'withdrawn partner'],
    ['withdrawn', 'withdrawn', 'withdrawn partner'],
    ['expired', 'expired', 'expired partner'],
  ] as const)('"%s" at the partner closes it here', async (why, expected, told) => {
    const { id } = await route();
    expect(await inTown(() => exchange.closedByPartner(id, why))).toBe('done');
    expect(await inTown(() => exchange.closedByPartner(id, why))).toBe('late');
    expect(await state2(id)).toBe(expected);
    expect((await place.call(bo, 'GET', `/requests/${id}`)).statusCode).toBe(404);
    expect(heard).toEqual([told]);
  });
  const state2 = async (id: string) => (await place.ok(coordinator, 'GET', `/requests/${id}`)).state as string;

  test('somebody else was first although one of ours had said yes: the agreement ends kindly', async () => {
    const { id } = await route();
    const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`);
    await inTown(() => exchange.closedByPartner(id, 'taken'));
    expect(await place.ok(bo, 'GET', `/agreements/${agreementId}`)).toMatchObject({
      state: 'failed',
      details: null,
      request: { state: 'withdrawn' },
    });
  });

  test('what we cannot keep goes back to the partner, not to our own feed', async () => {
    const { id } = await route();
    const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`);
    await place.ok(bo, 'POST', `/agreements/${agreementId}/failure`, { code: 'helper-prevented' });
    expect(await state2(id)).toBe('expired');
    expect(heard).toEqual(['agreed us', 'failed us helper-prevented']);
  });

  test('the partner changes its preview, and its words and times are not ours to change', async () => {
    const { id, version } = await route();
    const preview = {
      serviceType: 'accompany',
      text: 'Nytt',
      area: null,
      from: null,
      to: null,
      headCount: 2,
      expiresAt: new Date(place.clock.in(72)),
    } as const;
    expect(await inTown(() => exchange.changedByPartner(id, preview))).toBe('done');
    expect(await place.ok(bo, 'GET', `/requests/${id}`)).toMatchObject({ text: 'Nytt', headCount: 2, area: null });
    const answer = await place.call(
      coordinator,
      'PATCH',
      `/requests/${id}`,
      { text: 'Vårt' },
      { 'if-match': `"v${version + 1}"` },
    );
    expect(answer.statusCode).toBe(403);
  });

  test('the coordinator who routes it may help as well', async () => {
    await place.group(town, 'Ledare', [coordinator]).then((led) => route({ groupIds: [led] }));
    const mine = (await place.ok(coordinator, 'GET', '/requests')).items;
    expect(mine).toMatchObject([{ mine: false, can: { offer: true } }]);
  });
});
