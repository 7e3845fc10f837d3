// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';

/** What is stored of a secret that a browser holds: whoever reads the database cannot use it. */
export const hashed = (secret: string): Buffer => createHash('sha256').update(secret).digest();
