// SPDX-License-Identifier: EUPL-1.2

/**
 * How long a connection to PostgreSQL is kept while nobody needs it, in milliseconds. Opening one costs both sides some
 * ten milliseconds, and its statements are planned anew: with the pool's own ten seconds that was paid in the middle of
 * a rush, by everybody who waited meanwhile (docs/speed). Firewalls forget a quiet connection after four minutes or more.
 */
export const idleConnectionMs = 180_000;
