// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Conflict, NotFound } from '#kernel';
import { Vault } from '#platform/crypto';
import { Push, type PushAddress, type PushIdentity } from '#platform/outgoing';
import { Departures } from '#tenant/people';
import { identityId, PushIdentityKey } from './push-identity.entity.ts';
import { PushSubscription } from './push-subscription.entity.ts';

const purpose = (personId: string) => `push subscription ${personId}`;
const identityPurpose = 'push identity';
/** Phones and browsers of one person. */
const mostBrowsers = 10;

export interface Browser {
  readonly id: string;
  readonly mark: string;
  readonly address: PushAddress;
}

/** The browsers that people let us wake, and the key we show to those who wake them. */
@Injectable()
export class Browsers implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly departures: Departures,
    private readonly push: Push,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      await this.em.nativeDelete(PushSubscription, { personId });
    });
  }

  async of(personId: string): Promise<Browser[]> {
    return (await this.ofAll([personId])).get(personId) ?? [];
  }

  /** By person; whoever lets none be woken is not among them. */
  async ofAll(personIds: readonly string[]): Promise<Map<string, Browser[]>> {
    const known = await this.em.find(
      PushSubscription,
      { personId: { $in: personIds } },
      { orderBy: { createdAt: 'asc', id: 'asc' } },
    );
    const byPerson = new Map<string, Browser[]>();
    for (const { id, personId, mark, sealed } of known) {
      const address = JSON.parse(this.vault.open(sealed, purpose(personId))) as PushAddress;
      byPerson.set(personId, [...(byPerson.get(personId) ?? []), { id, mark, address }]);
    }
    return byPerson;
  }

  /**
   * The same browser again only renews its keys; taken over by somebody else at this tenant, it wakes for them alone.
   * @throws Invalid `notice.push-service-unknown`, Conflict `notice.too-many-browsers`
   */
  async subscribe(personId: string, address: PushAddress): Promise<Browser> {
    this.push.check(address.endpoint);
    const mark = createHash('sha256').update(address.endpoint).digest('base64url');
    const others = await this.em.count(PushSubscription, { personId, mark: { $ne: mark } });
    if (others >= mostBrowsers) throw new Conflict('notice.too-many-browsers');
    const sealed = this.vault.seal(JSON.stringify(address), purpose(personId));
    const browser = await this.em.upsert(
      PushSubscription,
      { personId, mark, sealed, createdAt: this.clock.now() },
      { onConflictFields: ['tenantId', 'mark'], onConflictMergeFields: ['personId', 'sealed', 'createdAt'] },
    );
    return { id: browser.id, mark, address };
  }

  async unsubscribe(personId: string, id: string): Promise<void> {
    if ((await this.forget(personId, id)) === 0) throw new NotFound();
  }

  forget(personId: string, id: string): Promise<number> {
    return this.em.nativeDelete(PushSubscription, { personId, id });
  }

  /** The tenant's own, made when the first browser asks for it. */
  async identity(): Promise<PushIdentity> {
    const row = (await this.em.findOne(PushIdentityKey, { id: identityId })) ?? (await this.makeIdentity());
    return { publicKey: row.publicKey, privateKey: this.vault.open(row.sealed, identityPurpose) };
  }

  private async makeIdentity(): Promise<PushIdentityKey> {
    const { publicKey, privateKey } = this.push.makeIdentity();
    const made = { id: identityId, publicKey, sealed: this.vault.seal(privateKey, identityPurpose) };
    await this.em.upsert(PushIdentityKey, made, { onConflictAction: 'ignore' });
    // Of two that were made at once the first one stays.
    return this.em.findOneOrFail(PushIdentityKey, { id: identityId }, { refresh: true });
  }
}
