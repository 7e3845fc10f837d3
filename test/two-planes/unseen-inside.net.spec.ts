// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, done, hour, minute, type Plane } from './network.ts';
import { accept, latest, partnerIn, route, Stories } from './stories.ts';
import { addPerson, makeGroup, Network } from './two-associations.ts';

let network: Network;
let stories: Stories;
const letters: { readonly headers: readonly string[]; readonly answer: string }[] = [];
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
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
    response.end = ((answer: unknown, ...rest: unknown[]) => {
      letters.push({ headers: Object.keys(request.headers).sort(), answer: String(answer) });
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
      const claims = JSON.parse(Buffer.from(receipt.split('.')[1]!, 'base64url').toString()) as object;
      return JSON.stringify([headers, Object.keys(claims).sort(), more]);
    }),
  );
  expect([...kinds].map((kind) => JSON.parse(kind) as unknown)).toEqual([
    [
      ['accept', 'connection', 'content-length', 'content-type', 'host'],
      ['aud', 'conversation', 'iss', 'jti', 'prev', 'receivedAt', 'seen', 'seq', 'sha512'],
      {},
    ],
  ]);
});
