// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { Clock, Randomness, type TenantId } from '#kernel';
import { PlatformPool } from '#platform/tenancy';
import type { Door } from './arrivals.ts';
import type { Binding } from './open-id-providers.ts';
import { hashed } from './secret.ts';
import { SignInFailure } from './sign-in-failure.ts';

/** As long as a BankID order lives; a link that is forwarded later is worth nothing. */
export const signInSeconds = 180;

export interface Intent {
  readonly tenantId: TenantId;
  readonly door: Door;
  readonly returnPath: string;
  readonly invitationToken: string | null;
  readonly userAgent: string;
}

export interface Begun {
  /** For the cookie of the browser that began. */
  readonly cookie: string;
  readonly binding: Binding;
}

export type Resumed = Omit<Intent, 'tenantId' | 'userAgent'> & { readonly binding: Binding };

interface Row {
  cookie_hash: Buffer;
  door: Door;
  nonce: string;
  code_verifier: string;
  browser_hash: Buffer;
  return_path: string;
  invitation_token: string | null;
  expires_at: Date;
}

/** Sign-ins under way: each is bound to the browser that began it, lives three minutes and is answered once. */
@Injectable()
export class SignInTransactions {
  constructor(
    private readonly pool: PlatformPool,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async begin({ tenantId, door, returnPath, invitationToken, userAgent }: Intent): Promise<Begun> {
    const secret = () => this.randomness.bytes(32).toString('base64url');
    const cookie = secret();
    const binding = { state: secret(), nonce: secret(), codeVerifier: secret() };
    const now = this.clock.now().getTime();
    await this.pool.query('delete from sign_in where expires_at < $1', [new Date(now - signInSeconds * 1000)]);
    await this.pool.query(
      `insert into sign_in (cookie_hash, state_hash, tenant_id, door, nonce, code_verifier, browser_hash, return_path,
         invitation_token, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        hashed(cookie),
        hashed(binding.state),
        tenantId,
        door,
        binding.nonce,
        binding.codeVerifier,
        hashed(userAgent),
        returnPath,
        invitationToken,
        new Date(now + signInSeconds * 1000),
      ],
    );
    return { cookie, binding };
  }

  /**
   * Whatever comes of it, an answer is worth nothing a second time: one that landed in a stranger's browser is not
   * to be carried back to the one that began.
   * @throws SignInFailure unless this very browser began it here, a moment ago, and has not been answered yet.
   */
  async resume(tenantId: TenantId, cookie: string | undefined, state: string, userAgent: string): Promise<Resumed> {
    const { rows } = await this.pool.query<Row>(
      'delete from sign_in where state_hash = $1 and tenant_id = $2 returning *',
      [hashed(state), tenantId],
    );
    if (!cookie) throw new SignInFailure('sign-in.interrupted', 'no-cookie');
    const [row] = rows;
    if (!row) throw new SignInFailure('sign-in.interrupted', 'no-transaction');
    if (!row.cookie_hash.equals(hashed(cookie))) throw new SignInFailure('sign-in.interrupted', 'other-sign-in');
    if (row.expires_at <= this.clock.now()) throw new SignInFailure('sign-in.expired', 'transaction-expired');
    if (!row.browser_hash.equals(hashed(userAgent))) throw new SignInFailure('sign-in.interrupted', 'other-browser');
    return {
      door: row.door,
      returnPath: row.return_path,
      invitationToken: row.invitation_token,
      binding: { state, nonce: row.nonce, codeVerifier: row.code_verifier },
    };
  }
}
