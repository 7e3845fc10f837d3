// SPDX-License-Identifier: EUPL-1.2

/** What a person is told. Everything a provider can get wrong sounds the same: `sign-in.refused`. */
export type SignInCode =
  | 'sign-in.cancelled'
  | 'sign-in.expired'
  | 'sign-in.interrupted'
  | 'sign-in.refused'
  | 'sign-in.unavailable'
  | 'sign-in.not-employed-here';

/** A sign-in that came to nothing. The reason is for the operator's eyes only, and names no person. */
export class SignInFailure extends Error {
  constructor(
    readonly code: SignInCode,
    readonly reason: string,
  ) {
    super(`${code}: ${reason}`);
    this.name = 'SignInFailure';
  }
}
