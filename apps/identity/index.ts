// SPDX-License-Identifier: EUPL-1.2
export { demoClients, type DemoClients, type DemoTenant, type ProviderFile, type RelyingClient, type RelyingTenant } from './clients.ts';
export { startIdentity, type Identity, type IdentityOptions } from './server.ts';
export { pairwiseSubject } from './subject.ts';
export { findPerson, fullName, testPersons, type Errand, type TestPerson } from './test-persons.ts';
export { answerOrder, type Answer } from './scripted.ts';
