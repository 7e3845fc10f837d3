// SPDX-License-Identifier: EUPL-1.2
// Half a year in a town. What helpers are shown, in what order, and who is told of it, is decided by a `Way`.
import { Chance } from '../../infra/local/seed/chance.ts';
import { Agenda } from './agenda.ts';
import { heeds, read, takes, waking, type Mood, type Shown } from './helper-model.ts';
import { day, days, hour, type Asked, type Helper, type Population } from './population.ts';

export interface Open extends Asked {
  takenBy: string | null;
  readonly notified: Set<string>;
}

export interface Town {
  readonly agenda: Agenda;
  readonly helpers: readonly Helper[];
  readonly open: Set<Open>;
  /** One message to one helper; some of them look because of it. */
  notify(helper: Helper, request: Open, now: number): void;
}

export interface Way {
  readonly shown: Shown;
  /** It has been sent. */
  posted(town: Town, request: Open, now: number): void;
  /** What this helper finds when they look, the first card first. */
  feed(town: Town, helper: Helper, now: number): readonly Open[];
  /** With how many others a helper is asked. */
  among(town: Town, request: Open, helper: Helper): number;
  taken(request: Open, helper: Helper, now: number): void;
}

export interface Outcome {
  readonly requests: readonly { readonly asked: Asked; readonly agreed: boolean }[];
  /** Of all agreements, how many the club made. */
  readonly clubShare: number;
  /** Helpers who got to help at all. */
  readonly helped: number;
  readonly helpers: number;
}

interface Memory {
  readonly decided: Set<string>;
  tasks: number[];
  /** Of the past week, the older the less. */
  notices: number;
  noticedAt: number;
}

export function live(population: Population, way: Way, mood: Mood, seed: number): Outcome {
  const chance = new Chance(seed);
  const agenda = new Agenda();
  const { start, helpers } = population;
  const end = start + (days + 14) * day;
  const memories = new Map<string, Memory>(
    helpers.map(({ id }) => [id, { decided: new Set<string>(), tasks: [], notices: 0, noticedAt: start }]),
  );
  const all = population.requests.map((asked): Open => ({ ...asked, takenBy: null, notified: new Set() }));
  const open = new Set<Open>();
  const thisWeek = (times: readonly number[], now: number) => times.filter((at) => at > now - 7 * day);

  const town: Town = {
    agenda,
    helpers,
    open,
    notify(helper, request, now) {
      if (request.notified.has(helper.id)) return;
      request.notified.add(helper.id);
      const memory = memories.get(helper.id) as Memory;
      const recent = memory.notices * Math.exp((memory.noticedAt - now) / (7 * day));
      const heeded = heeds(chance, recent);
      Object.assign(memory, { notices: recent + 1, noticedAt: now });
      if (heeded)
        agenda.put(awake(now - Math.log(1 - chance.next()) * 3 * hour), (then) => look(helper, then, request));
    },
  };

  function look(helper: Helper, now: number, first?: Open): void {
    const memory = memories.get(helper.id) as Memory;
    const fresh = way.feed(town, helper, now).filter(({ id }) => !memory.decided.has(id));
    const cards = first && fresh.includes(first) ? [first, ...fresh.filter((card) => card !== first)] : fresh;
    for (const card of read(cards)) {
      memory.tasks = thisWeek(memory.tasks, now);
      if (memory.tasks.length >= helper.perWeek) return;
      memory.decided.add(card.id);
      const among = way.among(town, card, helper);
      if (takes(chance, helper, card, way.shown, { mood, among })) take(card, helper, now);
    }
  }

  function take(card: Open, helper: Helper, now: number): void {
    card.takenBy = helper.id;
    open.delete(card);
    (memories.get(helper.id) as Memory).tasks.push(now);
    way.taken(card, helper, now);
  }

  /** Nobody answers at night, whenever they were told. */
  const awake = (at: number): number => {
    const clock = ((at % day) + day) % day;
    if (clock >= 7 * hour && clock < 23 * hour) return at;
    const morning = at - clock + (clock >= 23 * hour ? day : 0) + 7 * hour;
    return morning + chance.next() * 2 * hour;
  };

  for (const request of all) {
    agenda.put(request.postedAt.getTime(), (now) => {
      open.add(request);
      way.posted(town, request, now);
    });
    agenda.put(request.expiresAt.getTime(), () => open.delete(request));
  }
  for (const helper of helpers) {
    for (let at = start; at < end; at += day) {
      for (let left = helper.looksPerDay; left > 0; left -= 1)
        if (chance.happens(Math.min(1, left))) agenda.put(at + waking(helper, chance), (now) => look(helper, now));
    }
  }
  agenda.runUntil(end);

  const club = new Set(helpers.filter(({ inClub }) => inClub).map(({ id }) => id));
  const taken = all.flatMap(({ takenBy }) => takenBy ?? []);
  return {
    requests: all.map((request, at) => ({ asked: population.requests[at] as Asked, agreed: request.takenBy !== null })),
    clubShare: taken.filter((id) => club.has(id)).length / Math.max(1, taken.length),
    helped: new Set(taken).size,
    helpers: helpers.length,
  };
}
