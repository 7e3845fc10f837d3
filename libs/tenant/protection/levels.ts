// SPDX-License-Identifier: EUPL-1.2

/** From the least to the most. `mediated-only`: the organisation speaks for them. `no-transfer`: nothing of theirs leaves it. */
export const protections = ['none', 'mediated-only', 'no-transfer'] as const;
export type Protection = (typeof protections)[number];

export const isStricter = (one: Protection, other: Protection): boolean =>
  protections.indexOf(one) > protections.indexOf(other);

export const stricterOf = (one: Protection, other: Protection): Protection => (isStricter(one, other) ? one : other);
