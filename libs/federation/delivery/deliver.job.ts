// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { mediaTypes } from '#contracts';
import type { TenantId } from '#kernel';
import { sealCompact } from '#platform/crypto';
import { Jobs, type Job } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Deliveries, renewMs, type Parcel } from './deliveries.ts';
import { FederationClient } from './federation-client.ts';
import { Losses } from './losses.ts';
import { deliverJob } from './names.ts';

/** Letters under way to one partner at a time; its conversations take turns. */
const lanes = 4;
const mostInOneGo = 200;

/**
 * Carries what waits for one partner, each conversation in order. A partner that is slow or down keeps one worker
 * waiting and no other partner. No network call is made inside a scope.
 */
@Injectable()
export class DeliverJob implements Job, OnModuleInit, OnApplicationShutdown {
  readonly name = deliverJob;
  readonly #underWay = new Set<string>();
  readonly #again = new Set<string>();

  constructor(
    private readonly scope: TenantScope,
    private readonly deliveries: Deliveries,
    private readonly losses: Losses,
    private readonly client: FederationClient,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  onApplicationShutdown(): Promise<void> {
    return this.client.close();
  }

  due(): Promise<string[]> {
    return this.deliveries.duePartners();
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
        await this.#first(tenant, partnerId);
      } while (this.#again.has(partnerId));
    } finally {
      this.#underWay.delete(partnerId);
      this.#again.delete(partnerId);
    }
  }

  /** One letter alone shows whether anybody answers; then several lanes at once. */
  async #first(tenant: TenantId, partnerId: string): Promise<void> {
    for (const conversationId of await this.scope.run(tenant, () => this.losses.outlived(partnerId)))
      await this.scope.run(tenant, () => this.losses.expire(conversationId));
    if (!(await this.#carry(tenant, partnerId))) return;
    const lane = async () => {
      for (let count = 0; count < mostInOneGo; count += 1) {
        if (!(await this.#carry(tenant, partnerId))) return;
      }
      this.#again.add(partnerId);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  /** False when nothing more is to be sent to this partner now. */
  async #carry(tenant: TenantId, partnerId: string): Promise<boolean> {
    const parcel = await this.scope.run(tenant, () => this.deliveries.claim(partnerId));
    if (!parcel) return false;
    const letter = await sealCompact(parcel.jws, parcel.sealFor, mediaTypes.jwe);
    const answer = await this.#holding(tenant, parcel, this.client.post(parcel.origin, letter));
    await this.scope.run(tenant, () => this.deliveries.settle(parcel, answer));
    return true;
  }

  /** A worker that dies lets go of its letter within seconds; one that lives keeps it, however long the answer takes. */
  async #holding<T>(tenant: TenantId, parcel: Parcel, work: Promise<T>): Promise<T> {
    let renewing = Promise.resolve();
    const renew = () => this.scope.run(tenant, () => this.deliveries.renew(parcel));
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
