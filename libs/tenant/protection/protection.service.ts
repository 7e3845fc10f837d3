// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Vault } from '#platform/crypto';
import { isStricter, protections, stricterOf, type Protection } from './levels.ts';
import { KeptProtection } from './protection.entity.ts';

export type Holder = { readonly personId: string } | { readonly clientId: string };
type Raise = (holder: Holder, level: Protection) => Promise<void>;

const purpose = 'protection';
const length = Math.max(...protections.map((level) => level.length));

/** Levels of protection: sealed, and opened only where something is about to leave. */
@Injectable()
export class Protections {
  readonly #listeners: Raise[] = [];

  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
  ) {}

  /** Features tell here what must happen to theirs, in the same transaction, when somebody wants more protection. */
  onRaise(listener: Raise): void {
    this.#listeners.push(listener);
  }

  /** From the first day, for everybody. */
  async begin(of: Holder, level: Protection = 'none'): Promise<void> {
    this.em.create(KeptProtection, { personId: null, clientId: null, ...of, sealed: this.seal(level) });
    await this.em.flush();
  }

  async of(holder: Holder): Promise<Protection> {
    return this.levelOf(await this.em.findOne(KeptProtection, holder));
  }

  /** The same, unchanged until the transaction ends: whoever raises it waits, and then meets what was begun. */
  async held(holder: Holder): Promise<Protection> {
    return this.levelOf(
      await this.em.findOne(KeptProtection, holder, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true }),
    );
  }

  /** Less protection is for what is asked from now on; more is for what has been asked, too. */
  async choose(holder: Holder, level: Protection): Promise<void> {
    const kept = await this.hold(holder);
    const before = this.levelOf(kept);
    if (!kept) await this.begin(holder, level);
    else kept.sealed = this.seal(level);
    await this.em.flush();
    if (isStricter(level, before)) await this.spread(holder, level);
  }

  /** No less than this from now on. @returns what holds then */
  async atLeast(holder: Holder, level: Protection): Promise<Protection> {
    const stricter = stricterOf(level, this.levelOf(await this.hold(holder)));
    await this.choose(holder, stricter);
    return stricter;
  }

  /** What is theirs becomes as strict as this; what is stricter stays so. */
  async spread(holder: Holder, level: Protection): Promise<void> {
    for (const listener of this.#listeners) await listener(holder, level);
  }

  private hold(holder: Holder): Promise<KeptProtection | null> {
    return this.em.findOne(KeptProtection, holder, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  /** Whoever has left has no level. */
  async forget(personId: string): Promise<void> {
    await this.em.nativeDelete(KeptProtection, { personId });
  }

  /** Equally long whatever the level. */
  seal(level: Protection): string {
    return this.vault.seal(level.padEnd(length), purpose);
  }

  open(sealed: string | null | undefined): Protection {
    return sealed ? (this.vault.open(sealed, purpose).trim() as Protection) : 'none';
  }

  private levelOf(kept: KeptProtection | null): Protection {
    return this.open(kept?.sealed);
  }
}
