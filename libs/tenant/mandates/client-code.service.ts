// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict, Forbidden, NotFound } from '#kernel';
import type { Session } from '#platform/http';
import { Audit } from '#tenant/audit';
import { PersonService } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { Protections } from '#tenant/protection';
import { ClientCode, hashOfCode } from './client-code.entity.ts';
import { Client } from './client.entity.ts';
import { Consent } from './consent.entity.ts';
import { signatureText } from './signature-text.ts';
import { Takeovers } from './takeovers.ts';

/** Whoever signs or takes over has identified themself this recently: the sign-in is the signature. */
const freshMs = 10 * 60_000;

export interface Opened {
  readonly code: ClientCode;
  readonly client: Client;
  readonly consent: Consent | null;
  /** What is to be signed, in the language of whoever opened it. */
  readonly text: string | null;
}

/** What a person does with a code that staff gave them. */
@Injectable()
export class ClientCodeService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly people: PersonService,
    private readonly takeovers: Takeovers,
    private readonly protections: Protections,
    private readonly profiles: TenantProfileService,
  ) {}

  async preview(session: Session, typed: string): Promise<Opened & { things: number }> {
    const opened = await this.open(session, typed, false);
    const things = opened.code.purpose === 'takeover' ? await this.takeovers.count(opened.client.id) : 0;
    return { ...opened, things };
  }

  /** Signs, or takes over. @throws Gone when the code was used before, by whomever. */
  async confirm(session: Session, typed: string): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - session.startedAt.getTime() > freshMs) throw new Forbidden('mandate.sign-in-anew');
    const { code, client, consent, text } = await this.open(session, typed, true);
    code.use(now);
    if (consent && text) {
      if (consent.stateAt(now) !== 'waiting') throw new Conflict('mandate.withdrawn');
      consent.sign(session.personId, text, now);
      this.audit.record('sign', 'consent', consent.id, { clientId: client.id });
    } else {
      if (client.personId) throw new Conflict('mandate.taken-over');
      client.takeOver(session.personId, now);
      // From now on the person decides themself; until they do, they are no less protected than they were.
      const { personId } = session;
      const level = await this.protections.atLeast({ personId }, await this.protections.of({ clientId: client.id }));
      await this.takeovers.hand(client.id, personId);
      await this.protections.spread({ personId }, level);
      this.audit.record('take-over', 'client', client.id);
    }
    await this.em.flush();
  }

  private async open({ personId }: Session, typed: string, hold: boolean): Promise<Opened> {
    const lock = hold ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {};
    const code = await this.em.findOne(ClientCode, { codeHash: hashOfCode(typed) }, lock);
    if (!code) throw new NotFound();
    code.expectOpen(this.clock.now());
    const client = await this.em.findOneOrFail(Client, { id: code.clientId }, lock);
    const consent = code.consentId ? await this.em.findOneOrFail(Consent, { id: code.consentId }, lock) : null;
    // Staff act for clients as staff; whoever entered a client is not the client.
    const person = await this.people.find(personId);
    if (person.door === 'staff' || client.keptById === personId) throw new Forbidden('mandate.not-as-staff');
    await this.refuseOthers(client, personId);
    const text = consent && signatureText(person.locale, (await this.profiles.current()).name, consent);
    return { code, client, consent, text };
  }

  /** A client is one person: whoever has signed or taken over before is the only one who may. */
  private async refuseOthers(client: Client, personId: string): Promise<void> {
    const signed = await this.em.find(Consent, { clientId: client.id, signedById: { $ne: null } });
    const known = [client.personId, ...signed.map(({ signedById }) => signedById)].filter(Boolean);
    if (known.some((id) => id !== personId)) throw new Forbidden('mandate.other-person');
  }
}
