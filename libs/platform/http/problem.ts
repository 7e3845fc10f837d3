// SPDX-License-Identifier: EUPL-1.2
import { errorTitle } from '#contracts';

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
}

export const problemType = 'application/problem+json; charset=utf-8';

/** The document that is sent (RFC 9457). */
export const problemDocument = ({ status, code, values, errors }: Problem, traceId: string, language?: string) => ({
  type: `https://handslag.org/problems/${code}`,
  title: errorTitle(code, language),
  status,
  code,
  ...(values ? { values } : {}),
  ...(errors ? { errors } : {}),
  traceId,
});
