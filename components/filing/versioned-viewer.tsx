import { Segmented } from 'antd'
import { useState } from 'react'
import type { DeskPhoto } from '@/components/desk/desk-photo'
import { PhotoCompare } from '@/components/desk/photo-compare'
import { PhotoViewer, type ViewerHandle } from '@/components/desk/photo-viewer'
import { previousOf } from '@/lib/features/filing/rules/resubmission'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { type PhotoSize, PhotoText } from './photo-text'
import css from './resubmission.module.css'

type Props = {
  filing: DeskFiling
  photo: (DeskPhoto & PhotoSize) | undefined
  register: (handle: ViewerHandle) => void
  comparing: boolean
  onCompare: (comparing: boolean) => void
}

type View = 'PAIR' | 'SLIDE' | 'SINGLE'
const VIEWS: { value: View; label: string }[] = [
  { value: 'PAIR', label: '新旧对照' },
  { value: 'SLIDE', label: '滑动对比' },
  { value: 'SINGLE', label: '只看新照片' },
]

/** The photo, beside the one it replaces if there is one. */
export function VersionedViewer({ filing, photo, register, comparing, onCompare }: Props) {
  const [mode, setMode] = useState<'PAIR' | 'SLIDE'>('PAIR')
  const before = photo?.changed && previousOf(filing)?.photos.find(({ slot }) => slot === photo.slot)
  const over = photo && <PhotoText filing={filing} photo={photo} />
  if (!photo || !before) return <PhotoViewer photo={photo} register={register} over={over} />
  const view: View = comparing ? mode : 'SINGLE'
  return (
    <div className={css.viewer}>
      <div className={css.views}>
        <Segmented<View>
          size="small"
          aria-label="照片的看法"
          value={view}
          options={VIEWS}
          onChange={(chosen) => {
            onCompare(chosen !== 'SINGLE')
            if (chosen !== 'SINGLE') setMode(chosen)
          }}
        />
      </div>
      {view === 'SINGLE' ? (
        <PhotoViewer photo={photo} register={register} over={over} />
      ) : (
        <PhotoCompare
          key={photo.photoId}
          label={photo.label}
          mode={view}
          upright={before.height > before.width}
          before={{ url: before.url, caption: `第 ${filing.revision - 1} 次提交` }}
          after={{ url: photo.url, caption: `第 ${filing.revision} 次提交（本次）` }}
        />
      )}
    </div>
  )
}
