// SPDX-License-Identifier: EUPL-1.2
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'];

/** The rule, the reason and the element of every fault that axe can find on the page as it is now. */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(WCAG)
    // No page of ours has a frame: the other way opens an empty page each time, to put frames together in.
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} (${impact ?? 'unknown'}): ${help}\n    ${target.join(' ')}\n    ${failureSummary ?? ''}`,
    ),
  );
}

/** Fails with all of them. */
export async function expectNoViolations(page: Page, where = page.url()): Promise<void> {
  const faults = await axeFaults(page);
  if (faults.length) throw new Error(`${faults.length} accessibility fault(s) on ${where}\n  ${faults.join('\n  ')}`);
}
