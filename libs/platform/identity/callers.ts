// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock, DomainError, NotFound, Randomness, type PersonId, type TenantId } from '#kernel';
import { PlatformPool, TenantScope, type Tenant } from '#platform/tenancy';
import { Arrivals, type Door } from './arrivals.ts';
import { NumberHash } from './number-hash.ts';
import { OpenIdProviders } from './open-id-providers.ts';
import { SignInClients, type SignInClient } from './sign-in-clients.ts';
import { SignInEvents } from './sign-in-events.ts';
import { SignInFailure, type SignInCode } from './sign-in-failure.ts';

/** As long as one keeps somebody waiting on the phone. */
const ringSeconds = 120;
/** Nobody's e-ID is made to ring again and again: so many questions to one number in so long a time. */
const mostQuestions = 3;
const questionsMs = 10 * 60_000;
/** What was proven holds for the rest of the call. */
const provenSeconds = 20 * 60;

export const callerStates = [
  'waiting',
  'approved',
  'cancelled',
  'expired',
  'other-person',
  'not-here',
  'refused',
  'unavailable',
] as const;
export type CallerState = (typeof callerStates)[number];

export interface Caller {
  readonly id: string;
  readonly state: CallerState;
  readonly personId: PersonId | null;
  readonly expiresAt: Date;
  /** What stands on the caller's own screen, word for word. */
  readonly message: string;
}

interface Row {
  id: string;
  state: CallerState;
  person_id: PersonId | null;
  expires_at: Date;
  message: string;
}

interface Question {
  readonly id: string;
  readonly personalNumber: string;
  readonly message: string;
}

const ends: Partial<Record<SignInCode, CallerState>> = {
  'sign-in.cancelled': 'cancelled',
  'sign-in.expired': 'expired',
  'sign-in.unavailable': 'unavailable',
};

/** Callers who are asked to show on their own device who they are; the number they said stays in memory. */
@Injectable()
export class Callers implements OnModuleDestroy {
  readonly #stop = new AbortController();
  readonly #following = new Map<string, { readonly over: AbortController; readonly done: Promise<void> }>();

  constructor(
    private readonly pool: PlatformPool,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly clients: SignInClients,
    private readonly providers: OpenIdProviders,
    private readonly numbers: NumberHash,
    private readonly events: SignInEvents,
    private readonly arrivals: Arrivals,
    private readonly scope: TenantScope,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled([...this.#following.values()].map(({ done }) => done));
  }

  /**
   * Begins; the provider is asked once the open scope has been committed. Whoever is still being asked by the same
   * agent is no longer.
   * @param personalNumber twelve digits @param message what stands on the caller's own screen
   * @throws NotFound where nobody can be asked, DomainError `caller.too-many`
   */
  async ringUp(tenant: Tenant, agentId: PersonId, personalNumber: string, message: string): Promise<Caller> {
    const client = this.clients.forCallers(tenant);
    if (!client) throw new NotFound();
    await this.#count(await this.numbers.of(tenant.id, personalNumber));
    const id = this.randomness.uuid();
    const now = this.clock.now().getTime();
    const expiresAt = new Date(now + ringSeconds * 1000);
    const { rows } = await this.pool.query<{ id: string }>(
      'delete from caller where expires_at < $1 or (tenant_id = $2 and agent_id = $3) returning id',
      [new Date(now - provenSeconds * 1000), tenant.id, agentId],
    );
    for (const gone of rows) this.#following.get(gone.id)?.over.abort();
    await this.pool.query(
      "insert into caller (id, tenant_id, agent_id, state, expires_at, message) values ($1, $2, $3, 'waiting', $4, $5)",
      [id, tenant.id, agentId, expiresAt, message],
    );
    this.scope.afterCommit(() => {
      const over = new AbortController();
      const done = this.#follow(tenant, client, { id, personalNumber, message }, over.signal).finally(() =>
        this.#following.delete(id),
      );
      this.#following.set(id, { over, done });
    });
    return { id, state: 'waiting', personId: null, expiresAt, message };
  }

  /** To the agent who asked. @throws NotFound */
  async find(tenantId: TenantId, agentId: PersonId, id: string): Promise<Caller> {
    const { rows } = await this.pool.query<Row>(
      'select id, state, person_id, expires_at, message from caller where id = $1 and tenant_id = $2 and agent_id = $3',
      [id, tenantId, agentId],
    );
    const [row] = rows;
    if (!row) throw new NotFound();
    const state = row.expires_at > this.clock.now() ? row.state : 'expired';
    const personId = state === 'approved' ? row.person_id : null;
    return { id, state, personId, expiresAt: row.expires_at, message: row.message };
  }

  /** The agent hangs up: whatever the caller answers afterwards is worth nothing. */
  async hangUp(tenantId: TenantId, agentId: PersonId, id: string): Promise<void> {
    await this.find(tenantId, agentId, id);
    await this.pool.query('delete from caller where id = $1 and tenant_id = $2', [id, tenantId]);
    this.#following.get(id)?.over.abort();
  }

  /** In the plane's own database: every process counts the same. @param number as a hash of this tenant's */
  async #count(number: string): Promise<void> {
    const now = this.clock.now().getTime();
    const { rows } = await this.pool.query<{ points: number }>(
      `insert into rate_limit as kept (key, points, expire) values ($1, 1, $2)
       on conflict (key) do update set
         points = case when kept.expire < $3 then 1 else kept.points + 1 end,
         expire = case when kept.expire < $3 then $2 else kept.expire end
       returning points`,
      [`caller:${number}`, now + questionsMs, now],
    );
    if ((rows[0]?.points ?? 0) > mostQuestions) throw new DomainError('too-many', 'caller.too-many');
  }

  async #follow(tenant: Tenant, client: SignInClient, { id, personalNumber, message }: Question, over: AbortSignal) {
    try {
      const signal = AbortSignal.any([this.#stop.signal, over]);
      const ringing = await this.providers.ringUp(client, personalNumber, message, ringSeconds);
      const identity = await this.providers.pickedUp(client, ringing, signal);
      if (identity.personalNumber !== personalNumber)
        return await this.#end(tenant, id, 'other-person', 'other-person');
      if (!(await this.#isWaiting(id))) return;
      const numberHash = await this.numbers.of(tenant.id, personalNumber);
      const as: Door = tenant.kind === 'municipality' ? 'resident' : 'member';
      const { subject, givenName, name } = identity;
      const arrival = { subject, givenName, displayName: name, as, numberHash, orgNumber: null, invitationToken: null };
      const personId = await this.scope.run(tenant.id, () => this.arrivals.arrive(arrival));
      const now = this.clock.now();
      await this.pool.query(
        `update caller set state = 'approved', person_id = $2, expires_at = $3
         where id = $1 and state = 'waiting' and expires_at > $4`,
        [id, personId, new Date(now.getTime() + provenSeconds * 1000), now],
      );
      await this.events.record(tenant.id, 'caller-proven');
    } catch (error) {
      if (this.#stop.signal.aborted || over.aborted) return;
      if (error instanceof SignInFailure) await this.#end(tenant, id, ends[error.code] ?? 'refused', error.reason);
      else if (error instanceof DomainError) await this.#end(tenant, id, 'not-here', error.code);
      else await this.#end(tenant, id, 'unavailable', 'unexpected');
    }
  }

  /** Nobody becomes a person here by answering somebody who has hung up. */
  async #isWaiting(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      "select 1 from caller where id = $1 and state = 'waiting' and expires_at > $2",
      [id, this.clock.now()],
    );
    return rowCount === 1;
  }

  async #end(tenant: Tenant, id: string, state: CallerState, reason: string): Promise<void> {
    await this.pool.query("update caller set state = $2 where id = $1 and state = 'waiting'", [id, state]);
    await this.events.record(tenant.id, `caller-${state}`, reason);
  }
}
