// SPDX-License-Identifier: EUPL-1.2
import type { StandardSchemaV1 } from '@standard-schema/spec';

interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

const most = 20;
const escape = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
/** A name that a field may have; what else somebody calls a field is not repeated to them. */
const isName = (key: string) => /^[\p{L}\p{N}_.-]{1,60}$/u.test(key);
const pointerTo = (path: readonly string[]) => {
  const named = path.findIndex((key) => !isName(key));
  return path
    .slice(0, named === -1 ? path.length : named)
    .map((key) => `/${escape(key)}`)
    .join('');
};
const keysOf = (path: StandardSchemaV1.Issue['path'] = []) =>
  path.map((part) => String(typeof part === 'object' ? part.key : part));

/** Input that its schema refused; names each field by JSON pointer (RFC 6901). */
export class InvalidInput extends Error {
  readonly errors: readonly FieldError[];

  constructor(issues: readonly StandardSchemaV1.Issue[]) {
    super('input.invalid');
    this.errors = issues.slice(0, most).flatMap(fieldErrors).slice(0, most);
  }
}

function fieldErrors(issue: StandardSchemaV1.Issue): FieldError[] {
  const path = keysOf(issue.path);
  // Zod's own message repeats the keys; each is pointed to instead.
  if ('keys' in issue && Array.isArray(issue.keys))
    return issue.keys.slice(0, most).map((key) => ({
      pointer: pointerTo([...path, String(key)]),
      code: 'input.unrecognized-keys',
      message: 'No such field',
    }));
  const known = 'code' in issue && typeof issue.code === 'string';
  const code = known ? `input.${String(issue.code).replaceAll('_', '-')}` : 'input.invalid';
  return [{ pointer: pointerTo(path), code, message: issue.message }];
}
