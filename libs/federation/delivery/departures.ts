// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { publicKey, Vault, type SealingPair } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { PartnerKeys } from '../keys/partner-keys.ts';
import type { PartnerKey } from '../peers/partner-key.entity.ts';
import { Conversation } from './conversation.entity.ts';
import { outboundPurpose } from './names.ts';

/** A letter under way is kept for its worker so long, and longer as long as the worker lives. */
const leaseMs = 5_000;
/** How often a worker says that it lives. */
export const renewMs = 2_000;

interface TakenOut {
  readonly messageId: string;
  readonly conversationId: string;
  /** The id both sides know the conversation by. */
  readonly conversation: string;
  readonly partnerId: string;
  /** The partner's tenant id, and its name. */
  readonly peer: string;
  readonly name: string;
  readonly origin: string;
  readonly jti: string;
  readonly seq: number;
  readonly type: string;
  readonly hash: string;
  /** As it rests in the outbox. */
  readonly sealed: string;
}

/** One message taken out for delivery: everything needed outside the scope. */
export interface Parcel extends Omit<TakenOut, 'sealed'> {
  /** The signed text. */
  readonly jws: string;
  readonly sealFor: SealingPair;
  /** What the partner has signed with so far, the newest first. */
  readonly signers: readonly Pick<PartnerKey, 'kid' | 'x'>[];
  /** Moves on while the letter is under way. */
  lease: Date;
}

/** A conversation whose next message has outlived its time. */
export interface Outlived {
  readonly outlived: string;
}

interface Next {
  readonly partnerId: string;
  readonly conversationId: string;
  readonly outlived: boolean;
}

/** What may be sent next. Every method runs inside the tenant's scope. */
@Injectable()
export class Departures {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly vault: Vault,
    private readonly partnerKeys: PartnerKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes out a message for each of these partners (as many as it is named): the oldest of a conversation from which
   * nothing is under way. In the order of the partners; null where there is none.
   */
  async claim(partnerIds: readonly string[]): Promise<(Parcel | Outlived | null)[]> {
    const now = this.clock.now();
    const next = await this.#next(partnerIds, now);
    const late = next.filter(({ outlived }) => outlived);
    const parcels = await this.#takeOut(
      next.filter(({ outlived }) => !outlived),
      now,
    );
    return partnerIds.map((partnerId) => {
      const at = late.findIndex((one) => one.partnerId === partnerId);
      const [gone] = at < 0 ? [] : late.splice(at, 1);
      if (gone) return { outlived: gone.conversationId };
      const place = parcels.findIndex((one) => one.partnerId === partnerId);
      return (place < 0 ? undefined : parcels.splice(place, 1)[0]) ?? null;
    });
  }

  /** Nobody else takes the conversation up while we are at it; but when another has meanwhile, it is theirs. */
  async renew(parcel: Parcel): Promise<void> {
    const leasedUntil = new Date(this.clock.now().getTime() + leaseMs);
    const ours = { id: parcel.conversationId, leasedUntil: parcel.lease };
    if ((await this.em.nativeUpdate(Conversation, ours, { leasedUntil })) > 0) parcel.lease = leasedUntil;
  }

  /** Nobody is waited for: a conversation that somebody writes to right now has its turn later. */
  #next(partnerIds: readonly string[], now: Date): Promise<Next[]> {
    return this.scope.rows<Next>(
      `select w.partner_id as "partnerId", n.id as "conversationId", n.outlived
       from (select one as partner_id, count(*) as letters from unnest(:partnerIds::uuid[]) one group by one) w
       cross join lateral (
         select c.id, m.expires_at <= :now as outlived from outbound_message m
         join federation_conversation c on c.tenant_id = :tenant and c.id = m.conversation_id
         join partner p on p.tenant_id = :tenant and p.id = m.partner_id
         where m.tenant_id = :tenant and m.partner_id = w.partner_id and m.state = 'waiting'
           and (m.expires_at <= :now or (m.next_try_at <= :now and (p.retry_at is null or p.retry_at <= :now)))
           and (c.leased_until is null or c.leased_until <= :now)
           and not exists (
             select from outbound_message e
             where e.tenant_id = :tenant and e.conversation_id = m.conversation_id and e.state = 'waiting' and e.seq < m.seq)
         order by m.next_try_at, m.created_at, m.id limit w.letters for update of c skip locked) n`,
      { partnerIds: [...partnerIds], now },
    );
  }

  /** Read anew, now that the conversations are held: another worker may have been a moment ahead. */
  async #takeOut(next: readonly Next[], now: Date): Promise<Parcel[]> {
    if (next.length === 0) return [];
    const lease = new Date(now.getTime() + leaseMs);
    const keys = await this.partnerKeys.ofMany([...new Set(next.map(({ partnerId }) => partnerId))]);
    const sealing = keys.filter((key) => key.use === 'enc' && key.goodAt(now));
    const reachable = new Set(sealing.map(({ partnerId }) => partnerId));
    const taken = await this.scope.rows<TakenOut>(
      `update federation_conversation c set leased_until = :lease from outbound_message m, partner p
       where c.tenant_id = :tenant and c.id = any(:held::uuid[]) and (c.leased_until is null or c.leased_until <= :now)
         and p.tenant_id = :tenant and p.id = c.partner_id and (p.retry_at is null or p.retry_at <= :now)
         and m.tenant_id = :tenant and m.conversation_id = c.id and m.state = 'waiting' and m.sealed is not null
         and m.expires_at > :now
         and not exists (
           select from outbound_message e
           where e.tenant_id = :tenant and e.conversation_id = c.id and e.state = 'waiting' and e.seq < m.seq)
       returning m.id as "messageId", c.id as "conversationId", c.key as conversation, p.id as "partnerId", p.peer, p.name,
         p.origin, m.jti, m.seq, m.type, m.hash, m.sealed`,
      {
        held: next.filter(({ partnerId }) => reachable.has(partnerId)).map(({ conversationId }) => conversationId),
        lease,
        now,
      },
    );
    const parcels = taken.map(async ({ sealed, ...one }) => {
      const jws = this.vault.open(sealed, outboundPurpose(one.jti));
      const { kid, x } = sealing.find(({ partnerId }) => partnerId === one.partnerId) as PartnerKey;
      const signers = keys.filter(({ use, partnerId }) => use === 'sig' && partnerId === one.partnerId);
      return { ...one, jws, sealFor: { kid, key: await publicKey('enc', x) }, signers, lease };
    });
    return Promise.all(parcels);
  }
}
