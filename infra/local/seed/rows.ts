// SPDX-License-Identifier: EUPL-1.2
import type { Client } from 'pg';
import type { Acceptance } from '../../../libs/tenant/terms/acceptance.entity.ts';
import type { Agreement } from '../../../libs/tenant/requests/agreement.entity.ts';
import type { AgreementHelper } from '../../../libs/tenant/requests/agreement-helper.entity.ts';
import type { Client as Spoken } from '../../../libs/tenant/mandates/client.entity.ts';
import type { Consent } from '../../../libs/tenant/mandates/consent.entity.ts';
import type { Again } from '../../../libs/tenant/series/again.entity.ts';
import type { Delivery } from '../../../libs/tenant/deliveries/delivery.entity.ts';
import type { Series } from '../../../libs/tenant/series/series.entity.ts';
import type { FollowUp } from '../../../libs/tenant/safety/follow-up.entity.ts';
import type { Group } from '../../../libs/tenant/groups/group.entity.ts';
import type { GroupLink } from '../../../libs/municipality/group-links/group-link.entity.ts';
import type { GroupMember } from '../../../libs/tenant/groups/group-member.entity.ts';
import type { Membership } from '../../../libs/tenant/people/membership.entity.ts';
import type { Notice } from '../../../libs/tenant/notices/notice.entity.ts';
import type { Offer } from '../../../libs/tenant/requests/offer.entity.ts';
import type { Person } from '../../../libs/tenant/people/person.entity.ts';
import type { Attestation } from '../../../libs/tenant/qualifications/attestation.entity.ts';
import type { Declaration } from '../../../libs/tenant/qualifications/declaration.entity.ts';
import type { Requirement } from '../../../libs/tenant/qualifications/requirement.entity.ts';
import type { KeptProtection } from '../../../libs/tenant/protection/protection.entity.ts';
import type { Request } from '../../../libs/tenant/requests/request.entity.ts';
import type { RequestAudience } from '../../../libs/tenant/requests/request-audience.entity.ts';
import type { Availability } from '../../../libs/tenant/availability/availability.entity.ts';
import type { StandingOffer } from '../../../libs/tenant/standing-offers/standing-offer.entity.ts';
import type { TenantProfile } from '../../../libs/tenant/profile/tenant-profile.entity.ts';
import type { Terms } from '../../../libs/tenant/terms/terms.entity.ts';
import type { Unit } from '../../../libs/municipality/units/unit.entity.ts';

/** Tables in the order in which their rows may be written. */
export interface Tables {
  tenant_profile: TenantProfile;
  terms: Terms;
  unit: Unit;
  person: Person;
  membership: Membership;
  terms_acceptance: Acceptance;
  group: Group;
  group_member: GroupMember;
  group_link: GroupLink;
  declaration: Declaration;
  requirement: Requirement;
  attestation: Attestation;
  client: Spoken;
  protection: KeptProtection;
  consent: Consent;
  request: Request;
  request_audience: RequestAudience;
  offer: Offer;
  agreement: Agreement;
  agreement_helper: AgreementHelper;
  notice: Notice;
  follow_up: FollowUp;
  standing_offer: StandingOffer;
  availability: Availability;
  again: Again;
  series: Series;
  delivery: Delivery;
}
const order = [
  'tenant_profile',
  'terms',
  'unit',
  'person',
  'membership',
  'terms_acceptance',
  'group',
  'group_member',
  'group_link',
  'declaration',
  'requirement',
  'attestation',
  'client',
  'protection',
  'consent',
  'request',
  'request_audience',
  'offer',
  'agreement',
  'agreement_helper',
  'notice',
  'follow_up',
  'standing_offer',
  'availability',
  'again',
  'series',
  'delivery',
] as const satisfies readonly (keyof Tables)[];

export type Row<Table extends keyof Tables> = Partial<Omit<Tables[Table], 'tenantId' | 'id'>> & { readonly id: string };

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** One tenant's rows, typed as the entities are, so that a change there is an error here. */
export class Rows {
  readonly #tables = new Map<keyof Tables, object[]>();

  add<Table extends keyof Tables>(table: Table, ...rows: readonly Row<Table>[]): void {
    const known = this.#tables.get(table) ?? [];
    known.push(...rows);
    this.#tables.set(table, known);
  }

  of<Table extends keyof Tables>(table: Table): readonly Row<Table>[] {
    return (this.#tables.get(table) ?? []) as unknown as readonly Row<Table>[];
  }

  /** One statement a table; rows that are there already stay as they are. */
  async write(client: Pick<Client, 'query'>, tenant: string): Promise<void> {
    for (const table of order) {
      const rows = this.#tables.get(table);
      if (!rows?.length) continue;
      const columns = ['tenant_id', ...Object.keys(rows[0] as object).map(snake)].map((name) => `"${name}"`).join(', ');
      const values = rows.map((row) => ({
        tenant_id: tenant,
        ...Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value as unknown])),
      }));
      await client.query(
        `insert into "${table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${table}", $1::jsonb) on conflict do nothing`,
        [JSON.stringify(values)],
      );
      await client.query(`analyze "${table}"`);
    }
  }
}
