// SPDX-License-Identifier: EUPL-1.2
// Plain SVG: ratios as dots with their spread, growth as lines over logarithmic axes.
import type { Curve } from './growth.ts';
import { power, type Spread } from './figures.ts';
import { said } from './lines.ts';

const style = 'text{font:14px sans-serif;fill:#222}.title{font-weight:bold}.small{font-size:12px}';
const page = (width: number, height: number, label: string, parts: readonly string[]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}"><style>${style}</style><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>\n`;
const [ours, best] = ['#00629f', '#a3004b'];

export interface Bar {
  readonly name: string;
  readonly ratio: Spread;
  readonly noise: Spread;
  readonly bar: number;
  readonly target: number;
}

/** Product to floor, with the floor to itself below it: nobody should believe a difference that the noise has, too. */
export function ratioPlot(bars: readonly Bar[]): string {
  const [width, left, step] = [900, 170, 26];
  const most = Math.max(1.2, ...bars.flatMap(({ ratio, noise }) => [ratio.high, noise.high]));
  const x = (value: number) => left + (value / most) * (width - left - 60);
  const parts = ['<text x="20" y="28" class="title">Product / floor, answers a second; 1 is the floor itself</text>'];
  let y = 44;
  const dot = (name: string, { median, low, high }: Spread, colour: string) => {
    y += step;
    parts.push(
      `<text x="20" y="${y + 4}">${name}</text>`,
      `<line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="3"/>`,
      `<circle cx="${x(median)}" cy="${y}" r="5" fill="${colour}"/>`,
      `<text x="${x(high) + 8}" y="${y + 4}">${said(median)}</text>`,
    );
  };
  for (const { name, ratio, noise, bar, target } of bars) {
    const top = y + 8;
    dot(name, ratio, ours);
    dot('floor / floor', noise, best);
    for (const goal of [bar, target])
      parts.push(
        `<line x1="${x(goal)}" x2="${x(goal)}" y1="${top}" y2="${y + 10}" stroke="#555" stroke-dasharray="4"/>`,
        `<text x="${x(goal) + 3}" y="${top + 4}" class="small">${goal}</text>`,
      );
    y += 16;
  }
  return page(width, y + 24, 'Product to floor for each deed, and the floor to itself', parts);
}

/** Small pictures side by side, each with axes of its own. */
export function growthPlot(curves: readonly Curve[]): string {
  const [width, height, across] = [440, 280, 2];
  const parts: string[] = [];
  curves.forEach(({ name, of, steps }, place) => {
    const [dx, dy] = [(place % across) * width, Math.floor(place / across) * height];
    const xs = steps.map(({ n }) => Math.log10(n));
    const ys = steps.flatMap(({ product, floor }) => [product, floor]).map(Math.log10);
    const [lowest, highest] = [Math.floor(Math.min(...ys)), Math.ceil(Math.max(...ys))];
    const x = (n: number) =>
      dx +
      60 +
      ((Math.log10(n) - (xs[0] as number)) / ((xs.at(-1) as number) - (xs[0] as number) || 1)) * (width - 130);
    const y = (ms: number) => dy + height - 50 - ((Math.log10(ms) - lowest) / (highest - lowest || 1)) * (height - 110);
    parts.push(`<text x="${dx + 20}" y="${dy + 28}" class="title">${name}, ms, by ${of}</text>`);
    for (let ten = lowest; ten <= highest; ten += 1)
      parts.push(
        `<line x1="${dx + 60}" x2="${dx + width - 70}" y1="${y(10 ** ten)}" y2="${y(10 ** ten)}" stroke="#ddd"/>`,
        `<text x="${dx + 20}" y="${y(10 ** ten) + 4}" class="small">${10 ** ten}</text>`,
      );
    for (const { n } of steps)
      parts.push(`<text x="${x(n) - 14}" y="${dy + height - 28}" class="small">${exponent(n)}</text>`);
    for (const [side, colour] of [
      ['product', ours],
      ['floor', best],
    ] as const) {
      const path = steps.map((step) => `${x(step.n)},${y(step[side])}`).join(' ');
      const last = steps.at(-1);
      parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`);
      for (const step of steps) parts.push(`<circle cx="${x(step.n)}" cy="${y(step[side])}" r="4" fill="${colour}"/>`);
      if (last)
        parts.push(`<text x="${x(last.n) + 8}" y="${y(last[side]) + 4}" fill="${colour}" class="small">${side}</text>`);
    }
  });
  const rows = Math.ceil(curves.length / across);
  return page(width * across, height * rows, 'How each deed grows with the house', parts);
}

const exponent = (n: number) => (Number.isInteger(Math.log10(n)) ? `10^${Math.log10(n)}` : String(n));

/** By which power each side grows. */
export const powersOf = ({ steps }: Curve): { product: number; floor: number } => ({
  product: power(steps.map(({ n, product }) => ({ n, value: product }))),
  floor: power(steps.map(({ n, floor }) => ({ n, value: floor }))),
});
