// SPDX-License-Identifier: EUPL-1.2

/**
 * How each of our processes is started (docs/operation). What V8 holds for things that live briefly grows to three times
 * the first by itself, to 130 MB; with half of it more grows old than has to. The second: V8 takes what one call needs
 * for something that lives long, and puts it there at once, whence only its slow collector takes it (docs/speed).
 */
export const nodeOptions = ['--max-semi-space-size=32', '--no-allocation-site-pretenuring'];
