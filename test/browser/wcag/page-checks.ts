// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
// What axe does not look at, on one page as it stands. Each answers with its faults, and leaves the page as it was.
import type { Page } from 'playwright-core';
import { settled } from './views.ts';

type Check = (page: Page) => Promise<string[]>;

/** What sticks out to the side, or has words that are cut off; scrolling inside a box of its own is no fault. */
const crowded = (page: Page) =>
  page.evaluate(() => {
    const name = (one: Element) =>
      `${one.tagName.toLowerCase()}${one.className && typeof one.className === 'string' ? `.${one.className.split(' ')[0]}` : ''} “${(one.textContent ?? '').trim().slice(0, 40)}”`;
    const faults: string[] = [];
    const over = document.documentElement.scrollWidth - innerWidth;
    const scrolls = (one: Element | null): boolean =>
      one !== null && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const seen = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
      (one) => one.checkVisibility({ opacityProperty: true }) && !one.closest('.hidden-words, .skip, svg'),
    );
    if (over > 0) {
      const out = seen.filter((one) => {
        const { right, left } = one.getBoundingClientRect();
        return (right > innerWidth + 1 || left < -1) && !scrolls(one.parentElement);
      });
      faults.push(`the page is ${over} px too wide: ${out.slice(-2).map(name).join(', ')}`);
    }
    for (const one of seen) {
      if (!(one.textContent ?? '').trim() || one instanceof HTMLTextAreaElement) continue;
      const { overflowX, overflowY } = getComputedStyle(one);
      const cut =
        (/hidden|clip/.test(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
        (/hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1);
      if (cut && one.clientWidth > 0) faults.push(`words are cut off: ${name(one)}`);
    }
    return faults;
  });

const textSize = (page: Page, percent: number) =>
  page.evaluate((size) => {
    document.documentElement.style.fontSize = size === 100 ? '' : `${size}%`;
  }, percent);

/** 1.4.10: at 320 px nothing scrolls to the side, not with letters half as large again either. */
const reflow: Check = async (page) => {
  const before = page.viewportSize() ?? { width: 390, height: 844 };
  const faults: string[] = [];
  await page.setViewportSize({ width: 320, height: 640 });
  for (const percent of [100, 150]) {
    await textSize(page, percent);
    await settled(page);
    faults.push(...(await crowded(page)).map((fault) => `at 320 px, text ${percent} %: ${fault}`));
  }
  await textSize(page, 100);
  await page.setViewportSize(before);
  return faults;
};

/** 1.4.4: letters twice as large. */
const enlarged: Check = async (page) => {
  await textSize(page, 200);
  await settled(page);
  const faults = await crowded(page);
  await textSize(page, 100);
  return faults.map((fault) => `text 200 %: ${fault}`);
};

/** 1.4.12: with the spacing a reader may want, nothing is cut off. */
const spaced: Check = async (page) => {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets.push(sheet);
  });
  await settled(page);
  const faults = await crowded(page);
  await page.evaluate(() => {
    document.adoptedStyleSheets.pop();
  });
  return faults.map((fault) => `text spacing: ${fault}`);
};

/** 1.4.11: the edge of what can be filled in or chosen stands out 3 to 1 from what is around it; so does the focus. */
const edges: Check = (page) =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const rgba = (colour: string) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data] as [number, number, number, number];
    };
    const light = (colour: string) => {
      const part = (value: number) => {
        const of = value / 255;
        return of <= 0.04045 ? of / 12.92 : ((of + 0.055) / 1.055) ** 2.4;
      };
      const [red, green, blue] = rgba(colour);
      return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
    };
    const behind = (one: Element | null): string => {
      if (!one) return '#fff';
      const { backgroundColor } = getComputedStyle(one);
      return rgba(backgroundColor)[3] > 250 ? backgroundColor : behind(one.parentElement);
    };
    const contrast = (one: string, other: string) => {
      const [low, high] = [light(one), light(other)].sort((a, b) => a - b) as [number, number];
      return (high + 0.05) / (low + 0.05);
    };
    const boxes = document.querySelectorAll<HTMLElement>(
      'main :is(input:not([type=radio], [type=checkbox], [type=color], [type=file], .hidden-words), textarea, select, .tile, .chip)',
    );
    const ring = getComputedStyle(document.documentElement).getPropertyValue('--ds-color-focus-outer');
    const ringStands = contrast(ring, behind(document.querySelector('main')));
    const faults = ringStands >= 3 ? [] : [`the mark of the focus stands out ${ringStands.toFixed(1)} to 1`];
    return faults.concat(
      [...boxes].flatMap((one) => {
        if (!one.checkVisibility() || one.closest('.hidden-words')) return [];
        const around = behind(one.parentElement);
        const { borderTopColor } = getComputedStyle(one);
        const best = Math.max(contrast(borderTopColor, around), contrast(behind(one), around));
        return best >= 3
          ? []
          : [`the edge of ${one.className || one.tagName} stands out ${best.toFixed(1)} to 1, less than 3`];
      }),
    );
  });

/** 2.5.7: nothing needs to be dragged. That no script listens for it either is looked for in the sources. */
const dragging: Check = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[draggable=true], input[type=range]')].map(
      ({ outerHTML }) => `has to be dragged: ${outerHTML.slice(0, 80)}`,
    ),
  );

/** 3.2.6: the way to a person is in the foot of every page, before anything else there. */
const help: Check = (page) =>
  page.evaluate(() => {
    const foot = document.querySelector('footer.shell-foot');
    const main = document.querySelector('main');
    if (!foot || !main) return ['there is no foot with help'];
    const after = main.compareDocumentPosition(foot) & Node.DOCUMENT_POSITION_FOLLOWING;
    const [first] = foot.querySelectorAll('a');
    const person = /^(tel|mailto):/.test(first?.getAttribute('href') ?? '');
    return after && person ? [] : ['help is not first in the foot, after the page'];
  });

/** `prefers-reduced-motion`: then nothing moves. */
const still: Check = async (page) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const faults = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map((one) => `moves though less motion is wished for: ${(one as CSSAnimation).animationName ?? 'a transition'}`),
  );
  await page.emulateMedia({ reducedMotion: null });
  return faults;
};

export const pageChecks = {
  '1.4.4 text 200 %': enlarged,
  '1.4.10 reflow': reflow,
  '1.4.11 edges': edges,
  '1.4.12 text spacing': spaced,
  '2.5.7 no dragging': dragging,
  '3.2.6 help': help,
  'reduced motion': still,
} as const satisfies Record<string, Check>;

/** 3.3.1 and 3.3.3: what is wrong is said in words that the field is described by, and the cursor stands in the first. */
export const errorsNamed: Check = (page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const messages = [...document.querySelectorAll<HTMLElement>('main .ds-validation-message')].filter((one) =>
      one.checkVisibility(),
    );
    const faults: string[] = [];
    const fieldOf = ({ id }: HTMLElement) =>
      id ? document.querySelector<HTMLElement>(`[aria-describedby~="${CSS.escape(id)}"]`) : null;
    for (const one of messages) {
      const field = fieldOf(one);
      if (!one.innerText.trim()) faults.push('a field is wrong without a word');
      if (!field) faults.push(`no field is described by “${one.innerText}”`);
      else if (!field.matches('fieldset, [aria-invalid=true]'))
        faults.push(`the field of “${one.innerText}” is not marked as wrong`);
    }
    const [first] = messages.map(fieldOf).filter((one) => one !== null);
    if (!first) faults.push('nothing was said to be missing');
    else if (!first.contains(document.activeElement)) faults.push('the cursor does not stand in the first wrong field');
    return faults;
  });
