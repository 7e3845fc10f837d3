// SPDX-License-Identifier: EUPL-1.2
const personalNumber = /\b(?:19|20)?\d{6}[-+ ]?\d{4}\b/;
const diagnoses =
  /\b(demens\w*|alzheimer\w*|cancer\w*|diabet\w*|depress\w*|schizofren\w*|psykos\w*|adhd|autis\w*|missbruk\w*|alkoholi\w*|hiv|parkinson\w*|stroke|epilep\w*|bipolär\w*|diagnos\w*|medicin\w*|dementia|addict\w*|diagnosis)\b/iu;

/** Warns, never stops: what a person wrote may be too much for others to know. */
export function sensitiveWarning(text: string): 'personalNumber' | 'diagnosis' | null {
  if (personalNumber.test(text)) return 'personalNumber';
  return diagnoses.test(text) ? 'diagnosis' : null;
}
