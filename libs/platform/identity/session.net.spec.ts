// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { testPersons } from '../../../apps/identity/index.ts';
import { TenantDirectory } from '#platform/tenancy';
import { originOf, SignInStage } from '../../testing/sign-in-stage.ts';
import { SessionStore } from './session-store.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
let stage: SignInStage;

beforeAll(async () => {
  stage = await SignInStage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.clear());

describe('a session', () => {
  it('gets a new id at each sign-in, and the old one is dead', async () => {
    const browser = stage.browser();
    const planted = 'planted-by-somebody-else';
    browser.cookies.set('handslag', planted);
    await browser.signIn({ person: 'astrid' });
    const first = browser.cookies.get('handslag')!;
    await browser.signIn({ person: 'astrid' });
    expect(new Set([planted, first, browser.cookies.get('handslag')]).size).toBe(3);
    const old = stage.browser();
    old.cookies.set('handslag', first);
    expect((await old.sessions()).statusCode).toBe(401);
    expect(await stage.sessionCount()).toBe(1);
  });

  it('is of no use at another tenant', async () => {
    const browser = stage.browser();
    await browser.signIn({ person: 'astrid' });
    const elsewhere = stage.browser('rodakorset');
    elsewhere.cookies.set('handslag', browser.cookies.get('handslag')!);
    expect((await elsewhere.sessions()).statusCode).toBe(401);
  });

  it('ends here by signing out, and only here', async () => {
    const [mine, mineToo] = [stage.browser(), stage.browser('helsingborg', 'Mozilla/5.0 (iPad) Version/18 Safari/605')];
    await mine.signIn({ person: 'astrid' });
    await mineToo.signIn({ person: 'astrid' });
    expect((await mine.sessions()).json<{ items: object[] }>().items).toHaveLength(2);
    const answer = await mine.send('POST', '/api/v1/sign-out');
    expect(answer.json()).toEqual({ redirect: null });
    expect(mine.cookies.size).toBe(0);
    expect((await mineToo.sessions()).statusCode).toBe(200);
    expect((await mine.send('POST', '/api/v1/sign-out')).statusCode).toBe(200);
  });

  it('ends everywhere, for this person only', async () => {
    const [mine, mineToo, jonas] = [stage.browser(), stage.browser(), stage.browser()];
    await mine.signIn({ person: 'astrid' });
    await mineToo.signIn({ person: 'astrid' });
    await jonas.signIn({ person: 'jonas' });
    expect((await mine.send('POST', '/api/v1/sign-out-everywhere')).statusCode).toBe(200);
    expect((await mineToo.sessions()).statusCode).toBe(401);
    expect((await jonas.sessions()).statusCode).toBe(200);
  });

  it('of staff also ends at their employer’s provider', async () => {
    const browser = stage.browser();
    await browser.signIn({ person: 'maria' }, 'as=staff');
    const { redirect } = (await browser.send('POST', '/api/v1/sign-out')).json<{ redirect: string }>();
    const url = new URL(redirect);
    expect(url.origin).toBe(stage.identity.issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${originOf('helsingborg')}/`);
    expect((await fetch(url)).status).toBe(200);
  });

  it.each([
    { door: 'resident', person: 'astrid', idle: 7 * day, absolute: 30 * day },
    { door: 'staff', person: 'maria', idle: 30 * minute, absolute: 12 * hour },
  ])('of $door ends when idle, and for good after its longest time', async ({ door, person, idle, absolute }) => {
    const browser = stage.browser();
    await browser.signIn({ person }, `as=${door}`);
    stage.clock.ahead = idle - minute;
    expect((await browser.sessions(0)).statusCode).toBe(200);
    stage.clock.ahead += idle - minute;
    expect((await browser.sessions(0)).statusCode).toBe(200);
    stage.clock.ahead += idle + 1;
    expect((await browser.sessions(0)).statusCode).toBe(401);

    stage.clock.ahead = 0;
    await browser.signIn({ person }, `as=${door}`);
    for (stage.clock.ahead = 0; stage.clock.ahead < absolute - minute; stage.clock.ahead += idle / 2)
      expect((await browser.sessions(0)).statusCode).toBe(200);
    stage.clock.ahead = absolute + 1;
    expect((await browser.sessions(0)).statusCode).toBe(401);
  });

  it('of staff is not kept alive by a page that asks for news by itself', async () => {
    for (const untold of [false, true]) {
      stage.clock.ahead = 0;
      const browser = stage.browser();
      await browser.signIn({ person: 'maria' }, 'as=staff');
      for (let idle = 0.5 * minute; idle < 30 * minute; idle += 2 * minute) {
        stage.clock.ahead = idle;
        const status = (await browser.sessions(untold ? undefined : idle / 1000)).statusCode;
        expect([idle, status]).toEqual([idle, 200]);
      }
      stage.clock.ahead = 30 * minute + 1000;
      expect((await browser.sessions(0)).statusCode).toBe(401);
    }
  });

  it('tells when it ends if nobody touches the page, and never later than it does', async () => {
    const browser = stage.browser();
    await browser.signIn({ person: 'maria' }, 'as=staff');
    const endsIn = async (idle: number) => {
      const { items } = (await browser.sessions(idle)).json<{ items: { endsAt: string }[] }>();
      return Date.parse(items[0]!.endsAt) - stage.clock.now().getTime();
    };
    stage.clock.ahead = 28 * minute;
    expect(Math.abs((await endsIn(28 * 60)) - 2 * minute)).toBeLessThan(30_000);
    expect(Math.abs((await endsIn(0)) - 30 * minute)).toBeLessThan(30_000);
    while (stage.clock.ahead < 12 * hour - 20 * minute) {
      stage.clock.ahead += 20 * minute;
      await endsIn(0);
    }
    const left = 12 * hour - stage.clock.ahead;
    expect(Math.abs((await endsIn(0)) - left)).toBeLessThan(30_000);
  });

  it('of staff lives from the last touch of the page, also while they only write, and from each change', async () => {
    const browser = stage.browser();
    await browser.signIn({ person: 'maria' }, 'as=staff');
    stage.clock.ahead = 29 * minute;
    // What asks is the bell; they touched the page twenty minutes in.
    expect((await browser.sessions(9 * 60)).statusCode).toBe(200);
    const [session] = (await browser.sessions(9 * 60)).json<{ items: { lastSeenAt: string }[] }>().items;
    expect(Date.parse(session!.lastSeenAt)).toBeLessThan(Date.now() + 20 * minute + 1000);
    stage.clock.ahead = 49 * minute;
    expect((await browser.sessions('a while')).statusCode).toBe(200);
    stage.clock.ahead = 50 * minute + 5000;
    expect((await browser.sessions(0)).statusCode).toBe(401);

    stage.clock.ahead = 0;
    await browser.signIn({ person: 'maria' }, 'as=staff');
    stage.clock.ahead = 25 * minute;
    const tenant = await stage.app.get(TenantDirectory).byHost('helsingborg.localhost:4100');
    const change = { method: 'POST', headers: { cookie: `handslag=${browser.cookies.get('handslag')}` } };
    expect(await stage.app.get(SessionStore).find({ ...change, handslag: { tenant } } as never)).not.toBeNull();
    stage.clock.ahead = 54 * minute;
    expect((await browser.sessions()).statusCode).toBe(200);
  });

  it('is not ended by a page of another site', async () => {
    const browser = stage.browser();
    await browser.signIn({ person: 'astrid' });
    const answer = await stage.app.inject({
      method: 'POST',
      url: '/api/v1/sign-out-everywhere',
      headers: {
        host: 'helsingborg.localhost:4100',
        'sec-fetch-site': 'cross-site',
        cookie: `handslag=${browser.cookies.get('handslag')}`,
      },
    });
    expect(answer.statusCode).toBe(403);
    expect((await browser.sessions()).statusCode).toBe(200);
  });
});

describe('what is kept', () => {
  async function everyRow(url: string): Promise<string> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    let text = '';
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
      text += rows.map(({ line }) => line).join('\n');
    }
    await client.end();
    return text;
  }

  it('holds no personal number, in any table, and no token that a browser could use', async () => {
    const browser = stage.browser();
    for (const person of ['astrid', 'jonas', 'elin']) await browser.signIn({ person });
    await browser.begin();
    const tenantsText = await everyRow(stage.database.urls.superuser);
    const platformText = await everyRow(
      new URL(new URL(stage.database.urls.platform).pathname, stage.database.urls.superuser).href,
    );
    expect(tenantsText).toContain('Lindqvist');
    expect(platformText).not.toContain('Lindqvist');
    for (const text of [tenantsText, platformText]) {
      for (const { personalNumber } of testPersons) {
        expect(text).not.toContain(personalNumber);
        expect(text).not.toContain(personalNumber.slice(2));
        expect(text).not.toContain(`${personalNumber.slice(2, 8)}-${personalNumber.slice(8)}`);
      }
      for (const token of browser.cookies.values()) {
        expect(text).not.toContain(token);
        expect(text).not.toContain(Buffer.from(token).toString('hex'));
      }
    }
  });
});
