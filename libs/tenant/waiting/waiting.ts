// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { Actor, AppAbility } from '#platform/authz';

export const waitingKinds = [
  'partner-requests',
  'applications',
  'flags',
  'unanswered',
  'shown',
  'expiring',
  'unstaffed',
] as const;
export type WaitingKind = (typeof waitingKinds)[number];

export interface Waits {
  readonly count: number;
  /** Since when the first of them waits, or when it ends; null where time says nothing. */
  readonly since: Date | null;
  /** The first of them: of applications the group, of the others the thing itself. */
  readonly id: string;
}

/** Something of a feature's that waits until somebody sees to it. */
export interface WaitingSource {
  readonly kind: WaitingKind;
  /** Only what this person could see to; null when nothing waits. */
  waits(ability: AppAbility, actor: Actor): Promise<Waits | null>;
}

/** Features tell here what waits with them. */
@Injectable()
export class Waiting {
  readonly #sources: WaitingSource[] = [];

  register(source: WaitingSource): void {
    this.#sources.push(source);
  }

  /** In the order of `waitingKinds`: what others outside wait for comes first. */
  async of(ability: AppAbility, actor: Actor): Promise<(Waits & { kind: WaitingKind })[]> {
    const found: (Waits & { kind: WaitingKind })[] = [];
    for (const source of this.#sources) {
      const waits = await source.waits(ability, actor);
      if (waits) found.push({ ...waits, kind: source.kind });
    }
    return found.sort((a, b) => waitingKinds.indexOf(a.kind) - waitingKinds.indexOf(b.kind));
  }
}
