// SPDX-License-Identifier: EUPL-1.2

/** Over so long a time shares are counted. */
export const shareDays = 28;
/** With fewer agreements than this a share says nothing, and everybody may take. */
const fewest = 5;

interface Taken {
  /** Agreements of the last `shareDays` days with somebody of the group, and all of them. */
  readonly byGroup: number;
  readonly all: number;
}

/** Whether one more would give the group more than its share, in percent, of what is agreed. */
export function hasItsShare({ byGroup, all }: Taken, sharePercent: number | null): boolean {
  if (sharePercent === null || all < fewest) return false;
  return (byGroup + 1) * 100 > sharePercent * (all + 1);
}
