// SPDX-License-Identifier: EUPL-1.2
import type { INestApplicationContext } from '@nestjs/common';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { PersonId, TenantId } from '#kernel';
import type { PlatformPool, TenantScope, ThrowAwayTenants } from '#platform/tenancy';
import { Membership, Person } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import type { Caller } from './caller.ts';

const minutes = 15;

/** What is needed to set one up. */
export interface Ground {
  readonly plane: 'municipal' | 'civic';
  readonly services: INestApplicationContext;
  readonly scope: TenantScope;
  readonly pool: PlatformPool;
  readonly throwAway: ThrowAwayTenants;
  originOf(name: string): string;
  caller(host: string, cookie?: string): Caller;
}

export interface SomeoneInvented {
  readonly id: PersonId;
  readonly call: Caller;
}

/** An organisation that exists for the examination only, with three people in it. */
export interface ThrowAway {
  readonly id: TenantId;
  readonly host: string;
  readonly origin: string;
  readonly name: string;
  readonly administrator: SomeoneInvented;
  readonly coordinator: SomeoneInvented;
  readonly member: SomeoneInvented;
}

/** The directory's mark comes first, so that whatever happens next can be found and removed. */
export async function furnish(stage: Ground): Promise<ThrowAway> {
  const id = randomUUID() as TenantId;
  const name = `prov-${randomBytes(6).toString('hex')}`;
  const origin = stage.originOf(name);
  const { host } = new URL(origin);
  const municipal = stage.plane === 'municipal';
  const kind = municipal ? 'municipality' : 'association';
  await stage.throwAway.add({ id, host, origin, kind });
  const profiles = stage.services.get(TenantProfileService, { strict: false });
  await stage.scope.run(id, () => profiles.found({ name, kind, areas: ['Norr'] }));
  const invent = (...roles: ('administrator' | 'coordinator' | 'member' | 'resident')[]) =>
    someone(stage, { id, host, origin }, roles);
  const ordinary = municipal ? 'resident' : 'member';
  return {
    id,
    host,
    origin,
    name,
    administrator: await invent('administrator'),
    coordinator: await (municipal ? invent('coordinator') : invent('coordinator', 'member')),
    member: await invent(ordinary),
  };
}

async function someone(
  stage: Ground,
  { id: tenant, host, origin }: Pick<ThrowAway, 'id' | 'host' | 'origin'>,
  roles: readonly ('administrator' | 'coordinator' | 'member' | 'resident')[],
): Promise<SomeoneInvented> {
  const now = new Date();
  const door = stage.plane === 'civic' ? 'member' : roles.includes('resident') ? 'resident' : 'staff';
  const id = await stage.scope.run(tenant, async (em) => {
    const displayName = `Prov ${randomBytes(4).toString('hex')}`;
    const person = Person.arrived({ door, subject: randomUUID(), numberHash: null, displayName }, now);
    em.persist(person);
    await em.flush();
    for (const role of roles) em.create(Membership, { personId: person.id, role, unitId: null, since: now });
    await em.flush();
    return person.id as PersonId;
  });
  const token = randomBytes(32).toString('base64url');
  await stage.pool.query(
    `insert into session (id, token_hash, tenant_id, person_id, client, device, started_at, last_seen_at, idle_until, ends_at)
     values ($1, $2, $3, $4, 'personal', 'handslag prove', $5, $5, $6, $6)`,
    [
      randomUUID(),
      createHash('sha256').update(token).digest(),
      tenant,
      id,
      now,
      new Date(now.getTime() + minutes * 60_000),
    ],
  );
  // As the plane names its cookies: plainly on a developer's own machine, bound to the host everywhere else.
  const cookie = origin.startsWith('https:') ? '__Host-handslag' : 'handslag';
  return { id, call: stage.caller(host, `${cookie}=${token}`) };
}
