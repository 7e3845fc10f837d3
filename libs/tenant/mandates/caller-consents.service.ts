// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Optional } from '@nestjs/common';
import { serviceTypes } from '#contracts';
import { Clock, Forbidden, Invalid, Randomness } from '#kernel';
import { accessibleBy, type Actor, type AppAbility } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { Client } from './client.entity.ts';
import { ClientService } from './client.service.ts';
import { Consent } from './consent.entity.ts';
import { ProvenCallers } from './proven-callers.ts';

const day = 86_400_000;
/** Asked for twice in the same call, it is one signature. */
const callMs = 20 * 60_000;

/** The consent of whoever is on the phone and has shown who they are. */
@Injectable()
export class CallerConsents {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly audit: Audit,
    private readonly clients: ClientService,
    @Optional() private readonly callers?: ProvenCallers,
  ) {}

  /** What a caller approved on their own screen is their signature, for a month; they are their own person at once. */
  async signed(actor: Actor, ability: AppAbility, callerId: string, alias?: string): Promise<Client> {
    if (!this.callers) throw new Invalid('mandate.caller-not-proven', { pointer: '/onBehalf/call/callerId' });
    const { personId, name, message: words } = await this.callers.proven(actor.personId, callerId);
    if (personId === actor.personId) throw new Forbidden('caller.yourself');
    const now = this.clock.now();
    const mine = { $and: [{ personId }, accessibleBy(ability, 'speakFor', Client) ?? { id: [] }] };
    const known = await this.em.findOne(Client, mine, { orderBy: { since: 'asc', id: 'asc' } });
    const client = known ?? (await this.clients.create(actor, alias ?? name, '/onBehalf/alias'));
    if (!known) client.takeOver(personId, now);
    const whoSaid = {
      clientId: client.id,
      kind: 'signed',
      words,
      recordedById: actor.personId,
      signedById: personId,
    } as const;
    const inThisCall = { recordedAt: { $gt: new Date(now.getTime() - callMs) }, withdrawnAt: null };
    if (await this.em.findOne(Consent, { ...whoSaid, ...inThisCall })) return client;
    const consent = this.em.create(Consent, {
      id: this.randomness.uuid(),
      ...whoSaid,
      documentNumber: null,
      acts: ['post'],
      serviceTypes: [...serviceTypes],
      recordedAt: now,
      givenAt: now,
      validTo: new Date(now.getTime() + 30 * day),
      withdrawnAt: null,
    });
    await this.em.flush();
    this.audit.record('sign', 'consent', consent.id, { clientId: client.id, callerId });
    return client;
  }
}
