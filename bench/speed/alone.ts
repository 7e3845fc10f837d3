// SPDX-License-Identifier: EUPL-1.2
import { setTimeout as pause } from 'node:timers/promises';

export type Alone = <T>(work: () => Promise<T>) => Promise<T>;
const tries = 2000;

/**
 * The floor has the core for itself: what the product does in the background meanwhile would slow it, and flatter the
 * product. So the product sleeps, but never with a transaction open (`busy`), whose locks would hold the floor up.
 */
export const aloneWithout =
  (pid: () => number, busy: () => Promise<number>): Alone =>
  async (work) => {
    for (let turn = 0; ; turn += 1) {
      process.kill(pid(), 'SIGSTOP');
      if ((await busy()) === 0) break;
      process.kill(pid(), 'SIGCONT');
      if (turn === tries) throw new Error('The product is never at rest');
      await pause(3 + (turn % 7));
    }
    // Whatever ends us: nobody is left asleep.
    const wake = () => void process.kill(pid(), 'SIGCONT');
    process.once('exit', wake);
    try {
      return await work();
    } finally {
      wake();
      process.off('exit', wake);
    }
  };
