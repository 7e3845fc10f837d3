// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expectNoViolations } from './axe.ts';
import { keepPicture } from './pictures.ts';

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };

/** One person with a browser of their own, at one tenant. */
export class Visitor {
  private constructor(
    readonly page: Page,
    readonly origin: string,
    readonly context: BrowserContext,
    private readonly foreign: string[],
  ) {}

  /** Opens the tenant's front page. `kindred` are the addresses that may be asked: the tenant's own and the e-ID's. */
  static async at(browser: Browser, origin: string, kindred: readonly string[] = []): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: phone,
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      // What fades in has other colours than it will have when it is looked at.
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(20_000);
    const foreign: string[] = [];
    const own = [origin, ...kindred, 'data:', 'blob:'];
    context.on('request', (request) => {
      if (!own.some((address) => request.url().startsWith(address))) foreign.push(request.url());
    });
    const page = await context.newPage();
    await page.goto(origin);
    return new Visitor(page, origin, context, foreign);
  }

  /** Signs in BankID-style on the same device as the test person of that name, and accepts the terms if they are new. */
  async signIn(name: string, door: 'private' | 'staff' = 'private'): Promise<void> {
    const { page } = this;
    if (door === 'staff') {
      await page.getByText(/Jag arbetar på/).click();
      await page.getByRole('link', { name: 'På den här enheten' }).click();
    } else await page.getByText('BankID på den här enheten').click();
    const person = page.getByRole('button', { name });
    const others = page.getByText('Fler testpersoner');
    await person.or(others).first().waitFor();
    if (!(await person.isVisible())) await others.click();
    await person.click();
    await page.waitForURL(`${this.origin}/**`);
    const invited = page.getByRole('button', { name: /^Tacka ja/ });
    await this.terms.or(this.menu).or(invited).first().waitFor();
    if (!(await invited.isVisible())) await this.acceptTerms();
  }

  /** Accepts the terms if they are asked for; then the menu is there. */
  async acceptTerms(): Promise<void> {
    await this.terms.or(this.menu).first().waitFor();
    if (await this.terms.isVisible()) await this.terms.click();
    await this.menu.first().waitFor();
  }

  private get terms(): ReturnType<Page['getByRole']> {
    return this.page.getByRole('button', { name: 'Jag godkänner villkoren' });
  }

  private get menu(): ReturnType<Page['getByRole']> {
    return this.page.getByRole('navigation', { name: 'Meny' });
  }

  async open(address: string): Promise<void> {
    await this.page.goto(new URL(address, this.origin).href);
  }

  button(name: string | RegExp): ReturnType<Page['getByRole']> {
    return this.page.getByRole('button', { name });
  }

  /** Ticks (or unticks) the choice with this label. */
  async choose(label: string | RegExp): Promise<void> {
    await this.page.locator('label').filter({ hasText: label }).first().click();
  }

  async see(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Opens the page again until what travelled between the planes has arrived. */
  async arrives(address: string, text: string): Promise<void> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await this.open(address);
      await this.page.waitForLoadState('networkidle');
      // Folded away or not, it is there.
      if ((await this.page.getByText(text).count()) > 0) return;
      await this.page.waitForTimeout(500);
    }
    throw new Error(`${text} did not arrive at ${address}`);
  }

  /** The page must be accessible, must not overflow and must have asked no foreign host, narrow and wide. */
  async look(name: string): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    for (const [size, viewport] of Object.entries({ phone, desktop })) {
      await this.page.setViewportSize(viewport);
      await this.page.waitForTimeout(250);
      await keepPicture(this.page, `${name}-${size}`);
      const overflow = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) throw new Error(`${name} is ${overflow} px too wide on a ${size}`);
      await expectNoViolations(this.page, `${name} (${size})`);
    }
    await this.page.setViewportSize(phone);
    if (this.foreign.length) throw new Error(`${name} asked foreign hosts: ${this.foreign.join(', ')}`);
  }

  /** Tabs on until what has the focus says so. @returns how many presses */
  async tabTo(words: string): Promise<number> {
    for (let presses = 1; presses < 80; presses += 1) {
      await this.page.keyboard.press('Tab');
      const focused = await this.page.evaluate(() => {
        const on = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLLabelElement> }) | null;
        return `${on?.labels?.[0]?.textContent ?? ''} ${on?.getAttribute('aria-label') ?? ''} ${on?.textContent ?? ''}`;
      });
      if (focused.includes(words)) return presses;
    }
    throw new Error(`The keyboard does not come to ${words}`);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
