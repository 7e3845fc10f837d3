// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { signCompact } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { Partner } from '../peers/partner.entity.ts';
import { PartnerKeys } from './partner-keys.ts';
import { TenantKeys } from './tenant-keys.ts';

/** A signing key of an active partner, as it was pinned. */
export interface Signer {
  /** The partner's tenant id. */
  readonly tenant: string;
  readonly kid: string;
  readonly x: string;
  goodAt(at: Date): boolean;
}

/** What is signed by a tenant and carried by a person: no letter, and nothing that is sent or fetched. */
@Injectable()
export class Signatures {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly ours: TenantKeys,
    private readonly theirs: PartnerKeys,
  ) {}

  /** Who we are to those who check what we have signed. */
  get own(): string {
    return this.scope.tenantId;
  }

  /** A compact JWS over the text, by the key that signs now. */
  async sign(text: string, typ: string): Promise<string> {
    return signCompact(text, await this.ours.signing(), typ);
  }

  /** Active partners that have this key. */
  async signersBy(kid: string): Promise<Signer[]> {
    const keys = await this.theirs.signersBy(kid);
    const ids = keys.map(({ partnerId }) => partnerId);
    const partners = await this.em.find(Partner, { id: { $in: ids }, state: 'active' });
    return keys.flatMap((key) => {
      const partner = partners.find(({ id }) => id === key.partnerId);
      return partner ? [{ tenant: partner.peer, kid, x: key.x, goodAt: (at: Date) => key.goodAt(at) }] : [];
    });
  }
}
