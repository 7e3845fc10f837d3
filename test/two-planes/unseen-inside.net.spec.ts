// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'undici';
import { ApiDescription } from '#platform/plane';
import { call, done, hour, minute, type Plane } from './network.ts';
import { disguisesOf, wordsIn } from '../canaries/search.ts';
import { accept, latest, partnerIn, route, Stories } from './stories.ts';
import { addPerson, canaries, makeGroup, Network } from './two-associations.ts';

let network: Network;
let stories: Stories;
const letters: { readonly headers: readonly string[]; readonly answer: string; readonly wait: string }[] = [];
/** Every byte of it, both ways, as it would be for whoever sits on the line. */
const wire: string[] = [];
beforeAll(async () => {
  network = await Network.open();
  stories = new Stories(network);
  for (const plane of [network.municipal, network.civic]) overhear(plane);
});
afterAll(() => network.close());

/** Letters as they pass on the wire, each with its answer. */
function overhear(plane: Plane): void {
  const server = plane.app.getHttpServer() as {
    prependListener(name: 'request', listen: (request: IncomingMessage, response: ServerResponse) => void): void;
  };
  server.prependListener('request', (request, response) => {
    if (request.headers['content-type'] !== 'application/jose') return;
    wire.push(`${request.method} ${request.url}`, ...request.rawHeaders);
    const emit = request.emit.bind(request) as (...args: unknown[]) => boolean;
    // Heard on its way to the reader: listening for it would take it away from there.
    request.emit = ((event: string, ...args: unknown[]) => {
      if (event === 'data') wire.push((args[0] as Buffer).toString('latin1'));
      return emit(event, ...args);
    }) as IncomingMessage['emit'];
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
    response.end = ((answer: unknown, ...rest: unknown[]) => {
      const wait = String(response.getHeader('retry-after'));
      letters.push({ headers: Object.keys(request.headers).sort(), answer: String(answer), wait });
      wire.push(JSON.stringify(response.getHeaders()), String(answer));
      return end(answer, ...rest);
    }) as ServerResponse['end'];
  });
}

/** A group in which nobody is yet. */
const emptyGroup = () => makeGroup(network.redCross.coordinator, 'Tomma gruppen', 'hidden');

test('nothing is said when an association makes a group, gains a member, or asks a group in which nobody can help', async () => {
  const { civic, redCross } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  const said = civic.said.length;
  const groupId = await emptyGroup();
  await addPerson(redCross, 'Någon som just har kommit', ['member']);
  const { id } = await latest(redCross.coordinator);
  await done(redCross.coordinator, 'POST', `/partner-requests/${id}/routing`, { groupIds: [groupId] });
  await network.settle();
  expect(civic.said.slice(said).map(({ type }) => type)).toEqual([]);
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({ state: 'delivered' });
});

test('a yes tells of the moment at which it was said, from the address that the partner knows, and leaves at once', async () => {
  const { civic, clock, redCross } = network;
  const { id } = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  clock.forward(5 * hour);
  const before = clock.now();
  await accept(redCross.members[0]!);
  const said = clock.now().getTime();
  const { type, body } = civic.said.at(-1)!;
  expect({ type, body }).toMatchObject({
    type: 'request.accepted',
    body: { functionAddress: redCross.address, headCount: 1 },
  });
  const { at } = body as { at: string };
  expect(Date.parse(at)).toBeGreaterThanOrEqual(before.getTime());
  expect(Date.parse(at)).toBeLessThan(before.getTime() + 5 * minute);
  const waiting = await civic.database.scope.run(redCross.id, () =>
    civic.database.scope.rows<{ due: number }>(
      `select extract(epoch from m.next_try_at)::float as due from outbound_message m
       where m.tenant_id = :tenant and m.state = 'waiting'`,
    ),
  );
  expect(waiting.map(({ due }) => due * 1000 <= said)).toEqual([true]);
  await network.settle();
  expect(partnerIn(await stories.seenByTown(id), redCross)).toMatchObject({ state: 'accepted' });
});

test('a letter and its answer carry on the way what they have to, and nothing that grows inside', async () => {
  const { redCross, nurse } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  await call(nurse, 'POST', `/requests/${asked.id}/withdraw`);
  await network.settle();
  expect(letters.length).toBeGreaterThan(4);
  const kinds = new Set(
    letters.map(({ headers, answer }) => {
      const { receipt, ...more } = JSON.parse(answer) as { receipt: string };
      const claims = JSON.parse(Buffer.from(receipt.split('.')[1]!, 'base64url').toString()) as { receivedAt: string };
      const second = claims.receivedAt.slice(claims.receivedAt.lastIndexOf(':'));
      return JSON.stringify([headers, Object.keys(claims).sort(), second, more]);
    }),
  );
  expect([...kinds].map((kind) => JSON.parse(kind) as unknown)).toEqual([
    [
      ['accept', 'connection', 'content-length', 'content-type', 'host'],
      ['aud', 'conversation', 'iss', 'jti', 'prev', 'receivedAt', 'seen', 'seq', 'sha512'],
      ':00.000Z',
      {},
    ],
  ]);
});

test('no word of an association’s own is on the wire, neither as it is nor inside what was sealed', () => {
  const { civic, redCross } = network;
  const bytes = wire.join('\n');
  expect(bytes.length).toBeGreaterThan(20_000);
  expect(bytes).toContain(redCross.host);
  expect(canaries.length).toBeGreaterThan(20);
  expect(
    wordsIn(
      bytes,
      canaries.flatMap((word) => [word, ...disguisesOf(word)]),
    ),
  ).toEqual([]);
  const opened = JSON.stringify(civic.said);
  expect(opened).toContain(redCross.address);
  expect(wordsIn(opened, canaries)).toEqual([]);
});

test('the partner hears how many come, not how many ever offered', async () => {
  const { civic, redCross } = network;
  await stories.ask([redCross], { headCount: 3 });
  await network.settle();
  await route(redCross);
  const [steady, changesMind, ...others] = redCross.members.slice(0, 4);
  await accept(steady!);
  const agreementId = await accept(changesMind!);
  await done(changesMind!, 'POST', `/agreements/${agreementId}/failure`, { code: 'helper-prevented' });
  for (const other of others) await accept(other);
  const accepted = civic.said.filter(({ type }) => type === 'request.accepted').at(-1);
  expect(accepted).toMatchObject({ body: { headCount: 3 } });
});

/** All that a stranger is answered, header for header, but for the time and the number of the answer. */
async function asStranger(path: string): Promise<string> {
  const { plane, host } = network.redCross;
  const answer = await request(`http://127.0.0.1:${plane.port}${path}`, { headers: { host } });
  const { date: _, 'x-request-id': __, ...headers } = answer.headers;
  const text = (await answer.body.text()).replace(/"traceId":"[^"]*"/, '');
  return [answer.statusCode, ...Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`), text].join(
    '\n',
  );
}

test('whatever a stranger asks an association, whatever id they try, the answer is the same to the byte when it grows inside', async () => {
  const { civic, redCross } = network;
  const { coordinator, groupId, members } = redCross;
  const paths = civic.app.get(ApiDescription).document.paths as Record<string, object>;
  const routes = Object.keys(paths).filter((route) => 'get' in paths[route]!);
  const nobodys = '7f3c2b1a-1111-4111-8111-111111111111';
  const ids = [nobodys, groupId, await emptyGroup(), members[0]!.id, (await latest(coordinator)).id as string];
  const invitation = await done(coordinator, 'POST', '/invitations', { role: 'member', groupId });
  const token = new URL(invitation.link as string).pathname.split('/').at(-1);
  const ask = async () => {
    const answers: Record<string, string[]> = {};
    for (const route of routes) {
      const tried = route.includes('{') ? ids : [''];
      answers[route] = await Promise.all(tried.map((id) => asStranger(route.replaceAll(/\{\w+\}/g, id))));
    }
    return answers;
  };
  const knock = () => asStranger(`/api/v1/invitations/by-token/${token}`);
  const [before, door] = [await ask(), await knock()];
  expect(door).toContain('200');
  for (const [route, answers] of Object.entries(before))
    expect([route, new Set(answers)]).toEqual([route, new Set([answers[0]])]);
  expect(Object.values(before).filter(([answer]) => answer?.startsWith('200')).length).toBeGreaterThan(5);
  for (let number = 0; number < 3; number += 1) {
    const newcomer = await addPerson(redCross, `Ny ${number}`, ['member']);
    await done(newcomer, 'POST', `/groups/${groupId}/membership`);
  }
  await emptyGroup();
  for (const member of members) await done(member, 'PATCH', '/me', { locale: 'ar' });
  // As if nothing had gone well at first.
  await civic.database.scope.run(redCross.id, () =>
    civic.database.scope.rows('update inbound_message m set failures = 3 where m.tenant_id = :tenant'),
  );
  expect([await ask(), await knock()]).toEqual([before, door]);
});

test('a look says nothing: whatever anybody in an association opens, no letter leaves, and the municipality sees no change', async () => {
  const { civic, redCross } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  const cardId = await route(redCross);
  const helper = redCross.members[4]!;
  const agreementId = await accept(helper);
  await network.settle();
  const { requestId } = await done(redCross.coordinator, 'GET', `/partner-requests/${cardId}`);
  const seen = await stories.seenByTown(asked.id);
  const said = civic.said.length;
  const paths = civic.app.get(ApiDescription).document.paths as Record<string, object>;
  const routes = Object.keys(paths).filter((path) => path.startsWith('/api/v1/') && 'get' in paths[path]!);
  const ids = [agreementId, requestId, cardId, redCross.groupId, redCross.askerId, helper.id] as string[];
  let opened = 0;
  for (const who of [helper, redCross.coordinator, redCross.administrator]) {
    for (const path of routes) {
      for (const id of path.includes('{') ? ids : [''])
        if ((await call(who, 'GET', path.slice('/api/v1'.length).replaceAll(/\{\w+\}/g, id))).status === 200)
          opened += 1;
    }
  }
  expect(opened).toBeGreaterThan(40);
  await network.settle();
  expect(civic.said.slice(said).map(({ type }) => type)).toEqual([]);
  expect(await stories.seenByTown(asked.id)).toEqual(seen);
});

test('why a helper cannot come is said in the same words, whether they are ill, leave the association, or it is taken back', async () => {
  const { civic, redCross } = network;
  const { coordinator, members } = redCross;
  const ways = [
    (agreementId: string) =>
      done(members[5]!, 'POST', `/agreements/${agreementId}/failure`, { code: 'helper-prevented' }),
    () => done(members[6]!, 'DELETE', '/me'),
    async () => done(coordinator, 'POST', `/requests/${(await latest(coordinator)).requestId}/withdraw`),
  ];
  const told = [];
  for (const [at, fallThrough] of ways.entries()) {
    await stories.ask([redCross]);
    await network.settle();
    await route(redCross);
    const agreementId = await accept(members[5 + at]!);
    await network.settle();
    const said = civic.said.length;
    await fallThrough(agreementId);
    told.push(civic.said.slice(said).map(({ type, body }) => [type, { ...body, at: '' }]));
    await network.settle();
  }
  const word = [['agreement.failed', { code: 'helper-prevented', at: '' }]];
  expect(told).toEqual([word, word, word]);
});

test('a partner that writes too much is told to wait for what is left of the minute, and not a second more', async () => {
  const { civic, clock, redCross } = network;
  const { platform } = civic.database;
  await stories.ask([redCross]);
  await network.settle();
  await platform.query(`update rate_limit set points = 3000 where key like 'letter-partner%'`);
  const earliest = Date.now();
  await stories.ask([redCross]);
  await network.settle();
  const { rows } = await platform.query<{ end: string }>('select expire as end from rate_limit where points > 3000');
  const secondsFrom = (moment: number) => Math.ceil((Number(rows[0]!.end) - moment) / 1000);
  const { answer, wait } = letters.at(-1)!;
  expect(JSON.parse(answer)).toEqual({ code: 'message.too-many' });
  expect(Number(wait)).toBeGreaterThanOrEqual(secondsFrom(Date.now()));
  expect(Number(wait)).toBeLessThanOrEqual(secondsFrom(earliest));
  await platform.query('delete from rate_limit');
  clock.forward(hour);
  await network.settle();
});
