// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { NotFound } from '#kernel';
import { authorize, type AppAbility } from '#platform/authz';
import { fingerprint } from '#platform/http';
import { Audit } from '#tenant/audit';
import { LogoPicture, type LogoPlace } from './logo-picture.entity.ts';
import { redraw } from './redraw.ts';
import { profileId } from './tenant-profile.entity.ts';
import { TenantProfileService } from './tenant-profile.service.ts';

/** The address of each picture there is, by where it is shown. */
export type LogoAddresses = Partial<Readonly<Record<LogoPlace, string>>>;

@Injectable()
export class LogoService {
  constructor(
    private readonly em: EntityManager,
    private readonly profiles: TenantProfileService,
    private readonly audit: Audit,
  ) {}

  async addresses(): Promise<LogoAddresses> {
    const pictures = await this.em.find(LogoPicture, {});
    return Object.fromEntries(pictures.map(({ place, hash }) => [place, `/api/v1/tenant/logo/${hash}`]));
  }

  /** @throws NotFound also for the hash of another tenant's. */
  async picture(hash: string): Promise<LogoPicture> {
    // PostgreSQL takes no NUL in a text, and no hash has anything like it.
    const known = /^[\w-]+$/.test(hash);
    const picture = known && (await this.em.findOne(LogoPicture, { hash }, { populate: ['content'] }));
    if (!picture) throw new NotFound();
    return picture;
  }

  /** @param sent the bytes of a picture. @throws Invalid with a `logo.…` code that says what to do instead. */
  async change(ability: AppAbility, sent: unknown): Promise<void> {
    authorize(ability, 'update', await this.profiles.current());
    const drawings = await redraw(sent);
    await this.takeDown();
    for (const { place, type, content } of drawings)
      this.em.create(LogoPicture, { place, type, content, hash: fingerprint(content) });
    await this.em.flush();
    this.audit.record('update', 'tenant', profileId, { fields: ['logo'] });
  }

  /** @throws NotFound when there is none. */
  async remove(ability: AppAbility): Promise<void> {
    authorize(ability, 'update', await this.profiles.current());
    if ((await this.takeDown()) === 0) throw new NotFound();
    this.audit.record('remove-logo', 'tenant', profileId);
  }

  /** Two who change it at once do so one after the other. */
  private async takeDown(): Promise<number> {
    await this.em.lock(await this.profiles.current(), LockMode.PESSIMISTIC_WRITE);
    return this.em.nativeDelete(LogoPicture, {});
  }
}
