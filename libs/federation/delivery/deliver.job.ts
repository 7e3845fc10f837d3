// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { mediaTypes } from '#contracts';
import type { TenantId } from '#kernel';
import { sealCompact } from '#platform/crypto';
import { Jobs, Places, Together, type Job } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Deliveries, type Receipted } from './deliveries.ts';
import { Departures, renewMs, type Outlived, type Parcel } from './departures.ts';
import { FederationClient } from './federation-client.ts';
import { Losses } from './losses.ts';
import { deliverJob } from './names.ts';
import { isReceiptFor } from './receipt-for.ts';

/** Letters under way to one partner at a time; its conversations take turns. */
const lanes = 4;
const mostInOneGo = 200;
/** Letters that are taken out, or noted as arrived, in one transaction; and tenants for which that is done at a time. */
const inOneGo = { most: 20, tenants: 2 };

/**
 * Carries what waits for one partner, each conversation in order. A partner that is slow or down keeps one worker
 * waiting and no other partner. No network call is made inside a scope.
 */
@Injectable()
export class DeliverJob implements Job, OnModuleInit, OnApplicationShutdown {
  readonly name = deliverJob;
  /** Partners with something to be sent now. */
  readonly due = `select distinct p.id from outbound_message m
    join partner p on p.tenant_id = :tenant and p.id = m.partner_id
    join federation_conversation c on c.tenant_id = :tenant and c.id = m.conversation_id
    where m.tenant_id = :tenant and m.state = 'waiting' and m.next_try_at <= :now
      and (p.retry_at is null or p.retry_at <= :now)
      and (c.leased_until is null or c.leased_until <= :now)
    order by 1`;
  /** Partners: most of the time each of them is waited for. */
  readonly atOnce = 100;
  readonly #underWay = new Set<string>();
  readonly #again = new Set<string>();
  readonly #claims: Together<string, Parcel | Outlived | null>;
  readonly #arrivals: Together<Receipted, boolean>;
  /** More on the road to those who answer quickly would only be in the way of the people this process serves. */
  readonly #road = new Places({ most: 12, patienceMs: 250 });

  constructor(
    private readonly scope: TenantScope,
    private readonly departures: Departures,
    private readonly deliveries: Deliveries,
    private readonly losses: Losses,
    private readonly client: FederationClient,
    private readonly jobs: Jobs,
  ) {
    this.#claims = new Together((tenant, ids) => scope.run(tenant, () => departures.claim(ids)), inOneGo);
    this.#arrivals = new Together(async (tenant, letters) => {
      const done = await scope.run(tenant, () => deliveries.delivered(letters));
      return letters.map(({ parcel }) => done.has(parcel.messageId));
    }, inOneGo);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  onApplicationShutdown(): Promise<void> {
    return this.client.close();
  }

  async run(tenant: TenantId, partnerId: string): Promise<void> {
    // Whoever is at it already looks once more before stopping.
    if (this.#underWay.has(partnerId)) {
      this.#again.add(partnerId);
      return;
    }
    this.#underWay.add(partnerId);
    try {
      do {
        this.#again.delete(partnerId);
        await this.#lanes(tenant, partnerId);
      } while (this.#again.has(partnerId));
    } finally {
      this.#underWay.delete(partnerId);
      this.#again.delete(partnerId);
    }
  }

  /** One letter alone shows whether anybody answers; after each that was carried another lane is opened, up to four. */
  async #lanes(tenant: TenantId, partnerId: string): Promise<void> {
    const begun: Promise<void>[] = [];
    let open = 0;
    const lane = async () => {
      for (let count = 0; count < mostInOneGo; count += 1) {
        const parcel = await this.#next(tenant, partnerId);
        if (!parcel) return;
        await this.#carry(tenant, parcel);
        openOne();
      }
      this.#again.add(partnerId);
    };
    const openOne = () => {
      if (open === lanes) return;
      open += 1;
      begun.push(lane().finally(() => (open -= 1)));
      // What it throws is met below, when it is waited for.
      begun.at(-1)?.catch(() => undefined);
    };
    openOne();
    for (const one of begun) await one;
  }

  async #carry(tenant: TenantId, parcel: Parcel): Promise<void> {
    const { jws, sealFor, origin } = parcel;
    const posted = async () => this.client.post(origin, await sealCompact(jws, sealFor, mediaTypes.jwe));
    const answer = await this.#holding(tenant, parcel, this.#road.take(posted));
    const noted = answer.outcome === 'receipt' && (await this.#note(tenant, parcel, answer.receipt));
    if (!noted) await this.scope.run(tenant, () => this.deliveries.settle(parcel, answer));
  }

  /** What has outlived its time is given up on the way. */
  async #next(tenant: TenantId, partnerId: string): Promise<Parcel | null> {
    for (let count = 0; count < mostInOneGo; count += 1) {
      const claim = await this.#claims.ask(tenant, partnerId);
      if (!claim || !('outlived' in claim)) return claim;
      await this.scope.run(tenant, () => this.losses.expire(claim.outlived));
    }
    return null;
  }

  /** The usual end of a letter, for many in one transaction; false when it has to be looked at by itself. */
  async #note(tenant: TenantId, parcel: Parcel, receipt: string): Promise<boolean> {
    const { peer: iss, jti, seq, hash: sha512, conversation, signers } = parcel;
    const good = await isReceiptFor(receipt, signers, { iss, aud: tenant, jti, seq, sha512, conversation });
    return good && this.#arrivals.ask(tenant, { parcel, receipt }).catch(() => false);
  }

  /** A worker that dies lets go of its letter within seconds; one that lives keeps it, however long the answer takes. */
  async #holding<T>(tenant: TenantId, parcel: Parcel, work: Promise<T>): Promise<T> {
    let renewing = Promise.resolve();
    const renew = () => this.scope.run(tenant, () => this.departures.renew(parcel));
    const timer = setInterval(() => {
      // When it fails the lease runs out, and whoever takes the letter up says it a second time: it counts once.
      renewing = renewing.then(renew).catch(() => undefined);
    }, renewMs);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      await renewing;
    }
  }
}
