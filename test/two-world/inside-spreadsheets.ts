// SPDX-License-Identifier: EUPL-1.2
import { nth } from './house.ts';
import { everyHouse, type Operation } from './operation.ts';

const names = ['Åsa', '=1+1', 'Bo; den äldre', ''] as const;

export const insideSpreadsheets: readonly Operation[] = [
  {
    kind: 'inside',
    houses: everyHouse,
    name: 'invite a list',
    says: 'invites a list of people, or only looks at it',
    writes: ['POST /api/v1/invitations/spreadsheet'],
    do: (world, house, [n, k, m]) =>
      world.call(house.administrator, 'POST', '/invitations/spreadsheet', {
        csv: `Namn;Dagar\r\n${Array.from({ length: 1 + (k % 3) }, (_, at) => `${nth(names, n + at)};${1 + (m % 9)}\r\n`).join('')}`,
        make: m % 3 !== 0,
      }),
  },
];
