// SPDX-License-Identifier: EUPL-1.2
// F21: e-mail, text messages and push have nobody to take them for a day.
import { createECDH, randomBytes } from 'node:crypto';
import { PostOffice } from './post-office.ts';
import { at, seconds, signInAgain, until, type Drill, type Stage } from './drill.ts';

const hour = 3_600_000;

/**
 * Omar hears of every request to his association, at once and in each of the three ways; and of nothing else: the day
 * that goes by brings other news, by day and not by night.
 */
async function subscribe({ who }: Stage, office: PostOffice): Promise<void> {
  const { omar } = who;
  for (const [channel, address] of [
    ['email', 'omar@example.org'],
    ['sms', '+46701740605'],
  ] as const) {
    const before = office.taken[channel].length;
    await omar.put(`/me/contact-points/${channel}`, { address });
    const letter = await until('a code', () => office.taken[channel][before]);
    const words = channel === 'sms' ? (new URLSearchParams(letter).get('message') ?? '') : plain(letter);
    const code = / (\d{6})\. /.exec(words);
    await omar.put(`/me/contact-points/${channel}/verification`, { code: code?.[1] });
  }
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const keys = { p256dh: browser.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') };
  await omar.post('/me/push-subscriptions', { endpoint: `${office.pushOrigin}/omar`, keys });
  // Hours that are never quiet: they begin when they end.
  const settings = await omar.get<{ choices: { kind: string }[] }>('/me/notice-settings');
  const choices = settings.choices.map(({ kind }) => ({
    kind,
    channels: kind === 'partner-request.new' ? ['email', 'sms', 'push'] : [],
  }));
  const { status, body } = await omar.send('PATCH', '/api/v1/me/notice-settings', {
    quietFrom: '00:00',
    quietTo: '00:00',
    choices,
  });
  if (status !== 200) throw new Error(`The settings were answered ${status}: ${body}`);
}

/** The words of a letter, without its headers. */
const plain = (letter: string): string => letter.slice(letter.indexOf('\r\n\r\n')).replaceAll('=\r\n', '');

interface Told {
  readonly due: boolean;
  readonly tries: number;
  readonly owed: number;
}

/** The notices of these requests, oldest first, of whoever is to be told outside. */
const told = ({ house }: Stage, since: number): Promise<Told[]> =>
  house.query<Told>(
    'civic',
    `select due_at is not null as due, tries, coalesce(cardinality(owed), -1) as owed from notice
     where kind = 'partner-request.new' and tries > 0 and at >= $1 order by at`,
    [new Date(since)],
  );

const silent: Drill = {
  name: 'F21',
  turnsClock: true,
  says: 'the mail server, the SMS provider and the push service are gone for a day, and for more than two',
  async run(stage) {
    const { house, who, traffic } = stage;
    const office = new PostOffice();
    await office.open();
    house.settings.civic = { MAIL_URL: office.mailUrl, SMS_URL: office.smsUrl, MAIL_FROM: 'post@example.org' };
    try {
      await house.kill('civic');
      await house.start('civic');
      await subscribe(stage, office);
      const count = () => Object.values(office.taken).map((taken) => taken.length);
      const before = count();
      const since = Date.now();

      office.become('hangs');
      await traffic.ask('F21');
      await until('somebody to knock', () => (office.inVain >= 2 ? true : undefined));
      const looks: number[] = [];
      for (let look = 0; look < 20; look += 1) {
        const begun = performance.now();
        await who.omar.get('/partner-requests?limit=20');
        looks.push(performance.now() - begun);
      }
      stage.measured('a page while nobody takes what is sent, 95 %', seconds(at(0.95, looks)), 1, 's');
      await house.settle();
      office.become('gone');

      // The first is then more than two days old, the second one day.
      await house.query('civic', `update notice set at = at - interval '30 hours' where tries > 0 and at >= $1`, [
        new Date(since),
      ]);
      await traffic.ask('F21');
      const from = since - 30 * hour;
      await until('the second to be tried', async () => ((await told(stage, from)).length >= 2 ? true : undefined));
      await house.settle();
      for (const plane of ['civic', 'municipal'] as const) house.turnClock(plane, 24 * hour);
      stage.measured('taken while it was away', total(count()) - total(before), 0);
      office.become('works');
      const back = Date.now();
      const ended = await until('all of it to come to an end', async () => {
        const notices = await told(stage, from);
        return notices.every(({ due }) => !due) ? notices : undefined;
      });
      stage.measured('all of it at its end after they are back', seconds(Date.now() - back), 30, 's');
      const [old, young] = ended;
      stage.measured('the one two days old was let go: no', old && old.owed > 0 ? 0 : 1, 0);
      stage.measured('ways that the one a day old still has to go', young?.owed ?? -1, 0);
      const ways = count().map((taken, index) => taken - (before[index] ?? 0));
      stage.measured('ways that told nothing, or twice', ways.filter((times) => times !== 1).length, 0);
    } finally {
      house.settings.civic = {};
      for (const plane of ['civic', 'municipal'] as const) house.turnClock(plane, 0);
      await house.kill('civic');
      await office.close();
      await house.start('civic');
      await signInAgain(who);
    }
  },
};

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

export const outside: readonly Drill[] = [silent];
