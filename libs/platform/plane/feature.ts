// SPDX-License-Identifier: EUPL-1.2
import type { EntityName } from '@mikro-orm/core';
import type { ModuleMetadata } from '@nestjs/common';
import type { Policy } from '#platform/authz';

/** What a feature brings to a plane that hosts it: one line in the plane's list, nothing else. */
export interface Feature {
  readonly module: NonNullable<ModuleMetadata['imports']>[number];
  readonly entities: readonly EntityName[];
  readonly policies: readonly Policy[];
}
