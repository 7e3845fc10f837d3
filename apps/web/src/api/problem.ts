// SPDX-License-Identifier: EUPL-1.2
export interface FieldProblem {
  pointer: string;
  code: string;
  message?: string;
}

/** What went wrong, by a stable code that is also the translation key. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly errors: FieldProblem[] = [],
    readonly traceId: string | null = null,
  ) {
    super(title || code);
    this.name = 'Problem';
  }

  static readonly offline = (): Problem => new Problem(0, 'offline', 'Offline');

  static async from(answer: Response): Promise<Problem> {
    const body = (await answer.json().catch(() => null)) as Record<string, unknown> | null;
    const text = (key: string): string | null => (typeof body?.[key] === 'string' ? body[key] : null);
    return new Problem(
      answer.status,
      text('code') ?? `http.${answer.status}`,
      text('title') ?? '',
      Array.isArray(body?.['errors']) ? (body['errors'] as FieldProblem[]) : [],
      text('traceId'),
    );
  }
}

/** Asking again gets the same no. */
export const isFinal = (error: unknown): boolean => isProblem(error, 403, 404, 410);

export const isProblem = (error: unknown, ...codesOrStatus: (string | number)[]): error is Problem =>
  error instanceof Problem &&
  (codesOrStatus.length === 0 || codesOrStatus.includes(error.code) || codesOrStatus.includes(error.status));

/** Whether it is this field that was refused. @param pointer into what was sent, as in RFC 9457 and RFC 6901 */
export const isAbout = (error: unknown, pointer: string): boolean =>
  error instanceof Problem && error.errors.some((field) => field.pointer === pointer);
