// SPDX-License-Identifier: EUPL-1.2
import type { StandardSchemaV1 } from '@standard-schema/spec';

interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

const escape = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Input that its schema refused; names each field by JSON pointer (RFC 6901). */
export class InvalidInput extends Error {
  readonly errors: readonly FieldError[];

  constructor(issues: readonly StandardSchemaV1.Issue[]) {
    super('input.invalid');
    this.errors = issues.slice(0, 20).map((issue) => ({
      pointer: (issue.path ?? [])
        .map((part) => `/${escape(String(typeof part === 'object' ? part.key : part))}`)
        .join(''),
      code:
        'code' in issue && typeof issue.code === 'string'
          ? `input.${issue.code.replaceAll('_', '-')}`
          : 'input.invalid',
      message: issue.message,
    }));
  }
}
