// SPDX-License-Identifier: EUPL-1.2
// One house that grows: first in tenants, then in requests; when it is large, the contests; then members and partners.
import { setTimeout as pause } from 'node:timers/promises';
import type { Options, Part } from './options.ts';
import { aloneWithout } from './alone.ts';
import { slope } from './figures.ts';
import type { Ground } from './ground.ts';
import { depth, growMembers, growPartners, growRequests, growTenants, type Step } from './growth.ts';
import { said, times, type Line } from './lines.ts';
import { contests, costOfTheWall, expectSamePage, patience, raceForOne, type Field } from './scorecard.ts';
import { countStatements } from './counting.ts';
import type { Found } from './report.ts';
import { startFloor, startProduct, tellsUse, type Server } from './servers.ts';
import { askers, forgetTowns, sowRequests, sowTowns } from './sow.ts';

/** Of the tenants in which the contests are held, so many have a whole page in their feeds. */
const size = { tenants: 2000, full: 200, persons: 16, bystanders: 2 };
const firstRequests = 1000;
const tens = (from: number, to: number) =>
  Array.from({ length: Math.round(Math.log10(to / from)) + 1 }, (_, at) => from * 10 ** at);

const lastToFirst = (goal: Line['goal'], first: Step | undefined, last: Step | undefined): Line[] =>
  first && last && first !== last
    ? [
        {
          goal,
          value: last.product / first.product,
          said: `${said(last.product / first.product)}: ${said(last.product)} ms at ${said(last.n)} / ${said(first.product)} ms at ${said(first.n)}`,
        },
      ]
    : [];

export async function growing(
  ground: Ground,
  options: Options,
  found: Found,
  part: Part,
  wanted: (name: string) => boolean,
): Promise<void> {
  const { quick, rows, rounds, seconds, connections } = options;
  const personsOf = (tenant: number) => (tenant <= size.tenants ? size.persons : size.bystanders);
  const towns = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => ({ tenant: from + at, persons: personsOf(from + at) }));
  await sowTowns(ground, towns(1, 10));
  await sowRequests(ground, { from: 1, to: firstRequests, tenants: 10 });
  await ground.rest();

  const floor = await startFloor(ground);
  let product = await startProduct(ground);
  const alone = aloneWithout(() => product.pid, ground.busy);
  const patienceMs = quick ? 10_000 : 60_000;
  const rules = { rounds, seconds, connections, postmaster: ground.postmaster, alone };
  const field = (): Field => ({ ground, product, floor, rules, patienceMs, ...size });
  try {
    await expectSamePage(field());
    if (wanted('growth'))
      await part('tenants', async () => {
        const sizes = quick ? [10, 100, 1000] : [10, 100, 1000, 10_000];
        const steps = await growTenants(field(), sizes, personsOf, {
          sown: 10,
          watchIdle: (n) => !quick || n === sizes.at(-1),
        });
        found.tenants.push(...steps);
        found.curves.push({ name: 'feed', of: 'tenants', steps });
        found.lines.push(...lastToFirst('tenants', steps[0], steps.at(-1)));
        if (tellsUse) {
          const kb = slope(steps.map(({ n, heldMb }) => ({ n, value: heldMb * 1024 })));
          found.lines.push({ goal: 'perTenant', value: kb, said: said(kb) });
        }
      });
    const { rows: known } = await ground.platform.query<{ count: number }>('select count(*)::int as count from tenant');
    const there = known[0]?.count ?? 0;
    if (there < size.tenants) await sowTowns(ground, towns(there + 1, size.tenants));
    await forgetTowns(ground, size.tenants);

    await part('requests', async () => {
      const sizes = wanted('growth') ? tens(firstRequests, rows) : [rows];
      const curve = await growRequests(field(), sizes, size.tenants, firstRequests);
      const last = curve.steps.at(-1);
      if (curve.steps.length > 1) found.curves.push(curve);
      const hundredth = curve.steps.find(({ n }) => n === rows / 100);
      found.lines.push(...lastToFirst('rows', hundredth, last));
      const { first, deep, page } = await depth(field(), { tenant: 1, person: askers + 1 }, 250);
      const says = `${said(deep / first)}: ${said(deep)} ms / ${said(first)} ms${page < 250 ? `, at page ${page}, the last` : ''}`;
      found.lines.push({ goal: 'pages', value: deep / first, said: says });
    });

    await product.stop();
    if (wanted('scorecard'))
      await part('statements', async () => void Object.assign(found.statements, await countStatements(field())));
    // What it has been through so far is not what is measured now.
    product = await startProduct(ground);
    if (wanted('scorecard')) await score(field(), found, part);
    if (wanted('growth')) {
      const sizes = quick ? [10, 100, 1000] : [10, 100, 1000, 10_000];
      await part('members', async () => void found.curves.push(...(await growMembers(field(), sizes))));
      await part('partners', async () => void found.curves.push(...(await growPartners(field(), [1, 10, 100, 1000]))));
    }
  } finally {
    await stopAll(product, floor);
  }
}

const stopAll = (...servers: readonly Server[]) => Promise.all(servers.map((server) => server.stop()));

const racingTenant = 700_000;

async function score(field: Field, found: Found, part: Part): Promise<void> {
  await part('contests', () =>
    contests(field, (deed, held, calmed) => {
      found.contests[deed] = held;
      found.lines.push({
        goal: deed,
        value: held.ratio.median,
        said: `${times(held.ratio)}; noise ${times(held.noise)}`,
      });
      if (!calmed)
        found.facts.push(
          `${field.patienceMs / 1000} s after the contest in ${deed} the product was still at work on what it had left behind.`,
        );
    }),
  );
  const { feed } = found.contests;
  if (feed) await part('patience', async () => void found.lines.push(await patience(field, feed)));
  await part('wall', async () => void found.lines.push(await costOfTheWall(field)));
  await part('race', async () => {
    await sowTowns(field.ground, [{ tenant: racingTenant, persons: 80 }]);
    // The plane looks for an unknown host at most twice a second.
    await pause(600);
    const { winners, statuses } = await raceForOne(field, racingTenant);
    found.lines.push({ goal: 'race', value: winners === 1 ? 1 : Infinity, said: `${winners} (answers: ${statuses})` });
  });
}
