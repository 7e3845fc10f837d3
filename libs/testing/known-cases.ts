// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check';

/** Properties are tried on the cases of this seed; without one, each run takes its own and says which when it fails. */
const seed = process.env.HANDSLAG_SEED;
if (seed) fc.configureGlobal({ seed: Number(seed) });
