// SPDX-License-Identifier: EUPL-1.2
import { patience } from '#tenant/fairness';

/**
 * SQL: the order of `nextWave` for rows with the columns of a `Candidate` and the request `:request`, so that of a large
 * group only those are loaded whose turn it is. The property test of the same name holds both to one answer.
 */
export const inTurn = (row: string): string => `${row}."tooFar",
  case ${row}.word when 'can' then 0 when 'cannot' then 2 else 1 end,
  ${row}."askedInVain" >= ${patience},
  coalesce(${row}."lastHelpedAt", 'epoch'),
  ${row}.near desc,
  ${row}."askedInVain",
  sha256(convert_to(split_part(:request::text, '-', 1) || ' ' || split_part(${row}.id::text, '-', 1), 'UTF8'))`;
