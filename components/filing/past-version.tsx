import { Button } from 'antd'
import type { ReactNode } from 'react'
import { ActionBar, DeskFrame } from '@/components/desk/desk-frame'
import { PhotoStrip } from '@/components/desk/photo-strip'
import { PhotoViewer } from '@/components/desk/photo-viewer'
import { usePhotoDesk } from '@/components/desk/use-photo-desk'
import { useDistrictName } from '@/components/division/use-district-name'
import { deskPhotos } from '@/components/photo/desk-photos'
import { chinaTime } from '@/lib/core/clock'
import type { Names } from '@/lib/features/content/rules/display'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { FieldSections } from './field-sections'
import css from './resubmission.module.css'

type Props = {
  filing: DeskFiling
  revision: DeskFiling['revisions'][number]
  names: Names
  choice: ReactNode
  onLeave: () => void
}

/** An earlier submission as it was: nothing can be marked or decided here. */
export function PastVersion({ filing, revision, names, choice, onLeave }: Props) {
  const photos = deskPhotos(revision.photos.map((photo) => ({ ...photo, changed: false })))
  const { shown, show, register } = usePhotoDesk(photos)
  const { districtCode } = revision.content
  const fullName = useDistrictName(districtCode ?? null)
  const district = districtCode ? { code: districtCode, fullName } : null
  const then = { ...filing, content: revision.content, district, changes: [], checks: [], comparisons: [] }
  return (
    <>
      <DeskFrame
        photos={
          <>
            <PhotoViewer photo={shown} register={register} />
            <PhotoStrip
              label={`第 ${revision.number} 次提交的照片`}
              photos={photos}
              shown={shown}
              onShow={show}
            />
          </>
        }
      >
        {choice}
        <p className={css.past} role="status">
          正在查看第 {revision.number} 次提交（{chinaTime(new Date(revision.submittedAt))}
          ），不是现在的内容，只能查看。
        </p>
        <FieldSections
          filing={then}
          photos={photos}
          names={names}
          marks={[]}
          markable={false}
          onMark={() => undefined}
          onShow={show}
        />
      </DeskFrame>
      <ActionBar label="查看以前的提交">
        <Button type="primary" onClick={onLeave}>
          回到本次提交
        </Button>
      </ActionBar>
    </>
  )
}
