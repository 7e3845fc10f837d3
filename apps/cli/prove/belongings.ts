// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import type { ThrowAway } from './throw-away.ts';

/** What a throw-away organisation has inside: ids by the route they belong to, and words that stand nowhere else. */
export interface Belongings {
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly words: readonly string[];
  /** The open group, in which something was asked. */
  readonly groupId: string;
}

interface Made {
  readonly id: string;
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Made through the organisation's own doors, by its own people. */
export async function settleIn({ administrator, coordinator, member }: ThrowAway): Promise<Belongings> {
  const words: string[] = [];
  const word = (text: string) => {
    const secret = `lockord${randomBytes(9).toString('hex')}`;
    words.push(secret);
    return `${text} ${secret}`;
  };
  const group = (access: string) => ({
    name: word('Grupp'),
    about: word('Om'),
    welcome: word('Hej'),
    kind: 'both',
    access,
  });
  const open = await coordinator.call.done<Made>('POST', '/groups', group('open'));
  const hidden = await coordinator.call.done<Made>('POST', '/groups', group('hidden'));
  await administrator.call.done('PATCH', '/me', { displayName: word('Styrelse') });
  await member.call.done('PATCH', '/me', { displayName: word('Medlem') });
  await member.call.done('POST', `/groups/${open.id}/membership`);
  const request = await member.call.done<Made>('POST', '/requests', {
    serviceType: 'practical',
    text: word('Bära'),
    groupIds: [open.id],
    details: { place: word('Plats') },
    send: true,
  });
  const invitation = await administrator.call.done<Made>('POST', '/invitations', { role: 'coordinator' });
  const partnerInvitation = await administrator.call.done<Made>('POST', '/partner-invitations', { grant: grant() });
  return {
    groupId: open.id,
    words,
    ids: {
      groups: [open.id, hidden.id],
      people: [administrator.id, coordinator.id, member.id],
      requests: [request.id],
      invitations: [invitation.id],
      'partner-invitations': [partnerInvitation.id],
    },
  };
}

export const grant = () => ({
  direction: 'we-ask-them',
  serviceTypes: ['practical', 'accompany'],
  areas: [],
  perDay: 5,
  previewFields: ['text', 'area', 'time', 'headCount'],
  validTo: inDays(1),
  purpose: 'Prov av väggen',
  legalBasis: 'Prov av väggen',
});
