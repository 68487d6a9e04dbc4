'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { DeskFrame } from '@/components/desk/desk-frame'
import { HistoryPanel } from '@/components/desk/history-panel'
import { PartyPanel } from '@/components/desk/party-panel'
import { PhotoStrip } from '@/components/desk/photo-strip'
import { PhotoViewer } from '@/components/desk/photo-viewer'
import { useMarks } from '@/components/desk/use-marks'
import { usePhotoDesk } from '@/components/desk/use-photo-desk'
import { deskPhotos } from '@/components/photo/desk-photos'
import { useOptions } from '@/components/setting/use-options'
import { Failed, FailedPage, Loading } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import type { Names } from '@/lib/features/content/rules/display'
import { deskQuery, revealPartyMutation } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { CheckList } from './check-list'
import { DecisionBar } from './decision-bar'
import { FieldSections } from './field-sections'
import { FilingHeader } from './filing-header'
import { ReturnSummary } from './return-summary'

/** Review desk of one filing: photos on the left, all data beside them, the decision at the foot. */
export function FilingDesk({ id }: { id: string }) {
  const filing = useQuery(deskQuery(id))
  const options = useOptions()
  if (filing.isPending || options.isPending) return <Loading />
  if (filing.isError) return <FailedPage error={filing.error} onRetry={() => filing.refetch()} />
  if (options.isError) return <Failed error={options.error} onRetry={() => options.refetch()} />
  return <DeskBody key={filing.data.id} filing={filing.data} names={options.names} />
}

function DeskBody({ filing, names }: { filing: DeskFiling; names: Names }) {
  const photos = deskPhotos(filing.photos)
  const { marks, toggle } = useMarks(`${filing.id}:${filing.revision}`)
  const markable = filing.actions.includes('return')
  const { shown, show, register } = usePhotoDesk(
    photos,
    (photo) => markable && toggle(`photos.${photo.slot}`),
  )
  return (
    <>
      <FilingHeader filing={filing} />
      <DeskFrame
        photos={
          <>
            <PhotoViewer photo={shown} register={register} />
            <PhotoStrip
              label="全部照片"
              photos={photos}
              shown={shown}
              isMarked={({ slot }) => marks.includes(`photos.${slot}`)}
              onShow={show}
            />
          </>
        }
      >
        <ReturnSummary filing={filing} names={names} />
        <CheckList filing={filing} />
        <Parties filing={filing} />
        <FieldSections
          filing={filing}
          photos={photos}
          names={names}
          marks={marks}
          markable={markable}
          onMark={toggle}
          onShow={show}
        />
        <FilingHistory history={filing.history} />
      </DeskFrame>
      <DecisionBar filing={filing} marks={marks} />
    </>
  )
}

function FilingHistory({ history }: Pick<DeskFiling, 'history'>) {
  const items = history.map(({ at, action, who, text }) => ({
    key: `${at}${action}`,
    time: chinaTime(new Date(at)),
    text: `${who} ${text}`,
  }))
  return <HistoryPanel title="办理经过" items={items} />
}

function Parties({ filing: { id, owner, agent } }: { filing: DeskFiling }) {
  return (
    <>
      <Party id={id} kind="OWNER" title="机主" party={owner} />
      {agent ? <Party id={id} kind="AGENT" title="被委托人" party={agent} /> : null}
    </>
  )
}

type PartyProps = { id: string; kind: 'OWNER' | 'AGENT'; title: string; party: DeskFiling['owner'] }

/** Unmasked numbers live only as long as this component and are never cached. */
function Party({ id, kind, title, party }: PartyProps) {
  const { message } = App.useApp()
  const reveal = useMutation({
    ...revealPartyMutation(id, kind),
    onError: (error) => void message.error(error.message),
  })
  return (
    <PartyPanel
      title={title}
      party={party}
      revealed={reveal.data}
      busy={reveal.isPending}
      onReveal={() => reveal.mutate()}
    />
  )
}
