// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { PublicKey } from '#contracts';
import { Clock } from '#kernel';
import { makeKey, privateKey, Vault, type KeyUse, type OpenedKey } from '#platform/crypto';
import { TenantKey } from './tenant-key.entity.ts';

/** Keys made at the same moment keep one order: what is listed must not change by itself. */
const newestFirst = { validFrom: 'desc', use: 'asc', id: 'asc' } as const;
const oldestFirst = { validFrom: 'asc', use: 'asc', id: 'asc' } as const;

const purpose = (kid: string) => `tenant-key ${kid}`;

export interface OwnKey {
  readonly kid: string;
  readonly key: OpenedKey;
}

/** As many as one message names; the newest come first. */
const mostRevoked = 16;

/** The tenant's own keys: made on first need, opened only inside its scope. */
@Injectable()
export class TenantKeys {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** The key that signs now. */
  async signing(): Promise<OwnKey> {
    return this.#open(await this.current('sig'));
  }

  /** The key a letter was sealed for; null when it is not ours or no longer good. */
  async opening(kid: string): Promise<OwnKey | null> {
    const key = await this.em.findOne(TenantKey, { kid, use: 'enc' });
    return key?.goodAt(this.clock.now()) ? this.#open(key) : null;
  }

  /** Every public key that is still good, the current ones first. */
  async published(): Promise<PublicKey[]> {
    await this.current('sig');
    await this.current('enc');
    const keys = await this.em.find(TenantKey, { revokedAt: null }, { orderBy: newestFirst });
    const now = this.clock.now();
    return keys.filter((key) => key.goodAt(now)).map((key) => key.toPublic());
  }

  /** All public keys there ever were: receipts stay verifiable. */
  async everPublished(): Promise<PublicKey[]> {
    return (await this.em.find(TenantKey, {}, { orderBy: oldestFirst })).map((key) => key.toPublic());
  }

  async current(use: KeyUse): Promise<TenantKey> {
    const found = await this.em.findOne(TenantKey, { use, validTo: null, revokedAt: null });
    return found ?? this.#first(use);
  }

  /**
   * New keys of both kinds; the old ones stay good for the overlap. In an emergency they end at once, those that a
   * rotation before this one had left good as well: nobody knows since when somebody else has had them.
   */
  async replace(emergency: boolean): Promise<string[]> {
    const now = this.clock.now();
    const current = [await this.current('sig'), await this.current('enc')];
    const old = emergency ? await this.em.find(TenantKey, { revokedAt: null }, { orderBy: newestFirst }) : current;
    for (const key of old) {
      if (emergency) key.revoke(now);
      else key.supersede(now);
    }
    await this.em.flush();
    await this.#make('sig');
    await this.#make('enc');
    return emergency ? old.map(({ kid }) => kid).slice(0, mostRevoked) : [];
  }

  /** Two who need it at the same moment get the same one. */
  async #first(use: KeyUse): Promise<TenantKey> {
    await this.em.execute(`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant') || :use, 0))`, {
      use,
    });
    return (await this.em.findOne(TenantKey, { use, validTo: null, revokedAt: null })) ?? this.#make(use);
  }

  async #make(use: KeyUse): Promise<TenantKey> {
    const { kid, x, d } = await makeKey(use);
    const key = TenantKey.made({ kid, use, x, sealed: this.vault.seal(d, purpose(kid)) }, this.clock.now());
    this.em.persist(key);
    await this.em.flush();
    return key;
  }

  async #open(key: TenantKey): Promise<OwnKey> {
    return { kid: key.kid, key: await privateKey(key.use, key.x, this.vault.open(key.sealed, purpose(key.kid))) };
  }
}
