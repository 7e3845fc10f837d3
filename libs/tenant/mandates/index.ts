// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { ClientCode } from './client-code.entity.ts';
import { Client } from './client.entity.ts';
import { clientPolicy } from './client.policy.ts';
import { Consent } from './consent.entity.ts';
import { MandateModule } from './mandate.module.ts';

export { Client } from './client.entity.ts';
export { ConsentService, type Covered } from './consent.service.ts';
export { NewConsent } from './mandate.dto.ts';
export { ProvenCallers, type ProvenCaller } from './proven-callers.ts';
export { Takeovers } from './takeovers.ts';

export const mandates: Feature = {
  module: MandateModule,
  entities: [Client, Consent, ClientCode],
  policies: [clientPolicy],
  can: { 'client.read': ['read', Client] },
};
