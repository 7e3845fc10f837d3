// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { Request } from './request.entity.ts';

export interface PartnerPreview {
  readonly id: string;
  readonly name: string;
  /** The fields the grant lets them see before they accept. */
  readonly sees: readonly string[];
}

/** How far a request has come at one partner; for the poster's side. */
export interface PartnerOfferView {
  readonly id: string;
  readonly partnerName: string;
  readonly state: string;
  readonly functionAddress: string | null;
  readonly headCount: number | null;
  readonly at: Date;
  readonly declineCode: string | null;
}

/**
 * Sending requests to partner organisations: implemented and provided by the municipality, unknown elsewhere
 * (where choosing partners is refused as `request.no-partners-here`).
 */
export abstract class PartnerAudience {
  /** @throws Invalid with the pointer `/partnerIds/{n}` when a grant does not cover it. */
  abstract preview(
    partnerIds: readonly string[],
    serviceType: ServiceType,
    area: string | null,
  ): Promise<PartnerPreview[]>;
  /** Offers a request that has just been sent; in the same transaction. @throws as preview */
  abstract offer(request: Request, partnerIds: readonly string[]): Promise<void>;
  /** Those that this may be put to and have not been asked, by name: their grants cover it. */
  abstract candidates(request: Request): Promise<PartnerPreview[]>;
  /** By request id. */
  abstract stateOf(requestIds: readonly string[]): Promise<ReadonlyMap<string, readonly PartnerOfferView[]>>;
}
