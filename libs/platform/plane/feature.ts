// SPDX-License-Identifier: EUPL-1.2
import type { EntityName } from '@mikro-orm/core';
import type { ModuleMetadata } from '@nestjs/common';
import type { Class, Policy } from '#platform/authz';

/** What a feature brings to a plane that hosts it: one line in the plane's list, nothing else. */
export interface Feature {
  readonly module: NonNullable<ModuleMetadata['imports']>[number];
  readonly entities: readonly EntityName[];
  readonly policies: readonly Policy[];
  /** What the web app may ask about a person in general, by its word in `/me`: the verb, and the class it is about. */
  readonly can?: Readonly<Record<string, readonly [verb: string, subject: Class]>>;
}
