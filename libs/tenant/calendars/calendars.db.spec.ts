// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Place, type Someone } from '../../testing/place.ts';
import { calendars } from './index.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let eva: Someone;
let group: string;

beforeAll(async () => {
  await place.open([calendars]);
  town = await place.tenant('helsingborg');
  [anna, bo, eva] = [
    await place.person(town, 'Anna Asplund'),
    await place.person(town, 'Bo Björk'),
    await place.person(town, 'Eva Ek'),
  ];
  group = await place.group(town, 'Söder', [anna, bo, eva]);
});
afterAll(() => place.close());

/** Anna and Bo agree on a time, unless it is said that there is none. @returns the agreement's id */
async function agree(times: object = { from: place.clock.in(24), to: place.clock.in(25) }): Promise<string> {
  const { id } = await place.ask(anna, [group], {
    text: 'Följ med mig till hjärtmottagningen',
    serviceType: 'accompany',
    area: 'Söder',
    matching: 'first-come',
    details: { contactName: 'Anna A', phone: '070-1740605', place: 'Hemliga gatan 7' },
    ...times,
  });
  return (await place.ok(bo, 'POST', `/requests/${id}/offers`, {})).agreementId as string;
}
const make = async (who: Someone) =>
  new URL((await place.ok(who, 'POST', '/me/calendar-feed')).address as string).pathname;
/** As a calendar asks: with nothing but the address. */
const fetched = (path: string, origin = anna.origin, headers = {}) =>
  place.app.inject({ method: 'GET', url: path, headers: { host: new URL(origin).host, ...headers } });
const file = (who: Someone, id: string) => place.call(who, 'GET', `/agreements/${id}/calendar`);
const valueOf = (text: string, name: string) => new RegExp(`^${name}[;:](.*)\r$`, 'm').exec(text)?.[1];

test('an agreement is a file for either side, which says what and when, and for nobody else', async () => {
  const id = await agree();
  const [hers, his] = [await file(anna, id), await file(bo, id)];
  expect(hers.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="handslag.ics"',
    'cache-control': 'no-store',
  });
  expect(hers.body).toContain('SUMMARY:Sällskap på vägen – du får hjälp\r\n');
  expect(his.body).toContain('SUMMARY:Sällskap på vägen – du hjälper till\r\n');
  expect(his.body).toContain('DTSTART;TZID=Europe/Stockholm:20260505T110000\r\n');
  expect(his.body).toContain('BEGIN:VALARM\r\n');
  expect(valueOf(hers.body, 'UID')).toBe(valueOf(his.body, 'UID'));
  for (const { body } of [hers, his]) expect(body).not.toMatch(/Anna|Bo |Björk|Hemliga|1740605|hjärt|Söder/);
  expect((await file(eva, id)).statusCode).toBe(404);
  const untimed = await file(anna, await agree({}));
  expect([untimed.statusCode, untimed.json<{ code: string }>().code]).toEqual([409, 'agreement.without-time']);
});

test('the address gives agreed times and no more, whoever asks with it, in the reader’s language', async () => {
  const id = await agree();
  const path = await make(bo);
  const answer = await fetched(path);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.body).toContain(`URL:${anna.origin}/agreements/${id}`.slice(0, 70));
  expect(new Set(answer.body.match(/^SUMMARY:.*$/gm))).toEqual(new Set(['SUMMARY:Avtalad tid – Handslag']));
  expect(answer.body).not.toMatch(/Anna|Björk|Hemliga|1740605|hjärt|Söder|Sällskap|LOCATION|DESCRIPTION|VALARM/);
  // With somebody's session or without: it is the address that is believed, and only that.
  const withSession = await fetched(path, anna.origin, { 'x-test-person': eva.id, cookie: 'session=whatever' });
  expect(withSession.body).toBe(answer.body);
  await place.ok(bo, 'PATCH', '/me', { locale: 'ar' });
  expect((await fetched(path)).body).toContain('موعد');
  await place.ok(bo, 'PATCH', '/me', { locale: 'sv' });
});

test('whoever is no party has nothing of it in their calendar', async () => {
  await agree();
  expect((await fetched(await make(eva))).body).not.toContain('VEVENT');
});

test('a change counts upwards, and what came to nothing is cancelled until it is a month old', async () => {
  const id = await agree();
  const path = await make(anna);
  const mine = async () => {
    const events = (await fetched(path)).body.replaceAll('\r\n ', '').split('BEGIN:VEVENT');
    return events.find((event) => event.includes(`UID:${id}@`)) ?? '';
  };
  const before = await mine();
  expect(before).toContain('STATUS:CONFIRMED');
  await place.ok(bo, 'POST', `/agreements/${id}/failure`, { code: 'other' });
  const after = await mine();
  expect(after).toContain('STATUS:CANCELLED');
  expect(Number(valueOf(after, 'SEQUENCE'))).toBeGreaterThan(Number(valueOf(before, 'SEQUENCE')));
  expect(valueOf(after, 'UID')).toBe(valueOf(before, 'UID'));
  place.clock.wait(24 * 33);
  expect(await mine()).toBe('');
});

test('an address that was taken back, renewed, never made or is another’s tells nothing, and not which', async () => {
  await agree();
  const first = await make(bo);
  const second = await make(bo);
  expect((await fetched(second)).statusCode).toBe(200);
  const club = await place.tenant('rodakorset', 'association');
  const other = await place.person(club, 'Ola Olsson', ['member']);
  const kept = await make(other);
  const answers = [
    await fetched(first),
    await fetched(`/api/v1/calendars/${'A'.repeat(43)}`),
    await fetched('/api/v1/calendars/x'),
    await fetched(kept),
  ];
  await place.ok(bo, 'DELETE', '/me/calendar-feed');
  await place.ok(bo, 'DELETE', '/me/calendar-feed');
  answers.push(await fetched(second));
  const whole = answers.map(({ statusCode, headers, body }) => [
    statusCode,
    Object.keys(headers).sort(),
    { ...(JSON.parse(body) as object), traceId: '' },
  ]);
  expect(whole[0]?.[0]).toBe(404);
  for (const answer of whole) expect(answer).toEqual(whole[0]);
  expect((await fetched(kept, other.origin)).statusCode).toBe(200);
  expect(await place.ok(bo, 'GET', '/me/calendar-feed')).toEqual({ since: null, address: null });
});

test('the address is kept only as a hash, is shown once, and is gone with its person', async () => {
  const gone = await place.person(town, 'Gun Grön');
  const made = await place.ok<{ address: string; since: string }>(gone, 'POST', '/me/calendar-feed');
  const token = made.address.split('/').at(-1)!;
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(await place.ok(gone, 'GET', '/me/calendar-feed')).toEqual({ since: made.since, address: null });
  const rows = await place.database.scope.run(town, () =>
    place.database.scope.rows('select * from calendar_feed f where f.tenant_id = :tenant'),
  );
  expect(rows).toContainEqual(expect.objectContaining({ person_id: gone.id }));
  expect(JSON.stringify(rows)).not.toContain(token);
  await place.ok(gone, 'DELETE', '/me');
  expect((await fetched(new URL(made.address).pathname)).statusCode).toBe(404);
});

test('whoever asks without end is told to wait, and the others at the tenant are not', async () => {
  const narrow = await new Place().open([calendars], { changesPerMinute: 3 });
  const origin = (await narrow.person(await narrow.tenant('melhus'), 'Mia Mo')).origin;
  const ask = (remoteAddress: string) =>
    narrow.app.inject({
      url: `/api/v1/calendars/${'A'.repeat(43)}`,
      remoteAddress,
      headers: { host: new URL(origin).host },
    });
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await ask('198.51.100.7'));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 429]);
  expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0);
  expect(answers[0]?.headers['ratelimit']).toBeUndefined();
  expect((await ask('198.51.100.8')).statusCode).toBe(404);
  await narrow.close();
});
