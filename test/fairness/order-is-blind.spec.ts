// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { populate, type Population, type Traits } from '../../bench/fairness/population.ts';
import { live, type Way } from '../../bench/fairness/town.ts';
import { ourWay, pilotsWay } from '../../bench/fairness/ways.ts';

const mood = { willingness: 0.01, responsibility: 0.25 };
const town = populate(7, 60, 60);

/** The same town, in which everybody who was one way is the other. */
const turned = (trait: keyof Traits): Population => ({
  ...town,
  requests: town.requests.map((asked) => ({ ...asked, traits: { ...asked.traits, [trait]: !asked.traits[trait] } })),
});
const whoGotHelp = (population: Population, way: Way) =>
  live(population, way, mood, 3).requests.map(({ asked, agreed }) => `${asked.id} ${agreed}`);

describe('who gets help in the simulated town', () => {
  test('is the same to the last request when names are exchanged; as the pilots did it, it is not', () => {
    expect(whoGotHelp(turned('name'), ourWay())).toEqual(whoGotHelp(town, ourWay()));
    expect(whoGotHelp(turned('name'), pilotsWay())).not.toEqual(whoGotHelp(town, pilotsWay()));
  });

  test('is the same when tones are exchanged, where nobody reads the words before they decide: order and turns do not', () => {
    const kept = () => ourWay({ words: 0 });
    expect(whoGotHelp(turned('polite'), kept())).toEqual(whoGotHelp(town, kept()));
    expect(whoGotHelp(turned('polite'), ourWay())).not.toEqual(whoGotHelp(town, ourWay()));
  });
});
