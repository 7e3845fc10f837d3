// SPDX-License-Identifier: EUPL-1.2
import type { MasterKey } from '#platform/crypto';
import { protections } from '../../../libs/tenant/protection/levels.ts';
import type { Place } from './place.ts';

const length = Math.max(...protections.map((level) => level.length));

/** Everybody has a level from the first day, sealed as in the feature; for most of them it is none. */
export function protect(place: Place, tenantId: string, key: MasterKey): void {
  const keep = (holder: { personId: string; clientId: null } | { personId: null; clientId: string }) => {
    const whose = holder.personId ?? holder.clientId;
    const level = place.protections.get(whose) ?? 'none';
    const sealed = key.seal(tenantId, 'protection', level.padEnd(length));
    place.rows.add('protection', { id: place.id('protection', whose), ...holder, sealed });
  };
  for (const { id } of place.rows.of('person')) keep({ personId: id, clientId: null });
  for (const { id } of place.rows.of('client')) keep({ personId: null, clientId: id });
}
