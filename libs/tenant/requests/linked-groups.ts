// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';

/** What a request is about, as far as it decides who meets it. */
export interface LinkSubject {
  readonly serviceType: ServiceType;
  readonly area: string | null;
  /** The request itself, once it has been sent: it does not use up its own place in a quota. */
  readonly requestId?: string;
}

/**
 * From need groups to the resource groups that serve them: implemented and provided by the municipality's group links,
 * unknown elsewhere.
 */
export abstract class LinkedGroups {
  /** Ids of the resource groups that meet such a request when it is sent to these need groups. */
  abstract servedBy(needGroupIds: readonly string[], subject: LinkSubject): Promise<string[]>;
}
