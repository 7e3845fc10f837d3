// SPDX-License-Identifier: EUPL-1.2
import { Injectable, Optional } from '@nestjs/common';
import { Invalid, NotFound, type PersonId } from '#kernel';
import { CallersHere, type Caller } from '#platform/identity';
import { Audit } from '#tenant/audit';
import { ProvenCallers, type ProvenCaller } from '#tenant/mandates';
import { PersonService, type locales } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { callerWords } from './caller-words.ts';

const notProven = () => new Invalid('mandate.caller-not-proven', { pointer: '/onBehalf/call/callerId' });

export interface Shown extends Caller {
  readonly name: string | null;
}

/** Whoever takes a call asks the caller to show on their own device who they are. */
@Injectable()
export class CallerService extends ProvenCallers {
  constructor(
    private readonly people: PersonService,
    private readonly profiles: TenantProfileService,
    private readonly audit: Audit,
    /** Nobody is asked in a house without sign-in. */
    @Optional() private readonly callers?: CallersHere,
  ) {
    super();
  }

  /** @param locale the language that the agent hears: whether the number is known here, and as whose, is told by nothing */
  async ringUp(agentId: PersonId, personalNumber: string, locale: (typeof locales)[number]): Promise<Shown> {
    const { name } = await this.profiles.current();
    const message = callerWords[locale].replace('{tenant}', () => name);
    const digits = personalNumber.replaceAll(/\D/g, '');
    const caller = await this.asking.ringUp(agentId, digits, message);
    this.audit.record('ring-up', 'caller', caller.id);
    return { ...caller, name: null };
  }

  async find(agentId: PersonId, id: string): Promise<Shown> {
    const caller = await this.asking.find(agentId, id);
    const names = await this.people.names(caller.personId ? [caller.personId] : []);
    // Colleagues and members are known by their whole names; whoever is on the phone needs one.
    const name = names.get(caller.personId ?? '')?.split(' ')[0] ?? null;
    return { ...caller, name };
  }

  async hangUp(agentId: PersonId, id: string): Promise<void> {
    await this.asking.hangUp(agentId, id);
  }

  async proven(agentId: string, id: string): Promise<ProvenCaller> {
    const { personId, name, message } = await this.find(agentId as PersonId, id).catch((error: unknown) => {
      throw error instanceof NotFound ? notProven() : error;
    });
    if (!personId || !name) throw notProven();
    return { personId, name, message };
  }

  private get asking(): CallersHere {
    if (!this.callers) throw new NotFound();
    return this.callers;
  }
}
