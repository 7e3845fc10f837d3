// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
const care = '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c';
const school = '0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d';
const said = { kind: 'spoken', words: 'Ja, fråga gärna åt mig.' };
const work = { serviceType: 'practical', text: 'Bära ved', send: true };
let town: TenantId;
let sara: Someone;
let bo: Someone;
let greta: Someone;
let south: string;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  sara = await place.person(town, 'Sara Staff', ['staff'], { unitId: care });
  bo = await place.person(town, 'Bo Björk');
  greta = await place.person(town, 'Greta Gran');
  south = await place.group(town, 'Söder', [bo, greta, sara]);
});
afterAll(() => place.close());

const code = async (answer: ReturnType<Place['call']>): Promise<string> => (await answer).json<Body>().code;
const newClient = (alias: string, consent: object | null = said, by = sara): Promise<Body> =>
  place.ok(by, 'POST', '/clients', { alias, ...(consent ? { consent } : {}) });
const postFor = (onBehalf: object, more: object = {}, by = sara) =>
  place.call(by, 'POST', '/requests', { ...work, groupIds: [south], onBehalf, ...more });
const rows = async (table: string): Promise<number> =>
  (
    await place.database.scope.run(town, () =>
      place.database.scope.rows<{ n: number }>(
        `select count(*)::int as n from ${table} t where t.tenant_id = :tenant`,
        {},
      ),
    )
  )[0]!.n;
const takeOver = async (clientId: string, who: Someone) => {
  const given = await place.ok(sara, 'POST', `/clients/${clientId}/takeover-code`);
  await place.ok(who, 'POST', '/me/mandates/code/confirmation', { code: given.code });
};

describe('without a consent that covers it nothing is asked for, and nothing half-written', () => {
  test.each<[string, () => Promise<object>, object, string]>([
    ['nobody named', async () => ({}), {}, 'mandate.nobody-named'],
    ['somebody new who has not been asked', async () => ({ alias: 'Rut' }), {}, 'mandate.no-consent'],
    [
      'somebody new whose words are missing',
      async () => ({ alias: 'Rut', consent: { kind: 'spoken' } }),
      {},
      'mandate.words-missing',
    ],
    [
      'a mandate without its number',
      async () => ({ alias: 'Rut', consent: { kind: 'mandate' } }),
      {},
      'mandate.document-missing',
    ],
    [
      'somebody new who has not signed',
      async () => ({ alias: 'Rut', consent: { kind: 'signed' } }),
      {},
      'mandate.not-signed',
    ],
    [
      'a day long past',
      async () => ({ alias: 'Rut', consent: { ...said, validTo: place.clock.in(-1) } }),
      {},
      'mandate.end-date',
    ],
    [
      'three years',
      async () => ({ alias: 'Rut', consent: { ...said, validTo: place.clock.in(3 * 8766) } }),
      {},
      'mandate.end-date',
    ],
    [
      'a client who was never asked',
      async () => ({ clientId: (await place.ok(sara, 'POST', '/clients', { alias: 'Nils' })).id }),
      {},
      'mandate.no-consent',
    ],
    [
      'another kind of help',
      async () => ({ clientId: (await newClient('Elsa', { ...said, serviceTypes: ['social'] })).id }),
      {},
      'mandate.other-kind',
    ],
    [
      'only answering',
      async () => ({ clientId: (await newClient('Ebba', { ...said, acts: ['answer'] })).id }),
      {},
      'mandate.other-act',
    ],
    [
      'a personal number for an alias',
      async () => ({ alias: '900101-2385', consent: said }),
      {},
      'request.personal-number',
    ],
    [
      'a personal number among the words',
      async () => ({ alias: 'Rut', consent: { ...said, words: 'Jag är 900101-2385' } }),
      {},
      'request.personal-number',
    ],
    [
      'a good consent, and a request that is refused',
      async () => ({ alias: 'Rut', consent: said }),
      { to: '2026-05-05T09:00:00Z', from: '2026-05-06T09:00:00Z' },
      'request.ends-before-it-begins',
    ],
  ])('%s', async (_, whom, more, refusal) => {
    const onBehalf = await whom();
    const before = [await rows('request'), await rows('client'), await rows('consent')];
    const answer = await postFor(onBehalf, more);
    expect({ status: answer.statusCode, text: answer.body }).toEqual({
      status: 422,
      text: expect.stringContaining(refusal),
    });
    expect([await rows('request'), await rows('client'), await rows('consent')]).toEqual(before);
  });

  test('an expired one is refused in its own words', async () => {
    const { id } = await newClient('Inga', { ...said, validTo: place.clock.in(2) });
    expect((await postFor({ clientId: id })).statusCode).toBe(201);
    place.clock.wait(3);
    expect((await postFor({ clientId: id })).json()).toMatchObject({ status: 422, code: 'mandate.expired' });
  });

  test('withdrawn by staff at once: no new request, no change, no more time; only withdrawing is left', async () => {
    const { id, consents } = await newClient('Alva');
    const open = (await postFor({ clientId: id })).json<Body>();
    const draft = (await postFor({ clientId: id }, { send: false })).json<Body>();
    const [consent] = consents;
    const after = await place.ok(sara, 'POST', `/clients/${id}/consents/${consent.id}/withdrawal`);
    expect(after.consents).toMatchObject([{ state: 'withdrawn', recordedBy: 'Sara Staff', words: said.words }]);
    expect((await postFor({ clientId: id })).json()).toMatchObject({ code: 'mandate.withdrawn' });
    const refused = { status: 409, code: 'mandate.withdrawn' };
    expect((await place.call(sara, 'POST', `/requests/${draft.id}/send`)).json()).toMatchObject(refused);
    expect(
      (await place.call(sara, 'POST', `/requests/${open.id}/extend`, { expiresAt: place.clock.in(400) })).json(),
    ).toMatchObject(refused);
    expect(
      (
        await place.call(sara, 'PATCH', `/requests/${open.id}`, { text: 'Annat' }, { 'if-match': `"v${open.version}"` })
      ).json(),
    ).toMatchObject(refused);
    await place.ok(sara, 'POST', `/requests/${open.id}/withdraw`);
  });

  test('whose client somebody is: another unit finds nobody there, the coordinator everybody', async () => {
    const { id } = await newClient('Vera');
    const other = await place.person(town, 'Olle Other', ['staff'], { unitId: school });
    const colleague = await place.person(town, 'Kalle', ['staff'], { unitId: care });
    const coordinator = await place.person(town, 'Klara', ['coordinator']);
    expect((await place.call(other, 'GET', `/clients/${id}`)).statusCode).toBe(404);
    expect((await postFor({ clientId: id }, {}, other)).statusCode).toBe(404);
    expect((await place.ok(other, 'GET', '/clients?q=vera')).items).toEqual([]);
    for (const one of [colleague, coordinator])
      expect((await place.ok(one, 'GET', '/clients?q=VER')).items).toMatchObject([{ id, alias: 'Vera' }]);
    expect((await place.call(bo, 'GET', '/clients')).statusCode).toBe(403);
    expect((await postFor({ clientId: id }, {}, bo)).json()).toMatchObject({ code: 'request.on-behalf-not-yours' });
  });
});

describe('signed by their own sign-in', () => {
  test('staff ask for it; the person reads the text, signs anew, and only then it counts', async () => {
    const { id } = await newClient('Signe', null);
    const asked = await place.ok(sara, 'POST', `/clients/${id}/consents`, { kind: 'signed', acts: ['post', 'answer'] });
    expect(asked).toMatchObject({ consent: { state: 'waiting' }, code: expect.stringMatching(/^(\w{4}-){2}\w{4}$/) });
    expect((await postFor({ clientId: id })).json()).toMatchObject({ code: 'mandate.not-signed' });
    const typed = { code: ` ${asked.code.toLowerCase().replaceAll('-', ' ')}` };
    const read = () => place.ok(greta, 'POST', '/me/mandates/code/preview', typed);
    const swedish = await read();
    expect(swedish).toMatchObject({ purpose: 'signature', alias: 'Signe', things: 0 });
    expect(swedish.text).toMatch(/^Jag låter helsingborg be om hjälp åt mig och säga ja/);
    expect(asked.consent.words).toBe(swedish.text);
    // It is read, signed and kept in the language of whoever signs.
    await place.ok(greta, 'PATCH', '/me', { locale: 'en' });
    const preview = await read();
    expect(preview.text).toMatch(/^I let helsingborg ask for help for me and say yes/);
    const confirm = (who: Someone, headers = {}) =>
      place.call(who, 'POST', '/me/mandates/code/confirmation', typed, headers);
    const old = { 'x-test-signed-in-at': place.clock.in(-0.2) };
    expect((await confirm(greta, old)).json()).toMatchObject({ status: 403, code: 'mandate.sign-in-anew' });
    expect((await confirm(sara)).json()).toMatchObject({ code: 'mandate.not-as-staff' });
    expect((await confirm(greta)).statusCode).toBe(204);
    expect((await confirm(greta)).json()).toMatchObject({ status: 410, code: 'mandate.code-used' });
    expect((await postFor({ clientId: id })).statusCode).toBe(201);
    const [own] = (await place.ok(greta, 'GET', '/me/mandates')).items;
    expect(own).toMatchObject({
      alias: 'Signe',
      takenOverAt: null,
      consents: [{ kind: 'signed', words: preview.text }],
    });
    expect((await place.call(bo, 'POST', `/me/mandates/consents/${own.consents[0].id}/withdrawal`)).statusCode).toBe(
      404,
    );
    await place.ok(greta, 'POST', `/me/mandates/consents/${own.consents[0].id}/withdrawal`);
    expect((await postFor({ clientId: id })).json()).toMatchObject({ code: 'mandate.withdrawn' });
    // Whoever signed is the client: nobody else can take over.
    const given = await place.ok(sara, 'POST', `/clients/${id}/takeover-code`);
    expect((await place.call(bo, 'POST', '/me/mandates/code/confirmation', { code: given.code })).json()).toMatchObject(
      {
        status: 403,
        code: 'mandate.other-person',
      },
    );
  });
});

describe('answering for somebody', () => {
  test('two come along with staff; the asker sees aliases and that staff come, the log both', async () => {
    const kim = await newClient('Kim', { ...said, acts: ['answer'] });
    const lo = await newClient('Lo', { ...said, acts: ['answer'] });
    const pia = await newClient('Pia', { ...said, acts: ['post'] });
    const asked = await place.ask(bo, [south]);
    const offer = (company: object[]) => place.call(sara, 'POST', `/requests/${asked.id}/offers`, { company });
    const home = (client: Body) => ({ clientId: client.id, form: 'stays-home' });
    expect((await offer([home(kim), home(lo)])).json()).toMatchObject({ status: 422, code: 'offer.nobody-comes' });
    expect((await offer([{ clientId: pia.id, form: 'good' }])).json()).toMatchObject({ code: 'mandate.other-act' });
    const made = (
      await offer([
        { clientId: kim.id, form: 'good' },
        { clientId: lo.id, form: 'so-so' },
      ])
    ).json<Body>();
    expect(made.offer).toMatchObject({
      helperName: 'Kim, Lo',
      withStaff: true,
      company: [
        { alias: 'Kim', form: 'good' },
        { alias: 'Lo', form: 'so-so' },
      ],
    });
    const shown = await place.ok(bo, 'GET', `/requests/${asked.id}/offers`);
    expect(shown.items).toMatchObject([{ helperName: 'Kim, Lo', withStaff: true, company: null }]);
    const changed = await place.ok(sara, 'PATCH', `/requests/${asked.id}/offers/${made.offer.id}/company`, home(lo));
    expect(changed.helperName).toBe('Kim');
    expect(
      (await place.call(bo, 'PATCH', `/requests/${asked.id}/offers/${made.offer.id}/company`, home(kim))).statusCode,
    ).toBe(404);
    const agreement = await place.ok(bo, 'POST', `/requests/${asked.id}/offers/${made.offer.id}/acceptance`);
    expect(agreement.helpers).toMatchObject([{ displayName: 'Kim', withStaff: true }]);
    await place.ok(sara, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Vi kommer klockan tio' });
    const thread = await place.ok(bo, 'GET', `/agreements/${agreement.id}/notes`);
    expect(thread.items).toMatchObject([{ author: 'Kim' }]);
    const everything = JSON.stringify([shown, agreement, thread, await place.ok(bo, 'GET', `/requests/${asked.id}`)]);
    expect(everything).not.toMatch(/Sara|so-so|stays-home/);
    const log = await place.database.scope.run(town, () =>
      place.database.scope.rows<{ by: string; values: Body }>(
        `select e.by, e.values from audit_event e where e.tenant_id = :tenant and e.verb = 'use' order by e.position desc limit 2`,
        {},
      ),
    );
    expect(log.map(({ by, values }) => [by, values.clientId, values.act]).sort()).toEqual(
      [kim, lo].map(({ id }) => [sara.id, id, 'answer']).sort(),
    );
    await takeOver(kim.id, greta);
    expect((await place.ok(greta, 'GET', '/agreements')).items).toMatchObject([{ id: agreement.id, side: 'helper' }]);
    expect((await place.ok(greta, 'GET', `/agreements/${agreement.id}/notes`)).items).toHaveLength(1);
    // Leaving, they leave the agreement to staff.
    const before = await place.ok(bo, 'GET', `/agreements/${agreement.id}`);
    await place.ok(greta, 'DELETE', '/me');
    expect(await place.ok(bo, 'GET', `/agreements/${agreement.id}`)).toMatchObject({ state: before.state });
    expect((await place.ok(bo, 'GET', `/requests/${asked.id}`)).state).toBe('agreed');
    expect((await place.ok(sara, 'GET', `/clients/${kim.id}`)).consents).toMatchObject([{ state: 'withdrawn' }]);
  });
});

describe('taking over', () => {
  let rut: Someone;
  beforeAll(async () => {
    rut = await place.person(town, 'Rut Rask');
    south = await place.group(town, 'Norr', [bo, rut, sara]);
  });

  test('with their history, once each, though two units knew them and they had asked themself', async () => {
    const teacher = await place.person(town, 'Tea Teacher', ['staff'], { unitId: school });
    const [first, second] = [await newClient('Rut'), await newClient('R', said, teacher)];
    const own = await place.ask(rut, [south]);
    const asked = (
      await postFor({ clientId: first.id }, { matching: 'first-come', details: { place: 'Tallvägen 3' } })
    ).json<Body>();
    const other = (await postFor({ clientId: second.id }, {}, teacher)).json<Body>();
    const { agreementId } = await place.ok(bo, 'POST', `/requests/${asked.id}/offers`);
    await place.ok(bo, 'POST', `/agreements/${agreementId}/notes`, { text: 'Jag tar med handskar' });
    const given = await place.ok(sara, 'POST', `/clients/${first.id}/takeover-code`);
    expect(await place.ok(rut, 'POST', '/me/mandates/code/preview', { code: given.code })).toMatchObject({ things: 1 });
    await place.ok(rut, 'POST', '/me/mandates/code/confirmation', { code: given.code });
    const theirs = await place.ok(teacher, 'POST', `/clients/${second.id}/takeover-code`);
    await place.ok(rut, 'POST', '/me/mandates/code/confirmation', { code: theirs.code });

    const mine = (await place.ok(rut, 'GET', '/requests?scope=mine')).items;
    expect(mine.map(({ id }: Body) => id).sort()).toEqual([own.id, asked.id, other.id].sort());
    expect(mine.every(({ mine: isMine }: Body) => isMine)).toBe(true);
    expect((await place.ok(rut, 'GET', '/agreements')).items).toMatchObject([{ id: agreementId, side: 'asker' }]);
    expect((await place.ok(rut, 'GET', `/agreements/${agreementId}/notes`)).items).toMatchObject([
      { text: 'Jag tar med handskar' },
    ]);
    expect(await place.ok(rut, 'GET', `/agreements/${agreementId}`)).toMatchObject({
      details: { place: 'Tallvägen 3' },
    });
    // What is asked for afterwards is theirs from the start, and each unit still sees its own only.
    const later = (await postFor({ clientId: first.id })).json<Body>();
    expect(await place.ok(rut, 'GET', `/requests/${later.id}`)).toMatchObject({
      mine: true,
      can: { withdraw: true, offer: false },
    });
    expect(await place.ok(sara, 'GET', `/requests/${other.id}`)).toMatchObject({
      onBehalf: null,
      can: { update: false },
    });
    expect(await place.ok(sara, 'GET', `/requests/${own.id}`)).toMatchObject({ mine: false, can: { update: false } });
    // They speak for themself, whatever staff may.
    const [mandate] = (await place.ok(rut, 'GET', '/me/mandates')).items.filter(
      ({ clientId }: Body) => clientId === first.id,
    );
    await place.ok(rut, 'POST', `/me/mandates/consents/${mandate.consents[0].id}/withdrawal`);
    await place.ok(rut, 'POST', `/requests/${later.id}/extend`, { expiresAt: place.clock.in(400) });
    expect(
      (await place.call(sara, 'POST', `/requests/${later.id}/extend`, { expiresAt: place.clock.in(500) })).statusCode,
    ).toBe(409);
  });

  test('a code works once, for one, until its time or staff say otherwise', async () => {
    const { id } = await newClient('Karl');
    const issue = () => code(place.call(sara, 'POST', `/clients/${id}/takeover-code`));
    const confirm = (who: Someone, typed: string) =>
      place.call(who, 'POST', '/me/mandates/code/confirmation', { code: typed });
    const replaced = await issue();
    const revoked = await issue();
    expect((await confirm(rut, replaced)).statusCode).toBe(404);
    await place.ok(sara, 'DELETE', `/clients/${id}/takeover-code`);
    expect((await confirm(rut, revoked)).statusCode).toBe(404);
    const old = await issue();
    place.clock.wait(15 * 24);
    expect((await confirm(rut, old)).json()).toMatchObject({ status: 410, code: 'mandate.code-expired' });
    const good = await issue();
    const others = await Promise.all(['A', 'B', 'C'].map((name) => place.person(town, name)));
    const answers = await Promise.all(others.map((one) => confirm(one, good)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 410, 410]);
    expect((await place.call(sara, 'POST', `/clients/${id}/takeover-code`)).json()).toMatchObject({
      code: 'mandate.taken-over',
    });
  });

  test('a mistaken one is taken back, unless something has been done with it', async () => {
    const { id } = await newClient('Sven');
    const asked = (await postFor({ clientId: id })).json<Body>();
    await takeOver(id, bo);
    expect(await place.ok(bo, 'GET', `/requests/${asked.id}`)).toMatchObject({ mine: true });
    expect(await place.ok(sara, 'DELETE', `/clients/${id}/takeover`)).toMatchObject({
      takenOverAt: null,
      can: { handOver: true },
    });
    expect(await place.ok(bo, 'GET', `/requests/${asked.id}`)).toMatchObject({ mine: false, onBehalf: null });
    expect((await place.ok(bo, 'GET', '/me/mandates')).items).toEqual([]);
    await takeOver(id, rut);
    await place.ok(rut, 'POST', `/requests/${asked.id}/withdraw`);
    expect((await place.call(sara, 'DELETE', `/clients/${id}/takeover`)).json()).toMatchObject({
      code: 'mandate.takeover-used',
    });
    const { id: late } = await newClient('Stig');
    await takeOver(late, rut);
    place.clock.wait(8 * 24);
    expect((await place.call(sara, 'DELETE', `/clients/${late}/takeover`)).json()).toMatchObject({
      code: 'mandate.undo-too-late',
    });
  });

  test('in two tenants each by itself: neither code nor history is of any use at the other', async () => {
    const club = await place.tenant('rodakorset', 'association');
    const omar = await place.person(club, 'Omar', ['coordinator']);
    const there = await place.person(club, 'Rut Rask', ['member']);
    const circle = await place.group(club, 'Besök', [there, omar]);
    const here = await newClient('Rutan');
    const post = { ...work, groupIds: [circle], onBehalf: { alias: 'Rutan', consent: said } };
    const asked = await place.ok(omar, 'POST', '/requests', post);
    const inTown = await code(place.call(sara, 'POST', `/clients/${here.id}/takeover-code`));
    const inClub = await code(place.call(omar, 'POST', `/clients/${asked.onBehalf.clientId}/takeover-code`));
    const confirm = (who: Someone, typed: string) =>
      place.call(who, 'POST', '/me/mandates/code/confirmation', { code: typed });
    expect((await confirm(there, inTown)).statusCode).toBe(404);
    expect((await confirm(rut, inClub)).statusCode).toBe(404);
    expect((await confirm(there, inClub)).statusCode).toBe(204);
    expect((await confirm(rut, inTown)).statusCode).toBe(204);
    expect((await place.ok(there, 'GET', '/requests?scope=mine')).items).toMatchObject([{ id: asked.id }]);
    expect((await place.call(rut, 'GET', `/requests/${asked.id}`)).statusCode).toBe(404);
  });
});
