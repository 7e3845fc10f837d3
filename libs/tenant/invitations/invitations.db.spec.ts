// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Invitation } from '#tenant/invitations';
import { TestClock } from '../../testing/two-planes.ts';
import { tenantHouse, type House, type Somebody } from '../../testing/tenant-house.ts';

let house: House;
let club: TenantId;
let admin: Somebody;
const clock = new TestClock();
beforeAll(async () => {
  house = await tenantHouse(clock);
  club = await house.addTenant('club', 'association');
  await house.addTenant('town', 'municipality');
  admin = await house.somebody('club', ['administrator']);
});
afterAll(() => house.close());

const invite = async (body: object, by = admin) => {
  const answer = await by.call('POST', '/invitations', { role: 'member', ...body });
  expect(answer.status).toBe(201);
  return { ...answer.body, token: String(answer.body.link).split('/').at(-1)! };
};
const hiddenGroup = async () =>
  (await admin.call('POST', '/groups', { name: 'De osynliga', kind: 'both', access: 'hidden' })).body;
const preview = (token: string, tenant = 'club') =>
  house.as(tenant, null).call('GET', `/invitations/by-token/${token}`);
const accept = (who: Somebody, token: string) => who.call('POST', `/invitations/by-token/${token}/acceptance`);

test('a link shows what it invites to, and takes its first user into the hidden group as leader', async () => {
  const group = await hiddenGroup();
  const invitation = await invite({ groupId: group.id, leader: true, days: 3 });
  expect(invitation).toMatchObject({ role: 'member', leader: true, usedAt: null, can: { withdraw: true } });
  expect(invitation.link).toBe(`http://club.localhost/invitation/${invitation.token}`);
  expect((await preview(invitation.token)).body).toEqual({
    tenantName: 'club',
    role: 'member',
    groupName: 'De osynliga',
    expiresAt: invitation.expiresAt,
  });

  const newcomer = await house.somebody('club', []);
  expect((await newcomer.call('GET', '/groups')).status).toBe(200);
  const me = await accept(newcomer, invitation.token);
  expect(me.body).toMatchObject({
    roles: [{ role: 'member', unitId: null }],
    groups: [{ id: group.id, name: 'De osynliga', leader: true, state: 'member' }],
  });
  expect((await newcomer.call('GET', `/groups/${group.id}`)).body).toMatchObject({
    membership: { state: 'member', leader: true },
    can: { update: true },
  });

  const second = await house.somebody('club', []);
  expect((await accept(second, invitation.token)).body).toMatchObject({ status: 410, code: 'invitation.used' });
  expect((await preview(invitation.token)).body).toMatchObject({ status: 410, code: 'invitation.used' });
  expect((await second.call('GET', '/me')).body.roles).toEqual([]);
});

test('a link shows the same, whoever has come meanwhile', async () => {
  const group = await hiddenGroup();
  const [still, used] = [await invite({ groupId: group.id }), await invite({ groupId: group.id })];
  const before = (await preview(still.token)).body;
  await accept(await house.somebody('club', []), used.token);
  expect((await preview(still.token)).body).toEqual(before);
});

test('of two who use a link at once, one is let in', async () => {
  const { token } = await invite({});
  const both = [await house.somebody('club', []), await house.somebody('club', [])];
  const answers = await Promise.all(both.map((who) => accept(who, token)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
});

test('the link is kept nowhere: neither list nor database can give it again', async () => {
  const { token, id } = await invite({});
  const listed = (await admin.call('GET', '/invitations')).body.items.find((item: Invitation) => item.id === id);
  expect(listed).toMatchObject({ link: null, can: { withdraw: true } });
  const row = await house.scope.run(club, (em) => em.findOneOrFail(Invitation, { id }));
  expect(JSON.stringify(row)).not.toContain(token);
});

test('a token of nobody, of another tenant, or withdrawn answers alike', async () => {
  const { token, id } = await invite({});
  const somebody = await house.somebody('town', ['resident']);
  const nowhere = 'A'.repeat(43);
  const strip = ({ status, body }: { status: number; body: object }) => ({ status, ...body, traceId: 0 });
  const unknown = strip(await preview(nowhere));
  expect(unknown).toMatchObject({ status: 404, code: 'not-found' });
  expect(strip(await preview(token, 'town'))).toEqual(unknown);
  expect(strip(await accept(somebody, token))).toEqual(strip(await accept(somebody, nowhere)));
  expect((await admin.call('DELETE', `/invitations/${id}`)).status).toBe(204);
  expect(strip(await preview(token))).toEqual(unknown);
});

test('one that nobody could use for a month is cleared away when the next is made', async () => {
  const { id } = await invite({ days: 1 });
  const listed = async () =>
    ((await admin.call('GET', '/invitations?limit=100')).body.items as { id: string }[]).some((one) => one.id === id);
  clock.advance(30 * 24 * 3_600_000);
  await invite({ days: 1 });
  expect(await listed()).toBe(true);
  clock.advance(2 * 24 * 3_600_000);
  await invite({ days: 1 });
  expect(await listed()).toBe(false);
});

test('its days are counted', async () => {
  const { token } = await invite({ days: 1 });
  clock.advance(23 * 3_600_000);
  expect((await preview(token)).status).toBe(200);
  clock.advance(2 * 3_600_000);
  expect((await preview(token)).body).toMatchObject({ status: 410, code: 'invitation.expired' });
  expect((await accept(await house.somebody('club', []), token)).body.code).toBe('invitation.expired');
  for (const days of [0, 31, 1.5])
    expect((await admin.call('POST', '/invitations', { role: 'member', days })).status).toBe(400);
});

test('nobody invites above what they are, to a group they cannot see, or to a role that is not here', async () => {
  const group = await hiddenGroup();
  const coordinator = await house.somebody('club', ['coordinator']);
  const member = await house.somebody('club', ['member']);
  const post = async (who: Somebody, body: object) => (await who.call('POST', '/invitations', body)).body;
  expect(await post(coordinator, { role: 'administrator' })).toMatchObject({
    status: 403,
    code: 'invitation.not-yours',
  });
  expect(await post(coordinator, { role: 'member', groupId: group.id })).toMatchObject({ status: 404 });
  expect(await post(member, { role: 'member' })).toMatchObject({ status: 403 });
  expect(await post(admin, { role: 'resident' })).toMatchObject({ status: 422, code: 'person.role-not-here' });

  await accept(member, (await invite({ groupId: group.id, leader: true })).token);
  expect(await post(member, { role: 'member', groupId: group.id })).toMatchObject({ groupId: group.id });
  expect(await post(member, { role: 'member' })).toMatchObject({ status: 403, code: 'invitation.not-yours' });
  expect(
    (await member.call('GET', '/invitations')).body.items.every((item: Invitation) => item.groupId === group.id),
  ).toBe(true);
});

test('to a group that has been archived since, a link leads nowhere', async () => {
  const group = await hiddenGroup();
  const { token } = await invite({ groupId: group.id });
  await admin.call('POST', `/groups/${group.id}/archive`);
  const newcomer = await house.somebody('club', []);
  expect((await accept(newcomer, token)).body).toMatchObject({ status: 410, code: 'invitation.group-closed' });
  expect((await newcomer.call('GET', '/me')).body.roles).toEqual([]);
});
