// SPDX-License-Identifier: EUPL-1.2
/** The server's picture, shown as an image so that nothing in it can run. */
export function Qr({ svg, label }: { svg: string; label: string }) {
  return (
    <div className="qr">
      <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={label} />
    </div>
  );
}
