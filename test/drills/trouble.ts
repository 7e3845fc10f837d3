// SPDX-License-Identifier: EUPL-1.2
// F9, F10 and F20: keys that change while letters are under way, a letter nobody can handle, an identity provider that is gone.
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { operatorFile } from '../../infra/local/environment.ts';
import type { Plane } from '../../infra/local/layout.ts';
import { at, seconds, until, type Drill, type Stage } from './drill.ts';
import { signal } from './signals.ts';
import { waits } from './kills.ts';

const run = promisify(execFile);

/** The operator's own command. */
async function rotate({ house }: Stage, plane: Plane, origin: string, ...more: string[]): Promise<void> {
  const settings = ['--settings', operatorFile(house.layout, plane)];
  await run(process.execPath, ['apps/cli/handslag.mjs', 'keys', 'rotate', '--tenant', origin, ...settings, ...more], {
    cwd: house.layout.root,
    env: { PATH: process.env['PATH'] },
  });
}

const keys: Drill = {
  name: 'F9',
  says: 'both sides change their keys while letters are under way, then one of them in an emergency',
  async run(stage) {
    const { house, traffic, long } = stage;
    const [town, club] = [house.town('helsingborg'), house.club('rodakorset')];
    const gate = house.gate.civic;
    gate.fate = () => ({ lateMs: 300 });
    gate.kept = [];
    const asking = traffic.askMany('F9', long ? 1000 : 20);
    await rotate(stage, 'municipal', town);
    await rotate(stage, 'civic', club);
    await asking;
    await house.settle();
    const old = gate.kept.at(0);
    gate.kept = undefined;

    gate.fate = () => 'cut';
    const unheard = await traffic.askMany('F9', 3, 1);
    await rotate(stage, 'municipal', town, '--emergency');
    gate.heal();
    const revokedAt = Date.now();
    await house.settle();
    stage.measured('the partner knows of the emergency after', seconds(Date.now() - revokedAt), 60, 's');
    if (!old) throw new Error('No letter was overheard');
    const { status } = await gate.send(old);
    stage.measured('a letter signed with the key before is refused with 401: no', status === 401 ? 0 : status, 0);
    const [given] = await house.query<{ count: number }>(
      'municipal',
      `select count(*)::int as count from outbound_message where state = 'refused' and code = 'message.key-revoked'`,
    );
    stage.measured('letters returned, beyond those that were on their way', (given?.count ?? 0) - unheard.length, 0);
    await traffic.ask('F9');
    return { undelivered: given?.count ?? 0 };
  },
};

const poison: Drill = {
  name: 'F10',
  says: 'a letter that cannot be handled',
  async run(stage) {
    const { house, traffic, long } = stage;
    await house.query(
      'civic',
      `create function drill_choke() returns trigger language plpgsql as $$
       begin if new.text like 'Övning F10gift %' then raise exception 'choked'; end if; return new; end $$;
       create trigger drill_choke before insert on partner_request for each row execute function drill_choke()`,
    );
    try {
      await traffic.ask('F10gift');
      const since = Date.now();
      await traffic.askMany('F10', long ? 1000 : 10);
      const parked = `select failures from inbound_message where state = 'parked' order by received_at desc limit 1`;
      const row = await until('the letter to be parked', async () => {
        const [found] = await house.query<{ failures: number }>('civic', parked);
        return found;
      });
      stage.measured('tries before it is put aside', row.failures, 5);
      stage.noted(`put aside after ${seconds(Date.now() - since)} s`);
      await house.settle();
      const others = await waits(stage, since);
      stage.measured('letters of the same sender meanwhile, slowest', seconds(Math.max(...others)), 30, 's');
    } finally {
      await house.query('civic', 'drop trigger drill_choke on partner_request; drop function drill_choke()');
    }
    return { parked: 1 };
  },
};

const provider: Drill = {
  name: 'F20',
  says: 'the identity provider does not answer, then is gone',
  async run(stage) {
    const { house, who } = stage;
    const begin = async () => {
      const since = performance.now();
      const { status, location } = await who.david.send('GET', '/sign-in?as=staff&return=/');
      const told = /sign-in-failed.*sign-in\.unavailable/.test(location ?? '');
      return { status, told, ms: performance.now() - since };
    };
    const look = async () => {
      const since = performance.now();
      await who.maria.get('/requests?scope=mine');
      return performance.now() - since;
    };
    const tries: { status: number; told: boolean; ms: number }[] = [];
    const looks: number[] = [];
    for (const name of ['SIGSTOP', 'SIGKILL'] as const) {
      signal(house.identity, name);
      await pause(100);
      const trying = Promise.all(Array.from({ length: 5 }, begin));
      for (let count = 0; count < 10; count += 1) looks.push(await look());
      tries.push(...(await trying));
    }
    signal(house.identity, 'SIGCONT');
    await house.slay(house.identity);
    await house.startIdentity();
    stage.noted(`sign-in begun meanwhile is answered ${[...new Set(tries.map(({ status }) => status))].join(', ')}`);
    stage.measured('of them not told that it does not answer', tries.filter(({ told }) => !told).length, 0);
    stage.measured('longest wait for that answer', seconds(Math.max(...tries.map(({ ms }) => ms))), 15, 's');
    stage.measured('answers of 500', tries.filter(({ status }) => status === 500).length, 0);
    stage.measured('those who are in read on, 95 %', seconds(at(0.95, looks)), 1, 's');
    const since = Date.now();
    await until('sign-in to work again', () =>
      who.david.signIn('david', 'staff').then(
        () => true,
        () => undefined,
      ),
    );
    stage.measured('sign-in works again after', seconds(Date.now() - since), 60, 's');
  },
};

export const trouble: readonly Drill[] = [keys, poison, provider];
