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
  readonly partner: Pick<Partner, 'id' | 'peer' | 'name'>;
  readonly type: string;
  readonly conversation: string;
  readonly jti: string;
  readonly receipt: string;
}

/** Adds to the tenant's chain; nothing in it is ever changed or taken away. */
@Injectable()
export class ReceiptChain {
  /** What the open scope is to add. */
  readonly #crossed = new WeakMap<EntityManager, Crossed[]>();

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

  /** Every writer of the tenant meets at the chain's head, so the links are added last in the transaction, and together. */
  add(crossed: Crossed): void {
    const context = this.em.getContext();
    const others = this.#crossed.get(context);
    if (others) {
      others.push(crossed);
      return;
    }
    this.#crossed.set(context, [crossed]);
    this.scope.beforeCommit(() => {
      const all = this.#crossed.get(context) ?? [];
      this.#crossed.delete(context);
      return this.#append(all);
    });
  }

  async head(): Promise<ReceiptHead> {
    const id = this.scope.tenantId as string;
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const head = await this.em.findOne(ReceiptHead, { id }, lock);
    if (head) return head;
    await this.scope.rows(
      'insert into receipt_head (tenant_id, id, number, hash) values (:tenant, :id, 0, null) on conflict (tenant_id, id) do nothing',
      { id },
    );
    return this.em.findOneOrFail(ReceiptHead, { id }, lock);
  }

  async #append(all: readonly Crossed[]): Promise<void> {
    const head = await this.head();
    const at = this.clock.now();
    for (const { direction, partner, type, conversation, jti, receipt } of all) {
      const number = head.number + 1;
      const previous = head.hash ?? null;
      const link = { number, at: at.toISOString(), direction, partner: partner.peer, type, receipt, previous };
      const hash = linkHash(link);
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
    }
    await this.em.flush();
  }
}
