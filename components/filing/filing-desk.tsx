'use client'

import { useIsMutating, useMutation, useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { Activity, memo } from 'react'
import { ActionBar, DeskFrame } from '@/components/desk/desk-frame'
import { HistoryPanel } from '@/components/desk/history-panel'
import { PartyPanel } from '@/components/desk/party-panel'
import { PhotoStrip } from '@/components/desk/photo-strip'
import { PhotoViewer } from '@/components/desk/photo-viewer'
import { useMarks } from '@/components/desk/use-marks'
import { usePhotoDesk } from '@/components/desk/use-photo-desk'
import { deskPhotos } from '@/components/photo/desk-photos'
import { useOptions } from '@/components/setting/use-options'
import { Failed, Loading } from '@/components/ui/states'
import { chinaTime } from '@/lib/core/clock'
import type { Names } from '@/lib/features/content/rules/display'
import { deskQuery, revealPartyMutation } from '@/lib/features/filing/api/desk'
import type { DeskFiling } from '@/lib/features/filing/schema/console'
import { CheckList } from './check-list'
import { DecisionBar } from './decision-bar'
import { FieldSections } from './field-sections'
import { FilingHeader } from './filing-header'
import { NotesPanel } from './notes-panel'
import { firstPhoto } from './photo-of-field'
import { ReturnSummary } from './return-summary'
import { DECIDING } from './use-decision'
import { useFetchAhead } from './use-fetch-ahead'
import { ShownFilingProvider, useShownFiling } from './use-shown-filing'

/**
 * Review desk: photos on the left, all data beside them, the decision at the foot. The next filing is rendered ahead,
 * hidden, so that after a decision it only has to be shown.
 */
export function FilingDesk({ id: opened }: { id: string }) {
  const { id, kept, desk } = useShownFiling(opened)
  const filing = useQuery(deskQuery(id))
  const before = useQuery({ ...deskQuery(kept ?? ''), enabled: false })
  const options = useOptions()
  const ahead = useFetchAhead(filing.data)
  if (filing.isPending || options.isPending) return <Loading />
  if (filing.isError) return <Failed error={filing.error} onRetry={() => filing.refetch()} />
  if (options.isError) return <Failed error={options.error} onRetry={() => options.refetch()} />
  return (
    <ShownFilingProvider value={desk}>
      {[kept === null ? undefined : before.data, filing.data, ahead].map(
        (one) =>
          one && (
            <Activity key={one.id} mode={one.id === id ? 'visible' : 'hidden'}>
              <DeskBody filing={one} names={options.names} />
            </Activity>
          ),
      )}
    </ShownFilingProvider>
  )
}

/** Drawn anew only when its data change, not when another filing is shown. */
const DeskBody = memo(function DeskBody({ filing, names }: { filing: DeskFiling; names: Names }) {
  const photos = deskPhotos(filing.photos)
  const { marks, toggle } = useMarks(`${filing.id}:${filing.revision}`)
  const markable = filing.actions.includes('return')
  const { shown, show, register } = usePhotoDesk(photos, {
    first: firstPhoto(filing.content, photos),
    onMark: markable ? (photo) => toggle(`photos.${photo.slot}`) : undefined,
  })
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
        <NotesPanel filing={filing} />
        <FilingHistory history={filing.history} />
      </DeskFrame>
      <Decision filing={filing} marks={marks} />
    </>
  )
})

/** Nothing can be pressed until the decision on the former filing is stored and this one is claimed. */
function Decision(props: { filing: DeskFiling; marks: readonly string[] }) {
  const others = useIsMutating({
    mutationKey: DECIDING,
    predicate: ({ options }) => options.mutationKey?.[1] !== props.filing.id,
  })
  return others > 0 ? <ActionBar label="审核操作">正在领取…</ActionBar> : <DecisionBar {...props} />
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
