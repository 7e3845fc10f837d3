// SPDX-License-Identifier: EUPL-1.2
/** Troubles that never reach the server, so its catalogue does not know them. */
export const ownErrors = {
  sv: {
    offline: 'Vi når inte nätet just nu. Det du skrev finns kvar.',
    unexpected: 'Något gick fel hos oss. Inget har ändrats. Försök igen.',
  },
  en: {
    offline: 'We cannot reach the network right now. What you wrote is kept.',
    unexpected: 'Something went wrong on our side. Nothing was changed. Try again.',
  },
} as const;
