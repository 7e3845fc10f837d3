// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState } from 'react';

/** The server's picture, shown as an image so that nothing in it can run. */
export function Qr({ svg, label }: { svg: string; label: string }) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [svg]);
  return <div className="qr">{source && <img src={source} alt={label} />}</div>;
}
