// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { readCsv } from './csv.ts';
import { spreadsheets } from './index.ts';

const place = new Place();
let town: TenantId;
let admin: Someone;
let coordinator: Someone;
let leader: Someone;
let anna: Someone;
let south: string;

beforeAll(async () => {
  await place.open([spreadsheets]);
  town = await place.tenant('helsingborg');
  admin = await place.person(town, 'Alva Admin', ['administrator']);
  coordinator = await place.person(town, 'Klara Samordnare', ['coordinator']);
  leader = await place.person(town, 'Lo Ledare');
  anna = await place.person(town, '=HYPERLINK("http://ond.example";"Anna")');
  south = await place.group(town, 'Söder', [anna], { leaders: [leader] });
  await place.group(town, 'Norr', [], { access: 'hidden' });
});
afterAll(() => place.close());

const lines = (csv: string) => readCsv(csv).map(({ cells }) => cells);
const invite = (who: Someone, csv: string, make = false) =>
  place.call(who, 'POST', '/invitations/spreadsheet', { csv, make });
const faultsOf = async (who: Someone, csv: string) => {
  const { faults } = (await invite(who, csv, true)).json<Body>();
  return faults.map(({ line, column, code }: Body) => [line, column, code]);
};
const invitations = async () => (await place.ok(admin, 'GET', '/invitations?limit=100')).items.length as number;

test('the people go into a spreadsheet, for whoever sees the list of them, and no name is a formula', async () => {
  const answer = await place.call(coordinator, 'GET', '/people/spreadsheet');
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="personer.csv"',
  });
  expect(answer.body.startsWith('\uFEFFNamn;Roller;Med sedan\r\n')).toBe(true);
  expect(answer.body).toContain(`"'=HYPERLINK(""http://ond.example"";""Anna"")"`);
  expect(lines(answer.body)).toContainEqual(['Klara Samordnare', 'samordnare', '2026-05-04']);
  expect((await place.call(anna, 'GET', '/people/spreadsheet')).statusCode).toBe(403);
});

test('more people than fit on a page are all there, once, and nobody of another tenant', async () => {
  const other = await place.tenant('melhus');
  await place.person(other, 'Kari Melhus');
  for (let n = 0; n < 120; n += 1) await place.person(town, `Granne ${n}`);
  const names = lines((await place.call(admin, 'GET', '/people/spreadsheet')).body).map(([name]) => name);
  expect(names.filter((name) => name?.startsWith('Granne'))).toHaveLength(120);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain('Kari Melhus');
});

test('agreements go into one for those who may read them, without a name, a word or a place', async () => {
  const helper = await place.person(town, 'Bo Björk');
  await place.ok(helper, 'POST', `/groups/${south}/membership`);
  const { id, number } = await place.ask(anna, [south], {
    matching: 'first-come',
    area: 'Söder',
    from: '2026-07-01T08:00:00Z',
    details: { place: 'Hemliga gatan 7' },
  });
  await place.ok(helper, 'POST', `/requests/${id}/offers`, {});
  const { body } = await place.call(anna, 'GET', '/agreements/spreadsheet');
  expect(lines(body)[1]?.slice(0, 7)).toEqual([
    String(number),
    'Praktisk hjälp',
    'Söder',
    'Överens',
    '1',
    '2026-05-04',
    '2026-07-01 10:00',
  ]);
  expect(body).not.toMatch(/Bo|Anna|Hemliga|Skotta/);
  expect(lines((await place.call(coordinator, 'GET', '/agreements/spreadsheet')).body)).toHaveLength(1);
});

test('a list of people becomes links, each good for one, after a look that makes nothing', async () => {
  const csv = 'Namn;Grupp;Ledare;Dagar\r\nÅsa;söder;ja;7\r\n"Bo; den äldre";Söder;;\r\nCaj;;;\r\n';
  const before = await invitations();
  expect((await invite(coordinator, csv)).json()).toEqual({ count: 3, faults: [], csv: null });
  expect(await invitations()).toBe(before);
  const made = (await invite(coordinator, csv, true)).json<Body>();
  expect(await invitations()).toBe(before + 3);
  const [heading, first, second, third] = lines(made.csv);
  expect(heading).toEqual(['Namn', 'Länk', 'Gäller till']);
  expect([first?.[0], second?.[0], third?.[0]]).toEqual(['Åsa', 'Bo; den äldre', 'Caj']);
  expect(first?.[2]).toBe('2026-05-11');
  const token = first?.[1]?.split('/').at(-1) ?? '';
  const newcomer = await place.person(town, 'Ny', []);
  expect(await place.ok(newcomer, 'GET', `/invitations/by-token/${token}`)).toMatchObject({ groupName: 'Söder' });
  const kept = await place.database.scope.run(town, () =>
    place.database.scope.rows('select * from invitation i where i.tenant_id = :tenant'),
  );
  expect(JSON.stringify(kept)).not.toMatch(/Åsa|den äldre/);
});

test('every fault is told with its line and its column, and nothing at all is made', async () => {
  const before = await invitations();
  const csv = [
    'Namn;Roll;Grupp;Ledare;Dagar;Skostorlek',
    `${'Å'.repeat(81)};;;;;`,
    'Bo;kung;;;;',
    'Caj;administratör;;;;',
    'Disa;;Öster;;;',
    'Eva;;;kanske;;',
    'Fia;;;ja;;',
    'Gun;;;;31;',
    'Hej;;;;;;för mycket',
  ].join('\r\n');
  expect(await faultsOf(coordinator, csv)).toEqual([
    [1, 'Skostorlek', 'column-unknown'],
    [2, 'Namn', 'name-too-long'],
    [3, 'Roll', 'role-unknown'],
    [4, 'Roll', 'role-not-yours'],
    [5, 'Grupp', 'group-unknown'],
    [6, 'Ledare', 'leader-unclear'],
    [7, 'Ledare', 'leader-without-group'],
    [8, 'Dagar', 'days-unclear'],
    [9, null, 'too-many-cells'],
  ]);
  expect(await faultsOf(coordinator, '')).toEqual([[1, null, 'empty']]);
  expect(await faultsOf(coordinator, 'Namn;Namn\nBo;Bo')).toEqual([[1, 'Namn', 'column-twice']]);
  expect(await faultsOf(coordinator, 'Namn\n"Bo')).toEqual([[2, null, 'quote-open']]);
  expect(await faultsOf(coordinator, `Namn\n${'Bo\n'.repeat(501)}`)).toEqual([[502, null, 'too-many']]);
  expect(await invitations()).toBe(before);
});

test('a group that one may not invite to is as unknown as one that is not, and a stranger may not at all', async () => {
  const hidden = await faultsOf(leader, 'Namn;Grupp\nBo;Norr');
  expect(hidden).toEqual([[2, 'Grupp', 'group-unknown']]);
  expect(await faultsOf(leader, 'Namn;Grupp\nBo;Finns inte')).toEqual(hidden);
  expect(await faultsOf(leader, 'Namn\nBo')).toEqual([[2, null, 'role-not-yours']]);
  expect((await invite(leader, 'Namn;Grupp\nBo;Söder')).json()).toMatchObject({ count: 1, faults: [] });
  expect((await invite(anna, 'Namn\nBo')).statusCode).toBe(403);
});
