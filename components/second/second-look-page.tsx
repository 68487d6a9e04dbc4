'use client'

import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useRouter } from 'next/navigation'
import { DeskFrame } from '@/components/desk/desk-frame'
import { DeskAbout, DeskHeader } from '@/components/desk/desk-header'
import { PhotoStrip } from '@/components/desk/photo-strip'
import { PhotoViewer } from '@/components/desk/photo-viewer'
import { usePhotoDesk } from '@/components/desk/use-photo-desk'
import { CheckList } from '@/components/filing/check-list'
import { FieldSections } from '@/components/filing/field-sections'
import { firstPhoto } from '@/components/filing/photo-of-field'
import { deskPhotos } from '@/components/photo/desk-photos'
import { useOptions } from '@/components/setting/use-options'
import { FailedPage, Loading } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import type { Names } from '@/lib/features/content/rules/display'
import { deskQuery } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { secondLookQuery } from '@/lib/features/second-look/api'
import type { SecondLook } from '@/lib/features/second-look/schema'
import { LookBar } from './look-bar'
import { LookDecision } from './look-decision'

/** 抽查复核: a decided filing as it was decided, for another pair of eyes. */
export function SecondLookPage({ id }: { id: string }) {
  const router = useRouter()
  const look = useQuery(secondLookQuery(id))
  const filing = useQuery(deskQuery(id))
  const options = useOptions()
  if (look.isError) return <FailedPage error={look.error} onRetry={() => look.refetch()} />
  if (filing.isError) return <FailedPage error={filing.error} onRetry={() => filing.refetch()} />
  if (options.isError) return <FailedPage error={options.error} onRetry={() => options.refetch()} />
  if (look.isPending || filing.isPending || options.isPending) return <Loading />
  const { why, doubts, drawnAt } = look.data
  return (
    <>
      <DeskHeader title="抽查复核" backLabel="返回队列" onBack={() => router.push('/queues/second-look')}>
        <Tag color={why === 'DOUBT' ? 'warning' : 'default'}>
          {why === 'DOUBT' ? `因核对存疑抽中：${doubts.join('、')}` : '随机抽中'}
        </Tag>
        <DeskAbout>
          {filing.data.district?.fullName} · {chinaTime(new Date(drawnAt))} 抽中
        </DeskAbout>
      </DeskHeader>
      <Body look={look.data} filing={filing.data} names={options.names} />
    </>
  )
}

type Props = { look: SecondLook; filing: DeskFiling; names: Names }

/** The submission that was decided on: a later one, or the owner's corrections, are not what the officer saw. */
function Body({ look, filing, names }: Props) {
  const then = filing.revisions.find(({ number }) => number === look.revision)
  const shownPhotos = then?.photos.map((photo) => ({ ...photo, changed: false })) ?? filing.photos
  const content = then?.content ?? filing.content
  const photos = deskPhotos(shownPhotos)
  const { shown, show, register } = usePhotoDesk(photos, { first: firstPhoto(content, photos) })
  return (
    <>
      <DeskFrame
        photos={
          <>
            <PhotoViewer photo={shown} register={register} />
            <PhotoStrip label="全部照片" photos={photos} shown={shown} onShow={show} />
          </>
        }
      >
        <LookDecision look={look} names={names} />
        <CheckList filing={filing} />
        <FieldSections
          filing={{ ...filing, content, changes: [] }}
          photos={photos}
          names={names}
          marks={[]}
          markable={false}
          onMark={() => undefined}
          onShow={show}
        />
      </DeskFrame>
      <LookBar look={look} />
    </>
  )
}
