// SPDX-License-Identifier: EUPL-1.2
import { LockMode, type FilterQuery } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ServiceType } from '#contracts';
import { Clock, Conflict, Invalid, NotFound, Randomness } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { Departures, refusePersonalNumbers } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { CallerConsents } from './caller-consents.service.ts';
import { Client } from './client.entity.ts';
import { ClientService, type Given } from './client.service.ts';
import { Consent, type ConsentAct, type ConsentState } from './consent.entity.ts';
import type { NewConsent } from './mandate.dto.ts';
import { signatureText } from './signature-text.ts';

const day = 86_400_000;
const usualLife = 365 * day;
const longestLife = 731 * day;

export interface Covered {
  readonly client: Client;
  readonly consent: Consent;
}

/** Whom one speaks for, somebody known here or somebody new; with what they just said, if they did. */
export interface OnBehalf {
  readonly clientId?: string | undefined;
  /** Who is on the phone and has shown who they are. */
  readonly callerId?: string | undefined;
  readonly alias?: string | undefined;
  readonly consent?: NewConsent | undefined;
}

/** What clients have allowed, and the question whether it covers what is about to be done. */
@Injectable()
export class ConsentService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly audit: Audit,
    private readonly clients: ClientService,
    private readonly profiles: TenantProfileService,
    private readonly departures: Departures,
    private readonly callers: CallerConsents,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      const clients = await this.em.find(Client, { personId });
      const all = await this.em.find(Consent, { clientId: { $in: clients.map(({ id }) => id) }, withdrawnAt: null });
      for (const consent of all) this.end(consent);
    });
  }

  /** @param at where in the body the consent stands */
  async record(actor: Actor, client: Client, input: NewConsent, at = ''): Promise<{ consent: Consent; code?: Given }> {
    const now = this.clock.now();
    const { kind, acts, serviceTypes } = input;
    const validTo = input.validTo ? new Date(input.validTo) : new Date(now.getTime() + usualLife);
    if (validTo <= now || validTo.getTime() > now.getTime() + longestLife)
      throw new Invalid('mandate.end-date', { pointer: `${at}/validTo` });
    if (kind === 'spoken' && !input.words) throw new Invalid('mandate.words-missing', { pointer: `${at}/words` });
    if (kind === 'mandate' && !input.documentNumber)
      throw new Invalid('mandate.document-missing', { pointer: `${at}/documentNumber` });
    refusePersonalNumbers({ [`${at}/words`]: input.words, [`${at}/documentNumber`]: input.documentNumber });
    const signed = kind === 'signed';
    const { name } = await this.profiles.current();
    const consent = this.em.create(Consent, {
      id: this.randomness.uuid(),
      clientId: client.id,
      kind,
      words: signed ? signatureText('sv', name, { acts, serviceTypes, validTo }) : (input.words ?? null),
      documentNumber: kind === 'mandate' ? (input.documentNumber ?? null) : null,
      acts,
      serviceTypes,
      recordedById: actor.personId,
      recordedAt: now,
      givenAt: signed ? null : now,
      signedById: null,
      validTo,
      withdrawnAt: null,
    });
    await this.em.flush();
    this.audit.record('record', 'consent', consent.id, { clientId: client.id, kind });
    return signed ? { consent, code: await this.clients.giveCode(client.id, 'signature', consent.id) } : { consent };
  }

  async withdraw(ability: AppAbility, clientId: string, consentId: string): Promise<Client> {
    const client = await this.clients.find(ability, clientId, 'consent');
    this.end(await this.hold({ id: consentId, clientId }));
    await this.em.flush();
    return client;
  }

  /** By the person themself, at once. */
  async withdrawOwn(personId: string, consentId: string): Promise<void> {
    const clients = await this.em.find(Client, { personId });
    const own = { $or: [{ signedById: personId }, { clientId: { $in: clients.map(({ id }) => id) } }] };
    this.end(await this.hold({ id: consentId, ...own }));
    await this.em.flush();
  }

  async of(clientIds: readonly string[]): Promise<Map<string, Consent[]>> {
    const all = await this.em.find(
      Consent,
      { clientId: { $in: [...clientIds] } },
      { orderBy: { recordedAt: 'desc', id: 'desc' } },
    );
    return Map.groupBy(all, ({ clientId }) => clientId);
  }

  /** Those one has taken over, and those one has signed for. */
  async ofPerson(personId: string): Promise<Client[]> {
    const signed = await this.em.find(Consent, { signedById: personId });
    return this.em.find(
      Client,
      { $or: [{ personId }, { id: { $in: signed.map(({ clientId }) => clientId) } }] },
      { orderBy: { since: 'desc', id: 'desc' }, limit: 100 },
    );
  }

  /**
   * The client and the consent that covers what is about to be done for them; both stay as they are until the
   * transaction ends, so that whatever comes after a withdrawal is refused.
   * @throws Invalid that says what is missing
   */
  async cover(
    actor: Actor,
    ability: AppAbility,
    whom: OnBehalf,
    act: ConsentAct,
    serviceType: ServiceType,
  ): Promise<Covered> {
    const client = await this.named(actor, ability, whom);
    if (whom.consent) await this.record(actor, client, whom.consent, '/onBehalf/consent');
    const consent = await this.valid(client.id, act, serviceType);
    this.audit.record('use', 'consent', consent.id, { clientId: client.id, act });
    return { client, consent };
  }

  /** Somebody whom one may speak for. @throws NotFound */
  client(ability: AppAbility, id: string): Promise<Client> {
    return this.clients.find(ability, id, 'speakFor');
  }

  /** @throws Conflict unless the same consent still holds for this kind of help. */
  async expectStanding(consentId: string, serviceType: ServiceType): Promise<void> {
    const consent = await this.em.findOne(
      Consent,
      { id: consentId },
      { lockMode: LockMode.PESSIMISTIC_READ, refresh: true },
    );
    const state = consent?.stateAt(this.clock.now());
    if (state !== 'valid') throw new Conflict(state === 'expired' ? 'mandate.expired' : 'mandate.withdrawn');
    if (!consent?.serviceTypes.includes(serviceType)) throw new Conflict('mandate.other-kind');
  }

  private named(actor: Actor, ability: AppAbility, whom: OnBehalf): Promise<Client> {
    if (whom.callerId) return this.callers.signed(actor, ability, whom.callerId, whom.alias);
    return whom.clientId ? this.share(ability, whom.clientId) : this.enter(actor, whom);
  }

  private async enter(actor: Actor, { alias, consent }: OnBehalf): Promise<Client> {
    if (!alias) throw new Invalid('mandate.nobody-named', { pointer: '/onBehalf' });
    if (!consent) throw new Invalid('mandate.no-consent', { pointer: '/onBehalf/consent' });
    return this.clients.create(actor, alias, '/onBehalf/alias');
  }

  private async share(ability: AppAbility, id: string): Promise<Client> {
    const held = { lockMode: LockMode.PESSIMISTIC_READ, refresh: true };
    const client = await findReadable(this.em, ability, Client, id, held);
    authorize(ability, 'speakFor', client);
    return client;
  }

  private async valid(clientId: string, act: ConsentAct, serviceType: ServiceType): Promise<Consent> {
    const now = this.clock.now();
    const all = await this.em.find(
      Consent,
      { clientId },
      { lockMode: LockMode.PESSIMISTIC_READ, refresh: true, orderBy: { recordedAt: 'desc', id: 'desc' } },
    );
    const found = all.find((consent) => consent.covers(act, serviceType, now));
    if (found) return found;
    const valid = all.filter((consent) => consent.stateAt(now) === 'valid');
    if (valid.some((consent) => consent.acts.includes(act)))
      throw new Invalid('mandate.other-kind', { pointer: '/serviceType' });
    const code = valid.length > 0 ? 'mandate.other-act' : missing[all[0]?.stateAt(now) ?? 'none'];
    throw new Invalid(code, { pointer: '/onBehalf' });
  }

  private async hold(where: FilterQuery<Consent>): Promise<Consent> {
    const consent = await this.em.findOne(Consent, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!consent) throw new NotFound();
    return consent;
  }

  private end(consent: Consent): void {
    if (consent.withdrawnAt) return;
    consent.withdraw(this.clock.now());
    this.audit.record('withdraw', 'consent', consent.id, { clientId: consent.clientId });
  }
}

const missing: Readonly<Record<ConsentState | 'none', string>> = {
  none: 'mandate.no-consent',
  valid: 'mandate.no-consent',
  waiting: 'mandate.not-signed',
  expired: 'mandate.expired',
  withdrawn: 'mandate.withdrawn',
};
