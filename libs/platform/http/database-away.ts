// SPDX-License-Identifier: EUPL-1.2

/**
 * What PostgreSQL says when it is going, coming, full or waited for in vain (its manual, appendix A): connection
 * exceptions, insufficient resources, shutdown and start, a statement or a lock that took too long, a transaction that
 * lay idle, a server that only reads because another has taken over.
 */
const states = /^(08...|53...|57P0[1-5]|57014|55P03|25P0[34]|25006)$/;
/** How the road to it ends. */
const roads = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/;
/** What `pg` and `pg-pool` say without a code (pg 8). */
const words =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

interface Parts {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Whether a database did not answer, or not in time: nothing is wrong with the call, and it may be made again. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, syscall, message, cause, errors } = error as Parts;
  if (typeof code === 'string' && (states.test(code) || (typeof syscall === 'string' && roads.test(code)))) return true;
  if (typeof message === 'string' && words.test(message)) return true;
  const inside: readonly unknown[] = Array.isArray(errors) ? errors : [];
  return [cause, ...inside].some((one) => isDatabaseAway(one, depth + 1));
}
