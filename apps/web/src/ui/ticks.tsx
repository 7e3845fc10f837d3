// SPDX-License-Identifier: EUPL-1.2
import { Icon, type IconName } from './icon.tsx';

export function Ticks({ icon = 'check', items }: { icon?: IconName; items: string[] }) {
  return (
    <ul className="ticks">
      {items.map((item) => (
        <li key={item}>
          <Icon name={icon} />
          <span>{item}</span>
        </li>
      ))}
    </ul>
  );
}
