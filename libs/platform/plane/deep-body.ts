// SPDX-License-Identifier: EUPL-1.2

/** No body of ours has more than six levels. */
const deepest = 32;

/** Whether walking through it could exhaust the stack: itself it walks level by level. */
export function isTooDeep(body: unknown): boolean {
  let level: readonly unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}

/** Whether it has a field that Nest would take away unseen, before the form could refuse it. Not for a body too deep. */
export const hasKeyOfPrototype = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  (Object.hasOwn(body, 'constructor') ||
    Object.hasOwn(body, 'prototype') ||
    (!Buffer.isBuffer(body) && Object.values(body).some(hasKeyOfPrototype)));
