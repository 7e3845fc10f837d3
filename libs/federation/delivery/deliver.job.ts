// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit, type OnApplicationShutdown } from '@nestjs/common';
import { mediaTypes } from '#contracts';
import type { TenantId } from '#kernel';
import { sealCompact } from '#platform/crypto';
import { Jobs, type Job } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Deliveries } from './deliveries.ts';
import { FederationClient } from './federation-client.ts';
import { deliverJob } from './names.ts';

/** A partner that answers slowly keeps at most this many of the process's workers waiting. */
const mostAtOnePartner = 4;
const mostInOneGo = 100;

/** Carries one conversation's messages to its partner, in order. No network call is made inside a scope. */
@Injectable()
export class DeliverJob implements Job, OnModuleInit, OnApplicationShutdown {
  readonly name = deliverJob;
  readonly #underWay = new Map<string, number>();

  constructor(
    private readonly scope: TenantScope,
    private readonly deliveries: Deliveries,
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
    return this.deliveries.due();
  }

  async run(tenant: TenantId, conversationId: string): Promise<void> {
    for (let count = 0; count < mostInOneGo; count += 1) {
      const parcel = await this.scope.run(tenant, () => this.deliveries.claim(conversationId));
      if (!parcel) return;
      const busy = this.#underWay.get(parcel.partnerId) ?? 0;
      if (busy >= mostAtOnePartner) {
        await this.scope.run(tenant, () => this.deliveries.putBack(parcel));
        await this.jobs.hint({ job: this.name, tenant, id: conversationId }, 1_000);
        return;
      }
      this.#underWay.set(parcel.partnerId, busy + 1);
      try {
        const letter = await sealCompact(parcel.jws, parcel.sealFor, mediaTypes.jwe);
        const answer = await this.client.post(parcel.origin, letter);
        if (!(await this.scope.run(tenant, () => this.deliveries.settle(parcel, answer)))) return;
      } finally {
        const left = (this.#underWay.get(parcel.partnerId) ?? 1) - 1;
        if (left > 0) this.#underWay.set(parcel.partnerId, left);
        else this.#underWay.delete(parcel.partnerId);
      }
    }
    await this.jobs.hint({ job: this.name, tenant, id: conversationId });
  }
}
