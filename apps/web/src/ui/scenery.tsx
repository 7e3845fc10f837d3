// SPDX-License-Identifier: EUPL-1.2
/** A quiet street in the organisation's own colours. */
export function Scenery() {
  return (
    <svg className="scenery" viewBox="0 30 480 190" aria-hidden="true" focusable="false">
      <circle className="s-sun" cx="356" cy="74" r="38" />
      <path className="s-hill" d="M0 178c70-34 138-40 206-22s170 26 274-18v82H0z" />
      <path className="s-deep" d="M58 196v-62l34-30 34 30v62z" />
      <path className="s-light" d="M84 146h16v16H84zm0 26h16v24H84z" />
      <path className="s-mid" d="M136 196v-88h58v88z" />
      <path className="s-deep" d="m130 110 35-26 35 26z" />
      <path className="s-light" d="M147 122h12v14h-12zm24 0h12v14h-12zm-24 26h12v14h-12zm24 0h12v48h-12z" />
      <path className="s-warm" d="M212 196v-54l40-32 40 32v54z" />
      <path className="s-deep" d="m204 146 48-39 48 39" fill="none" />
      <path className="s-light" d="M228 154h18v18h-18zm30 0h16v42h-16z" />
      <path className="s-mid" d="M318 196v-70h66v70z" />
      <path className="s-deep" d="M312 128c0-18 18-30 39-30s39 12 39 30z" />
      <path className="s-light" d="M330 140h14v16h-14zm28 0h14v16h-14zm-14 30h16v26h-16z" />
      <path
        className="s-tree"
        d="M420 196v-26c-14 0-22-10-22-24 0-18 12-36 24-44 12 8 24 26 24 44 0 14-8 24-22 24v26z"
      />
      <path className="s-tree" d="M28 196v-20c-10 0-16-8-16-18 0-14 9-26 18-32 9 6 18 18 18 32 0 10-6 18-16 18v20z" />
      <path className="s-ground" d="M0 196h480v24H0z" />
    </svg>
  );
}
