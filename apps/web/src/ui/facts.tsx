// SPDX-License-Identifier: EUPL-1.2
import { Icon, type IconName } from './icon.tsx';

export function Facts({ facts }: { facts: ({ icon: IconName; text: string } | false | null | undefined)[] }) {
  return (
    <ul className="facts">
      {facts.filter(Boolean).map((fact) => {
        const { icon, text } = fact as { icon: IconName; text: string };
        return (
          <li key={icon + text}>
            <Icon name={icon} />
            <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
