// SPDX-License-Identifier: EUPL-1.2
// Stories in which a difference was once found and mended, or in which one would be hard to come by: told first, always.
import { operations, Secret, Shared, type Deed, type Model } from './commands.ts';
import type { Direction } from './directions.ts';
import type { HouseName } from './house.ts';
import type { Choice } from './operation.ts';
import type { Pair } from './pair.ts';
import type { AsyncCommand } from 'fast-check';

type Told = readonly [house: HouseName, operation: string, choice?: Choice];

interface Stored {
  readonly why: string;
  readonly direction: Direction['key'];
  readonly steps: readonly ((direction: Direction) => AsyncCommand<Model, Pair>)[];
}

function deed([house, name, choice = [0, 0, 0]]: Told): Deed {
  const operation = operations.find((one) => one.name === name);
  if (!operation) throw new Error(`No such operation: ${name}`);
  return { operation, house, choice };
}

const secret =
  (one: readonly Told[], other: readonly Told[] = []) =>
  () =>
    new Secret(one.map(deed), other.map(deed));
const shared =
  (...told: Told) =>
  (direction: Direction) => {
    const done = deed(told);
    return new Shared(done, direction.level(done.operation, done.house) ?? 'low');
  };

const stories: readonly Stored[] = [
  {
    why: 'keys of the same moment were listed in an order that changed by itself',
    direction: 'municipality',
    steps: [shared('town', 'rotate keys'), secret([['a', 'add a member']]), shared('town', 'rotate keys')],
  },
  {
    why: 'a request is passed on, pulled back and passed on again before somebody says yes',
    direction: 'municipality',
    steps: [
      shared('town', 'ask partners', [1, 1, 0]),
      secret([
        ['a', 'route card'],
        ['a', 'pull card back'],
        ['a', 'leave group'],
        ['a', 'create group', [3, 0, 0]],
        ['a', 'route card', [0, 3, 0]],
      ]),
      shared('a', 'accept'),
      secret([['a', 'import members']], [['b', 'import members', [1, 0, 0]]]),
      shared('a', 'start to partner'),
    ],
  },
  {
    why: 'whoever asked is told by e-mail what the partner answers, and nothing else',
    direction: 'municipality',
    steps: [
      shared('town', 'give address', [3, 1, 0]),
      shared('town', 'ask partners', [1, 1, 0]),
      secret([
        ['a', 'give address', [0, 1, 0]],
        ['a', 'let a browser be woken', [1, 1, 0]],
        ['a', 'route card'],
      ]),
      shared('a', 'accept'),
      shared('a', 'start to partner'),
    ],
  },
  {
    why: 'a neighbour on the same plane is sent e-mail and text messages, too',
    direction: 'association',
    steps: [
      shared('b', 'give address', [3, 1, 0]),
      secret(
        [
          ['a', 'give address', [0, 1, 0]],
          ['a', 'give address', [3, 0, 0]],
        ],
        [['a', 'let a browser be woken', [3, 1, 0]]],
      ),
      shared('town', 'ask partners', [0, 1, 0]),
    ],
  },
  {
    why: 'a neighbour on the same plane is busy while somebody makes too many changes',
    direction: 'association',
    steps: [
      secret(
        [
          ['a', 'many changes', [1, 3, 0]],
          ['a', 'create group'],
        ],
        [['a', 'many changes', [1, 0, 0]]],
      ),
      shared('b', 'many changes'),
      secret([['a', 'failed sign-in', [3, 0, 0]]]),
      shared('b', 'invite'),
    ],
  },
  {
    why: 'who came in secret was taken for somebody else',
    direction: 'association',
    steps: [
      secret(
        [
          ['a', 'add a member'],
          ['a', 'leave'],
        ],
        [['a', 'import members']],
      ),
      shared('b', 'add a member'),
    ],
  },
  {
    why: 'the addresses of a municipality are public',
    direction: 'resident',
    steps: [
      secret(
        [
          ['town', 'ask'],
          ['a', 'create group'],
        ],
        [['town', 'rename unit']],
      ),
      shared('town', 'add unit'),
      secret([['town', 'accept an offer']]),
      shared('town', 'ask (neighbour)', [1, 1, 1]),
    ],
  },
  {
    why: 'an address for answers is changed for a while',
    direction: 'inside',
    steps: [
      secret(
        [
          ['town', 'change answering address'],
          ['town', 'add a member'],
        ],
        [['town', 'write partner invitation']],
      ),
      shared('a', 'rotate keys'),
      shared('town', 'ask partners', [0, 0, 0]),
    ],
  },
  ...(['municipality', 'inside'] as const).map((direction): Stored => {
    const house = direction === 'inside' ? 'town' : 'a';
    return {
      why: 'what somebody shows in one house is known to nobody in the house that is said to have issued it',
      direction,
      steps: [
        secret([
          [house, 'show passport'],
          [house, 'decide about passport'],
          [house, 'take along'],
          [house, 'trust issuer'],
        ]),
        shared('town', 'ask partners', [0, 0, 0]),
      ],
    };
  }),
  ...(['municipality', 'inside'] as const).map((direction): Stored => ({
    why: 'a plane that has been restarted remembers nothing that it should not',
    direction,
    steps: [
      secret([[direction === 'inside' ? 'town' : 'a', 'add a member']]),
      shared('town', 'restart', [0, direction === 'inside' ? 0 : 1, 0]),
      shared('town', 'ask partners', [0, 0, 0]),
    ],
  })),
];

export const storedStories = (direction: Direction) =>
  stories
    .filter(({ direction: key }) => key === direction.key)
    .map(({ why, steps }) => ({ why, story: steps.map((step) => step(direction)) }));
