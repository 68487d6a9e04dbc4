import { Sheet } from '@/components/mobile/sheet'
import { NOTICE } from '@/lib/features/consent/rules/notice'
import type { ConsentKind } from '@/lib/features/consent/schema'
import { NoticeText, SensitiveText } from './notice-text'

/** The text behind a box to tick. */
export function NoticeSheet({ kind, onClose }: { kind: ConsentKind; onClose: () => void }) {
  return (
    <Sheet title={kind === 'NOTICE' ? NOTICE.title : NOTICE.sensitive.title} onClose={onClose}>
      {() => (kind === 'NOTICE' ? <NoticeText /> : <SensitiveText />)}
    </Sheet>
  )
}
