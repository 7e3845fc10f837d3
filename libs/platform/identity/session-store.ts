// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { Clock, Randomness, type PersonId, type TenantId } from '#kernel';
import { Sessions, type HandslagRequest, type Session } from '#platform/http';
import { PlatformPool } from '#platform/tenancy';
import { HostCookie } from './cookies.ts';
import { hashed } from './secret.ts';
import type { ClientKind } from './sign-in-clients.ts';

/**
 * How long a session lives, in seconds. On their own phone nobody should have to identify each day; a staff session
 * may be on a shared tablet, so it ends with the shift, with half an hour's idleness, and with the browser.
 */
export const limits: Readonly<Record<ClientKind, { idle: number; absolute: number; endsWithBrowser: boolean }>> = {
  personal: { idle: 7 * 86_400, absolute: 30 * 86_400, endsWithBrowser: false },
  staff: { idle: 30 * 60, absolute: 12 * 3600, endsWithBrowser: true },
};

/** For how many seconds whoever sits at the page has not touched it. */
const idleHeader = 'handslag-idle';

/** A session that was seen this recently is not written to again. */
const touchEverySeconds = 60;

const sessionCookie = new HostCookie('handslag');

export interface SessionStart {
  readonly tenantId: TenantId;
  readonly personId: PersonId;
  readonly client: ClientKind;
  readonly device: string;
  readonly acr?: string;
}

interface SessionLine {
  readonly id: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly device: string;
  /** When it ends if nobody touches the page. */
  readonly endsAt: string;
}

interface Known {
  id: string;
  tenant_id: TenantId;
  person_id: PersonId;
  client: ClientKind;
  started_at: Date;
  last_seen_at: Date;
  acr: string | null;
}

interface Row extends Known {
  device: string;
  idle_until: Date;
  ends_at: Date;
}

const later = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1000);

/** Sessions are rows in the plane's own database; the browser holds a random token, the row its hash. */
@Injectable()
export class SessionStore extends Sessions {
  constructor(
    private readonly pool: PlatformPool,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    super();
  }

  async find(request: HandslagRequest): Promise<Session | null> {
    const token = this.#token(request);
    if (!token) return null;
    const now = this.clock.now();
    const { rows } = await this.pool.query<Known>({
      name: 'session',
      text: `select id, tenant_id, person_id, client, started_at, last_seen_at, acr
        from session where token_hash = $1 and idle_until > $2 and ends_at > $2`,
      values: [hashed(token), now],
    });
    const [row] = rows;
    if (!row) return null;
    const active = lastAct(request, now);
    if (active && active >= later(row.last_seen_at, touchEverySeconds)) await this.#touch(row, active);
    const { id: sessionId, tenant_id: tenantId, person_id: personId, acr, started_at: startedAt } = row;
    return { sessionId, tenantId, personId, acr, startedAt };
  }

  /** Always a new token: one that was in the browser before the sign-in is worth nothing after it. */
  async start(request: HandslagRequest, { tenantId, personId, client, device, acr }: SessionStart): Promise<string> {
    const token = this.randomness.bytes(32).toString('base64url');
    const now = this.clock.now();
    const { idle, absolute, endsWithBrowser } = limits[client];
    const before = this.#token(request);
    await this.pool.query('delete from session where token_hash = $1 or ends_at < $2', [
      before ? hashed(before) : null,
      now,
    ]);
    await this.pool.query(
      `insert into session (id, token_hash, tenant_id, person_id, client, device, started_at, last_seen_at, idle_until, ends_at, acr)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)`,
      [
        this.randomness.uuid(),
        hashed(token),
        tenantId,
        personId,
        client,
        device,
        now,
        later(now, idle),
        later(now, absolute),
        acr ?? null,
      ],
    );
    return sessionCookie.write(token, originOf(request), endsWithBrowser ? undefined : absolute);
  }

  /** Ends the request's own session. @returns its kind, if there was one. */
  async end(request: HandslagRequest): Promise<ClientKind | undefined> {
    const token = this.#token(request);
    if (!token) return undefined;
    const { rows } = await this.pool.query<Row>('delete from session where token_hash = $1 returning client', [
      hashed(token),
    ]);
    return rows[0]?.client;
  }

  /** Ends every session of a person. */
  async endAll(tenantId: TenantId, personId: PersonId): Promise<void> {
    await this.pool.query('delete from session where tenant_id = $1 and person_id = $2', [tenantId, personId]);
  }

  /** For whoever has left their tenant: a person's id belongs to one tenant only. */
  async endAllOf(personId: PersonId): Promise<void> {
    await this.pool.query('delete from session where person_id = $1', [personId]);
  }

  async list(tenantId: TenantId, personId: PersonId): Promise<SessionLine[]> {
    const now = this.clock.now();
    const { rows } = await this.pool.query<Row>(
      `select * from session where tenant_id = $1 and person_id = $2 and idle_until > $3 and ends_at > $3
       order by last_seen_at desc, id limit 100`,
      [tenantId, personId, now],
    );
    return rows.map((row) => ({
      id: row.id,
      startedAt: row.started_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      device: row.device,
      endsAt: row.idle_until.toISOString(),
    }));
  }

  clearedCookie(request: HandslagRequest): string {
    return sessionCookie.clear(originOf(request));
  }

  async #touch(row: Known, active: Date): Promise<void> {
    const idleUntil = later(active, limits[row.client].idle);
    await this.pool.query({
      name: 'session-seen',
      // Nobody waits for the disk for it: after a crash somebody was seen last a second earlier.
      text: `with at_leisure as (select set_config('synchronous_commit', 'off', true))
        update session set last_seen_at = $2, idle_until = least($3, ends_at) from at_leisure where id = $1`,
      values: [row.id, active, idleUntil],
    });
  }

  #token(request: HandslagRequest): string | undefined {
    return sessionCookie.read(request.headers.cookie, originOf(request));
  }
}

/**
 * When a person last did something, as far as the request tells. A page asks for news by itself: only what its header
 * says, or a change, shows that somebody is there.
 */
function lastAct({ method, headers }: HandslagRequest, now: Date): Date | null {
  const told = headers[idleHeader];
  if (typeof told === 'string' && /^\d{1,8}$/.test(told)) return later(now, -Number(told));
  return method === 'GET' || method === 'HEAD' ? null : now;
}

function originOf(request: HandslagRequest): string {
  const tenant = request.handslag?.tenant;
  if (!tenant) throw new Error('The request has no tenant yet');
  return tenant.origin;
}
