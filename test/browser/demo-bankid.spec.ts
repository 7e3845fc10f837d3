// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoClients, startIdentity, type Identity } from '../../apps/identity/index.ts';
import { expectNoViolations } from './axe.ts';
import { launchBrowser } from './chromium.ts';

const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url');

/** The provider's own pages, as a person meets them; what it says to the tenant is tested beside it. */
describe('the demo BankID', () => {
  let browser: Browser;
  let identity: Identity;
  let tenant: Server;
  let origin: string;
  let ahead = 0;
  let slowMs = 0;
  let context: BrowserContext;
  let page: Page;
  let foreign: string[];

  beforeAll(async () => {
    tenant = createServer((_, response) => void setTimeout(() => response.end('Tillbaka'), slowMs));
    await new Promise<void>((resolve) => {
      tenant.listen(0, '127.0.0.1', resolve);
    });
    origin = `http://helsingborg.localhost:${(tenant.address() as AddressInfo).port}`;
    const tenants = [{ slug: 'helsingborg', name: 'Helsingborgs stad', origin, kind: 'municipality' }] as const;
    identity = await startIdentity({
      host: 'localhost',
      port: 0,
      now: () => Date.now() + ahead,
      file: (issuer) => {
        const { provider } = demoClients(tenants, issuer);
        for (const client of provider.clients) client.require_pushed_authorization_requests = false;
        return provider;
      },
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await identity.close();
    tenant.closeAllConnections();
    tenant.close();
  });
  beforeEach(async () => {
    ahead = 0;
    slowMs = 0;
    foreign = [];
    await open(390);
  });
  afterEach(() => context.close());

  async function open(width: number): Promise<void> {
    context = await browser.newContext({ viewport: { width, height: 844 } });
    context.on('request', (request) => {
      const url = request.url();
      if (![identity.issuer, origin, 'data:'].some((own) => url.startsWith(own))) foreign.push(url);
    });
    page = await context.newPage();
  }

  const begin = (method?: 'same-device' | 'qr') =>
    page.goto(
      `${identity.issuer}/auth?${new URLSearchParams({
        client_id: 'helsingborg-personal',
        response_type: 'code',
        scope: 'openid',
        redirect_uri: `${origin}/sign-in/callback`,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        state: 'state',
        ...(method ? { acr_values: `urn:grn:authn:se:bankid:${method}` } : {}),
      }).toString()}`,
    );
  const answer = async () => {
    await page.waitForURL(`${origin}/**`);
    return new URL(page.url()).searchParams;
  };

  test.each([390, 1280])('has no accessibility fault and asks no foreign host, %s px wide', async (width) => {
    await context.close();
    await open(width);
    await begin();
    await expectNoViolations(page, 'start');
    await page.getByRole('link', { name: 'På den här enheten' }).click();
    await page.getByText('Fler testpersoner').click();
    await expectNoViolations(page, 'same device');
    await begin('qr');
    await expectNoViolations(page, 'QR code');
    const [phone] = await Promise.all([context.waitForEvent('page'), page.click('[data-phone]')]);
    await expectNoViolations(phone, 'phone');
    await page.goto(`${identity.issuer}/interaction/none`);
    await expectNoViolations(page, 'too late');
    expect(foreign).toEqual([]);
  });

  test('fits a narrow screen with large text', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const method of [undefined, 'same-device', 'qr'] as const) {
      await begin(method);
      const root = page.locator('html');
      const width = await root.evaluate((html) => {
        html.style.fontSize = '150%';
        return html.scrollWidth;
      });
      expect(width).toBeLessThanOrEqual(320);
    }
  });

  test('is used with the keyboard alone', async () => {
    await begin();
    for (const key of ['Tab', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('heading', { name: 'Vem är du i dag?' }).waitFor();
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
    expect((await answer()).get('code')).toBeTruthy();
  });

  test('draws another code each second, and goes on by itself when the phone has answered', async () => {
    await begin('qr');
    const drawn = () => page.locator('[data-qr]').innerHTML();
    const first = await drawn();
    for (let tries = 0; (await drawn()) === first && tries < 50; tries += 1) await page.waitForTimeout(200);
    expect(await drawn()).not.toBe(first);
    const [phone] = await Promise.all([context.waitForEvent('page'), page.click('[data-phone]')]);
    await page.getByText('Koden är avläst').waitFor();
    await phone.getByRole('button', { name: 'Astrid Lindqvist' }).click();
    await phone.getByRole('heading', { name: 'Klart' }).waitFor();
    expect((await answer()).get('code')).toBeTruthy();
  });

  test('says no for a person who cancels, on the screen or on the phone', async () => {
    await begin();
    await page.getByRole('button', { name: 'Avbryt' }).click();
    expect((await answer()).get('error')).toBe('access_denied');

    await begin('qr');
    const [phone] = await Promise.all([context.waitForEvent('page'), page.click('[data-phone]')]);
    await phone.getByRole('button', { name: 'Avbryt' }).click();
    expect((await answer()).get('error')).toBe('access_denied');
  });

  test('gives up by itself after three minutes', async () => {
    await begin('qr');
    ahead = 180_000;
    expect((await answer()).get('error')).toBe('login_required');
  });

  test('does not cut off a slow answer', async () => {
    await begin('same-device');
    slowMs = 3000;
    await page.getByRole('button', { name: 'Astrid Lindqvist' }).click();
    expect((await answer()).get('code')).toBeTruthy();
  });
});
