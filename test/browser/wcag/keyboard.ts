// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
// A page walked through with Tab, from its top until every control has been reached, or until one does not come on.
import type { Page } from 'playwright-core';

interface Step {
  /** Its place among the page's controls; -1 is the page itself. */
  readonly index: number;
  readonly name: string;
  /** Controls that look alike are looked at once. */
  readonly kind: string;
  readonly covered: boolean;
  readonly unmarked: boolean;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

declare global {
  interface Window {
    handslagControls?: HTMLElement[];
  }
}

/** Everything on the page, or in the dialog that lies over it, that the keyboard must come to; in the order it is written. */
const gather = (page: Page) =>
  page.evaluate(() => {
    const within = document.querySelector('dialog[open]') ?? document.body;
    const able = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
    const seen = (one: HTMLElement) => one.checkVisibility() && one.getClientRects().length > 0;
    const inGroup = (one: HTMLElement) => {
      if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true;
      const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
        ({ name }) => name === one.name,
      );
      return one === (group.find(({ checked }) => checked) ?? group[0]);
    };
    const controls = [...within.querySelectorAll<HTMLElement>(able)].filter(
      (one) => seen(one) && !one.matches(':disabled, [tabindex="-1"]') && !one.closest('[inert]') && inGroup(one),
    );
    window.handslagControls = controls;
    // Where Tab begins is where the last focus was, though it is gone: at the top.
    const top = document.createElement('span');
    top.tabIndex = -1;
    // The page looks after a focus whose place is gone; this one it does not see.
    top.addEventListener('focusin', (event) => event.stopPropagation());
    within.prepend(top);
    top.focus();
    top.remove();
    scrollTo(0, 0);
    return {
      count: controls.length,
      names: controls.map(
        (one) => `${one.tagName.toLowerCase()} “${(one.textContent || one.ariaLabel || one.id).trim().slice(0, 40)}”`,
      ),
      slow: controls.filter((one) => one.matches('input[type=date], input[type=time], input[type=color]')).length,
      // Where reading goes up again without going on to a new column: each pair of controls in the page's own text.
      backwards: controls.flatMap((one, at) => {
        const next = controls[at + 1];
        const flows = (element: Element) =>
          !element.closest('header, nav, .announce, dialog, .row, .chips, .tiles, td, th');
        if (!next || !flows(one) || !flows(next) || one.closest('main') !== next.closest('main')) return [];
        const [here, there] = [one.getBoundingClientRect(), next.getBoundingClientRect()];
        const onward = document.dir === 'rtl' ? there.right < here.left : there.left > here.right;
        return there.bottom <= here.top && !onward
          ? [`${next.textContent?.trim().slice(0, 40)} is above what comes before it`]
          : [];
      }),
    };
  });

const standing = (page: Page): Promise<Step> =>
  page.evaluate(() => {
    const on = document.activeElement as HTMLElement | null;
    const index = on ? (window.handslagControls ?? []).indexOf(on) : -1;
    if (!on || index < 0)
      return {
        index: -1,
        name: '',
        kind: '',
        covered: false,
        unmarked: false,
        box: { x: 0, y: 0, width: 0, height: 0 },
      };
    // What is painted for a control may be its label, or the card whose whole surface it is.
    const around = on.closest<HTMLElement>('.tile, .chip, .card-link:has(.cover:focus)') ?? on;
    const { left, top, width, height } = around.getBoundingClientRect();
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.15, 0.5, 0.85].map((y) => [left + width * x, top + height * y] as const),
    );
    const visible = points.some(([x, y]) => around.contains(document.elementFromPoint(x, y)));
    const parts = [around, on, ...on.querySelectorAll('*')].map((one) => getComputedStyle(one));
    const marked = parts.some(
      ({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
    );
    const type = on instanceof HTMLInputElement ? on.type : '';
    return {
      index,
      name: `${on.tagName.toLowerCase()} “${(on.textContent || on.ariaLabel || on.id).trim().slice(0, 40)}”`,
      kind: [on.tagName, type, on.className, on.dataset['variant'], around === on ? '' : around.className].join('|'),
      covered: !visible,
      unmarked: !marked,
      box: {
        x: Math.max(0, left - 8),
        y: Math.max(0, top - 8),
        width: Math.max(1, Math.min(width + 16, innerWidth - Math.max(0, left - 8))),
        height: Math.max(1, Math.min(height + 16, innerHeight - Math.max(0, top - 8))),
      },
    };
  });

/** 2.4.7: with the cursor on it and without, the same piece of the screen is not the same picture. */
async function looksTheSame(page: Page, { index, box }: Step): Promise<boolean> {
  const picture = () => page.screenshot({ clip: box, animations: 'disabled' });
  const marked = await picture();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const plain = await picture();
  await page.evaluate((at) => window.handslagControls?.[at]?.focus({ preventScroll: true }), index);
  return marked.equals(plain);
}

/**
 * 2.1.1, 2.1.2, 2.4.3, 2.4.7 and 2.4.11.
 * @param pictured the kinds of control whose mark has been pictured; those met are added
 */
export async function walk(page: Page, pictured: Set<string>): Promise<string[]> {
  const { count, names, slow, backwards } = await gather(page);
  const faults = backwards.map((what) => `2.4.3 order: ${what}`);
  const reached: number[] = [];
  let same = 0;
  // Those with parts of their own (day, month, year) take several presses.
  for (let presses = 0; presses < count + 6 * slow + 9 && new Set(reached).size < count; presses += 1) {
    await page.keyboard.press('Tab');
    const step = await standing(page);
    if (step.index < 0) continue;
    if (reached.at(-1) === step.index) {
      same += 1;
      if (same > 6) {
        faults.push(`2.1.2 trap: the keyboard does not leave ${step.name}`);
        break;
      }
      continue;
    }
    same = 0;
    if (step.index < (reached.at(-1) ?? -1) && !reached.includes(step.index))
      faults.push(`2.4.3 order: ${step.name} comes after what is written after it`);
    reached.push(step.index);
    if (step.covered) faults.push(`2.4.11 hidden: ${step.name} has the focus and cannot be seen`);
    if (step.unmarked) faults.push(`2.4.7 mark: nothing is drawn round ${step.name}`);
    if (pictured.has(step.kind) || step.covered) continue;
    pictured.add(step.kind);
    if (await looksTheSame(page, step)) faults.push(`2.4.7 mark: ${step.name} looks the same with the focus`);
  }
  const missed = names.filter((_, index) => !reached.includes(index));
  return [...faults, ...missed.map((name) => `2.1.1 keyboard: Tab does not come to ${name}`)];
}
