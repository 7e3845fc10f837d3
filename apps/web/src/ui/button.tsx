// SPDX-License-Identifier: EUPL-1.2
import { Button as DsButton } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  children: ReactNode;
  kind?: 'primary' | 'secondary' | 'tertiary';
  icon?: IconName;
  big?: boolean;
  wide?: boolean;
  type?: 'button' | 'submit';
  busy?: boolean;
  danger?: boolean;
  /** Why it can't be pressed now; shown as words beside it. */
  blocked?: string | false | undefined;
  onPress?: () => void;
  describedBy?: string;
  label?: string;
}

export function Button(props: Props) {
  const { kind = 'primary', type = 'button', busy = false, blocked } = props;
  return (
    <>
      <DsButton
        className={[props.big && 'button-big', props.wide && 'button-wide'].filter(Boolean).join(' ')}
        variant={kind}
        type={type}
        data-color={props.danger ? 'danger' : 'accent'}
        aria-disabled={busy || Boolean(blocked) || undefined}
        aria-busy={busy || undefined}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        onClick={(event) => {
          if (busy || blocked) event.preventDefault();
          else props.onPress?.();
        }}
      >
        {props.icon && <Icon name={props.icon} />}
        <span>{props.children}</span>
      </DsButton>
      {blocked && <span className="small quiet">{blocked}</span>}
    </>
  );
}
