// SPDX-License-Identifier: EUPL-1.2
export type ErrorKind =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'precondition-failed'
  | 'precondition-required'
  | 'too-many'
  | 'unavailable';

export interface ErrorDetail {
  /** RFC 6901 JSON pointer to the field at fault. */
  readonly pointer?: string;
  /** Values the translated sentence may mention, e.g. `{ seconds: 30 }`; never personal data. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** A refusal with a stable code (`group.name-taken`), which is also its translation key. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly detail: ErrorDetail = {},
  ) {
    super(code);
    this.name = new.target.name;
  }
}

export class Invalid extends DomainError {
  constructor(code: string, detail?: ErrorDetail) {
    super('invalid', code, detail);
  }
}

/** The one answer for "does not exist", "deleted", "not yours" and "another tenant's". */
export class NotFound extends DomainError {
  constructor() {
    super('not-found', 'not-found');
  }
}

export class Forbidden extends DomainError {
  constructor(code = 'forbidden', detail?: ErrorDetail) {
    super('forbidden', code, detail);
  }
}

export class Conflict extends DomainError {
  constructor(code: string, detail?: ErrorDetail) {
    super('conflict', code, detail);
  }
}

export class Gone extends DomainError {
  constructor(code: string, detail?: ErrorDetail) {
    super('gone', code, detail);
  }
}
