// SPDX-License-Identifier: EUPL-1.2
import { Link } from '@tanstack/react-router';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../words/use-words.ts';

/** The way to what others like to do, before anybody has asked. */
export function TogetherDoor() {
  const { say } = useWords();
  return (
    <Card link>
      <p className="kind">
        <span className="bubble">
          <Icon name="social" />
        </span>
        <Link to="/together" className="cover heading">
          {say('together.go')}
        </Link>
      </p>
      <p className="quiet">{say('together.goLead')}</p>
    </Card>
  );
}
