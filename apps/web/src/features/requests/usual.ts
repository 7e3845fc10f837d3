// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType, Tenant } from '../../api/types.ts';

export interface UsualAsk {
  readonly name: Tenant['usualAsks'][number];
  readonly kind: ServiceType;
  /** How long it usually takes. */
  readonly minutes: number;
}

/** The eight usual asks; a tenant says which are shown, and in what order. Their words are `usual.of`. */
export const usualAsks: readonly UsualAsk[] = [
  { name: 'doctor', kind: 'accompany', minutes: 120 },
  { name: 'shopping', kind: 'delivery', minutes: 60 },
  { name: 'walk', kind: 'social', minutes: 30 },
  { name: 'snow', kind: 'practical', minutes: 45 },
  { name: 'firewood', kind: 'practical', minutes: 60 },
  { name: 'books', kind: 'delivery', minutes: 45 },
  { name: 'form', kind: 'language', minutes: 60 },
  { name: 'coffee', kind: 'social', minutes: 60 },
];

export const shownAsks = ({ usualAsks: names }: Tenant): UsualAsk[] =>
  names.flatMap((name) => usualAsks.filter((ask) => ask.name === name));

/** The one that was picked, as long as it is still about the same kind of help. */
export const pickedOf = (name: string | null, kind: ServiceType | ''): UsualAsk | undefined =>
  usualAsks.find((one) => one.name === name && one.kind === kind);
