// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { mediaTypes, type ReceiptClaims } from '#contracts';
import { Clock, Randomness } from '#kernel';
import { signCompact } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { TenantKeys } from '../keys/tenant-keys.ts';
import type { Partner } from '../peers/partner.entity.ts';
import { linkHash } from './link-hash.ts';

/** The newest link. */
interface Head {
  readonly number: number;
  readonly hash: string | null;
}

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
    private readonly randomness: Randomness,
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

  /** Held until the open transaction ends. */
  async head(): Promise<Head> {
    const held = await this.#held();
    if (held) return held;
    // The first time; of two at once the second waits here for the first.
    await this.scope.rows(
      `insert into receipt_head (tenant_id, id, number, hash) values (:tenant, :tenant::uuid, 0, null)
       on conflict (tenant_id, id) do nothing`,
    );
    return (await this.#held()) as Head;
  }

  async #held(): Promise<Head | undefined> {
    const [head] = await this.scope.rows<Head>(
      'select h.number, h.hash from receipt_head h where h.tenant_id = :tenant and h.id = :tenant::uuid for update',
    );
    return head;
  }

  async #append(all: readonly Crossed[]): Promise<void> {
    let { number, hash } = await this.head();
    const at = this.clock.now().toISOString();
    const links = all.map(({ direction, partner: { id: partnerId, peer, name }, type, conversation, jti, receipt }) => {
      const previous = hash;
      number += 1;
      hash = linkHash({ number, at, direction, partner: peer, type, receipt, previous });
      const said = { direction, partnerId, peer, partnerName: name, type, conversation, jti, receipt };
      return { id: this.randomness.uuid(), number, ...said, previous, hash };
    });
    await this.scope.rows(
      `with lengthened as (
         update receipt_head h set number = :number, hash = :hash where h.tenant_id = :tenant and h.id = :tenant::uuid
       )
       insert into receipt (tenant_id, id, number, at, direction, partner_id, peer, partner_name, type, conversation, jti,
         receipt, previous, hash)
       select :tenant::uuid, l.id, l.number, :at::timestamptz, l.direction, l."partnerId", l.peer, l."partnerName", l.type,
         l.conversation, l.jti, l.receipt, l.previous, l.hash
       from jsonb_to_recordset(:links::jsonb) as l(id uuid, number int, direction text, "partnerId" uuid, peer uuid,
         "partnerName" text, type text, conversation uuid, jti uuid, receipt text, previous text, hash text)`,
      { number, hash, at, links: JSON.stringify(links) },
    );
  }
}
