// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
// The web app on a cheap phone with a bad connection: Chromium with a quarter of the processor, 1.6 Mb/s, 150 ms.
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page, Response } from 'playwright-core';
import { launchBrowser } from '../../test/browser/chromium.ts';
import { median } from './figures.ts';
import { said, type GoalName, type Line } from './lines.ts';

interface Vitals {
  readonly lcp: number;
  readonly cls: number;
  readonly inp: number;
}
declare global {
  interface Window {
    handslagVitals: { lcp: number; cls: number; inp: number };
  }
}

/** Runs in the page, before anything of it. */
function watch(): void {
  window.handslagVitals = { lcp: 0, cls: 0, inp: 0 };
  const see = (type: string, hear: (entry: PerformanceEntry) => void) => {
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({
      type,
      buffered: true,
      durationThreshold: 16,
    } as PerformanceObserverInit);
  };
  see('largest-contentful-paint', ({ startTime }) => (window.handslagVitals.lcp = startTime));
  see('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) window.handslagVitals.cls += value;
  });
  see('event', (entry) => {
    const { interactionId, duration } = entry as PerformanceEntry & { interactionId: number };
    if (interactionId) window.handslagVitals.inp = Math.max(window.handslagVitals.inp, duration);
  });
}

async function slowed(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await session.send('Network.enable');
  const throughput = (1.6 * 1024 * 1024) / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  return page;
}

const still = { waitUntil: 'networkidle', timeout: 120_000 } as const;
async function vitals(page: Page): Promise<Vitals> {
  // The browser tells of what it painted some time later.
  await page.waitForFunction(() => window.handslagVitals.lcp > 0);
  return page.evaluate(() => window.handslagVitals);
}

/** As somebody signed in (`cookie`), who comes for the first time, goes to each place of the menu, and comes again. */
export async function onAPhone(origin: string, cookie: string, rounds: number): Promise<Line[]> {
  const browser = await launchBrowser();
  const taken = { lcp: [] as number[], cls: [] as number[], inp: [] as number[], again: [] as number[] };
  let [packed, sent] = [0, 0];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'sv-SE' });
      await context.addCookies(
        cookie.split('; ').map((pair) => {
          const cut = pair.indexOf('=');
          return { name: pair.slice(0, cut), value: pair.slice(cut + 1), url: origin };
        }),
      );
      await context.addInitScript(watch);
      const page = await slowed(context);
      const scripts: Promise<Buffer>[] = [];
      const hear = (response: Response) => {
        if (/\.js(\?|$)/.test(response.url()) && !/sw\.js/.test(response.url())) scripts.push(response.body());
      };
      page.on('response', hear);
      await page.goto(origin, still);
      page.off('response', hear);
      const bodies = await Promise.all(scripts);
      packed = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) / 1000;
      sent = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .reduce((sum, one) => sum + (one as PerformanceResourceTiming).transferSize, 0),
      );
      const places = page.getByRole('navigation', { name: 'Meny' }).getByRole('link');
      await places.first().waitFor();
      for (let place = 0; place < (await places.count()); place += 1) {
        await places.nth(place).click();
        await page.waitForLoadState('networkidle');
      }
      const first = await vitals(page);
      taken.lcp.push(first.lcp);
      taken.cls.push(first.cls);
      taken.inp.push(first.inp);
      const again = await slowed(context);
      await again.goto(origin, still);
      taken.again.push((await vitals(again)).lcp);
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const line = (goal: GoalName, value: number, more = ''): Line => ({ goal, value, said: `${said(value)}${more}` });
  return [
    line('weight', packed, `; ${said(sent / 1000)} kB of all kinds went over the wire`),
    line('paint', median(taken.lcp) / 1000),
    line('tap', median(taken.inp)),
    line('shift', median(taken.cls)),
    line('again', median(taken.again) / 1000),
  ];
}
