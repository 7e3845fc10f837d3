// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { AppAbility } from '#platform/authz';

/** Names by id. */
export type Names = ReadonlyMap<string, string>;
type Source = (ability: AppAbility, ids: readonly string[]) => Promise<Names>;

/** Features tell here what those of their things are called that the trail speaks of. */
@Injectable()
export class TrailNames {
  readonly #sources: Source[] = [];

  register(source: Source): void {
    this.#sources.push(source);
  }

  /** Of these, what is still there and may be read. */
  async of(ability: AppAbility, ids: readonly string[]): Promise<Names> {
    const all: [string, string][] = [];
    for (const source of this.#sources) all.push(...(await source(ability, ids)));
    return new Map(all);
  }
}
