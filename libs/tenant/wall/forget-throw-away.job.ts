// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs, type Job } from '#platform/queue';
import { ThrowAwayTenants } from '#platform/tenancy';

type Whose = Parameters<Job['run']>[0];

/** An examination is over long before. */
const olderThanSeconds = 15 * 60;
const lookEveryMs = 10_000;
const perhapsThisOne = 'throw-away';

/** Removes the throw-away tenants of an examination that was killed half-way. */
@Injectable()
export class ForgetThrowAway implements Job, OnModuleInit {
  readonly name = 'wall.forget';
  #seen: { readonly at: number; readonly left: Promise<readonly Whose[]> } | undefined;

  constructor(
    private readonly tenants: ThrowAwayTenants,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async due(): Promise<readonly string[]> {
    // Asked for every tenant of a sweep: looked up once for all of them.
    if (!this.#seen || performance.now() - this.#seen.at > lookEveryMs)
      this.#seen = { at: performance.now(), left: this.tenants.existing(olderThanSeconds) };
    return (await this.#seen.left).length > 0 ? [perhapsThisOne] : [];
  }

  async run(tenant: Whose): Promise<void> {
    if ((await this.tenants.existing(olderThanSeconds)).includes(tenant)) await this.tenants.remove(tenant);
  }
}
