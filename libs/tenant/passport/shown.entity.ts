// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { requirementKinds } from '#tenant/qualifications';

export const shownStates = ['waiting', 'accepted', 'declined'] as const;

/** What somebody has shown us of what another tenant attests about them. The tenant itself does not know. */
const ShownSchema = defineEntity({
  name: 'ShownAttestation',
  ...tenantOwned('shown_attestation', [
    { column: 'personId', to: 'person', onDelete: 'cascade' },
    { column: 'issuerId', to: 'partner', onDelete: 'restrict' },
    { column: 'attestationId', to: 'attestation', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    /** Our partner, who attests it. */
    issuerId: p.uuid(),
    /** What its holder is called there. */
    holder: p.string().length(120),
    /** The thumbprint of the holder's key: nobody else may come with the same one. */
    holderKey: p.string().length(43),
    kind: p.enum(requirementKinds),
    subject: p.string().length(80),
    subjectKey: p.string().length(80),
    years: p.integer().nullable(),
    seenOn: p.date(),
    /** When its issuer last said that it holds. */
    provenAt: p.datetime(3),
    /** Until when it counts, unless it is shown anew. */
    endsAt: p.datetime(3),
    shownAt: p.datetime(3),
    state: p.enum(shownStates),
    decidedById: p.uuid().nullable(),
    /** What we attest ourselves because of it. */
    attestationId: p.uuid().nullable(),
  },
  uniques: [
    { properties: ['tenantId', 'holderKey', 'kind', 'subjectKey'] },
    { properties: ['tenantId', 'personId', 'issuerId', 'kind', 'subjectKey'] },
  ],
  indexes: [{ properties: ['tenantId', 'state', 'shownAt', 'id'] }, { properties: ['tenantId', 'attestationId'] }],
});
export class ShownAttestation extends ShownSchema.class {
  accept(byId: string, attestationId: string): void {
    this.decide('accepted', byId);
    this.attestationId = attestationId;
  }

  decline(byId: string): void {
    this.decide('declined', byId);
  }

  /** Shown once more as something other than what was decided about: somebody has to look again. */
  waitAgain(): void {
    Object.assign(this, { state: 'waiting', decidedById: null, attestationId: null });
  }

  private decide(state: 'accepted' | 'declined', byId: string): void {
    if (this.state !== 'waiting') throw new Conflict('passport.decided');
    Object.assign(this, { state, decidedById: byId });
  }
}
ShownSchema.setClass(ShownAttestation);
