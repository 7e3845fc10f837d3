// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Conflict, DomainError, Invalid, NotFound, Randomness } from '#kernel';
import { Vault } from '#platform/crypto';
import { Mail, Sms } from '#platform/outgoing';
import { TenantScope } from '#platform/tenancy';
import { Departures, PersonService } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { ContactPoint, contactChannels, type ContactChannel } from './contact-point.entity.ts';
import { codeLetter, codeText } from './words.ts';

const purpose = (personId: string, channel: ContactChannel) => `contact point ${channel} ${personId}`;
const held = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

export interface OpenedContact {
  readonly channel: ContactChannel;
  readonly address: string;
  readonly verified: boolean;
}

/** Addresses that people gave, and showed to be theirs with a code. */
@Injectable()
export class Contacts implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly people: PersonService,
    private readonly profiles: TenantProfileService,
    private readonly departures: Departures,
    private readonly mail: Mail,
    private readonly sms: Sms,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      await this.em.nativeDelete(ContactPoint, { personId });
    });
  }

  /** What the operator has set up. */
  get available(): ContactChannel[] {
    return contactChannels.filter((channel) => (channel === 'email' ? this.mail : this.sms).available);
  }

  async of(personId: string): Promise<OpenedContact[]> {
    return (await this.ofAll([personId])).get(personId) ?? [];
  }

  /** By person; whoever has given none is not among them. */
  async ofAll(personIds: readonly string[]): Promise<Map<string, OpenedContact[]>> {
    const points = await this.em.find(
      ContactPoint,
      { personId: { $in: personIds }, sealed: { $ne: null } },
      { orderBy: { personId: 'asc', channel: 'asc' } },
    );
    const byPerson = new Map<string, OpenedContact[]>();
    for (const { personId, channel, sealed, verifiedAt } of points) {
      const address = this.vault.open(sealed ?? '', purpose(personId, channel));
      const theirs = byPerson.get(personId) ?? [];
      byPerson.set(personId, [...theirs, { channel, address, verified: verifiedAt !== null }]);
    }
    return byPerson;
  }

  /**
   * Keeps the address and sends a code there.
   * @throws Conflict `contact-point.not-here`, DomainError `contact-point.too-many-codes` or `contact-point.not-sent`
   */
  async give(personId: string, channel: ContactChannel, address: string): Promise<void> {
    if (!this.available.includes(channel)) throw new Conflict('contact-point.not-here');
    const now = this.clock.now();
    const code = String(this.randomness.bytes(4).readUInt32BE() % 1_000_000).padStart(6, '0');
    const fresh = { personId, channel, codeTries: 0, codesSent: 0, codesSince: now };
    await this.em.upsert(ContactPoint, fresh, {
      onConflictFields: ['tenantId', 'personId', 'channel'],
      onConflictAction: 'ignore',
    });
    const point = await this.em.findOneOrFail(ContactPoint, { personId, channel }, held);
    point.give(this.vault.seal(address, purpose(personId, channel)), code, now);
    await this.em.flush();
    const { locale } = await this.people.find(personId);
    const { name } = await this.profiles.current();
    this.scope.afterCommit(async () => {
      try {
        if (channel === 'email') await this.mail.send({ to: address, ...codeLetter(locale, name, code) });
        else await this.sms.send(address, codeText(locale, name, code));
      } catch {
        throw new DomainError('unavailable', 'contact-point.not-sent');
      }
    });
  }

  /** @throws Invalid `contact-point.code-wrong`, Conflict when no code would do */
  async verify(personId: string, channel: ContactChannel, code: string): Promise<void> {
    const point = await this.em.findOne(ContactPoint, { personId, channel, sealed: { $ne: null } }, held);
    if (!point) throw new NotFound();
    const right = point.verify(code, this.clock.now());
    await this.em.flush();
    if (right) return;
    // The try counts, although it is refused: the refusal comes after the commit.
    this.scope.afterCommit(() => {
      throw new Invalid('contact-point.code-wrong', { pointer: '/code' });
    });
  }

  async takeBack(personId: string, channel: ContactChannel): Promise<void> {
    const point = await this.em.findOne(ContactPoint, { personId, channel }, held);
    point?.takeBack();
    await this.em.flush();
  }
}
