// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answerOrder } from '../../../apps/identity/index.ts';
import { SignInStage, type Browser } from '../../testing/sign-in-stage.ts';

// Sign-ins that an attacker has crossed with somebody else's. The provider is honest; what lies is the way between.
// Each must end alike: no session, nobody new, one event, and outside the same answer as all others of its kind.

const minute = 60_000;
const attackersAgent = 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0';
const pending = 'handslag-sign-in';
let stage: SignInStage;
/** The other plane: another process, another database, another provider. */
let civic: SignInStage;
let victim: Browser;
let attacker: Browser;

beforeAll(async () => {
  [stage, civic] = [await SignInStage.open(), await SignInStage.open('civic')];
});
afterAll(async () => {
  await stage.close();
  await civic.close();
});
beforeEach(async () => {
  await stage.clear();
  await civic.clear();
  victim = stage.browser();
  attacker = stage.browser('helsingborg', attackersAgent);
});

const pathOf = (address: string) => address.slice(new URL(address).origin.length);
const changed = (address: string, change: (query: URLSearchParams) => void): string => {
  const url = new URL(address);
  change(url.searchParams);
  return url.href;
};
const take = (from: string, to: string, ...names: string[]) =>
  changed(to, (query) => names.forEach((name) => query.set(name, new URL(from).searchParams.get(name) ?? '')));

type Outward = { status: number; headers: Record<string, unknown>; body: string };
const seen = new Map<string, Outward>();

/** Where each attack ends: the answer to the last call is what the world sees. */
async function refused(code: string, at: SignInStage, browser: Browser, callback: string): Promise<void> {
  const [sessions, visitors, events] = [await at.sessionCount(), await at.visitorCount(), (await at.events()).length];
  const answer = await browser.send('GET', pathOf(callback));
  expect(answer.headers.location).toBe(`/sign-in-failed?code=${code}`);
  expect(await at.sessionCount()).toBe(sessions);
  expect(await at.visitorCount()).toBe(visitors);
  expect((await at.events()).slice(events)).toEqual([{ outcome: code, reason: expect.any(String) }]);
  expect(browser.cookies.has('handslag')).toBe(false);
  const { 'x-request-id': requestId, date, ...headers } = answer.headers;
  expect([requestId, date]).toEqual([expect.any(String), expect.any(String)]);
  const outward = { status: answer.statusCode, headers, body: answer.body };
  if (!seen.has(code)) seen.set(code, outward);
  expect(outward).toEqual(seen.get(code));
}
const interrupted = (browser: Browser, callback: string, at = stage) =>
  refused('sign-in.interrupted', at, browser, callback);

describe('an answer in the wrong browser', () => {
  it.each(['same-device', 'qr'] as const)('a link of the attacker’s that the victim finishes (%s)', async (acr) => {
    const link = await attacker.begin(`as=resident&acr=${acr}`);
    const method = acr === 'qr' ? { method: 'qr' as const } : {};
    const callback = await answerOrder(link, { person: 'astrid', ...method });
    await interrupted(victim, callback);
    // And what landed in the wrong browser is not to be carried back to the one that began.
    await interrupted(attacker, callback);
  });

  it('a QR code of the attacker’s that the victim reads, and whose outcome their phone opens', async () => {
    const callback = await answerOrder(await attacker.begin('as=resident&acr=qr'), { person: 'astrid', method: 'qr' });
    await interrupted(stage.browser('helsingborg', 'Mozilla/5.0 (iPhone) Version/18 Mobile Safari/605'), callback);
  });

  it('a QR code that is passed on for longer than a sign-in lives', async () => {
    const callback = await answerOrder(await attacker.begin('as=resident&acr=qr'), { person: 'astrid', method: 'qr' });
    stage.clock.ahead = 3 * minute + 1;
    await refused('sign-in.expired', stage, attacker, callback);
  });

  it('the in-app browser begins, the default browser gets the answer', async () => {
    const inApp = stage.browser('helsingborg', 'Mozilla/5.0 (iPhone) FBAN/FBIOS');
    await interrupted(victim, await answerOrder(await inApp.begin(), { person: 'astrid' }));
  });

  it('the answer and the cookie are stolen together', async () => {
    const callback = await answerOrder(await victim.begin(), { person: 'astrid' });
    attacker.cookies.set(pending, victim.cookies.get(pending)!);
    await interrupted(attacker, callback);
  });

  it('a cookie of the attacker’s was planted before the victim began at the attacker’s link', async () => {
    const link = await attacker.begin();
    victim.cookies.set(pending, attacker.cookies.get(pending)!);
    await interrupted(victim, await answerOrder(link, { person: 'astrid' }));
  });
});

describe('an answer that is somebody else’s', () => {
  it('the attacker’s, in a browser that began nothing', async () => {
    await interrupted(victim, await answerOrder(await attacker.begin(), { person: 'jonas' }));
  });

  it('the attacker’s, in a browser that has begun its own, which goes on unharmed', async () => {
    const own = await victim.begin();
    await interrupted(victim, await answerOrder(await attacker.begin(), { person: 'jonas' }));
    expect(await victim.open(await answerOrder(own, { person: 'astrid' }))).toBe('/');
    expect(await stage.sessionCount()).toBe(1);
  });

  it('the attacker’s code under the victim’s state', async () => {
    const own = await answerOrder(await victim.begin(), { person: 'astrid' });
    const others = await answerOrder(await attacker.begin(), { person: 'jonas' });
    await refused('sign-in.refused', stage, victim, take(others, own, 'code'));
  });

  it('the victim’s code, stolen, under the attacker’s state', async () => {
    const stolen = await answerOrder(await victim.begin(), { person: 'astrid' });
    const own = await answerOrder(await attacker.begin(), { person: 'jonas' });
    await refused('sign-in.refused', stage, attacker, take(stolen, own, 'code'));
  });

  it('no state, an empty one, or one that nobody gave out', async () => {
    for (const state of [null, '', 'x'.repeat(43)]) {
      const browser = stage.browser();
      const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
      await interrupted(
        browser,
        changed(callback, (query) => (state === null ? query.delete('state') : query.set('state', state))),
      );
    }
  });
});

describe('an answer that was there before', () => {
  it('is replayed by the same browser', async () => {
    const url = await victim.begin();
    const cookie = victim.cookies.get(pending)!;
    const callback = await answerOrder(url, { person: 'astrid' });
    await victim.open(callback);
    victim.cookies.clear();
    victim.cookies.set(pending, cookie);
    await interrupted(victim, callback);
  });

  it('arrives many times at the same moment: one of them gets in', async () => {
    const callback = pathOf(await answerOrder(await victim.begin(), { person: 'astrid' }));
    const copies = Array.from({ length: 8 }, () => {
      const copy = stage.browser();
      copy.cookies.set(pending, victim.cookies.get(pending)!);
      return copy;
    });
    const answers = await Promise.all(copies.map((copy) => copy.send('GET', callback)));
    expect(answers.map(({ headers }) => headers.location).sort()).toEqual([
      '/',
      ...Array<string>(7).fill('/sign-in-failed?code=sign-in.interrupted'),
    ]);
    expect(await stage.sessionCount()).toBe(1);
    expect(await stage.events()).toHaveLength(8);
  });

  it('comes to a sign-in that has outlived its three minutes, or that is forgotten', async () => {
    const callback = await answerOrder(await victim.begin(), { person: 'astrid' });
    stage.clock.ahead = 3 * minute + 1;
    await refused('sign-in.expired', stage, victim, callback);
    const late = stage.browser();
    stage.clock.ahead = 0;
    const forgotten = await answerOrder(await late.begin(), { person: 'astrid' });
    stage.clock.ahead = 7 * minute;
    await stage.browser().begin();
    await interrupted(late, forgotten);
  });
});

describe('two tabs of one browser', () => {
  it('the first one’s answer opens nothing, and the second one’s still does', async () => {
    const first = await victim.begin();
    const second = await victim.begin();
    await interrupted(victim, await answerOrder(first, { person: 'astrid' }));
    expect(await victim.open(await answerOrder(second, { person: 'astrid' }))).toBe('/');
  });

  it('the second one’s answer opens, and the first one’s changes nothing of it', async () => {
    const first = await victim.begin();
    const second = await victim.begin();
    await victim.open(await answerOrder(second, { person: 'astrid' }));
    const session = victim.cookies.get('handslag');
    await victim.open(await answerOrder(first, { person: 'jonas' }));
    expect(victim.cookies.get('handslag')).toBe(session);
    expect((await victim.sessions()).statusCode).toBe(200);
    expect(await stage.sessionCount()).toBe(1);
  });
});

describe('a session', () => {
  it('that the attacker planted becomes nobody else’s, and dies', async () => {
    await attacker.signIn({ person: 'jonas' });
    const planted = attacker.cookies.get('handslag')!;
    victim.cookies.set('handslag', planted);
    await victim.signIn({ person: 'astrid' });
    expect(victim.cookies.get('handslag')).not.toBe(planted);
    expect((await attacker.sessions()).statusCode).toBe(401);
    expect((await victim.sessions()).json<{ items: object[] }>().items).toHaveLength(1);
    expect(await stage.sessionCount()).toBe(1);
  });

  it('of a made-up id is never begun', async () => {
    victim.cookies.set('handslag', 'A'.repeat(43));
    await victim.signIn({ person: 'astrid' });
    const stranger = stage.browser();
    stranger.cookies.set('handslag', 'A'.repeat(43));
    expect((await stranger.sessions()).statusCode).toBe(401);
  });
});

describe('two tenants mixed up', () => {
  const association = () => stage.browser('rodakorset');
  const asMember = 'as=member&invitation=abc';

  it('an answer for one is opened at the other of the same plane, with and without a sign-in begun there', async () => {
    const callback = await answerOrder(await victim.begin(), { person: 'astrid' });
    const there = association();
    there.cookies.set(pending, victim.cookies.get(pending)!);
    await interrupted(there, callback);
    const begun = association();
    await begun.begin(asMember);
    await interrupted(begun, callback);
    // At home it is still good: a tenant cannot spoil another one's sign-ins.
    expect(await victim.open(callback)).toBe('/');
  });

  it('a code for one is brought to the other under the other’s own state', async () => {
    const stolen = await answerOrder(await victim.begin(), { person: 'astrid' });
    const there = association();
    const own = await answerOrder(await there.begin(asMember), { person: 'jonas' });
    await refused('sign-in.refused', stage, there, take(stolen, own, 'code'));
  });

  it('an answer from one plane is opened at the other, whose provider is another', async () => {
    const callback = await answerOrder(await victim.begin(), { person: 'astrid' });
    const there = civic.browser('rodakorset');
    there.cookies.set(pending, victim.cookies.get(pending)!);
    await interrupted(there, callback, civic);
    expect(await stage.events()).toEqual([]);

    const own = await answerOrder(await there.begin(asMember), { person: 'jonas' });
    await refused('sign-in.refused', civic, there, take(callback, own, 'code', 'iss'));
    const again = civic.browser('rodakorset');
    const codeOnly = await answerOrder(await again.begin(asMember), { person: 'jonas' });
    await refused('sign-in.refused', civic, again, take(callback, codeOnly, 'code'));
  });

  it('a session of one plane is nothing in the other', async () => {
    await victim.signIn({ person: 'astrid' });
    const there = civic.browser('rodakorset');
    there.cookies.set('handslag', victim.cookies.get('handslag')!);
    expect((await there.sessions()).statusCode).toBe(401);
  });
});

it('every kind of refusal looked the same each time', () => {
  expect([...seen.keys()].sort()).toEqual(['sign-in.expired', 'sign-in.interrupted', 'sign-in.refused']);
  const [one, ...others] = [...seen.values()].map(({ status, body }) => ({ status, body }));
  for (const other of others) expect(other).toEqual(one);
});
