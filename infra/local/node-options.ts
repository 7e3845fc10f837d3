// SPDX-License-Identifier: EUPL-1.2

/**
 * How each of our processes is started. What V8 holds for things that live briefly grows to three times this by itself,
 * to 130 MB; more than this buys no speed here (docs/speed).
 */
export const nodeOptions = ['--max-semi-space-size=16'];
