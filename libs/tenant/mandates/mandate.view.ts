// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { canOf, type AppAbility } from '#platform/authz';
import { PersonService } from '#tenant/people';
import { ClientCode } from './client-code.entity.ts';
import type { Client } from './client.entity.ts';
import { clientVerbs } from './client.policy.ts';
import type { Consent } from './consent.entity.ts';
import { ConsentService } from './consent.service.ts';
import type { ClientView, ConsentView, OwnMandate } from './mandate.dto.ts';

@Injectable()
export class MandateViews {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly consents: ConsentService,
  ) {}

  async present(ability: AppAbility, clients: readonly Client[]): Promise<ClientView[]> {
    const ids = clients.map(({ id }) => id);
    const consents = await this.consents.of(ids);
    const names = await this.names([...consents.values()].flat());
    const open = { clientId: { $in: ids }, purpose: 'takeover' as const, usedAt: null };
    const codes = await this.em.find(ClientCode, { ...open, expiresAt: { $gt: this.clock.now() } });
    return clients.map((client) => ({
      id: client.id,
      alias: client.alias,
      since: client.since.toISOString(),
      takenOverAt: client.takenOverAt?.toISOString() ?? null,
      consents: (consents.get(client.id) ?? []).map((consent) => this.consentView(consent, names)),
      codeUntil: codes.find(({ clientId }) => clientId === client.id)?.expiresAt.toISOString() ?? null,
      version: client.version,
      can: canOf(ability, client, [...clientVerbs, 'protect']),
    }));
  }

  async one(ability: AppAbility, client: Client): Promise<ClientView> {
    const [view] = await this.present(ability, [client]);
    return view as ClientView;
  }

  async consent(consent: Consent): Promise<ConsentView> {
    return this.consentView(consent, await this.names([consent]));
  }

  async own(personId: string): Promise<OwnMandate[]> {
    const clients = await this.consents.ofPerson(personId);
    const consents = await this.consents.of(clients.map(({ id }) => id));
    return clients.map((client) => {
      const taken = client.personId === personId;
      const all = consents.get(client.id) ?? [];
      return {
        clientId: client.id,
        alias: client.alias,
        takenOverAt: taken ? (client.takenOverAt?.toISOString() ?? null) : null,
        consents: all
          .filter(({ signedById }) => taken || signedById === personId)
          .map((consent) => this.fields(consent)),
      };
    });
  }

  private names(consents: readonly Consent[]): Promise<Map<string, string>> {
    return this.people.names(consents.map(({ recordedById }) => recordedById));
  }

  private consentView(consent: Consent, names: ReadonlyMap<string, string>): ConsentView {
    return { ...this.fields(consent), recordedBy: names.get(consent.recordedById) ?? '' };
  }

  private fields(consent: Consent): Omit<ConsentView, 'recordedBy'> {
    return {
      id: consent.id,
      kind: consent.kind,
      state: consent.stateAt(this.clock.now()),
      acts: consent.acts,
      serviceTypes: consent.serviceTypes,
      words: consent.words ?? null,
      documentNumber: consent.documentNumber ?? null,
      recordedAt: consent.recordedAt.toISOString(),
      givenAt: consent.givenAt?.toISOString() ?? null,
      validTo: consent.validTo.toISOString(),
      withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
    };
  }
}
