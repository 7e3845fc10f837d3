// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check';
import { rowsOfAll } from './books.ts';
import type { Kitchen } from './kitchen.ts';
import { recipes, type Recipe } from './recipes.ts';
import type { Reply, Stage } from './stage.ts';

const atOnce = 8;
/** An address may knock in vain 120 times a minute; the count is not what is tried here. */
const forgetEvery = 96;
const lookEvery = 1200;

export interface Barrage {
  readonly sent: number;
  /** How many were answered with which status and code. */
  readonly answers: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Each a sentence with the recipe and its number. */
  readonly faults: readonly string[];
}

/** What is wrong with an answer to a bad letter; null when nothing is. */
function faultOf(recipe: Recipe, { status, text, code }: Reply): string | null {
  if (status === 202) return 'was let in';
  if (status >= 500) return `broke the inbox (${status})`;
  if (code === 'message.too-many') return 'was not looked at, which proves nothing';
  // Without the partner's key nobody may learn more than that.
  const strangers = status === 401 && text === '{"code":"message.refused"}';
  if (recipe.kind !== 'resigned') return strangers ? null : `was told more than a stranger: ${status} ${text}`;
  if (![400, 401, 403, 409, 429].includes(status)) return `was answered ${status}`;
  return /^\{"code":"(message|grant)\.[a-z-]+"(,"lastSeq":\d+)?\}$/.test(text) ? null : `was told ${text}`;
}

/**
 * Sends that many bad letters. None may be let in, break anything or change a row of any tenant: a refusal leaves
 * nothing but a count in `rate_limit` of the platform database.
 */
export async function barrage(
  stage: Stage,
  kitchen: Kitchen,
  bases: { readonly honest: number; readonly own: number },
  { envelopes, seed, first }: { readonly envelopes: number; readonly seed: number; readonly first: boolean },
): Promise<Barrage> {
  const since = performance.now();
  const before = await rowsOfAll(stage.planes);
  const faults: string[] = [];
  const answers: Record<string, number> = {};
  const kinds: Record<string, number> = {};
  const planned = fc.sample(recipes(bases.honest, bases.own), { numRuns: Math.ceil(envelopes * 1.1) + 50, seed });
  let sent = 0;
  let next = 0;
  let looked = 0;

  const lane = async (until: number) => {
    while (sent < until && next < planned.length) {
      const number = next++;
      const recipe = planned[number]!;
      const dish = kitchen.make(recipe);
      if (!dish) continue;
      sent += 1;
      kinds[recipe.kind] = (kinds[recipe.kind] ?? 0) + 1;
      const reply = await stage.post(dish.to, dish.letter);
      const answer = `${reply.status} ${reply.code ?? ''}`;
      answers[answer] = (answers[answer] ?? 0) + 1;
      const fault = faultOf(recipe, reply);
      if (fault) faults.push(`letter ${number} of seed ${seed} ${fault}: ${JSON.stringify(recipe)}`);
    }
  };
  while (sent < envelopes && next < planned.length && !(first && faults.length > 0)) {
    await stage.forgetKnocks();
    const until = Math.min(sent + forgetEvery, envelopes);
    await Promise.all(Array.from({ length: atOnce }, () => lane(until)));
    if (sent < envelopes && Math.floor(sent / lookEvery) === looked) continue;
    looked = Math.floor(sent / lookEvery);
    const now = await rowsOfAll(stage.planes);
    const changed = now.flatMap((rows, plane) =>
      Object.keys(rows).filter((name) => rows[name] !== before[plane]?.[name]),
    );
    if (changed.length === 0) continue;
    faults.push(`rows of ${changed.join(', ')} have changed by letter ${next} of seed ${seed}`);
    break;
  }
  return { sent, answers, kinds, seconds: (performance.now() - since) / 1000, faults };
}
