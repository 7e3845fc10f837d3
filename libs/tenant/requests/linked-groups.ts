// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';

/**
 * From need groups to the resource groups that serve them: implemented and provided by the municipality's group links,
 * unknown elsewhere.
 */
export abstract class LinkedGroups {
  /** Ids of the resource groups that meet such a request when it is sent to these need groups. */
  abstract servedBy(needGroupIds: readonly string[], serviceType: ServiceType, area: string | null): Promise<string[]>;
}
