// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { mediaTypes, type ReceiptClaims } from '#contracts';
import { Clock } from '#kernel';
import { signCompact } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { TenantKeys } from '../keys/tenant-keys.ts';
import type { Partner } from '../peers/partner.entity.ts';
import { linkHash } from './link-hash.ts';
import { ReceiptHead } from './receipt-head.entity.ts';
import { Receipt } from './receipt.entity.ts';

interface Crossed {
  readonly direction: 'sent' | 'received';
  readonly partner: Partner;
  readonly type: string;
  readonly conversation: string;
  readonly jti: string;
  readonly receipt: string;
}

/** Adds to the tenant's chain; nothing in it is ever changed or taken away. */
@Injectable()
export class ReceiptChain {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly keys: TenantKeys,
    private readonly clock: Clock,
  ) {}

  /** Signs that a message has arrived. */
  async sign(claims: Omit<ReceiptClaims, 'receivedAt' | 'iss'>, at: Date): Promise<string> {
    const receivedAt = new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString();
    const signed: ReceiptClaims = { iss: this.scope.tenantId, ...claims, receivedAt };
    return signCompact(JSON.stringify(signed), await this.keys.signing(), mediaTypes.receipt);
  }

  /** Every writer of the tenant meets at the chain's head, so the link is added last in the transaction. */
  add(crossed: Crossed): void {
    this.scope.beforeCommit(() => this.#append(crossed));
  }

  async head(): Promise<ReceiptHead> {
    const id = this.scope.tenantId as string;
    await this.scope.rows(
      'insert into receipt_head (tenant_id, id, number, hash) values (:tenant, :id, 0, null) on conflict (tenant_id, id) do nothing',
      { id },
    );
    return this.em.findOneOrFail(ReceiptHead, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  async #append({ direction, partner, type, conversation, jti, receipt }: Crossed): Promise<void> {
    const head = await this.head();
    const number = head.number + 1;
    const at = this.clock.now();
    const previous = head.hash ?? null;
    const hash = linkHash({ number, at: at.toISOString(), direction, partner: partner.peer, type, receipt, previous });
    this.em.persist(
      Object.assign(new Receipt(), {
        number,
        at,
        direction,
        partnerId: partner.id,
        peer: partner.peer,
        partnerName: partner.name,
        type,
        conversation,
        jti,
        receipt,
        previous,
        hash,
      }),
    );
    head.number = number;
    head.hash = hash;
    await this.em.flush();
  }
}
