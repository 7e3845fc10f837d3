// SPDX-License-Identifier: EUPL-1.2
import type { Guideline } from '../../api/types.ts';

/** A guideline in the person's language, or in the nearest one it was written in. */
export function guidelineWords(guideline: Guideline, language: string): { name: string; text: string } {
  for (const tag of [language, language.split('-')[0] ?? '', 'sv']) {
    const words = guideline.words[tag];
    if (words) return words;
  }
  return { name: guideline.key, text: '' };
}
