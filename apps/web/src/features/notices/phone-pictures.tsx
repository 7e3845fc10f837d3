// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react';

/** An iPhone as far as one has to recognise it; the step beside it says in words what it shows. */
function Phone({ children }: { children: ReactNode }) {
  return (
    <svg className="phone-picture" viewBox="0 0 120 200" aria-hidden="true" focusable="false">
      <rect className="phone-body" x="2" y="2" width="116" height="196" rx="18" />
      <rect className="phone-glass" x="8" y="8" width="104" height="184" rx="13" />
      <rect className="phone-body" x="44" y="12" width="32" height="7" rx="3.5" />
      {children}
    </svg>
  );
}

const Here = ({ x, y, r = 15 }: { x: number; y: number; r?: number }) => (
  <circle className="phone-here" cx={x} cy={y} r={r} />
);
const Line = ({ y, to = 98, x = 22 }: { y: number; to?: number; x?: number }) => (
  <path className="phone-faint" d={`M${x} ${y}H${to}`} />
);
const Share = ({ x, y }: { x: number; y: number }) => (
  <path className="phone-sign" d={`M${x} ${y + 3}v-11m-4 4 4-4 4 4M${x - 4} ${y - 1}h-3v10h14v-10h-3`} />
);
const App = ({ x, y }: { x: number; y: number }) => (
  <>
    <rect className="phone-app" x={x - 11} y={y - 11} width="22" height="22" rx="6" />
    <image href="/icon.svg" x={x - 9} y={y - 9} width="18" height="18" />
  </>
);

/** Safari, with the share sign at the bottom. */
export const SharePicture = () => (
  <Phone>
    {[40, 52, 64, 84, 96, 108, 128].map((y, row) => (
      <Line key={y} y={y} to={row % 3 === 2 ? 70 : 98} />
    ))}
    <path className="phone-faint" d="M8 160h104" />
    <path className="phone-sign" d="m23 169-6 6 6 6M34 169l6 6-6 6M80 169h11v12H80zM98 171h6m-6 4h6m-6 4h6" />
    <Share x={60} y={176} />
    <Here x={60} y={175} r={14} />
  </Phone>
);

/** The sheet that comes up, with the plus among its rows. */
export const AddPicture = () => (
  <Phone>
    <rect className="phone-sheet" x="8" y="62" width="104" height="130" rx="10" />
    {[82, 104, 126, 170].map((y) => (
      <g key={y}>
        <Line y={y} to={78} />
        <path className="phone-faint" d={`M88 ${y - 5}h10v10H88z`} />
      </g>
    ))}
    <rect className="phone-here" x="14" y="136" width="92" height="24" rx="7" />
    <path className="phone-sign" d="M22 148h50M88 142h12v12H88zM94 145v6m-3-3h6" />
  </Phone>
);

/** The home screen, with the new app on it. */
export const HomePicture = () => (
  <Phone>
    {[0, 1, 2, 3].flatMap((row) =>
      [0, 1, 2].map((column) =>
        row === 3 && column > 0 ? null : (
          <rect
            key={`${row}${column}`}
            className="phone-other"
            x={19 + column * 30}
            y={34 + row * 32}
            width="22"
            height="22"
            rx="6"
          />
        ),
      ),
    )}
    <App x={60} y={141} />
    <Here x={60} y={141} r={18} />
  </Phone>
);

/** The app, asking whether it may tell. */
export const AllowPicture = () => (
  <Phone>
    <App x={60} y={48} />
    <Line y={72} x={36} to={84} />
    <rect className="phone-sheet" x="18" y="86" width="84" height="62" rx="9" />
    <path className="phone-sign" d="M53 106h14l-2.500-4v-4a4.500 4.500 0 0 0-9 0v4l-2.500 4Zm5 3.500h4" />
    <path className="phone-faint" d="M18 122h84M60 122v26" />
    <path className="phone-faint" d="M30 135h18" />
    <path className="phone-sign" d="m75 135 4 4 8-8" />
    <Here x={81} y={135} r={12} />
  </Phone>
);
