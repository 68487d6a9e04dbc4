import { ComparedViewer } from '@/components/desk/compared-viewer'
import type { DeskPhoto } from '@/components/desk/desk-photo'
import type { ViewerHandle } from '@/components/desk/photo-viewer'
import { previousOf } from '@/lib/features/filing/rules/resubmission'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { type PhotoSize, PhotoText } from './photo-text'

type Props = {
  filing: DeskFiling
  photo: (DeskPhoto & PhotoSize) | undefined
  register: (handle: ViewerHandle) => void
  comparing: boolean
  onCompare: (comparing: boolean) => void
}

/** The photo, beside that of the submission before if it was replaced. */
export function VersionedViewer({ filing, photo, ...viewer }: Props) {
  const { revision } = filing
  const before = photo?.changed
    ? previousOf(filing)?.photos.find(({ slot }) => slot === photo.slot)
    : undefined
  const captions = { before: `第 ${revision - 1} 次提交`, after: `第 ${revision} 次提交（本次）` }
  const over = photo && <PhotoText filing={filing} photo={photo} />
  return <ComparedViewer photo={photo} over={over} before={before} captions={captions} {...viewer} />
}
