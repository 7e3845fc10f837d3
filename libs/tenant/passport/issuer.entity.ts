// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** A partner whose attestations count here. The partner does not know. */
const IssuerSchema = defineEntity({
  name: 'Issuer',
  ...tenantOwned('issuer', [{ column: 'partnerId', to: 'partner', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    partnerId: p.uuid(),
    /** How long what was shown counts before it has to be shown anew. */
    days: p.integer(),
    since: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'partnerId'] }],
});
export class Issuer extends IssuerSchema.class {}
IssuerSchema.setClass(Issuer);

/** What we asked the holder's browser to sign; answered once, soon. */
const QuestionSchema = defineEntity({
  name: 'PassportQuestion',
  ...tenantOwned('passport_question', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: { ...tenantColumns, personId: p.uuid(), nonce: p.string().length(43), askedAt: p.datetime(3) },
  uniques: [{ properties: ['tenantId', 'personId'] }],
});
export class PassportQuestion extends QuestionSchema.class {}
QuestionSchema.setClass(PassportQuestion);
