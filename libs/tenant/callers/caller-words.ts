// SPDX-License-Identifier: EUPL-1.2
import type { locales } from '#tenant/people';

/** What stands on the caller's own screen; `{tenant}` is filled in. */
export const callerWords: Readonly<Record<(typeof locales)[number], string>> = {
  sv: 'Du ringer {tenant}, och låter oss be om hjälp åt dig.',
  'sv-simple': 'Du pratar med {tenant} i telefon. Du låter oss be om hjälp åt dig.',
  en: 'You are on the phone with {tenant}, and let us ask for help for you.',
  ar: 'أنت تتحدث هاتفيًا مع {tenant}، وتسمح لنا بطلب المساعدة من أجلك.',
};
