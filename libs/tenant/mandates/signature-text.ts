// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { ConsentAct } from './consent.entity.ts';

const acts: Readonly<Record<ConsentAct, string>> = {
  post: 'be om hjälp åt mig',
  answer: 'säga ja till att jag hjälper andra',
};
const kinds: Readonly<Record<ServiceType, string>> = {
  practical: 'praktisk hjälp',
  accompany: 'sällskap på vägen',
  social: 'en pratstund',
  language: 'hjälp med språket',
  homework: 'läxhjälp',
  delivery: 'hämta och lämna',
  staffing: 'extra händer',
};
const days = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'Europe/Stockholm' });

interface Scope {
  readonly acts: readonly ConsentAct[];
  readonly serviceTypes: readonly ServiceType[];
  readonly validTo: Date;
}

/** The text a client signs; kept as it was signed, so it is in the tenant's own language only. */
export function signatureText(tenantName: string, { acts: given, serviceTypes, validTo }: Scope): string {
  const what = given.map((act) => acts[act]).join(' och ');
  const about = serviceTypes.map((type) => kinds[type]).join(', ');
  return `Jag låter ${tenantName} ${what}. Det gäller ${about}, till och med ${days.format(validTo)}. Jag kan ta tillbaka det när jag vill.`;
}
