// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { PublicKey } from '#contracts';
import { Clock } from '#kernel';
import { thumbprint } from '#platform/crypto';
import { PartnerKey } from '../peers/partner-key.entity.ts';

/** The keys of others: only those that were pinned. */
@Injectable()
export class PartnerKeys {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** True when every key is what its `kid` says. */
  async areGenuine(keys: readonly PublicKey[]): Promise<boolean> {
    for (const { use, x, kid } of keys) if ((await thumbprint(use, x)) !== kid) return false;
    return true;
  }

  async pin(partnerId: string, keys: readonly PublicKey[]): Promise<void> {
    const known = await this.em.find(PartnerKey, { partnerId });
    for (const key of keys) {
      const pinned = known.find(({ kid }) => kid === key.kid);
      if (!pinned) this.em.persist(PartnerKey.pinned(partnerId, key));
      else if (key.validTo) pinned.expire(new Date(key.validTo));
    }
    await this.em.flush();
  }

  async revoke(partnerId: string, kids: readonly string[]): Promise<void> {
    for (const key of await this.em.find(PartnerKey, { partnerId, kid: { $in: [...kids] } }))
      key.revoke(this.clock.now());
    await this.em.flush();
  }

  /** Whoever has pinned this key to sign with. */
  signersBy(kid: string): Promise<PartnerKey[]> {
    return this.em.find(PartnerKey, { kid, use: 'sig', revokedAt: null });
  }

  /** Every key the partner has ever signed with: an old receipt stays good. */
  signing(partnerId: string): Promise<PartnerKey[]> {
    return this.em.find(PartnerKey, { partnerId, use: 'sig' }, { orderBy: { validFrom: 'desc', id: 'asc' } });
  }

  /** Of all these partners, whatever is not revoked and every key they have ever signed with; the newest first. */
  ofMany(partnerIds: readonly string[]): Promise<PartnerKey[]> {
    return this.em.find(
      PartnerKey,
      { partnerId: { $in: [...partnerIds] }, $or: [{ use: 'sig' }, { use: 'enc', revokedAt: null }] },
      { orderBy: { validFrom: 'desc', id: 'asc' } },
    );
  }

  all(partnerId: string): Promise<PartnerKey[]> {
    return this.em.find(PartnerKey, { partnerId }, { orderBy: { validFrom: 'asc', use: 'asc', id: 'asc' } });
  }
}
