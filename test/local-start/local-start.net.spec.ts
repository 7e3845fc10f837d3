// SPDX-License-Identifier: EUPL-1.2
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Visitor } from '../../infra/local/seed/visitor.ts';
import { freePortBase, handslag, occupy, remaining, Started } from './started.ts';

jest.setTimeout(420_000);

// The tests follow each other like an operator's day: each begins where the one before it ended.
let portBase: number;
let helsingborg: string;
let place: string;
let data: string;
let run: Started;

beforeAll(async () => {
  portBase = await freePortBase(4);
  helsingborg = `http://helsingborg.localhost:${portBase}`;
  place = mkdtempSync(path.join(tmpdir(), 'handslag-start-'));
  chmodSync(place, 0o755);
  data = path.join(place, 'data');
  run = await new Started(portBase, data).running();
});
afterAll(async () => {
  await run?.send('SIGTERM');
  rmSync(place, { recursive: true, force: true });
});

const settings = (plane: string) => ['--settings', path.join(data, plane, 'operator.env')];
const isReady = async (port: number) => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
const feedOf = async (person: string) => {
  const visitor = new Visitor(helsingborg);
  await visitor.signIn(person, 'resident');
  return { visitor, feed: await visitor.get<{ items: { text: string }[] }>('/requests?scope=feed') };
};

test('both halves answer, and a resident of the demo finds a living feed', async () => {
  expect([await isReady(portBase), await isReady(portBase + 100)]).toEqual([true, true]);
  const { feed, visitor } = await feedOf('jonas');
  expect(feed.items.length).toBeGreaterThan(3);
  await visitor.post('/sign-out');
  for (const address of ['helsingborg', 'melhus', 'rodakorset', 'grannar', 'laxhjalpen', 'melhusil'])
    expect(run.said).toContain(`http://${address}.localhost:`);
});

test('the first partnership was made by both sides, and its board lives', async () => {
  expect(run.said).toContain('have shaken hands');
  const gunnar = new Visitor(`http://grannar.localhost:${portBase + 100}`);
  await gunnar.signIn('gunnar', 'member');
  const board = await gunnar.get<{ items: { state: string }[] }>('/partner-requests');
  expect(board.items.map(({ state }) => state).sort()).toEqual(['accepted', 'new', 'new']);
});

test('after the first start the wall is examined by itself, and its page says that it held', async () => {
  await run.says('The wall between the halves was examined and held', /examination of the wall|not been examined/);
  const page = await new Visitor(helsingborg).send('GET', '/wall?lang=en');
  expect(page.status).toBe(200);
  expect(page.body).toContain('Everything that was tested held.');
});

test('the operator examines the wall of both halves, and the signed result is checked offline', async () => {
  const { code, out } = handslag('prove', ...settings('municipal'), ...settings('civic'), '--json');
  expect({ code, out }).toMatchObject({ code: 0 });
  const { proofs } = JSON.parse(out) as {
    proofs: { plane: string; run: { outcome: string; checks: { outcome: string }[] } }[];
  };
  expect(proofs.map(({ plane }) => plane)).toEqual(['municipal', 'civic']);
  for (const { run: found } of proofs) expect(found.checks.every(({ outcome }) => outcome === 'held')).toBe(true);
  const { body } = await new Visitor(helsingborg).send('GET', '/api/v1/wall-statement/signed');
  const file = path.join(place, 'handslag-wall.json');
  writeFileSync(file, body);
  expect(handslag('verify', file)).toMatchObject({ code: 0, out: expect.stringContaining('what was tested held') });
  expect(handslag('verify', file, '--key', '0000').code).toBe(1);
  expect(handslag('prove', ...settings('civic'), '--dry-run').out).toContain('Nothing was changed.');
});

test('passwords are for the owner only, and no process is told another one’s', () => {
  expect(statSync(path.join(data, 'secrets.json')).mode & 0o077).toBe(0);
  const secrets = JSON.parse(readFileSync(path.join(data, 'secrets.json'), 'utf8')) as Record<
    'municipal' | 'civic',
    { superuser: string; masterKey: string; roles: Record<string, string> }
  >;
  if (process.platform !== 'linux') return;
  const environment = (script: string) =>
    readFileSync(`/proc/${run.begun().find(({ args }) => args.includes(script))!.pid}/environ`, 'utf8');
  const municipal = environment('municipal/main.js');
  expect(municipal).toContain(secrets.municipal.roles['app']);
  const forbidden = [
    secrets.municipal.superuser,
    secrets.municipal.roles['migrate'],
    secrets.civic.superuser,
    secrets.civic.masterKey,
    ...Object.values(secrets.civic.roles),
  ];
  for (const secret of forbidden) expect(municipal).not.toContain(secret);
  expect(environment('identity/main.js')).not.toContain('postgres');
});

test('a second start on the same data is told that the first one runs', async () => {
  const { code, said } = await new Started(portBase, data).ended;
  expect(code).toBe(1);
  expect(said).toMatch(/already running here \(process \d+\)/);
});

test('a taken port is told by number and purpose, with a way out', async () => {
  const other = portBase + 1;
  const free = await occupy(other + 100);
  const { code, said } = await new Started(other, path.join(place, 'other')).ended;
  await free();
  expect(code).toBe(1);
  expect(said).toContain(`port ${other + 100} is used by another program; the civic half needs it.`);
  expect(said).toContain(`PORT_BASE=${other + 1000} npm start`);
});

test('data that belongs to other ports is not mixed up with new addresses', async () => {
  const elsewhere = path.join(place, 'elsewhere');
  const free = await occupy(portBase + 2);
  await new Started(portBase + 2, elsewhere).ended;
  const { code, said } = await new Started(portBase + 3, elsewhere).ended;
  await free();
  expect(code).toBe(1);
  expect(said).toContain(`belongs to PORT_BASE=${portBase + 2}`);
});

test.each(['municipal', 'civic'])('the doctor finds the %s half healthy', (plane) => {
  const { code, out } = handslag('doctor', ...settings(plane), '--json');
  expect(JSON.parse(out)).toMatchObject({ healthy: true, plane });
  expect(code).toBe(0);
});

test('the doctor names a database it cannot enter', () => {
  const broken = path.join(place, 'broken.env');
  writeFileSync(
    broken,
    readFileSync(path.join(data, 'civic', 'operator.env'), 'utf8').replace(
      /handslag_app:[^@]+@/,
      'handslag_app:wrong@',
    ),
  );
  const { code, out } = handslag('doctor', '--settings', broken);
  expect(code).toBe(1);
  expect(out).toMatch(/FAULT tenant database[\s\S]*password authentication failed[\s\S]*ok {3} platform database/);
});

test('nothing is left to migrate', () => {
  expect(handslag('migrate', ...settings('municipal'))).toMatchObject({ code: 0, out: 'Nothing was missing.\n' });
});

test('an operator sets up an organisation: it answers, and its first administrator has an invitation', async () => {
  const origin = `http://brf.localhost:${portBase + 100}`;
  const { code, out } = handslag(
    'tenant',
    'create',
    ...settings('civic'),
    '--name',
    'Bostadsföreningen',
    '--origin',
    origin,
    '--json',
  );
  expect(code).toBe(0);
  const { invitation, kind } = JSON.parse(out) as { invitation: { link: string }; kind: string };
  expect(kind).toBe('association');
  const visitor = new Visitor(origin);
  for (let tries = 0; tries < 120; tries += 1) {
    const tenant = await visitor.get<{ name: string }>('/tenant').catch(() => undefined);
    if (tenant?.name === 'Bostadsföreningen') break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(await visitor.get(`/invitations/by-token/${invitation.link.split('/').at(-1)}`)).toMatchObject({
    role: 'administrator',
  });
  expect(handslag('tenant', 'create', ...settings('civic'), '--name', 'Igen', '--origin', origin).code).toBe(2);
});

test('receipts are verified offline, also after the keys were exchanged; a changed byte is found', async () => {
  expect(handslag('keys', 'rotate', ...settings('municipal'), '--tenant', helsingborg).code).toBe(0);
  const ingrid = new Visitor(helsingborg);
  await ingrid.signIn('ingrid', 'staff');
  const exported = JSON.stringify(await ingrid.get('/receipts/export'));
  const file = path.join(place, 'receipts.json');
  writeFileSync(file, exported);
  expect(handslag('verify', file)).toMatchObject({ code: 0 });
  writeFileSync(file, exported.replace('"number":2', '"number":3'));
  expect(handslag('verify', file)).toMatchObject({ code: 1 });
});

test('Ctrl-C ends everything it began, and nothing else', async () => {
  const { visitor } = await feedOf('jonas');
  await visitor.post('/sign-out');
  const pids = run.begun().map(({ pid }) => pid);
  expect(pids.length).toBeGreaterThan(8);
  const { code, said } = await run.send('SIGINT');
  expect(code).toBe(0);
  expect(said).toContain('Stopped. Your data is kept');
  expect(await remaining(pids)).toEqual([]);
  expect(existsSync(path.join(data, 'running.json'))).toBe(false);
});

test('the second start is quicker and keeps what was done; when it is killed, nothing lives on', async () => {
  run = await new Started(portBase, data).running();
  expect(run.said).not.toContain('invented people');
  const created = new Visitor(`http://brf.localhost:${portBase + 100}`);
  expect(await created.get('/tenant')).toMatchObject({ name: 'Bostadsföreningen' });
  const pids = run.begun().map(({ pid }) => pid);
  await run.send('SIGKILL');
  expect(await remaining(pids)).toEqual([]);
});

test('after a crash it starts again; when one part dies, it says which, and stops the rest', async () => {
  run = await new Started(portBase, data).running();
  const begun = run.begun();
  process.kill(begun.find(({ args }) => args.includes('civic/main.js'))!.pid, 'SIGKILL');
  const { code, said } = await run.ended;
  expect(code).toBe(1);
  expect(said).toContain('civic half ended (SIGKILL)');
  expect(await remaining(begun.map(({ pid }) => pid))).toEqual([]);
});
