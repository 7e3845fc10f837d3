// SPDX-License-Identifier: EUPL-1.2
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/use-words.ts';

export function CopyLink({ link }: { link: string }) {
  const { say } = useWords('work');
  const { say: announce } = useAnnounce();
  // Without https a browser has no clipboard: then this fails like a refused one.
  const copy = async (): Promise<void> => navigator.clipboard.writeText(link);
  return (
    <Button
      kind="secondary"
      icon="copy"
      onPress={() =>
        void copy().then(
          () => announce(say('work:invite.copied')),
          () => announce(link),
        )
      }
    >
      {say('work:invite.copy')}
    </Button>
  );
}
