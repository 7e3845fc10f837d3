// SPDX-License-Identifier: EUPL-1.2
import type { Answer } from './plane.ts';

/** What of an answer may differ though two answers are the same: its own trace, the time, and how many changes are left. */
const volatile = new Set(['date', 'x-request-id', 'ratelimit']);

/** The whole answer as text: status, headers in their order, body; but for the trace. */
export function wholeOf({ status, headers, text }: Answer): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${volatile.has(name) ? '' : String(value)}`);
  return [status, ...lines, '', text.replace(/"traceId":"[0-9a-f-]{36}"/, '"traceId":""')].join('\n');
}

/** The same, and how many statements it took. */
export const fullOf = (answer: Answer): string => `${wholeOf(answer)}\n${answer.statements} statements`;

export function codeOf({ text }: Answer): string {
  try {
    return (JSON.parse(text) as { code?: string }).code ?? '';
  } catch {
    return '';
  }
}
