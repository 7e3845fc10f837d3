// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words/use-words.ts';
import { useTenant } from './session.ts';
import { WallLink } from './wall-link.tsx';

/** Help from a human, at the same place on every page. */
export function Foot() {
  const { say } = useWords();
  const { phone, email } = useTenant();
  return (
    <footer className="shell-foot">
      {phone && (
        <span className="row">
          {say('help.talk')}
          <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
            <Icon name="phone" />
            <bdi className="numbers nowrap">{phone}</bdi>
          </a>
        </span>
      )}
      {!phone && email && <a href={`mailto:${email}`}>{email}</a>}
      <Link to="/about">{say('help.about')}</Link>
      <WallLink>{say('help.wall')}</WallLink>
    </footer>
  );
}
