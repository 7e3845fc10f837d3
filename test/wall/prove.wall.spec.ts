// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { RequestAccepted } from '#contracts';
import { Outbox } from '#federation';
import { Jobs } from '#platform/queue';
import { verifyWallFile } from '#tenant/wall';
import { examine, ExaminedPlane, failed } from './examined-planes.ts';

jest.setTimeout(360_000);

let municipal: ExaminedPlane;
let civic: ExaminedPlane;
let town: string;
let otherTown: string;
let club: string;

beforeAll(async () => {
  municipal = await ExaminedPlane.open('municipal');
  civic = await ExaminedPlane.open('civic');
  town = await municipal.settle('kommunen');
  otherTown = await municipal.settle('grannkommunen');
  club = await civic.settle('foreningen');
});
afterAll(async () => {
  await municipal?.close();
  await civic?.close();
});

const statement = async (plane: ExaminedPlane, host: string) =>
  JSON.parse((await plane.page(host, '/api/v1/wall-statement')).text) as { standing: string; run: unknown };

test('before anybody has examined it, the page says so, and there is nothing to take away', async () => {
  expect((await municipal.page(town)).text).toContain('Väggen har inte prövats på den här installationen än.');
  expect(await statement(municipal, town)).toMatchObject({ standing: 'never-run', run: null });
  expect((await municipal.page(town, '/api/v1/wall-statement/signed')).status).toBe(404);
});

test('both planes are examined, the road between them is walked, and nothing of it stays but the result', async () => {
  const before = [await municipal.rows(), await civic.rows()];
  const proofs = await examine(municipal.stage(), civic.stage());
  expect(proofs.flatMap(({ findings }) => findings.flatMap(({ faults }) => faults))).toEqual([]);
  for (const { run, findings } of proofs) {
    expect(run).toMatchObject({ outcome: 'held', number: 1, previous: null });
    expect(findings.filter(({ outcome }) => outcome !== 'held')).toEqual([]);
    expect(run.cases).toBeGreaterThan(1000);
  }
  expect([await municipal.rows(), await civic.rows()]).toEqual(before);
  for (const plane of [municipal, civic])
    expect((await plane.database.platform.query('select 1 from tenant where throw_away')).rowCount).toBe(0);
});

test('the page tells it, the same at every address, and names nobody', async () => {
  const page = await municipal.page(town);
  expect(page.text).toContain('Allt som prövades höll.');
  expect(page.text).not.toContain('Prövades inte');
  expect((await municipal.page(otherTown)).text).toBe(page.text);
  const told = [page.text, (await municipal.page(town, '/api/v1/wall-statement')).text].join('\n');
  for (const name of ['kommunen.localhost', 'Äkta', String(municipal.config.PORT), 'PostgreSQL', 'handslag_'])
    expect(told).not.toContain(name);
  expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-4/);
  const { text } = await municipal.page(town, '/api/v1/wall-statement/signed');
  expect(await verifyWallFile(JSON.parse(text))).toMatchObject({ ok: true });
  expect(text).not.toContain('kommunen');
});

test('a guard taken from one table is found, published as a failure and shown as one', async () => {
  await municipal.superuser.query('drop policy tenant_guard on "group"');
  const [proof] = await examine(municipal.stage());
  await municipal.superuser.query(
    `create policy tenant_guard on "group" as restrictive
       using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
       with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)`,
  );
  expect(failed(proof!)).toEqual(expect.arrayContaining(['database-rules', 'tables']));
  expect(proof?.run).toMatchObject({ outcome: 'failed', number: 2 });
  const { text } = await municipal.page(town);
  expect(text).toContain('Kontrollen hittade fel. Väggen har inte visats hålla.');
  expect(text).toMatch(/Höll inte \(\d+ fel\)/);
  expect(text).toContain('Allt prövades inte.');
  const signed = JSON.parse((await municipal.page(town, '/api/v1/wall-statement/signed')).text) as unknown;
  expect(await verifyWallFile(signed)).toMatchObject({ ok: false, broken: 'failed' });
});

test('an answer that tells a hidden id from a random one is found, and so is a word from inside', async () => {
  civic.leak = async (url) => {
    const [, id] = /\/groups\/([0-9a-f-]{36})/.exec(url) ?? [];
    const hidden = await civic.superuser.query('select 1 from "group" where id = $1', [id ?? null]);
    if (hidden.rowCount) return 'it is there';
    if (!url.startsWith('/api/v1/people')) return undefined;
    const inside = await civic.superuser.query<{ name: string }>(
      `select name from "group" where name like '%lockord%'`,
    );
    return inside.rows.map(({ name }) => name).join(', ');
  };
  const [proof] = await examine(civic.stage());
  civic.leak = undefined;
  expect(failed(proof!)).toEqual(['other-ids', 'canaries']);
  expect((await civic.page(club)).text).toContain('Kontrollen hittade fel.');
});

test('a field that is not in the list is found in the letters, even when both sides would take it', async () => {
  const { body } = RequestAccepted;
  const grown = body.extend({ group: z.string().optional() });
  Object.assign(RequestAccepted, { body: grown });
  const outbox = civic.app.get(Outbox);
  const send = outbox.send.bind(outbox);
  outbox.send = (message, ...rest) =>
    send(
      message.type === 'request.accepted'
        ? Object.assign({}, message, { body: { ...message.body, group: 'G' } })
        : message,
      ...rest,
    );
  const proofs = await examine(municipal.stage(), civic.stage());
  Object.assign(RequestAccepted, { body });
  outbox.send = send;
  for (const proof of proofs) {
    expect(failed(proof)).toEqual(['road']);
    expect(proof.findings.at(-1)?.faults).toEqual(['not in the list: request.accepted.group']);
  }
});

test('a result that was changed afterwards is not shown', async () => {
  await civic.database.platform.query(
    `update wall_run set result = overlay(result placing 'AAAA' from length(result) - 10) where number = (select max(number) from wall_run)`,
  );
  expect(await statement(civic, club)).toMatchObject({ standing: 'not-genuine', run: null });
  const { text } = await civic.page(club);
  expect(text).toContain('Resultatet som ligger här är inte äkta.');
  expect(text).not.toContain('Höll');
});

test('a good result after it says good again, and is bound to the one before', async () => {
  const [proof] = await examine(civic.stage());
  expect(proof?.run).toMatchObject({ outcome: 'held', number: 4, previous: expect.stringMatching(/^.{86}$/) });
  expect((await civic.page(club)).text).toContain('Allt som prövades höll.');
});

test('what is cut short publishes nothing and leaves nothing', async () => {
  const before = await municipal.rows();
  const { text } = await municipal.page(town);
  const stop = new AbortController();
  const stage = municipal.stage(stop.signal);
  setTimeout(() => stop.abort(new Error('Interrupted')), 700);
  await expect(examine(stage)).rejects.toThrow();
  expect((await municipal.page(town)).text).toBe(text);
  expect(await municipal.rows()).toBe(before);
});

test('what a killed one has left is removed by the plane itself, and by the next examination', async () => {
  const before = await municipal.rows();
  const killed = municipal.stage();
  await killed.enter();
  await killed.furnish();
  expect(await municipal.rows()).toBeGreaterThan(before);
  await expect(municipal.stage().enter()).rejects.toThrow('is under way');
  await municipal.database.platform.query(
    "update tenant set created_at = now() - interval '16 minutes' where throw_away",
  );
  for (let tries = 0; tries < 100 && (await municipal.rows()) > before; tries += 1) {
    if (tries % 20 === 0) await municipal.app.get(Jobs).sweep();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  expect(await municipal.rows()).toBe(before);
  await killed.furnish();
  await killed.leave();
  expect(await municipal.rows()).toBe(before);
});
