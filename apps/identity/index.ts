// SPDX-License-Identifier: EUPL-1.2
export { demoClients } from './clients.ts';
export { answerCall, answerOrder, type Answer } from './scripted.ts';
export { startIdentity, type Identity } from './server.ts';
export { pairwiseSubject } from './subject.ts';
export { testPersons } from './test-persons.ts';
