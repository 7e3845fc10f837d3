// SPDX-License-Identifier: EUPL-1.2
import type { ChainLink } from '#contracts';
import { sha512 } from '#platform/crypto';

/** SHA-512 over the link's fields and the hash of the link before it, in this order. */
export const linkHash = ({
  previous,
  number,
  at,
  direction,
  partner,
  type,
  receipt,
}: Omit<ChainLink, 'hash'>): string =>
  sha512(JSON.stringify([previous, number, at, direction, partner, type, receipt]));

/** What the signed head says about the exported links. */
export const linksHash = (links: readonly Pick<ChainLink, 'hash'>[]): string =>
  sha512(links.map(({ hash }) => hash).join('\n'));
