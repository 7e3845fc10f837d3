// SPDX-License-Identifier: EUPL-1.2
// Fills a house with one of everything that an operation may be about.
import type { Role } from '#platform/authz';
import { calendars } from './furnish-calendars.ts';
import { insiders, type House, type Insider } from './house.ts';
import { logoOf } from './logo.ts';
import { orderAndSafety } from './order-and-safety.ts';
import { together } from './together.ts';
import { requestsAndAgreements, spoken } from './requests-and-agreements.ts';
import { seriesAndDeliveries } from './series-and-deliveries.ts';

export const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** As a browser tells of itself. */
export const browser = (name: string) => ({
  endpoint: `https://updates.push.services.mozilla.com/wpush/v2/${name}`,
  keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
});

export async function furnish(house: House): Promise<void> {
  await people(house);
  await logos(house);
  await groups(house);
  await qualifications(house);
  if (house.tenant.kind === 'municipality') await unitsAndLinks(house);
  await invitations(house);
  await requestsAndAgreements(house);
  await clients(house);
  await notices(house);
  await orderAndSafety(house);
  await calendars(house);
  await availability(house);
  await together(house);
  await seriesAndDeliveries(house);
}

async function people(house: House): Promise<void> {
  const roles: Partial<Record<Insider, Role[]>> = {
    'without a role': [],
    coordinator: ['coordinator'],
    administrator: ['administrator'],
  };
  // Staff come with their units.
  const inNoUnit = insiders.filter((who) => !who.endsWith('staff'));
  const everybody = [...inNoUnit, 'somebody', 'applicant', 'departed'] as const;
  for (const who of everybody) await house.enter(who, roles[who as Insider] ?? [house.ordinary]);
  if (house.tenant.kind === 'municipality') {
    for (const [who, name] of [
      ['unit staff', 'hemtjansten'],
      ['other staff', 'skolan'],
    ] as const) {
      const unit = await makeUnit(house, name);
      await house.add('unit', who === 'unit staff' ? 'a unit with people in it' : 'another such unit', unit, 'unit');
      await house.enter(who, ['staff'], unit.id);
    }
  }
  await house.done('administrator', 'POST', '/terms', { text: { sv: ['Var snäll.'] } });
  for (const who of house.people.keys())
    if (who !== 'newcomer') await house.done(who as Insider, 'POST', '/terms/acceptances', { version: 1 });
  const { id } = house.who('departed');
  await house.done('departed', 'DELETE', '/me');
  // A session that was forgotten when its person left.
  house.people.set('departed', { id, cookie: await house.plane.cookieOf(house.tenant, id) });
  house.deleted.set('person', { id });
  await house.add('person', 'a neighbour', { id: house.who('somebody').id });
  await house.add('person', 'the last administrator', { id: house.who('administrator').id });
}

async function availability(house: House): Promise<void> {
  const say = async () => {
    const { id } = await house.done('asker', 'POST', '/me/availability', { from: later(2), to: later(3) });
    return { id: id as string };
  };
  const gone = await say();
  await house.done('asker', 'DELETE', `/me/availability/${gone.id}`);
  house.deleted.set('availability', gone);
  await house.add('availability', 'when the asker can', await say());
}

async function logos(house: House): Promise<void> {
  const put = async (name: string) => {
    await house.done('administrator', 'PUT', '/tenant/logo', logoOf(name));
    const { logo } = await house.done('administrator', 'GET', '/tenant');
    return { hash: (logo as string).split('/').at(-1) ?? '' };
  };
  house.deleted.set('logo', await put(`${house.name} before`));
  await house.add('logo', 'the logo', await put(house.name));
}

async function makeUnit(house: House, name: string): Promise<{ id: string }> {
  const { id } = await house.done('administrator', 'POST', '/units', {
    name,
    functionAddress: `${name}@${house.tenant.host}`,
  });
  return { id };
}

async function makeGroup(house: House, name: string, access: string, more: object = {}): Promise<string> {
  const body = { name: `${name} ${house.name}`, kind: 'both', access, ...more };
  const group = await house.done('administrator', 'POST', '/groups', body);
  return group.id as string;
}

async function groups(house: House): Promise<void> {
  const who = (...names: Parameters<House['who']>[0][]) => names.map((name) => house.who(name));
  const open = await makeGroup(house, 'Öppna', 'open', { unverifiedCallers: true });
  await house.place(open, who('asker', 'helper', 'group member'));
  await house.place(open, who('group leader'), 'member', true);
  const approval = await makeGroup(house, 'Knacka på', 'approval');
  await house.place(approval, who('group leader'), 'member', true);
  await house.place(approval, who('applicant'), 'applied');
  const hidden = await makeGroup(house, 'Dolda', 'hidden');
  await house.place(hidden, who('hidden member'));
  await house.place(hidden, who('hidden leader'), 'member', true);
  const archived = await makeGroup(house, 'Lagda', 'open');
  await house.place(archived, who('group leader'), 'member', true);
  await house.done('administrator', 'POST', `/groups/${archived}/archive`);
  await house.add('group', 'an open group', { id: open }, 'group');
  await house.add('group', 'a group with a door', { id: approval }, 'group');
  await house.add('group', 'a hidden group', { id: hidden }, 'group');
  await house.add('group', 'an archived group', { id: archived }, 'group');
  const gone = await makeGroup(house, 'Borta', 'open');
  await house.plane.sql('delete from "group" where id = $1', [gone]);
  house.deleted.set('group', { id: gone });
  house.deleted.set('member', { id: gone, personId: house.who('helper').id });

  const member = (id: string, [person]: { id: string }[]) => ({ id, personId: person?.id ?? '' });
  await house.add('member', 'a member of an open group', member(open, who('helper')));
  await house.add('member', 'somebody at a group’s door', member(approval, who('applicant')));
  await house.add('member', 'a member of a hidden group', member(hidden, who('hidden member')));
  await house.add('member', 'somebody who is not in the group', member(open, who('somebody')));
}

async function qualifications(house: House): Promise<void> {
  await house.done('administrator', 'POST', '/declarations', { text: { sv: ['Jag tiger.'] } });
  const items = [{ serviceType: 'homework', purpose: 'help', kind: 'interview' }];
  for (const name of ['an open group', 'a group with a door', 'a hidden group'])
    await house.done('administrator', 'PUT', `/groups/${house.id('group', name)}/requirements`, { items });
  const attest = async (who: Insider): Promise<string> => {
    const path = `/groups/${house.id('group', 'an open group')}/members/${house.who(who).id}/attestations`;
    const said = { kind: 'interview', seenOn: later(0).slice(0, 10), validTo: later(20) };
    return (await house.done('group leader', 'POST', path, said)).items[0].attestation.id as string;
  };
  const standing = await attest('helper');
  const withdrawn = await attest('group member');
  await house.done('group leader', 'POST', `/attestations/${withdrawn}/withdrawal`, { reason: 'mistake' });
  await house.add('attestation', 'an attestation', { id: standing });
  await house.add('attestation', 'a withdrawn attestation', { id: withdrawn });
  house.deleted.set('attestation', { id: await house.copyAndDelete('attestation', standing) });
}

async function unitsAndLinks(house: House): Promise<void> {
  await house.add('unit', 'an empty unit', await makeUnit(house, 'ingen'), 'unit');
  const gone = await makeUnit(house, 'borta');
  await house.done('administrator', 'DELETE', `/units/${gone.id}`);
  house.deleted.set('unit', gone);
  const need = await makeGroup(house, 'Behöver', 'open', { kind: 'need' });
  await house.add('group', 'a group that only asks', { id: need }, 'group');
  const link = async (resourceGroupId: string): Promise<string> => {
    const fields = { needGroupId: need, resourceGroupId, serviceTypes: ['staffing'] };
    return (await house.done('administrator', 'POST', '/group-links', fields)).id as string;
  };
  const open = await link(house.id('group', 'an open group'));
  await house.add('link', 'a link between open groups', { id: open }, 'group_link');
  const hiddenSince = await makeGroup(house, 'Gömda', 'open');
  const toHidden = await link(hiddenSince);
  await house.plane.sql(`update "group" set access = 'hidden' where id = $1`, [hiddenSince]);
  await house.add('link', 'a link to a group hidden since', { id: toHidden }, 'group_link');
  const id = await link(house.id('group', 'a group with a door'));
  await house.done('administrator', 'DELETE', `/group-links/${id}`);
  house.deleted.set('link', { id });
}

async function invitations(house: House): Promise<void> {
  const issue = async (who: Insider, body: object) => {
    const { id, link } = await house.done(who, 'POST', '/invitations', body);
    return { id: id as string, token: (link as string).split('/').at(-1) ?? '' };
  };
  const role = house.ordinary;
  const toGroup = await issue('group leader', { role, groupId: house.id('group', 'an open group') });
  const toHidden = await issue('hidden leader', { role, groupId: house.id('group', 'a hidden group') });
  const general = await issue('coordinator', { role });
  const used = await issue('administrator', { role });
  const old = await issue('administrator', { role });
  const high = await issue('administrator', { role: 'coordinator' });
  const gone = await issue('administrator', { role });
  await house.done('neighbour', 'POST', `/invitations/by-token/${used.token}/acceptance`);
  await house.plane.sql(`update invitation set expires_at = now() - interval '1 day' where id = $1`, [old.id]);
  await house.done('administrator', 'DELETE', `/invitations/${gone.id}`);
  await house.add('invitation', 'an invitation to an open group', { id: toGroup.id });
  await house.add('invitation', 'an invitation to a hidden group', { id: toHidden.id });
  await house.add('invitation', 'the coordinator’s invitation', { id: general.id });
  await house.add('invitation', 'an invitation to coordinate', { id: high.id });
  await house.add('invitation', 'a used invitation', { id: used.id });
  house.deleted.set('invitation', { id: gone.id });
  await house.add('token', 'an open invitation’s link', { token: general.token });
  await house.add('token', 'a link to a hidden group', { token: toHidden.token });
  await house.add('token', 'a used link', { token: used.token });
  await house.add('token', 'an old link', { token: old.token });
  house.deleted.set('token', { token: gone.token });
}

/** The coordinator’s are nobody’s unit’s. */
async function clients(house: House): Promise<void> {
  const enter = async (who: Insider, alias: string): Promise<{ id: string; consentId: string }> => {
    const { id, consents } = await house.done(who, 'POST', '/clients', { alias, consent: spoken });
    return { id: id as string, consentId: consents[0].id as string };
  };
  const ours = await enter('coordinator', 'Greta');
  const theirs = await enter('coordinator', 'Harald');
  const { code } = await house.done('coordinator', 'POST', `/clients/${theirs.id}/takeover-code`);
  await house.done('group member', 'POST', '/me/mandates/code/confirmation', { code });
  const asked = await house.done('coordinator', 'POST', `/clients/${ours.id}/takeover-code`);
  await house.add('client', 'the coordinator’s client', ours, 'client');
  await house.add('client', 'a client who has taken over', theirs, 'client');
  await house.add('consent', 'a client’s consent', ours);
  await house.add('own consent', 'the group member’s own consent', { consentId: theirs.consentId });
  await house.add('client code', 'a takeover code', { code: asked.code as string });
  await house.add('client code', 'a used takeover code', { code: code as string });
  if (house.tenant.kind === 'municipality')
    await house.add('client', 'the unit’s client', await enter('unit staff', 'Elsa'), 'client');
  const id = await house.copyAndDelete('client', ours.id);
  const consentId = await house.copyAndDelete('consent', ours.consentId);
  house.deleted.set('client', { id });
  // With its client: who knows the client may learn that the consent is not there.
  house.deleted.set('consent', { id, consentId });
  house.deleted.set('own consent', { consentId });
}

async function notices(house: House): Promise<void> {
  const { items } = await house.done('asker', 'GET', '/notices');
  await house.add('notice', 'a notice to the asker', { id: items[0].id as string });
  house.deleted.set('notice', {
    id: await house.copyAndDelete('notice', items[0].id as string, { kind: 'group.applied' }),
  });
  const subscribe = async (name: string) =>
    (await house.done('asker', 'POST', '/me/push-subscriptions', browser(name))).id as string;
  const gone = await subscribe('gone');
  await house.done('asker', 'DELETE', `/me/push-subscriptions/${gone}`);
  house.deleted.set('browser', { id: gone });
  await house.add('browser', 'the asker’s browser', { id: await subscribe(house.name) });
  await house.done('asker', 'PUT', '/me/contact-points/email', { address: 'asker@example.org' });
  // The code is tried in a transaction that is rolled back: right or wrong is no matter of who one is.
  await house.plane.sql('update contact_point set code_hash = null where person_id = $1', [house.who('asker').id]);
}
