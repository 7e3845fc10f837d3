// SPDX-License-Identifier: EUPL-1.2
const left = 'M7.500 41.500C14.800 28.600 22 22.400 30 22.400c6.600 0 10.600 3.400 15.400 8.300';
const right = 'M56.500 22.500C49.200 35.400 42 41.600 34 41.600c-6.600 0-10.600-3.400-15.400-8.300';

/** Two arms that clasp: the handshake. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path className="mark-left" d={left} />
      <path className="mark-right" d={right} />
    </svg>
  );
}
