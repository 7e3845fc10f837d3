// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Partner } from '#federation';
import { Clock, NotFound } from '#kernel';
import { Audit } from '#tenant/audit';
import { Issuer } from './issuer.entity.ts';

/** Whose attestations count here, and for how long at a time: our own rule, of which the partner is told nothing. */
@Injectable()
export class Issuers {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @returns for how many days; null when they do not count */
  async days(partnerId: string): Promise<number | null> {
    await this.known(partnerId);
    return (await this.em.findOne(Issuer, { partnerId }))?.days ?? null;
  }

  async trust(partnerId: string, days: number): Promise<void> {
    await this.known(partnerId);
    const issuer = await this.em.findOne(Issuer, { partnerId });
    if (issuer) issuer.days = days;
    else this.em.create(Issuer, { partnerId, days, since: this.clock.now() });
    await this.em.flush();
    this.audit.record('trust', 'issuer', partnerId, { days });
  }

  /** Nothing more of theirs is taken; what was accepted counts until its own end. */
  async distrust(partnerId: string): Promise<void> {
    await this.known(partnerId);
    if ((await this.em.nativeDelete(Issuer, { partnerId })) > 0) this.audit.record('distrust', 'issuer', partnerId);
  }

  private async known(partnerId: string): Promise<void> {
    if (!(await this.em.findOne(Partner, { id: partnerId }))) throw new NotFound();
  }
}
