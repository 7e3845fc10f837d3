// SPDX-License-Identifier: EUPL-1.2
let aheadMs = 0;

/** What the server's clock says, by the second, as its last answer told: that of a shared tablet may be minutes wrong. */
export const serverClock = {
  at: (here: number): number => here + aheadMs,
  heard(answer: Response): void {
    const told = Date.parse(answer.headers.get('date') ?? '');
    if (Number.isFinite(told)) aheadMs = told - Date.now();
  },
};
