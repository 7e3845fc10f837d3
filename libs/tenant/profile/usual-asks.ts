// SPDX-License-Identifier: EUPL-1.2
/** What is asked again and again; the words, and how long each takes, are the app's. */
export const usualAsks = ['doctor', 'shopping', 'walk', 'snow', 'firewood', 'books', 'form', 'coffee'] as const;
export type UsualAsk = (typeof usualAsks)[number];
