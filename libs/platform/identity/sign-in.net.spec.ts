// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answerOrder, pairwiseSubject } from '../../../apps/identity/index.ts';
import { notInvited, originOf, SignInStage } from '../../testing/sign-in-stage.ts';

const minute = 60_000;
const failed = (code: string) => `/sign-in-failed?code=${code}`;
let stage: SignInStage;

beforeAll(async () => {
  stage = await SignInStage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.clear());

async function expectNothing(outcome: string, reason?: string): Promise<void> {
  expect(await stage.sessionCount()).toBe(0);
  expect(await stage.events()).toEqual([{ outcome, reason: reason ?? expect.any(String) }]);
}

describe('signing in', () => {
  it('lets a resident in on the same device, and back to where they were', async () => {
    const browser = stage.browser();
    expect(await browser.signIn({ person: 'astrid' }, 'as=resident&return=/grupper?typ=1&acr=same-device')).toBe(
      '/grupper?typ=1',
    );
    expect([...browser.cookies.keys()]).toEqual(['handslag']);
    const { items } = (await browser.sessions()).json<{ items: object[] }>();
    expect(items).toEqual([expect.objectContaining({ device: 'Chrome, Android', current: true })]);
    expect(await stage.events()).toEqual([{ outcome: 'signed-in', reason: null }]);
  });

  it('lets a resident in by QR code', async () => {
    const browser = stage.browser();
    expect(await browser.signIn({ person: 'jonas', method: 'qr' }, 'as=resident&acr=qr')).toBe('/');
    expect((await browser.sessions()).statusCode).toBe(200);
  });

  it('tells the tenant who came: a pairwise subject, a name, and a hash instead of the number', async () => {
    await stage.browser().signIn({ person: 'astrid' });
    const astrid = (await stage.visitors()).find(({ subject }) => subject === pairwiseSubject('helsingborg', 'astrid'));
    expect(astrid).toEqual({
      subject: pairwiseSubject('helsingborg', 'astrid'),
      givenName: 'Astrid',
      displayName: 'Astrid Lindqvist',
      as: 'resident',
      numberHash: expect.stringMatching(/^[\w-]{43}$/),
      orgNumber: null,
      invitationToken: null,
    });
  });

  it('gives one person unrelated subjects and hashes at two tenants', async () => {
    await stage.browser().signIn({ person: 'elin' });
    await stage.browser('rodakorset').signIn({ person: 'elin' }, 'as=member&invitation=abc');
    const subjects = ['helsingborg', 'rodakorset'].map((slug) => pairwiseSubject(slug, 'elin'));
    const [resident] = (await stage.visitors()).filter(({ subject }) => subject === subjects[0]);
    const [member] = (await stage.visitors('rodakorset')).filter(({ subject }) => subject === subjects[1]);
    expect(resident!.numberHash).not.toBe(member!.numberHash);
    expect(member!.invitationToken).toBe('abc');
  });

  it('lets staff in whose employer is the tenant, and nobody else through that door', async () => {
    expect(await stage.browser().signIn({ person: 'maria' }, 'as=staff')).toBe('/');
    for (const person of ['jonas', 'kari'])
      expect(await stage.browser().signIn({ person }, 'as=staff')).toBe(failed('sign-in.not-employed-here'));
    expect(await stage.sessionCount()).toBe(1);
  });

  it('has no door that the tenant does not have', async () => {
    expect((await stage.browser('rodakorset').send('GET', '/sign-in?as=staff')).statusCode).toBe(404);
    expect((await stage.browser().send('GET', '/sign-in?as=member')).statusCode).toBe(404);
    expect((await stage.browser('nowhere').send('GET', '/sign-in?as=resident')).statusCode).toBe(404);
  });

  it('says why an association does not let a stranger in', async () => {
    expect(await stage.browser('rodakorset').signIn({ person: 'astrid' }, 'as=member')).toBe(failed(notInvited));
    expect(await stage.sessionCount()).toBe(0);
    expect(await stage.events()).toEqual([{ outcome: notInvited, reason: null }]);
    expect(await stage.visitors('rodakorset')).not.toContainEqual(
      expect.objectContaining({ subject: pairwiseSubject('rodakorset', 'astrid') }),
    );
  });

  it('returns to no other site', async () => {
    for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%0d%0aSet-Cookie:a=b']) {
      const browser = stage.browser();
      const to = await browser.signIn({ person: 'astrid' }, `as=resident&return=${elsewhere}`);
      expect(to.startsWith('/') && new URL(to, originOf('helsingborg')).origin === originOf('helsingborg')).toBe(true);
    }
  });
});

describe('a sign-in that comes to nothing', () => {
  it('is cancelled by the person', async () => {
    expect(await stage.browser().signIn('cancel')).toBe(failed('sign-in.cancelled'));
    await expectNothing('sign-in.cancelled');
  });

  it('runs out at the provider', async () => {
    const browser = stage.browser();
    const callback = await answerOrder(await browser.begin(), 'wait', () => (stage.providerAhead = 3 * minute));
    expect(await browser.open(callback)).toBe(failed('sign-in.expired'));
    await expectNothing('sign-in.expired');
  });

  it('runs out here after three minutes', async () => {
    const browser = stage.browser();
    const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
    stage.clock.ahead = 3 * minute + 1;
    expect(await browser.open(callback)).toBe(failed('sign-in.expired'));
    await expectNothing('sign-in.expired', 'transaction-expired');
  });

  it('is answered once: a replayed answer opens nothing', async () => {
    const browser = stage.browser();
    const url = await browser.begin();
    const cookie = browser.cookies.get('handslag-sign-in')!;
    const callback = await answerOrder(url, { person: 'astrid' });
    await browser.open(callback);
    browser.cookies.delete('handslag');
    browser.cookies.set('handslag-sign-in', cookie);
    expect(await browser.open(callback)).toBe(failed('sign-in.interrupted'));
    expect(browser.cookies.has('handslag')).toBe(false);
    expect(await stage.sessionCount()).toBe(1);
    expect((await stage.events()).map(({ outcome }) => outcome)).toEqual(['signed-in', 'sign-in.interrupted']);
  });

  it('belongs to the browser that began it', async () => {
    const callback = await answerOrder(await stage.browser().begin(), { person: 'astrid' });
    const other = stage.browser();
    expect(await other.open(callback)).toBe(failed('sign-in.interrupted'));
    await expectNothing('sign-in.interrupted', 'no-cookie');
  });

  it('does not take another sign-in of the same victim for the attacker’s', async () => {
    const attackers = await answerOrder(await stage.browser().begin(), { person: 'jonas' });
    const victim = stage.browser();
    const own = await victim.begin();
    const cookie = victim.cookies.get('handslag-sign-in')!;
    expect(await victim.open(attackers)).toBe(failed('sign-in.interrupted'));
    victim.cookies.set('handslag-sign-in', cookie);
    expect(await victim.open(await answerOrder(own, { person: 'astrid' }))).toBe('/');
  });

  it('does not go on in another browser that was handed the cookie', async () => {
    const browser = stage.browser();
    const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
    const thief = stage.browser('helsingborg', 'curl/8');
    thief.cookies.set('handslag-sign-in', browser.cookies.get('handslag-sign-in')!);
    expect(await thief.open(callback)).toBe(failed('sign-in.interrupted'));
    await expectNothing('sign-in.interrupted', 'other-browser');
  });

  it('is not taken over to another tenant', async () => {
    const browser = stage.browser();
    const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
    const elsewhere = stage.browser('rodakorset');
    elsewhere.cookies.set('handslag-sign-in', browser.cookies.get('handslag-sign-in')!);
    expect(await elsewhere.open(callback)).toBe(failed('sign-in.interrupted'));
    await expectNothing('sign-in.interrupted', 'no-transaction');
  });

  it('is refused when the level of assurance is too low, whatever was asked for', async () => {
    const before = (await stage.visitors()).length;
    expect(await stage.browser().signIn({ person: 'tova' })).toBe(failed('sign-in.refused'));
    await expectNothing('sign-in.refused', 'acr');
    expect(await stage.visitors()).toHaveLength(before);
  });

  it('waits when one address begins too often, and nobody else does', async () => {
    const beginFrom = (remoteAddress: string) =>
      stage.app.inject({ url: '/sign-in?as=resident', headers: { host: 'helsingborg.localhost:4100' }, remoteAddress });
    const answers = [];
    for (let count = 0; count < 121; count += 1) answers.push((await beginFrom('192.0.2.1')).headers.location);
    expect(answers.filter((to) => to === failed('request.too-many'))).toHaveLength(1);
    expect((await beginFrom('192.0.2.2')).headers.location).not.toContain('failed');
  });

  it('says so when the provider is down, before and after', async () => {
    expect(await stage.browser('dead').begin()).toBe(failed('sign-in.unavailable'));
    await expectNothing('sign-in.unavailable');
    await stage.database.platform.query('delete from sign_in_event');

    const browser = stage.browser('ending');
    const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
    await stage.ending.close();
    expect(await browser.open(callback)).toBe(failed('sign-in.unavailable'));
    await expectNothing('sign-in.unavailable');
  });
});
